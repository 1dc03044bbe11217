"""Contest a rejection: reasons in words, new evidence, sent once."""

from __future__ import annotations

from functools import partial

from bot.desk import response_job
from bot.domain import responses
from bot.domain.claim import Claim
from bot.domain.clocks import may_still_dispute
from bot.domain.inputs import CardAction
from bot.domain.responses import open_dispute
from bot.errors import ClaimConflict
from dialogs.responding_views import no_dispute_view
from dialogs.response_saving import EVIDENCE, REJECTED, Pointer, Transition, attach, need_role, save
from dialogs.showing import show_next
from dialogs.turn import Turn
from dialogs.uploads import LINK, link_document

SEND_WORDS = ("send", "보내기", "보내 주세요", "전송")


async def press_dispute(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Start an objection, or go on with it."""
    in_time = may_still_dispute(claim, turn.now)
    if open_dispute(claim) is None and not (
        in_time and responses.may_dispute(turn.contact, claim) and claim.followup.dispute is None
    ):
        await turn.show(no_dispute_view(turn, claim))
        return
    begin = partial(responses.begin_dispute, contact=turn.contact, now=turn.now)
    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        begin,
        now=turn.now,
        event="dispute_started",
        in_statuses=REJECTED,
    )
    await show_next(turn, saved, state)


async def press_dispute_save(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> bool:
    """Keep the words and leave the rest for later."""
    text = action.values.get("reason", "")
    if text.strip():
        await save(turn, claim, _worded(turn, text), None)
    await turn.say(turn._("Saved. Type “continue” whenever you want to go on, on any device."))
    return True


def _worded(turn: Turn, text: str) -> Transition:
    return partial(responses.word_dispute, text=text, now=turn.now)


def says_send(turn: Turn, title: str) -> bool:
    """Whether the typed words are those of the button that sends, and nothing else."""
    said = turn.incoming.text.strip().rstrip(".!").casefold()
    return said in (*SEND_WORDS, title.casefold())


async def word_dispute(turn: Turn, claim: Claim, text: str, state: Pointer) -> None:
    """Typed words are added to the reason, a link alone is evidence; a button's words press it."""
    need_role(turn, claim, responses.may_dispute)
    case = claim.followup.dispute
    if says_send(turn, turn._("Send dispute")):
        await _send(turn, claim, case.text if case else "", state)
        return
    if text.strip().casefold() == turn._("Give up dispute").casefold():
        await _drop(turn, claim, state)
        return
    link = link_document(turn, text, responses.OTHER, EVIDENCE)
    if link is not None and LINK.fullmatch(text.strip()):
        saved, lines = await attach(turn, claim, None, [link])
    else:
        words = f"{case.text}\n{text}" if case and case.text else text
        saved, lines = await save(turn, claim, _worded(turn, words), None), [turn._("✓ Saved.")]
    await show_next(turn, saved, state, lines=lines)


async def press_dispute_send(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Send the objection, once."""
    case = claim.followup.dispute
    if case is None or open_dispute(claim) is None or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    need_role(turn, claim, responses.may_dispute)
    await _send(turn, claim, action.values.get("reason", "").strip() or case.text, state)


async def _send(turn: Turn, claim: Claim, text: str, state: Pointer) -> None:
    now, key = turn.now, turn.house.new_id()
    if not text:
        words = turn._("Please say in a sentence why the decision should be changed.")
        await show_next(turn, claim, state, lines=(words,))
        return

    def send(present: Claim) -> Claim:
        worded = responses.word_dispute(present, text, now)
        return responses.send_dispute(worded, key, turn.contact, now)

    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        send,
        now=now,
        event="dispute_sent",
        in_statuses=REJECTED,
        also=response_job("dispute", f"{claim.claim_id}:{key}", now),
    )
    words = turn._("Your dispute is saved and being sent. I will tell you when it has arrived.")
    await show_next(turn, saved, state, lines=(words,))


async def press_dispute_drop(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Leave the objection; the rejection stands."""
    if open_dispute(claim) is None or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    await _drop(turn, claim, state)


async def _drop(turn: Turn, claim: Claim, state: Pointer) -> None:
    saved = await turn.house.desk.change(
        turn.contact,
        claim.claim_id,
        claim.version,
        partial(responses.drop_dispute, now=turn.now),
        now=turn.now,
        event="dispute_dropped",
        in_statuses=REJECTED,
    )
    await show_next(turn, saved, state)


PRESSES = {
    "claim.dispute": press_dispute,
    "claim.dispute_save": press_dispute_save,
    "claim.dispute_send": press_dispute_send,
    "claim.dispute_drop": press_dispute_drop,
}
