"""Costs that were told before they are asked, kept with the draft until each is entered.

They stand in `Claim.prefill`: those of the next cost under the ids of their fields, those of the
second and further ones behind its number, as “2.net”. `sure` lists the fields that were said
beyond doubt. A cost that was begun and is not whole yet stands first, marked as `begun`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.domain.claim import ExpenseLine

FIELDS = (
    *("source", "expense_type", "vendor_name", "invoice_number"),
    *("net", "tax", "tax_is_cost", "claimed"),
)
"""What may be told of a cost."""
SUMS = ("net", "tax", "claimed")
SURE, BEGUN = "sure", "begun"
_MARKS = (SURE, BEGUN)

Prefill = Mapping[str, str]


def told_costs(prefill: Prefill) -> list[dict[str, str]]:
    """The costs that are still to be entered, the next one first, each field id → text.

    >>> told_costs({"net": "4000", "2.net": "500", "activity_start": "2026-11-03"})
    [{'net': '4000'}, {'net': '500'}]
    """
    costs = []
    for number in range(1, len(prefill) + 2):
        mark = _mark(number)
        known = (*FIELDS, *_MARKS)
        cost = {name: prefill[mark + name] for name in known if mark + name in prefill}
        if not set(cost) - {*_MARKS}:
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


def with_begun(prefill: Prefill, typed: Prefill) -> dict[str, str]:
    """The suggestions once a cost was begun: it takes the place of the one that it goes on with,
    whose sums that are not sure stay suggestions; the others keep theirs.

    >>> with_begun({"net": "4000", "sure": "net", "2.net": "500"}, {"net": "500", "tax": "50"})
    {'net': '500', 'tax': '50', 'sure': 'net,tax', 'begun': 'yes', '2.net': '4000', '2.sure': 'net'}
    """
    costs = told_costs(prefill)
    before = next((cost for cost in costs if _is_gone_on_with(cost, typed)), {})
    said = {name: typed[name] for name in FIELDS if typed.get(name)}
    sure = before.get(SURE, "").split(",")
    supposed = {name: before[name] for name in FIELDS if name in before and name not in sure}
    first = {**supposed, **said, SURE: ",".join(said), BEGUN: "yes"}
    others = [cost for cost in costs if cost is not before]
    for cost in others:
        cost.pop(BEGUN, None)
    return with_costs(prefill, [first, *others])


def _is_gone_on_with(cost: Prefill, typed: Prefill) -> bool:
    """Whether what was typed is of this cost: nothing speaks against it, or, of the one that was
    begun, at most what was put right.
    """
    told = [name for name in FIELDS if cost.get(name) and typed.get(name)]
    differ = sum(typed[name] != cost[name] for name in told)
    if BEGUN in cost:
        return differ < len(told) or differ <= 1
    return differ == 0 and bool(told)


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
    return with_costs(prefill, [cost for cost in costs if set(cost) - {*_MARKS}])


def _mark(number: int) -> str:
    return "" if number == 1 else f"{number}."


def _is_of_cost(name: str) -> bool:
    return name.rpartition(".")[2] in (*FIELDS, *_MARKS)


def _likeness(cost: Prefill, line: ExpenseLine) -> int:
    """How many fields of a told cost are those of an entered one."""
    words = ("expense_type", "vendor_name", "invoice_number")
    alike = [bool(cost.get(name)) and cost[name] == getattr(line, name) for name in words]
    alike += [_amount(cost.get(name, "")) == getattr(line, name) for name in ("net", "tax")]
    return alike.count(True)


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
