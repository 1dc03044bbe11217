"""Answers put in the place of others, all or none, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import StepKind, fields_of
from bot.domain.line_answers import line_answer
from dialogs.forms import begin_line, line_findings, line_of
from dialogs.held_answers import TYPED, Held, same
from dialogs.meant_answers import Change
from dialogs.reading import show_value
from dialogs.turn import Turn
from dialogs.value_words import value_words
from dialogs.words import finding_words

Pointer = dict[str, Any]


async def change(
    turn: Turn, claim: Claim, wanted: Sequence[Change], state: Pointer
) -> tuple[Claim, list[str]]:
    """Put the values in place, all or none; gives the claim and what to tell.

    Raises: ClaimConflict when somebody else has changed the claim meanwhile.
    """
    typed: dict[str, str] = dict(state.get("typed") or {})
    transitions: list[Callable[[Claim], Claim]] = []
    findings: list[Finding] = []
    for line in dict.fromkeys(one.line for one, _ in wanted):
        new = {one.spec.id: value for one, value in wanted if one.line == line}
        steps = {one.spec.id: one.step for one, _ in wanted if one.line == line}
        if line == TYPED:
            findings += _wrong(turn, claim, StepKind.EXPENSE, new)
            specs = {one.spec.id: one.spec for one, _ in wanted}
            typed |= {
                name: show_value(turn, specs[name], value, claim.currency)
                for name, value in new.items()
            }
        elif line:
            found, transition = _on_line(turn, claim, line, new)
            findings += found
            transitions.append(transition)
        else:
            for kind in dict.fromkeys(steps.values()):
                of_step = {name: value for name, value in new.items() if steps[name] is kind}
                findings += _wrong(turn, claim, kind, of_step)
                transitions.append(partial(changes.apply_answers, answers=of_step, now=turn.now))
    if findings:
        return claim, [finding_words(turn, finding, claim) for finding in findings]
    lines = _told(turn, claim, wanted, state)
    saved = await _saved(turn, claim, transitions) if transitions else claim
    if any(one.line == TYPED for one, _ in wanted):
        saved = await begin_line(turn, saved, typed)
        state["typed"] = typed
    state["version"] = saved.version
    state["given"] = [one.key for one, _ in wanted]
    return saved, lines


async def _saved(
    turn: Turn, claim: Claim, transitions: Sequence[Callable[[Claim], Claim]]
) -> Claim:
    def transition(now: Claim) -> Claim:
        for one in transitions:
            now = one(now)
        return now

    return await turn.change(claim, transition, event="answered")


def _wrong(
    turn: Turn, claim: Claim, kind: StepKind, values: dict[str, object]
) -> tuple[Finding, ...]:
    catalog = turn.house.catalog
    specs = fields_of(kind, claim, turn.contact, catalog)
    asked = tuple(spec for spec in specs if spec.id in values)
    return check_answers(kind, asked, values, claim, catalog, turn.now, turn.today)


def _on_line(
    turn: Turn, claim: Claim, line_id: str, new: dict[str, object]
) -> tuple[tuple[Finding, ...], Callable[[Claim], Claim]]:
    old = next(line for line in claim.expense_lines if line.line_id == line_id)
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    values: dict[str, object] = {spec.id: line_answer(old, spec.id) for spec in specs}
    values |= {"source": old.source.value, **new}
    findings = line_findings(turn, claim, values, ())
    line = line_of(turn, claim, values, line_id) if not findings else old
    return findings, partial(changes.put_line, line=line, now=turn.now)


def _told(turn: Turn, claim: Claim, wanted: Sequence[Change], state: Pointer) -> list[str]:
    """From what to what; what is filled in for the first time is told as saved."""
    _, lines = turn._, []
    for one, value in wanted:
        new = value_words(turn, one.spec, value, claim.currency)
        what = answer_name(turn, claim, one, state)
        if one.value is None:
            lines.append(_("✓ Saved: %(facts)s.", facts=f"{what}: {new}"))
        elif same(one.value, value):
            lines.append(_("%(what)s is %(value)s already.", what=what, value=new))
        else:
            old = value_words(turn, one.spec, one.value, claim.currency)
            words = _("Changed: %(what)s: %(old)s → %(new)s.", what=what, old=old, new=new)
            lines.append(words)
    return lines


def answer_name(turn: Turn, claim: Claim, one: Held, state: Pointer) -> str:
    """What a field is called; of several costs with the number of its own."""
    label = turn.words(one.spec.label).rstrip("?")
    costs = len(claim.expense_lines) + bool(state.get("typed"))
    if one.number and costs > 1:
        return turn._("Cost %(number)s, %(what)s", number=one.number, what=label)
    return label
