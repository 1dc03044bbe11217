"""Back: to the part before the one shown, or to the review it was opened from."""

from __future__ import annotations

from typing import Any

from bot.domain.claim import Claim
from bot.domain.fields import StepKind, fields_of
from bot.domain.inputs import CardAction
from bot.domain.steps import numbered
from bot.errors import ClaimConflict
from dialogs.form_buttons import is_under_review
from dialogs.showing import show_next, show_step
from dialogs.turn import Turn

Pointer = dict[str, Any]

_BEFORE = {
    StepKind.CONDITIONS: StepKind.ACTIVITY,
    StepKind.DETAILS: StepKind.CONDITIONS,
    StepKind.EXPENSE: StepKind.DETAILS,
    StepKind.EXPENSES: StepKind.DETAILS,
    StepKind.DOCUMENT: StepKind.EXPENSES,
    StepKind.REVIEW: StepKind.DETAILS,
    StepKind.CHECKLIST: StepKind.ACTIVITY,
}
_KINDS = {kind.value: kind for kind in StepKind}


async def press_back(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Back from the card pressed."""
    if action.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    await go_back(turn, claim, action.arguments.get("step", ""), state)


async def go_back(turn: Turn, claim: Claim, shown: str, state: Pointer) -> None:
    """Open what stands before the step shown; parts that ask nothing for this activity are
    passed over.
    """
    kind = _KINDS.get(shown, StepKind.ACTIVITY)
    if not claim.is_editable:
        await show_next(turn, claim, state)
    elif kind is StepKind.EXPENSE and claim.expense_lines:
        await show_step(turn, claim, numbered(StepKind.EXPENSES), state)
    elif kind is not StepKind.REVIEW and is_under_review(turn, claim):
        await show_next(turn, claim, state)
    else:
        await show_step(turn, claim, numbered(_before(turn, claim, kind)), state)


def _before(turn: Turn, claim: Claim, kind: StepKind) -> StepKind:
    before = _BEFORE.get(kind, StepKind.ACTIVITY)
    while before is StepKind.CONDITIONS and not fields_of(
        before, claim, turn.contact, turn.house.catalog
    ):
        before = _BEFORE[before]
    return before


PRESSES = {"claim.back": press_back}
