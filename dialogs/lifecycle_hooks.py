"""What is done when a partner asks, in words, to change, withdraw, contest or answer about a claim.

Each gets the claims that may be meant and says True when it has shown the way, with its buttons;
otherwise the answer with the rule is shown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.answers import dispute_lines
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.fields import StepKind
from bot.domain.responses import may_answer, open_request
from bot.domain.steps import is_answered
from cards.views import NoticeView
from dialogs import confirming, reminders, status
from dialogs.claim_card import can_begin_dispute
from dialogs.decisions import withdraw_view
from dialogs.reminder_wishes import names_reminders
from dialogs.responding_views import request_view
from dialogs.submission import discard_view
from dialogs.turn import Turn, button, claim_button
from dialogs.words import claim_title

Hook = Callable[[Turn, Sequence[Claim]], Awaitable[bool]]

_PARTS = {
    StepKind.PROGRAM: "Program and location",
    StepKind.ACTIVITY: "Activity",
    StepKind.DETAILS: "Details",
    StepKind.EXPENSES: "Costs",
}


async def edit_claim(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Change a claim: the parts of a draft; of a sent claim only what a reviewer asked for."""
    if len(claims) != 1:
        return await _which(turn, claims)
    claim = claims[0]
    if claim.is_editable:
        await turn.show(_parts_view(turn, claim))
        return True
    if claim.status is ClaimStatus.ACTION_REQUIRED:
        return await respond_request(turn, claims)
    words = turn._("A claim that was sent can be changed only where a reviewer asks for more.")
    await turn.show(await status.claim_view(turn, claim, lines=(words,)))
    return True


def _parts_view(turn: Turn, claim: Claim) -> NoticeView:
    _ = turn._
    parts = []
    for kind, words in _PARTS.items():
        parts.append(claim_button(claim, _(words), "claim.edit", part=kind.value))
        if not is_answered(kind, claim, turn.contact, turn.house.catalog):
            break
    if claim.documents:
        parts.append(claim_button(claim, _("Documents"), "claim.documents"))
    back = button(_("Back to claim"), "claim.open", claim=claim.claim_id, style="positive")
    return NoticeView(
        title=_("What do you want to change?"),
        lines=(claim_title(turn, claim),),
        buttons=(*parts, back),
    )


async def withdraw_claim(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Pull a claim back, or discard a draft; asked before it is done."""
    if len(claims) != 1:
        return await _which(turn, claims)
    claim = claims[0]
    if claim.is_editable:
        confirming.expect(turn, claim, yes="claim.discard_yes", no="claim.open")
        await turn.show(discard_view(turn, claim))
    elif claim.status is ClaimStatus.SUBMITTED and claim.followup.withdrawal is None:
        confirming.expect(turn, claim, yes="claim.withdraw_yes", no="claim.status")
        await turn.show(withdraw_view(turn, claim))
    else:
        words = turn._("It can be withdrawn only before the review begins (our assumption).")
        await turn.show(await status.claim_view(turn, claim, lines=(words,)))
    return True


async def dispute(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Contest a rejection: its card says what to fix and offers the dispute, or that it was."""
    if len(claims) != 1:
        return await _which(turn, claims)
    claim = claims[0]
    lines = list(dispute_lines(turn._, turn.zone, claim))
    if can_begin_dispute(turn, claim):
        lines.insert(0, turn._("Press “Dispute” or type “yes” to begin; it is sent only later."))
        confirming.expect(turn, claim, yes="claim.dispute", no="claim.status")
    await turn.show(await status.claim_view(turn, claim, lines=lines))
    return True


def can_answer(turn: Turn, claim: Claim) -> bool:
    """Whether a request is open that this person may answer."""
    return open_request(claim) is not None and may_answer(turn.contact, claim)


async def respond_request(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Deliver what a reviewer asked for: all items of the request, with the way to each."""
    if len(claims) != 1:
        return await _which(turn, claims)
    request = open_request(claims[0])
    if request is None or not can_answer(turn, claims[0]):
        await turn.show(await status.claim_view(turn, claims[0]))
    else:
        await turn.show(request_view(turn, claims[0], request))
    return True


async def reminders_on(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Switch all reminders on."""
    return await reminders.switch(turn, on=True)


async def reminders_off(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Switch all reminders off; the settings where the words name none: a deadline missed for a
    misunderstanding costs money.
    """
    if not names_reminders(turn.incoming.text):
        return await reminders.show_settings(turn)
    return await reminders.switch(turn, on=False)


async def _which(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Several may be meant: each with its button."""
    if not claims:
        return False
    await turn.show(status.choice_view(turn, claims))
    return True


HOOKS: Mapping[str, Hook] = {
    "edit_claim": edit_claim,
    "withdraw_claim": withdraw_claim,
    "dispute": dispute,
    "respond_request": respond_request,
    "reminders_on": reminders_on,
    "reminders_off": reminders_off,
}
"""Intent → what shows its buttons."""
