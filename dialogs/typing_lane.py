"""The typed lane: every step can also be answered by typing, one answer after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers.several import parts_of
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import (
    CONDITION_PREFIX,
    FieldKind,
    FieldSpec,
    StepKind,
    fields_of,
)
from bot.domain.steps import Step, first_open_field, next_step
from bot.understanding import Outcome
from dialogs import answering, asides, csr, csr_typing, going_back, responding, typed_words
from dialogs.commands import Command, read_command
from dialogs.reading import open_cost_field, read_both_days, read_field, show_value
from dialogs.showing import point, show_next
from dialogs.step_views import field_prompt
from dialogs.told_together import told_values
from dialogs.turn import Turn
from dialogs.typed_together import (
    save_answers,
    save_typed_cost,
    took_fields,
    took_parts_of_cost,
)
from dialogs.words import finding_words

Pointer = dict[str, Any]


async def take_text(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """A typed message for the step that is asked; True when the partner leaves the claim."""
    command = read_command(turn.incoming.text)
    if command is Command.BACK and step.kind is StepKind.CSR:
        await csr.go_back(turn, claim, state)
        return False
    if command is Command.BACK and claim.is_editable:
        await going_back.go_back(turn, claim, step.kind.value, state)
        return False
    if command is Command.WHERE:
        await show_next(turn, claim, state)
        return False
    if command is Command.LATER and step.kind is not StepKind.DOCUMENT:
        await turn.say(turn._("Saved. Type “continue” whenever you want to go on, on any device."))
        return True
    handler = _HANDLERS.get(step.kind, typed_words.take_other)
    await handler(turn, claim, step, state)
    return False


def is_for_claim(turn: Turn, command: Command, state: Pointer) -> bool:
    """Whether a command means the claim at hand rather than the whole conversation.

    On the checklist “start” is what stands on its button, and no wish for one more claim.
    """
    if command in (Command.BACK, Command.LATER, Command.WHERE):
        return True
    return state.get("step") == StepKind.CHECKLIST.value and _says_start(turn)


async def is_too_late(turn: Turn, state: Pointer) -> bool:
    """Whether words that say nothing else answer a request or a dispute that is over."""
    if state.get("step") not in (StepKind.REQUEST.value, StepKind.DISPUTE.value):
        return False
    found = await answering.understand(turn)
    is_known = found.outcome is Outcome.ANSWER or found.smalltalk or found.slots.claim
    return not is_known


def _says_start(turn: Turn) -> bool:
    return turn.incoming.text.casefold().strip(" .!") == turn._("Start").casefold()


async def _take_field(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """The answer to the first open field of the step, or to the one just asked again."""
    spec = _asked(turn, claim, step, state)
    if spec is None:
        await typed_words.take_other(turn, claim, step, state)
        return
    if await took_fields(turn, claim, step, spec, state):
        return
    if await _took_both_days(turn, claim, step, spec, state):
        return
    value, asks_too = await _read(turn, claim, step, spec)
    if not asks_too and await asides.is_aside(turn, claim, step, spec, state):
        return
    if isinstance(value, Finding):
        value = _said(turn, claim, spec) or value
    findings = _judge(turn, claim, step, spec, value)
    if findings:
        unread = isinstance(value, Finding)
        if unread and await asides.instead_of_error(turn, claim, step, spec, state):
            return
        await _ask_again(turn, claim, step, spec, findings, state)
        return
    saved = await save_answers(turn, claim, step, {spec.id: value}, state)
    if asks_too:
        await asides.answer(turn, saved, step, state)
    else:
        await _go_on(turn, saved, step, state, _told_back(turn, saved, spec, value))


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
    return True


async def _read(turn: Turn, claim: Claim, step: Step, spec: FieldSpec) -> tuple[object, bool]:
    """The value that was typed, and whether a sure question was typed along with it."""
    said, asked = parts_of(turn.incoming.text)
    if said and asked and spec.kind not in asides.FREE_TEXT:
        value = read_field(turn, spec, said.rstrip(" .!,;"), claim.currency)
        if not _judge(turn, claim, step, spec, value) and await answering.asks(turn, asked):
            return value, True
    return read_field(turn, spec, turn.incoming.text, claim.currency), False


def _said(turn: Turn, claim: Claim, spec: FieldSpec) -> str:
    """The choice that other words than its own name, as in “our own staff did it” or “hall hire”;
    "" without one.
    """
    if spec.kind is not FieldKind.CHOICE:
        return ""
    said: Sequence[str] = ()
    if spec.id.startswith(CONDITION_PREFIX):
        slots = answering.slots_about(turn, claim.incentive_activity)
        said = slots.conditions.get(spec.id.removeprefix(CONDITION_PREFIX), ())
    elif spec.id == "expense_type":
        slots = answering.slots_about(turn, claim.incentive_activity)
        said = slots.expenses or (slots.expense,)
    return said[0] if len(said) == 1 and said[0] in dict(spec.choices) else ""


def _asked(turn: Turn, claim: Claim, step: Step, state: Pointer) -> FieldSpec | None:
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    wanted = state.get("field") or first_open_field(
        step.kind, claim, turn.contact, turn.house.catalog
    )
    if not wanted and step.kind is StepKind.ACTIVITY:
        wanted = "incentive_activity"
    return next((spec for spec in specs if spec.id == wanted), None)


def _judge(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, value: object
) -> tuple[Finding, ...]:
    if isinstance(value, Finding):
        return (value,)
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
    state.update({"step": step.kind.value, "field": spec.id, "version": claim.version})
    words = [finding_words(turn, finding, claim) for finding in findings]
    await turn.say("\n\n".join((*words, field_prompt(turn, spec))))


async def _go_on(
    turn: Turn, claim: Claim, step: Step, state: Pointer, saved_words: str = ""
) -> None:
    """The next open field of the same step as plain words; another step as its card."""
    pending = next_step(claim, turn.contact, turn.house.catalog)
    if pending.kind is not step.kind:
        await show_next(turn, claim, state)
        return
    point(state, claim, step)
    spec = _asked(turn, claim, step, state)
    if spec is None:
        await show_next(turn, claim, state)
        return
    state["lane"] = asides.TYPED
    await turn.say("\n\n".join((saved_words or turn._("✓ Saved."), field_prompt(turn, spec))))


async def _take_cost(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """One field of a cost after the other; the cost is stored when all its required fields are
    there.
    """
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    typed: dict[str, str] = dict(state.get("typed") or {})
    spec = open_cost_field(specs, typed)
    if spec is None:
        return
    if await took_parts_of_cost(turn, claim, step, spec, state):
        return
    value, asks_too = await _read(turn, claim, step, spec)
    if not asks_too and await asides.is_aside(turn, claim, step, spec, state):
        return
    if isinstance(value, Finding):
        value = _said(turn, claim, spec) or value
    findings = _judge(turn, claim, step, spec, value)
    if findings:
        unread = isinstance(value, Finding)
        if unread and await asides.instead_of_error(turn, claim, step, spec, state):
            return
        state["step"] = StepKind.EXPENSE.value
        words = [finding_words(turn, finding, claim) for finding in findings]
        await turn.say("\n\n".join((*words, field_prompt(turn, spec))))
        return
    typed[spec.id] = show_value(turn, spec, value)
    following = open_cost_field(specs, typed)
    if following is not None:
        state.update({"step": StepKind.EXPENSE.value, "version": claim.version, "typed": typed})
        if asks_too:
            await answering.reply(turn, claim, asides.prompt_view(turn, claim, following))
            return
        await turn.say("\n\n".join((turn._("✓ Saved."), field_prompt(turn, following))))
        return
    if asks_too:
        await answering.reply(turn, claim, None)
    await save_typed_cost(turn, claim, specs, typed, state)


_HANDLERS = {
    StepKind.PROGRAM: _take_field,
    StepKind.ACTIVITY: _take_field,
    StepKind.CHECKLIST: typed_words.take_checklist_word,
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
