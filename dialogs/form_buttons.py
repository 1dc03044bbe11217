"""Buttons below a form: save, go back to where it was opened from, leave it for later."""

from __future__ import annotations

from bot.domain.claim import Claim
from bot.domain.fields import StepKind
from bot.domain.places import location_pairs
from bot.domain.steps import Step, next_step
from cards.views import ButtonView
from dialogs.turn import Turn, button, claim_button

_FIRST = (StepKind.PROGRAM, StepKind.ACTIVITY)


def is_under_review(turn: Turn, claim: Claim) -> bool:
    """Whether nothing is left to ask, so that a part that is open was opened to change it."""
    step = next_step(claim, turn.contact, turn.house.catalog)
    return claim.is_editable and step.kind is StepKind.REVIEW


def back_button(turn: Turn, claim: Claim, step: Step) -> ButtonView:
    """To the part before this one, or to the review it was opened from."""
    return claim_button(claim, turn._("Back"), "claim.back", step=step.kind.value)


def form_buttons(turn: Turn, claim: Claim, step: Step, line_id: str) -> tuple[ButtonView, ...]:
    """What can be done with a form. Shape: an empty `line_id` is a form of no cost."""
    _ = turn._
    extra = {"line": line_id} if line_id else {}
    buttons = [
        claim_button(
            claim,
            _("Save and continue"),
            "claim.form",
            style="positive",
            needs_inputs=True,
            step=step.kind.value,
            **extra,
        )
    ]
    if step.kind is StepKind.ACTIVITY and _has_programs(turn):
        program = StepKind.PROGRAM.value
        buttons.append(claim_button(claim, _("Other program"), "claim.edit", part=program))
    changes = is_under_review(turn, claim)
    if changes and step.kind is StepKind.CONDITIONS:
        activity = StepKind.ACTIVITY.value
        buttons.append(claim_button(claim, _("Other activity"), "claim.edit", part=activity))
    if changes or step.kind not in _FIRST:
        buttons.append(back_button(turn, claim, step))
    return (*buttons, button(_("Later"), "claim.pause", claim=claim.claim_id))


def _has_programs(turn: Turn) -> bool:
    return len(location_pairs(turn.contact, turn.house.catalog)) > 1
