"""Costs told in the first message: kept with the draft, shown, and taken when costs are asked.

Typed answers are added to what was said beyond doubt; nothing of it is stored before the partner
was told it, and a message that says otherwise counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from bot.answers.several import told_and_asked
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, ExpenseSource, Finding
from bot.domain.fields import FieldSpec, StepKind, fields_of
from bot.domain.told_costs import SURE, told_costs
from bot.text import typed_amount
from bot.understanding import QuestionContext, Slots
from dialogs import cases
from dialogs.costs_told import Told, ToldCost, costs_told
from dialogs.reading import locale_of, read_field
from dialogs.turn import Turn
from dialogs.value_words import told_values

Pointer = dict[str, Any]


def read_costs(turn: Turn, text: str, slots: Slots) -> Told:
    """The costs that a text tells, which is about the activity of these slots."""
    catalog, activity = turn.house.catalog, slots.activity
    said = told_and_asked(text)[0] or text
    known = catalog.activities.get(activity)
    kinds = set(known.expense_types if known else catalog.expense_types)

    @cache
    def kinds_of(part: str) -> tuple[str, ...]:
        found = slots_of(turn, part, activity)
        every = found.expenses or tuple(filter(None, (found.expense,)))
        return tuple(one for one in every if one in kinds)

    amounts = slots.amounts or tuple(filter(None, (slots.amount,)))
    return costs_told(said, language=locale_of(turn), kinds_of=kinds_of, amounts=amounts)


def slots_of(turn: Turn, text: str, activity: str = "") -> Slots:
    """What a text says, in talk about an activity that need not be named."""
    context = QuestionContext(activity=activity)
    return turn.house.answers.understand(text, cases.plain_case(turn), context).slots


def as_suggestions(cost: ToldCost) -> dict[str, str]:
    """One told cost as the draft keeps it."""
    sure = {
        "expense_type": cost.kind,
        "vendor_name": cost.vendor,
        "invoice_number": cost.number,
        "net": _typed(cost.net, cost.currency) if cost.is_sure else "",
        "tax": _typed(cost.tax, cost.currency),
    }
    kept = {name: text for name, text in sure.items() if text}
    if kept:
        kept[SURE] = ",".join(kept)
    if cost.net is not None:
        kept["net"] = _typed(cost.net, cost.currency)
    return kept


def _typed(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else typed_amount(amount, currency)


def facts_of(turn: Turn, costs: Sequence[ToldCost]) -> list[tuple[str, str]]:
    """What was understood of costs: the first one's parts, and each further one in a line."""
    facts = _facts(turn, costs[0]) if costs else []
    for number, cost in enumerate(costs[1:], 2):
        words = ", ".join(value for _, value in _facts(turn, cost))
        facts.append((turn._("Cost %(number)s", number=number), words))
    return facts


def _facts(turn: Turn, cost: ToldCost) -> list[tuple[str, str]]:
    _, kind = turn._, turn.house.catalog.expense_types.get(cost.kind)
    net = _("Net") if cost.is_sure else _("Amount")
    pairs = (
        (_("Kind of cost"), turn.words(kind.title) if kind else ""),
        (_("Vendor"), cost.vendor),
        (_("Invoice number"), cost.number),
        (net, _money(turn, cost.net, cost.currency)),
        (_("Tax"), _money(turn, cost.tax, cost.currency)),
    )
    return [(label, words) for label, words in pairs if words]


def _money(turn: Turn, amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return ""
    return turn._.money(amount, currency) if currency else turn._.number(amount)


def still_told(turn: Turn, claim: Claim) -> str:
    """The next cost that was told and is not entered yet, in words; "" without one."""
    costs = told_costs(claim.prefill)
    return told_words(turn, claim, costs[0]) if costs else ""


def told_words(turn: Turn, claim: Claim, typed: Mapping[str, str]) -> str:
    """Answers to a cost that are kept as text, as the partner reads them."""
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    values = _values(turn, claim, specs, typed)
    return told_values(turn, specs, values, claim.currency)


def _values(
    turn: Turn, claim: Claim, specs: Sequence[FieldSpec], typed: Mapping[str, str]
) -> dict[str, object]:
    """What can be read of it and is right."""
    read = {
        s.id: read_field(turn, s, typed[s.id], claim.currency) for s in specs if typed.get(s.id)
    }
    values = {name: one for name, one in read.items() if not isinstance(one, Finding)}
    catalog = turn.house.catalog
    asked = tuple(spec for spec in specs if spec.id in values)
    found = check_answers(StepKind.EXPENSE, asked, values, claim, catalog, turn.now, turn.today)
    wrong = {finding.field for finding in found}
    return {name: one for name, one in values.items() if name not in wrong}


def begun(
    turn: Turn, claim: Claim, specs: Sequence[FieldSpec], said: Mapping[str, object]
) -> dict[str, str]:
    """The answers with which a cost begins that is typed: those of the told cost that does not
    speak against what the message says; none where it speaks against each.

    Shape: `said` field id → value of the message.
    """
    costs, kind = told_costs(claim.prefill), said.get("expense_type")
    named = [cost for cost in costs if kind and cost.get("expense_type") == kind]
    for cost in named or costs:
        values = _values(turn, claim, specs, cost)
        if all(values.get(name, value) == value for name, value in said.items()):
            sure = set(cost.get(SURE, "").split(","))
            typed = {name: cost[name] for name in values if name in sure and name not in said}
            by_vendor = "vendor_name" in typed and any(spec.id == "source" for spec in specs)
            return ({"source": ExpenseSource.THIRD_PARTY.value} if by_vendor else {}) | typed
    return {}
