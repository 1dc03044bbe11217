"""Costs that were told before they are asked, kept with the draft until each is entered.

They stand in `Claim.prefill`: those of the next cost under the ids of their fields, those of the
second and further ones behind its number, as “2.net”. `sure` lists the fields that were said
beyond doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.domain.claim import ExpenseLine

FIELDS = ("expense_type", "vendor_name", "invoice_number", "net", "tax")
"""What may be told of a cost."""
SUMS = ("net", "tax")
SURE = "sure"

Prefill = Mapping[str, str]


def told_costs(prefill: Prefill) -> list[dict[str, str]]:
    """The costs that are still to be entered, the next one first, each field id → text.

    >>> told_costs({"net": "4000", "2.net": "500", "activity_start": "2026-11-03"})
    [{'net': '4000'}, {'net': '500'}]
    """
    costs = []
    for number in range(1, len(prefill) + 2):
        mark = _mark(number)
        known = (*FIELDS, SURE)
        cost = {name: prefill[mark + name] for name in known if mark + name in prefill}
        if not set(cost) - {SURE}:
            break
        costs.append(cost)
    return costs


def with_costs(prefill: Prefill, costs: Sequence[Prefill]) -> dict[str, str]:
    """The suggestions with these costs for those that they held.

    >>> with_costs({"net": "1", "activity_start": "2026-11-03"}, [{"net": "2"}, {"net": "3"}])
    {'activity_start': '2026-11-03', 'net': '2', '2.net': '3'}
    """
    kept = {name: text for name, text in prefill.items() if not _is_of_cost(name)}
    for number, cost in enumerate(costs, 1):
        kept |= {_mark(number) + name: text for name, text in cost.items()}
    return kept


def without_entered(prefill: Prefill, line: ExpenseLine) -> dict[str, str]:
    """The suggestions once a cost was entered: without the one that it was likeliest."""
    costs = told_costs(prefill)
    if costs:
        costs.remove(max(costs, key=lambda cost: _likeness(cost, line)))
    return with_costs(prefill, costs)


def without_sums(prefill: Prefill) -> dict[str, str]:
    """The suggestions once another currency was chosen than that in which the sums were told."""
    costs = [
        {name: text for name, text in cost.items() if name not in SUMS}
        for cost in told_costs(prefill)
    ]
    return with_costs(prefill, [cost for cost in costs if set(cost) - {SURE}])


def _mark(number: int) -> str:
    return "" if number == 1 else f"{number}."


def _is_of_cost(name: str) -> bool:
    return name.rpartition(".")[2] in (*FIELDS, SURE)


def _likeness(cost: Prefill, line: ExpenseLine) -> int:
    """How many fields of a told cost are those of an entered one."""
    words = ("expense_type", "vendor_name", "invoice_number")
    alike = [bool(cost.get(name)) and cost[name] == getattr(line, name) for name in words]
    alike += [_amount(cost.get(name, "")) == getattr(line, name) for name in SUMS]
    return alike.count(True)


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
