"""Questions asked in the middle of a claim: answered, and in the same message the pending step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.claim import Claim
from bot.domain.fields import FieldKind, FieldSpec, StepKind, fields_of
from bot.domain.steps import Step, first_open_field, next_step
from cards.views import FormView, View
from dialogs import answering
from dialogs.languages import hear_aside
from dialogs.reading import open_cost_field
from dialogs.showing import point, step_view
from dialogs.step_views import checklist_view, field_prompt
from dialogs.turn import Turn
from dialogs.words import claim_title

Pointer = dict[str, Any]

TYPED = "typed"
"""The pointer's lane after a typed answer: the next field was asked in words, without a card."""

_FORMS = (StepKind.CONDITIONS, StepKind.DETAILS, StepKind.EXPENSE)
"""Steps that are shown again as they are, also where they were opened to change them."""

_FIGURES = (FieldKind.DATE, FieldKind.AMOUNT, FieldKind.INTEGER, FieldKind.NUMBER)
"""Fields where figures are a try at the answer, and no question that names a date."""

FREE_TEXT = (FieldKind.TEXT, FieldKind.MULTILINE)
"""Fields that take any words, a question's too."""


async def is_aside(turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer) -> bool:
    """Whether the text is a question rather than the answer asked for; if so, it was answered.

    A free-text field gets its text first: only what bears a question mark and has an answer is
    taken as a question, so that "help the children" can be the name of a claim.
    """
    if not await answering.is_plain_question(turn, strict=spec.kind in FREE_TEXT):
        return False
    return await _answer_and_ask(turn, claim, step, spec, state)


async def instead_of_error(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer
) -> bool:
    """The text does not read as the answer: perhaps it is a question. True when it was answered as
    one.
    """
    has_figures = spec.kind in _FIGURES and any(char.isdigit() for char in turn.incoming.text)
    marked = turn.incoming.text.strip().endswith(("?", "？"))
    if (has_figures and not marked) or not await answering.is_question(turn):
        return False
    return await _answer_and_ask(turn, claim, step, spec, state)


async def _answer_and_ask(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer
) -> bool:
    """The step comes back the way it was asked: as words, or as its card."""
    hear_aside(turn)
    if await answering.does_at_hand(turn, claim):
        return True
    if is_asked_in_words(state):
        pending: View = prompt_view(turn, claim, spec)
    else:
        point(state, claim, step)
        pending = await step_view(turn, claim, step)
    await answering.reply(turn, claim, pending)
    return True


def open_words(turn: Turn, claim: Claim, step: Step, state: Pointer) -> FieldSpec | None:
    """The open field of a form where any words may be the answer; None where they may not."""
    spec = open_field(turn, claim, step, state) if step.kind in _FORMS else None
    return spec if spec is not None and spec.kind in FREE_TEXT else None


def is_asked_in_words(state: Pointer) -> bool:
    """Whether the step that is open was asked in words, without a card."""
    return state.get("lane") == TYPED or bool(state.get("field") or state.get("typed"))


async def answer(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Answer, and bring the pending step back once."""
    hear_aside(turn)
    if await answering.does_at_hand(turn, claim):
        return
    pending = next_step(claim, turn.contact, turn.house.catalog)
    was_shown = state.get("step") == pending.kind.value and state.get("version") == claim.version
    point(state, claim, pending)
    if pending.kind is StepKind.CHECKLIST and was_shown:
        await answering.reply(turn, claim, _short_checklist(turn, claim))
        return
    await answering.reply(turn, claim, await step_view(turn, claim, pending))


def _short_checklist(turn: Turn, claim: Claim) -> FormView:
    """The list of what will be needed stands above: only the way on."""
    words = "Type “start” to go on: I ask for each answer and document in turn."
    return FormView(
        title=turn._("Back to your claim:"),
        progress=claim_title(turn, claim),
        lines=(turn._(words),),
        buttons=checklist_view(turn, claim).buttons,
    )


def prompt_view(turn: Turn, claim: Claim, spec: FieldSpec) -> FormView:
    """A field asked in words, as a card without inputs: its answer is typed."""
    return FormView(
        title=turn._("Back to your claim:"),
        progress=claim_title(turn, claim),
        lines=tuple(filter(None, field_prompt(turn, spec).split("\n"))),
    )


async def pending_view(
    turn: Turn, claim: Claim, step: Step, state: Pointer, *, lines: Sequence[str] = ()
) -> View:
    """What the claim waits for, the way it was asked, under `lines` that say what just happened."""
    spec = open_field(turn, claim, step, state) if is_asked_in_words(state) else None
    if spec is not None:
        state["version"] = claim.version
        prompt = prompt_view(turn, claim, spec)
        return prompt._replace(lines=(*lines, *prompt.lines))
    pending = next_step(claim, turn.contact, turn.house.catalog)
    shown = step if step.kind in _FORMS else pending
    point(state, claim, shown)
    return await step_view(turn, claim, shown, lines=lines)


async def brief_view(
    turn: Turn, claim: Claim, step: Step, state: Pointer, *, lines: Sequence[str]
) -> View:
    """The same with many lines: the list of what will be needed is not shown again."""
    if step.kind is not StepKind.CHECKLIST:
        return await pending_view(turn, claim, step, state, lines=lines)
    point(state, claim, step)
    short = _short_checklist(turn, claim)
    return short._replace(lines=(*lines, *short.lines))


def open_field(turn: Turn, claim: Claim, step: Step, state: Pointer) -> FieldSpec | None:
    """The field of the step that a typed answer is read as; None when all are answered."""
    catalog = turn.house.catalog
    specs = fields_of(step.kind, claim, turn.contact, catalog)
    if step.kind is StepKind.EXPENSE:
        return open_cost_field(specs, dict(state.get("typed") or {}))
    wanted = state.get("field") or first_open_field(step.kind, claim, turn.contact, catalog)
    if not wanted and step.kind is StepKind.ACTIVITY:
        wanted = "incentive_activity"
    return next((spec for spec in specs if spec.id == wanted), None)
