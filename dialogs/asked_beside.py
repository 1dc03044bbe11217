"""An answer with a question in the same message: the one is taken, the other answered."""

from __future__ import annotations

from typing import Any

from bot.domain.checks import check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import FieldKind, FieldSpec, StepKind, answer_of, fields_of
from bot.domain.steps import Step, first_open_field, next_step
from bot.understanding import OUT_OF_SCOPE, Outcome
from cards.views import View
from dialogs import answering, asides, correcting
from dialogs.beside_words import (
    STOPS,
    STOPS_AND_GAPS,
    STOPS_IN_WORDS,
    is_about_oneself,
    is_plainly_asked,
    said_and_asked,
)
from dialogs.changing import change
from dialogs.field_names import as_figure, as_name
from dialogs.labelled import bare, is_no_name, is_unsure, may_be_gross
from dialogs.labels import NAMES
from dialogs.languages import hear_aside
from dialogs.reading import open_cost_field, read_both_days, read_field, show_value
from dialogs.showing import point, remember_given
from dialogs.told_together import read_parts
from dialogs.turn import Turn
from dialogs.typed_costs import keep_begun, stored_cost
from dialogs.typed_together import save_answers
from dialogs.value_words import told_values

Pointer = dict[str, Any]


async def took_answer(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec, state: Pointer
) -> bool:
    """Whether the message was an answer and a question; then both were dealt with."""
    in_words = asked.kind in asides.FREE_TEXT
    ways = STOPS_IN_WORDS if in_words else STOPS if asked.choices else STOPS_AND_GAPS
    for said, question in said_and_asked(turn.incoming.text.strip(), ways):
        if in_words and not await _is_sure(turn, question):
            continue
        part = turn.saying(said)
        meant = None if in_words else correcting.meant_now(part, claim, asked, state)
        if meant is not None and meant.changes:
            saved, lines = await change(part, claim, meant.changes, state)
            view = await asides.pending_view(turn, saved, step, state, lines=lines)
        else:
            values = _values(part, claim, step, asked, state)
            if not values or _is_in_doubt(asked, said, question):
                continue
            saved, view = await _save(turn, claim, step, asked, values, state)
        hear_aside(turn)
        is_sure = await answering.asks(turn, (question,))
        await answering.reply(turn if is_sure else turn.saying(question), saved, view)
        return True
    return False


async def _is_sure(turn: Turn, question: str) -> bool:
    """Behind free words only a plain question counts as one: with an answer, or about oneself."""
    if not is_plainly_asked(question):
        return False
    found = await answering.understand(turn.saying(question))
    if found.outcome is Outcome.ASK:
        return is_about_oneself(question) and found.intent != OUT_OF_SCOPE
    return found.outcome is Outcome.ANSWER


def _is_in_doubt(asked: FieldSpec, said: str, question: str) -> bool:
    """Whether what stands in the place of the question may be said of the sum."""
    in_words = (*asides.FREE_TEXT, FieldKind.YESNO)  # a plain no is no doubt
    if asked.kind not in in_words and is_unsure(said):
        return True
    if asked.id in NAMES and asked.id != "claim_name" and is_no_name(said):
        return True
    return asked.id == "net" and may_be_gross(question) and not is_plainly_asked(question)


def _values(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec, state: Pointer
) -> dict[str, object]:
    """What is said, by field; empty where it does not read as an answer, or as a wrong one."""
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    typed = state.get("typed") or {}
    is_cost = step.kind is StepKind.EXPENSE
    wanted = [
        one
        for one in specs
        if one is asked or (one.id not in typed if is_cost else answer_of(claim, one.id) is None)
    ]
    values = _read(turn, claim, asked, wanted)
    findings = check_answers(
        step.kind, tuple(wanted), values, claim, turn.house.catalog, turn.now, turn.today
    )
    return {} if findings else values


def _read(turn: Turn, claim: Claim, asked: FieldSpec, wanted: list[FieldSpec]) -> dict[str, object]:
    text = turn.incoming.text
    if asked.kind in asides.FREE_TEXT:
        return {asked.id: as_name(text) if asked.id in NAMES else text}
    figure = as_figure(text, asked.id)
    days = read_both_days(turn, asked) or read_both_days(turn.saying(figure), asked)
    if days:
        return dict(days)
    for words in dict.fromkeys((text, bare(text), figure)):
        value = read_field(turn, asked, words, claim.currency) if words else None
        if value is not None and not isinstance(value, Finding):
            return {asked.id: value}
    together = read_parts(turn, claim, wanted, asked)
    if together is None or together.left or asked.id not in together.values:
        return {}
    return together.values


async def _save(
    turn: Turn,
    claim: Claim,
    step: Step,
    asked: FieldSpec,
    values: dict[str, object],
    state: Pointer,
) -> tuple[Claim, View]:
    """Keep the values; gives the claim and what it waits for, under the words that tell them."""
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    facts = told_values(turn, specs, values, claim.currency)
    lines = (turn._("✓ Saved: %(facts)s.", facts=facts),)
    if step.kind is StepKind.EXPENSE:
        typed: dict[str, str] = dict(state.get("typed") or {})
        typed |= {
            s.id: show_value(turn, s, values[s.id], claim.currency) for s in specs if s.id in values
        }
        if open_cost_field(specs, typed) is None:
            return await stored_cost(turn, claim, typed, state, given=values, lines=lines)
        claim = await keep_begun(turn, claim, typed, state, values)
        return claim, await asides.pending_view(turn, claim, step, state, lines=lines)
    saved = await save_answers(turn, claim, step, values, state)
    catalog = turn.house.catalog
    pending = next_step(saved, turn.contact, catalog)
    point(state, saved, pending)
    if pending.kind is step.kind and first_open_field(step.kind, saved, turn.contact, catalog):
        state["lane"] = asides.TYPED
    view = await asides.pending_view(turn, saved, pending, state, lines=lines)
    remember_given(state, values)
    return saved, view
