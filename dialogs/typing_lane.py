"""The typed lane: every step can also be answered by typing, one answer after the other."""

from __future__ import annotations

from typing import Any

from bot.domain.checks import check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import (
    FieldKind,
    FieldSpec,
    StepKind,
    fields_of,
)
from bot.domain.steps import Step, next_step
from bot.text import read_yes_no
from bot.understanding import Outcome
from dialogs import (
    answering,
    asides,
    asked_beside,
    correcting,
    csr,
    csr_typing,
    going_back,
    other_parts,
    responding,
    told_ahead,
    typed_words,
)
from dialogs.beside_words import goes_on_asking
from dialogs.choices_said import choice_said
from dialogs.commands import Command, read_command
from dialogs.labelled import is_no_name
from dialogs.reading import denies, open_cost_field, read_both_days, read_field, show_value
from dialogs.showing import point, remember_given, show_next
from dialogs.step_views import field_prompt, form_view
from dialogs.told_together import doubt_about
from dialogs.turn import Turn
from dialogs.typed_costs import keep_begun, save_typed_cost
from dialogs.typed_together import begin_cost, save_answers, took_fields, took_parts_of_cost
from dialogs.value_words import told_values
from dialogs.words import finding_words

Pointer = dict[str, Any]

MAX_YES = 6
"""A longer yes or no says more than that."""


async def take_text(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """A typed message for the step that is asked; True when the partner leaves the claim."""
    if (
        "meant" in state
        and claim.is_editable
        and await correcting.took_choice(turn, claim, step, state)
    ):
        return False
    in_csr = step.kind is StepKind.CSR
    if claim.is_editable and not in_csr and await other_parts.took(turn, claim, step, state):
        return False
    command = read_command(turn.incoming.text)
    if command is Command.BACK and in_csr:
        await csr.go_back(turn, claim, state)
        return False
    if command is Command.BACK and claim.is_editable:
        await going_back.go_back(turn, claim, step.kind.value, state)
        return False
    began = command is Command.START and step.kind is not StepKind.CHECKLIST
    if command is Command.WHERE or began:
        await show_next(turn, claim, state)
        return False
    if command is Command.LATER and step.kind is not StepKind.DOCUMENT:
        await turn.say(turn._("Saved. Type “continue” whenever you want to go on, on any device."))
        return True
    handler = _HANDLERS.get(step.kind, typed_words.take_other)
    await handler(turn, claim, step, state)
    return False


def is_for_claim(turn: Turn, command: Command | None) -> bool:
    """Whether a command means the claim at hand rather than the whole conversation.

    “Start” is what stands on the button of the checklist, also a step later, and no wish for one
    more claim.
    """
    if command in (Command.BACK, Command.LATER, Command.WHERE):
        return True
    return command is not None and _says_start(turn)


async def is_too_late(turn: Turn, state: Pointer) -> bool:
    """Whether words that say nothing else answer a request or a dispute that is over."""
    if state.get("step") not in (StepKind.REQUEST.value, StepKind.DISPUTE.value):
        return False
    found = await answering.understand(turn)
    is_known = found.outcome is Outcome.ANSWER or found.smalltalk or found.slots.claim
    return not is_known


def _says_start(turn: Turn) -> bool:
    return turn.incoming.text.casefold().strip(" .!") == turn._("Start").casefold()


async def _take_checklist(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Start, another activity, a question; or already the answer to what comes next."""
    if await typed_words.took_checklist_word(turn, claim, state):
        return
    if not await told_ahead.goes_on(turn, claim):
        await typed_words.take_other(turn, claim, step, state)
        return
    saved = await told_ahead.see_checklist(turn, claim)
    following = next_step(saved, turn.contact, turn.house.catalog)
    point(state, saved, following)
    await _HANDLERS[following.kind](turn, saved, following, state)


async def _take_field(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """The answer to the first open field of the step, or to the one just asked again."""
    spec = asides.open_field(turn, claim, step, state)
    if spec is None:
        await typed_words.take_other(turn, claim, step, state)
        return
    is_no_more = spec.kind is FieldKind.YESNO and len(turn.incoming.text) > MAX_YES
    if is_no_more and await correcting.took_given_back(turn, claim, step, spec, state):
        return
    if await took_fields(turn, claim, step, spec, state):
        return
    if await _took_both_days(turn, claim, step, spec, state):
        return
    value = read_field(turn, spec, turn.incoming.text, claim.currency)
    if await _took_otherwise(turn, claim, step, spec, value, state):
        return
    if isinstance(value, Finding):
        value = choice_said(turn, claim, spec) or value
    findings = _judge(turn, claim, step, spec, value)
    if findings:
        unread = isinstance(value, Finding) and not (spec.choices and denies(turn.incoming.text))
        if unread and await asides.instead_of_error(turn, claim, step, spec, state):
            return
        await _ask_again(turn, claim, step, spec, findings, state)
        return
    saved = await save_answers(turn, claim, step, {spec.id: value}, state)
    await _go_on(turn, saved, step, state, _told_back(turn, saved, spec, value))
    remember_given(state, (spec.id,))


async def _took_otherwise(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, value: object, state: Pointer
) -> bool:
    """Whether a message that does not read as the answer, or as any words, was something else: a
    correction, an answer with a question behind it, or a question.
    """
    is_open = isinstance(value, Finding) or spec.kind in asides.FREE_TEXT
    if spec.choices and not is_open:  # a choice is also found in a sentence that goes on
        is_open = goes_on_asking(turn.incoming.text)
    if is_open and await correcting.took_correction(turn, claim, step, spec, state):
        return True
    if is_open and await asked_beside.took_answer(turn, claim, step, spec, state):
        return True
    return await asides.is_aside(turn, claim, step, spec, state)


def _told_back(turn: Turn, claim: Claim, spec: FieldSpec, value: object) -> str:
    """A day as it was read; "" for what is kept as it was typed."""
    if spec.kind is not FieldKind.DATE:
        return ""
    facts = told_values(turn, [spec], {spec.id: value}, claim.currency)
    return turn._("✓ Saved: %(facts)s.", facts=facts)


async def _took_both_days(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer
) -> bool:
    """Whether the first and the last day were typed at once; what is wrong with them is told."""
    days = read_both_days(turn, spec)
    if days is None:
        return False
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    asked = tuple(one for one in specs if one.id in days)
    findings = check_answers(
        step.kind, asked, days, claim, turn.house.catalog, turn.now, turn.today
    )
    if findings:
        await _ask_again(turn, claim, step, spec, findings, state)
        return True
    saved = await save_answers(turn, claim, step, days, state)
    first, last = (turn._.date(day) for day in days.values())
    words = turn._("✓ Saved: %(first)s to %(last)s.", first=first, last=last)
    await _go_on(turn, saved, step, state, words)
    remember_given(state, days)
    return True


def _judge(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, value: object
) -> tuple[Finding, ...]:
    if isinstance(value, Finding):
        return (value,)
    said = str(value).strip()
    if spec.id == "vendor_name" and (is_no_name(said) or said.endswith(("?", "？"))):
        return (doubt_about(spec, said),)
    if spec.id in ("vendor_name", "claim_name") and read_yes_no(said) is not None:
        words = "I asked for a name here, and “%(words)s” is none. Please type the name."
        return (Finding(code="no_name", field=spec.id, message=words, values={"words": said}),)
    return check_answers(
        step.kind, (spec,), {spec.id: value}, claim, turn.house.catalog, turn.now, turn.today
    )


async def _ask_again(
    turn: Turn,
    claim: Claim,
    step: Step,
    spec: FieldSpec,
    findings: tuple[Finding, ...],
    state: Pointer,
) -> None:
    if state.get("missed") == spec.id:  # what was typed twice in vain goes easier on a card
        point(state, claim, step)
        state["missed"] = ""
        hint = turn._("You can also fill in the card, or type “later”: nothing is lost.")
        await turn.show(form_view(turn, claim, step, findings=findings, lines=(hint,)))
        return
    state.update({"step": step.kind.value, "field": spec.id, "version": claim.version})
    state["missed"] = spec.id
    words = [finding_words(turn, finding, claim) for finding in findings]
    await turn.say("\n\n".join((*words, field_prompt(turn, spec))))


async def _go_on(
    turn: Turn, claim: Claim, step: Step, state: Pointer, saved_words: str = ""
) -> None:
    """The next open field of the same step as plain words; another step as its card."""
    pending = next_step(claim, turn.contact, turn.house.catalog)
    state.pop("missed", None)
    if pending.kind is not step.kind:
        await show_next(turn, claim, state)
        return
    point(state, claim, step)
    spec = asides.open_field(turn, claim, step, state)
    if spec is None:
        await show_next(turn, claim, state)
        return
    state["lane"] = asides.TYPED
    await turn.say("\n\n".join((saved_words or turn._("✓ Saved."), field_prompt(turn, spec))))


async def _take_cost(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """One field of a cost after the other; the cost is stored when all its required fields are
    there.
    """
    begin_cost(turn, claim, state)
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    typed: dict[str, str] = dict(state.get("typed") or {})
    spec = open_cost_field(specs, typed)
    if spec is None:
        await typed_words.take_told_cost(turn, claim, step, state)
        return
    if await took_parts_of_cost(turn, claim, step, spec, state):
        return
    value = read_field(turn, spec, turn.incoming.text, claim.currency)
    if await _took_otherwise(turn, claim, step, spec, value, state):
        return
    if isinstance(value, Finding):
        value = choice_said(turn, claim, spec) or value
    findings = _judge(turn, claim, step, spec, value)
    if findings:
        unread = isinstance(value, Finding) and not (spec.choices and denies(turn.incoming.text))
        if unread and await asides.instead_of_error(turn, claim, step, spec, state):
            return
        state["step"] = StepKind.EXPENSE.value
        words = [finding_words(turn, finding, claim) for finding in findings]
        await turn.say("\n\n".join((*words, field_prompt(turn, spec))))
        return
    typed[spec.id] = show_value(turn, spec, value, claim.currency)
    following = open_cost_field(specs, typed)
    if following is not None:
        await keep_begun(turn, claim, typed, state, (spec.id,))
        await turn.say("\n\n".join((turn._("✓ Saved."), field_prompt(turn, following))))
        return
    await save_typed_cost(turn, claim, typed, state, given=(spec.id,))


_HANDLERS = {
    StepKind.PROGRAM: _take_field,
    StepKind.ACTIVITY: _take_field,
    StepKind.CHECKLIST: _take_checklist,
    StepKind.CONDITIONS: _take_field,
    StepKind.DETAILS: _take_field,
    StepKind.EXPENSE: _take_cost,
    StepKind.EXPENSES: typed_words.take_lines_word,
    StepKind.DOCUMENT: typed_words.take_document_word,
    StepKind.CSR: csr_typing.take_text,
    StepKind.REVIEW: typed_words.take_review_word,
    StepKind.REQUEST: responding.take_text,
    StepKind.DISPUTE: responding.take_text,
}
