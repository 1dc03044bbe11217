"""What is wrong with the costs of a claim taken together."""

from __future__ import annotations

from bot.domain.catalog import Catalog
from bot.domain.checks import check_amount
from bot.domain.claim import Claim, ExpenseLine, ExpenseSource, Finding, Severity
from bot.domain.fields import allowed_sources


def check_lines(claim: Claim, catalog: Catalog) -> list[Finding]:
    """Costs that the activity does not pay for, and amounts that the currency cannot have, as it
    was another when they were entered; costs of one side only. Source: S2; the rest is assumed.
    """
    paid = catalog.activities[claim.incentive_activity].expense_types
    odd = [
        Finding(
            code="line_kind",
            field="expense_lines",
            message="Cost %(number)s is of a kind that this activity does not pay for; please "
            "change it.",
            values={"number": str(number)},
            source="S2 published",
        )
        for number, line in enumerate(claim.expense_lines, start=1)
        if line.expense_type not in paid
    ]
    odd += [
        Finding(
            code="line_decimals",
            field="expense_lines",
            message="Cost %(number)s has more decimals than %(currency)s has; please change it.",
            values={"number": str(number), "currency": claim.currency},
            source="assumed",
        )
        for number, line in enumerate(claim.expense_lines, start=1)
        if _has_odd_amount(line, claim, catalog)
    ]
    return odd + _foreign(claim, catalog) + _sources(claim)


def _has_odd_amount(line: ExpenseLine, claim: Claim, catalog: Catalog) -> bool:
    amounts = {"net": line.net, "tax": line.tax, "claimed": line.claimed}
    return any(
        found.code == "minor_units"
        for name, amount in amounts.items()
        if (found := check_amount(name, amount, claim.currency, catalog))
    )


def _foreign(claim: Claim, catalog: Catalog) -> list[Finding]:
    """Costs of somebody who had no part by the answers, as these were changed afterwards."""
    allowed = allowed_sources(claim, catalog)
    return [
        Finding(
            code="other_source",
            severity=Severity.WARN,
            field="expense_lines",
            message="Cost %(number)s does not agree with your answer about who did the work; "
            "please change one of them.",
            values={"number": str(number)},
            source="assumed",
        )
        for number, line in enumerate(claim.expense_lines, start=1)
        if line.source not in allowed
    ]


def _sources(claim: Claim) -> list[Finding]:
    said = set(claim.conditions.get("work_by", ()))
    entered = {line.source for line in claim.expense_lines}
    both = {ExpenseSource.THIRD_PARTY, ExpenseSource.IN_HOUSE}
    if "both" not in said or both <= entered:
        return []
    return [
        Finding(
            code="one_source",
            severity=Severity.WARN,
            field="expense_lines",
            message="You said that vendors and your own staff did the work, but the costs "
            "name only one "
            "of them.",
            source="assumed",
        )
    ]
