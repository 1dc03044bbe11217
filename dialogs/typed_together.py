"""The typed lane where one message answers several fields: taken, or told as not taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.checks import Answers, check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import DAYS, FieldSpec, StepKind, answer_of, fields_of
from bot.domain.steps import Step, next_step
from bot.domain.told_costs import SUMS, told_costs
from bot.errors import ClaimConflict
from dialogs import answering, asides
from dialogs.carried_costs import begun
from dialogs.labels import tells_sum
from dialogs.rated_costs import read_rated
from dialogs.reading import open_cost_field, read_field, show_value
from dialogs.showing import point, remember_given, show_next
from dialogs.starting import remember_place
from dialogs.told_together import Together, read_together
from dialogs.turn import Turn
from dialogs.typed_costs import keep_begun, save_typed_cost
from dialogs.value_words import told_values
from dialogs.words import finding_words

Pointer = dict[str, Any]


async def took_fields(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec, state: Pointer
) -> bool:
    """Whether the message answered more than the field that is asked, or other fields of the step;
    what was taken is told back, and what was not.
    """
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    wanted = [one for one in specs if one is asked or answer_of(claim, one.id) is None]
    said = _read(turn, claim, wanted, asked)
    if said is None:
        return False
    values, findings = _right(turn, claim, step, wanted, said)
    saved = await save_answers(turn, claim, step, values, state) if values else claim
    lines = _told(turn, claim, wanted, values, said, findings)
    pending = next_step(saved, turn.contact, turn.house.catalog)
    following = asked if asked.id not in values else _first_open(turn, saved, step)
    if following is None or (asked.id in values and pending.kind is not step.kind):
        await show_next(turn, saved, state, lines=lines)
    else:
        point(state, saved, step)
        state.update({"lane": asides.TYPED, "field": following.id})
        await _ask(turn, saved, following, lines)
    remember_given(state, values)
    return True


async def took_parts_of_cost(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec, state: Pointer
) -> bool:
    """The same for the fields of a cost, of which also those are taken that are not asked."""
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    typed: dict[str, str] = dict(state.get("typed") or {})
    wanted = [one for one in specs if one is asked or one.id not in typed]
    said = read_rated(turn, claim, wanted, asked, typed) or _read(turn, claim, wanted, asked)
    if said is None:
        return False
    if asked.id in said.values and _is_of_another_cost(said, typed):
        words = turn._("That looks like another cost. Please finish this one first.")
        await _ask(turn, claim, asked, [words])
        return True
    values, findings = _right(turn, claim, step, wanted, said)
    typed |= {
        one.id: show_value(turn, one, values[one.id], claim.currency)
        for one in specs
        if one.id in values
    }
    lines = _told(turn, claim, wanted, values, said, findings)
    following = open_cost_field(specs, typed)
    if following is None:
        await save_typed_cost(turn, claim, typed, state, given=values, lines=lines)
        return True
    claim = await keep_begun(turn, claim, typed, state, values)
    await _ask(turn, claim, following, lines)
    return True


def begin_cost(turn: Turn, claim: Claim, state: Pointer) -> None:
    """What was told first of the cost that is asked counts as typed, but for what the message that
    begins it says otherwise.
    """
    if typed := state.get("typed"):
        if state.get("told_in", claim.currency) != claim.currency:
            state["typed"] = {name: said for name, said in typed.items() if name not in SUMS}
            state.pop("told_in")
        return
    if not told_costs(claim.prefill):
        return
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    asked = open_cost_field(specs, {})
    if asked is None:
        return
    said = read_rated(turn, claim, specs, asked, {}) or _read(turn, claim, specs, asked)
    values = dict(said.values) if said else {}
    kinds = next(spec for spec in specs if spec.id == "expense_type")
    kind = read_field(turn, kinds, turn.incoming.text, claim.currency)
    if kind is not None and not isinstance(kind, Finding):
        values.setdefault("expense_type", kind)
    if typed := begun(turn, claim, specs, values):
        state.update({"typed": typed, "told_in": claim.currency})


def _is_of_another_cost(said: Together, typed: dict[str, str]) -> bool:
    """Whether a name comes with sums of fields that are filled in already."""
    is_name = set(said.values) == {"vendor_name"}
    return is_name and "net" in typed and any(tells_sum(part) for part in said.left)


async def save_answers(
    turn: Turn, claim: Claim, step: Step, answers: Answers, state: Pointer
) -> Claim:
    """Raises: ClaimConflict when somebody else has answered since this was asked."""
    if state.get("version") != claim.version and any(
        answer_of(claim, name) is not None for name in answers
    ):
        raise ClaimConflict(claim.claim_id)
    await remember_place(turn, answers)
    return await turn.change(
        claim,
        partial(changes.apply_answers, answers=answers, now=turn.now),
        event="answered",
        values={"part": step.kind.value},
    )


def _read(
    turn: Turn, claim: Claim, wanted: Sequence[FieldSpec], asked: FieldSpec
) -> Together | None:
    slots = partial(answering.slots_about, turn, claim.incentive_activity)
    return read_together(turn, claim, wanted, asked, slots)


def _right(
    turn: Turn, claim: Claim, step: Step, wanted: Sequence[FieldSpec], said: Together
) -> tuple[dict[str, object], tuple[Finding, ...]]:
    """What may be saved, and what is wrong with the rest; the days are right or wrong together."""
    findings = check_answers(
        step.kind, tuple(wanted), said.values, claim, turn.house.catalog, turn.now, turn.today
    )
    wrong = {finding.field for finding in findings}
    if wrong & set(DAYS):
        wrong |= set(DAYS)
    told = tuple(finding for finding in findings if finding.field not in said.aside)
    told += said.findings
    return {name: value for name, value in said.values.items() if name not in wrong}, told


def _told(
    turn: Turn,
    claim: Claim,
    specs: Sequence[FieldSpec],
    values: dict[str, object],
    said: Together,
    findings: Sequence[Finding],
) -> list[str]:
    """What was taken, what is wrong, and the parts that were not taken, as they were typed."""
    _, lines = turn._, []
    if values:
        facts = told_values(turn, specs, values, claim.currency)
        lines.append(_("✓ Saved: %(facts)s.", facts=facts))
    lines += [finding_words(turn, finding, claim) for finding in findings]
    if said.left:
        parts = _.list([f"“{part}”" for part in said.left])
        lines.append(
            _("Not taken from your message: %(parts)s. Please say it when I ask.", parts=parts)
        )
    return lines


def _first_open(turn: Turn, claim: Claim, step: Step) -> FieldSpec | None:
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    return next((s for s in specs if s.required and answer_of(claim, s.id) is None), None)


async def _ask(turn: Turn, claim: Claim, spec: FieldSpec, lines: Sequence[str]) -> None:
    """On a card, for it shows words as they were typed."""
    prompt = asides.prompt_view(turn, claim, spec)
    await turn.show(prompt._replace(lines=(*lines, *prompt.lines)))
