"""The end of the road: confirm, submit, follow, discard."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.fields import StepKind
from bot.domain.inputs import CardAction
from bot.domain.steps import Step
from bot.errors import ClaimConflict
from bot.text import read_yes_no
from bot.text.patterns import pattern
from cards.views import NoticeView
from dialogs import confirming
from dialogs.menu_views import start_button
from dialogs.receipt_views import progress_view
from dialogs.review_views import attestation_words, review_view
from dialogs.showing import point, show_next
from dialogs.turn import Turn, button, claim_button, must_be_newest
from dialogs.words import claim_title

Pointer = dict[str, Any]

MAX_REASON = 500
"""Characters, as on the card."""

_CONFIRMED = frozenset(
    {
        "i confirm",
        "i confirm this",
        "confirm",
        "confirmed",
        "확인합니다",
        "확인했습니다",
        "동의합니다",
    }
)
_YES = pattern(r"^(?:yes|yep|yeah|ok|okay|sure|네|예|넵)[,. !]+")
"""Before the words that confirm."""


def says_confirmed(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """Whether the typed words are the declaration's confirmation; a plain yes is one right after
    the declaration was shown.
    """
    asked = state.pop("confirming", None) == claim.version
    if asked and read_yes_no(turn.incoming.text):
        return True
    plain = unicodedata.normalize("NFKC", turn.incoming.text).casefold().strip(" .!")
    return _YES.sub("", plain) in _CONFIRMED


async def press_submit(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Submit, if it was confirmed; a second press of the same button finds the claim being sent."""
    if claim.status in (ClaimStatus.SUBMITTING, ClaimStatus.SUBMITTED):
        words = turn._("This claim is already submitted; nothing was sent twice.")
        if claim.status is ClaimStatus.SUBMITTED:
            await show_next(turn, claim, state, lines=(words,))
            return
        point(state, claim, Step(StepKind.SENDING))
        if claim.card_activity_id:  # the card that shows it under way; a second would stay so
            await turn.say(words)
        else:
            await _show_sending(turn, claim, lines=(words,))
        return
    must_be_newest(claim, action)
    reason = action.values.get("reason", "")
    if action.values.get("attested") != "true":
        review = await turn.house.desk.review(turn.contact, claim, turn.now)
        error = turn._("Please confirm the declaration before you submit.")
        await turn.show(
            review_view(turn, claim, review.findings, review.funds, reason=reason, error=error)
        )
        return
    await submit(turn, claim, reason, state)


async def submit(turn: Turn, claim: Claim, reason: str, state: Pointer) -> None:
    """Commit the submission and show it under way; or show what holds it back."""
    review = await turn.house.desk.submit(
        turn.contact, claim.claim_id, claim.version, reason, turn.now
    )
    if review.claim.status is ClaimStatus.DRAFT:
        error, lines = "", tuple[str, ...]()
        if not review.blocks:
            error = turn._("Please give a reason for the points to check.")
            lines = _ask_reason(turn, review.claim, state)
        judged = (review.claim, review.findings, review.funds)
        await turn.show(review_view(turn, *judged, lines=lines, reason=reason, error=error))
        return
    state.update({"step": "sending", "version": review.claim.version})
    await _show_sending(turn, review.claim)


def _ask_reason(turn: Turn, claim: Claim, state: Pointer) -> tuple[str, ...]:
    """Who confirmed in words can give the reason in words, too."""
    if turn.incoming.action is not None:
        return ()
    state.update({"reason_for": claim.version, "reason": ""})
    return (turn._("You can also type the reason here."),)


def note_reason(turn: Turn, state: Pointer) -> str:
    """Keep a reason that was typed until the claim is confirmed again; what to tell of it."""
    state["reason"] = turn.incoming.text.strip()[:MAX_REASON]
    return turn._("Your reason is noted and goes with the claim.")


def typed_reason(claim: Claim, state: Pointer) -> str:
    """The reason that was typed for the claim as it stands, or ""."""
    is_of_this = state.get("reason_for") == claim.version
    return str(state.get("reason", "")) if is_of_this else ""


async def ask_confirmation(
    turn: Turn, claim: Claim, state: Pointer, *, lines: Sequence[str] = ()
) -> None:
    """“Submit” was typed: the declaration has to be confirmed in words."""
    await turn.say(
        "\n\n".join(
            (
                *lines,
                attestation_words(turn),
                turn._("If this is so, please type “I confirm”, and I submit the claim."),
            )
        )
    )
    state["confirming"] = claim.version


async def press_retry(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Start a submission that gave up again."""
    if claim.status is not ClaimStatus.NEEDS_ATTENTION or action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    saved = await turn.house.desk.retry_submission(
        turn.contact, claim.claim_id, claim.version, turn.now
    )
    state.update({"step": "sending", "version": saved.version})
    await _show_sending(turn, saved)


async def _show_sending(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> None:
    """Show the submission under way; it begins when the chat has taken the card, or refused it."""
    sent = ""
    try:
        sent = await turn.show(progress_view(turn, claim, lines=lines))
    finally:
        key = turn.conversation.conversation_key
        with suppress(ClaimConflict):  # it has begun meanwhile
            await turn.house.desk.begin_sending(key, claim, sent, turn.now)


async def press_discard(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Ask before a draft is thrown away."""
    if action.version != claim.version or not claim.is_editable:
        raise ClaimConflict(claim.claim_id)
    confirming.expect(turn, claim, yes="claim.discard_yes", no="claim.open")
    await turn.show(discard_view(turn, claim))


def discard_view(turn: Turn, claim: Claim) -> NoticeView:
    """Whether the draft shall really go."""
    _ = turn._
    return NoticeView(
        title=_("Discard this draft?"),
        lines=(
            _(
                "“%(claim)s” and its documents would leave your list. This cannot be undone.",
                claim=claim_title(turn, claim),
            ),
        ),
        buttons=(
            claim_button(claim, _("Discard"), "claim.discard_yes", style="destructive"),
            button(_("Keep it"), "claim.open", claim=claim.claim_id, style="positive"),
        ),
        tone="warning",
    )


async def press_discard_yes(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> bool:
    """Withdraw the draft."""
    must_be_newest(claim, action)
    await turn.change(claim, partial(changes.withdraw, now=turn.now), event="discarded")
    await turn.show(
        NoticeView(
            title=turn._("The draft is discarded."),
            buttons=(start_button(turn), button(turn._("My claims"), "menu.claims")),
        )
    )
    return True


async def press_status(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Where the claim stands."""
    from dialogs import status

    point_needed = claim.is_editable
    await turn.show(await status.claim_view(turn, claim))
    if not point_needed:
        state["step"] = ""


async def press_review(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Show the review of a draft."""
    await show_next(turn, claim, state)


PRESSES = {
    "claim.submit": press_submit,
    "claim.retry": press_retry,
    "claim.discard": press_discard,
    "claim.discard_yes": press_discard_yes,
    "claim.status": press_status,
    "claim.review": press_review,
}

__all__ = ["PRESSES", "ask_confirmation", "point", "says_confirmed", "submit"]
