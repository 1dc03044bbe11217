"""Answer a reviewer item by item: presses and typed words.

Every answer is saved in the claim at once, so a colleague or another device goes on with it.
"""

from __future__ import annotations

from functools import partial

from bot.desk import response_job
from bot.domain import responses
from bot.domain.claim import Claim, Finding
from bot.domain.followup import AskedItem, RequestState
from bot.domain.inputs import CardAction
from bot.domain.responses import open_dispute, open_request
from bot.domain.steps import Step
from bot.errors import ClaimConflict
from bot.text import read_choice
from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.understanding import Outcome
from dialogs import answering, asides, disputing, document_words
from dialogs.commands import Command, read_command
from dialogs.document_words import Said
from dialogs.responding_views import item_title
from dialogs.response_saving import (
    ASKED,
    Pointer,
    attach,
    need_role,
    pointed_item,
    requirement_id,
    save,
)
from dialogs.showing import show_item, show_next
from dialogs.still_open import says_done
from dialogs.turn import Turn, must_be_newest
from dialogs.uploads import LINK, link_document

_UNCLEAR = pattern(
    r"(?:(?:sorry|hm+|um+|but|well|죄송하지만|음+)[ ,]+)*(?:i (?:really )?(?:don't|do not|didn't"
    r"|dont|can't|cannot) (?:quite |really )?(?:understand|get|follow)(?: .{1,50})?"
    r"|(?:not|i'm not) (?:clear|sure)(?: .{1,50})?"
    r"|(?:that|this|it|the .{2,30}) is (?:unclear|not clear|confusing)(?: .{1,30})?"
    r"|(?:.{1,30} )?(?:이해가? ?(?:안|못|잘 안)|무슨 ?(?:말|뜻|소리)|뭔 ?소리"
    r"|잘 ?모르겠)\S*(?: \S{1,6}){0,2})"
)
MAX_WISH_CHARS = 40
"""Longer words in a request are its answer, whatever they sound like."""


async def take_text(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Typed words: a question is answered, anything else is the answer to what is asked."""
    asks = turn.incoming.text.strip().endswith(("?", "？"))
    if asks and len(turn.incoming.text) <= answering.MAX_QUESTION_CHARS:
        await asides.answer(turn, claim, step, state)
        return
    item = pointed_item(claim, state)
    may_send = open_request(claim) is not None and item is None
    if may_send and (
        disputing.says_send(turn, turn._("Send answers")) or says_done(turn.incoming.text)
    ):
        await _send_answers(turn, claim, state)
    elif item is not None and await _is_no_answer(turn, claim, item, state):
        return
    elif open_request(claim) is not None and await _wants_items(turn):
        await show_item(turn, claim, None, state)
    elif item is not None:
        if item.is_answered and state.get("item_open"):
            raise ClaimConflict(claim.claim_id)  # a colleague was quicker
        await _answer_item(turn, claim, item, turn.incoming.text, state)
    elif open_dispute(claim) is not None:
        await disputing.word_dispute(turn, claim, turn.incoming.text, state)
    elif read_choice(turn.incoming.text, [("send", turn._("Send answers"))]):
        await _send_answers(turn, claim, state)
    elif may_send and not await _is_understood(turn):
        words = turn._("Everything is answered. To change an answer, open its item first.")
        await show_item(turn, claim, None, state, lines=(words,))
    else:
        await asides.answer(turn, claim, step, state)


async def _is_understood(turn: Turn) -> bool:
    found = await answering.understand(turn)
    return found.outcome is Outcome.ANSWER and found.intent != "cancel"


async def _is_no_answer(turn: Turn, claim: Claim, item: AskedItem, state: Pointer) -> bool:
    """Whether the words only announce an answer, or tell that the question is not clear."""
    text, _ = turn.incoming.text, turn._
    if _UNCLEAR.fullmatch(tidy(text)):
        words = _(
            "Nothing is saved. If it is not clear what is wanted, ask %(contact)s.",
            contact=turn.house.support_contact,
        )
        await show_item(turn, claim, item, state, lines=(words,))
        return True
    said = document_words.read(text)
    if said is Said.SENT:
        words = _("No file came with your message.")
        await show_item(turn, claim, item, state, lines=(words,))
    elif said in (Said.LATER, Said.NEXT):
        words = _("“%(item)s” stays open; nothing is sent yet.", item=item_title(turn, item))
        await show_item(turn, claim, None, state, lines=(words,))
    return said in (Said.SENT, Said.LATER, Said.NEXT)


async def _wants_items(turn: Turn) -> bool:
    """Whether the words go back to the list, or only announce an answer."""
    text = turn.incoming.text
    if read_command(text) is Command.BACK:
        return True
    if len(text) > MAX_WISH_CHARS:
        return False
    found = await answering.understand(turn)
    sure = found.confidence >= answering.SURE_WITHOUT_A_MARK
    return found.intent == "respond_request" and found.outcome is Outcome.ANSWER and sure


async def press_answer(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """The answer field of an item's card."""
    request = open_request(claim)
    item = request.item(action.arguments.get("item", "")) if request else None
    if item is None or (action.version != claim.version and item.is_answered):
        raise ClaimConflict(claim.claim_id)
    text = action.values.get("answer", "").strip()
    if not text and not item.is_answered:
        finding = Finding(code="empty", message="Please type an answer, or attach a file.")
        await show_item(turn, claim, item, state, findings=(finding,))
        return
    await _answer_item(turn, claim, item, text, state)


async def _answer_item(
    turn: Turn, claim: Claim, item: AskedItem, text: str, state: Pointer
) -> None:
    need_role(turn, claim, responses.may_answer)
    link = link_document(turn, text, requirement_id(turn, claim, item), item_title(turn, item))
    if item.kind and link is not None and LINK.fullmatch(text.strip()):
        saved, lines = await attach(turn, claim, item, [link])
    else:
        words = partial(
            responses.answer_item,
            item_id=item.item_id,
            text=text,
            contact=turn.contact,
            now=turn.now,
        )
        saved, lines = await save(turn, claim, words, item), [turn._("✓ Saved.")]
    await show_next(turn, saved, state, lines=lines)


async def press_item(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Open one item, also to change its answer."""
    request = open_request(claim)
    item = request.item(action.arguments.get("item", "")) if request else None
    if item is None:
        raise ClaimConflict(claim.claim_id)
    await show_item(turn, claim, item, state)


async def press_items(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """All items with their state."""
    if open_request(claim) is None:
        raise ClaimConflict(claim.claim_id)
    await show_item(turn, claim, None, state)


async def press_clear(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Take the answer to an item back."""
    request = open_request(claim)
    item = request.item(action.arguments.get("item", "")) if request else None
    if item is None or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        partial(responses.clear_item, item_id=item.item_id, now=turn.now),
        now=turn.now,
        event="item_cleared",
        in_statuses=ASKED,
    )
    await show_next(turn, saved, state)


async def press_send(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Send all answers back, once."""
    request = claim.followup.request
    if request is not None and request.state is RequestState.SENDING:
        words = turn._("The answers were sent already; nothing was sent twice.")
        await show_next(turn, claim, state, lines=(words,))
        return
    must_be_newest(claim, action)
    await _send_answers(turn, claim, state)


async def _send_answers(turn: Turn, claim: Claim, state: Pointer) -> None:
    request = open_request(claim)
    if request is None or request.open_items:
        raise ClaimConflict(claim.claim_id)
    need_role(turn, claim, responses.may_answer)
    key = turn.house.new_id()
    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        partial(responses.send_answers, sending_key=key, contact=turn.contact, now=turn.now),
        now=turn.now,
        event="answers_sent",
        in_statuses=ASKED,
        also=response_job("answer", f"{request.request_id}:{key}", turn.now),
    )
    words = turn._("Your answers are saved and being sent. I will tell you when they have arrived.")
    await show_next(turn, saved, state, lines=(words,))


PRESSES = {
    "claim.item": press_item,
    "claim.items": press_items,
    "claim.item_answer": press_answer,
    "claim.item_clear": press_clear,
    "claim.answers_send": press_send,
}
