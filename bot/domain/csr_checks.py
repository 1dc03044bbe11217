"""What is wrong with a CSR: with one entry, with all of it, and with the document made of it.

Source: the form's entries and their rules are assumed; that in-house costs need a CSR is published
(S1, S7).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from bot.domain import periods
from bot.domain.catalog import Catalog, DocumentRequirement
from bot.domain.checks import check_amount, check_answers
from bot.domain.claim import Claim, ExpenseSource, Finding, Severity
from bot.domain.csr import Csr, CsrMaterial, CsrPart, CsrWork, total_of
from bot.domain.csr_fields import csr_fields
from bot.domain.fields import StepKind
from bot.domain.steps import required_documents

CSR_KIND = "CSR"
LEAST_HOURS = Decimal("0.25")
HOURS_OF_A_DAY = 24
SOURCE = "assumed"


def in_house_costs(claim: Claim) -> Decimal:
    """What the claim asks back for the work of the partner's own staff."""
    lines = (x.claimed for x in claim.expense_lines if x.source is ExpenseSource.IN_HOUSE)
    return sum(lines, Decimal(0))


def csr_total(claim: Claim, catalog: Catalog) -> Decimal:
    """Sum of all lines of the CSR, in the claim's currency."""
    lines = claim.csr.lines if claim.csr else ()
    return total_of(lines, catalog.minor_units(claim.currency))


def _problem(code: str, field: str, message: str, **values: str) -> Finding:
    return Finding(code=f"csr_{code}", field=field, message=message, values=values, source=SOURCE)


def check_entry(
    part: CsrPart,
    values: Mapping[str, object],
    claim: Claim,
    catalog: Catalog,
    now: datetime,
    today: date,
) -> tuple[Finding, ...]:
    """What is wrong with a line or the signature, each finding beside its field.

    Shape: `values` as far as they are known; what is absent is not judged. Units: `today` is the
    day where the partner is.
    """
    specs = csr_fields(part)
    basic = check_answers(StepKind.CSR, specs, values, claim, catalog, now, today)
    wrong = {finding.field for finding in basic}
    right = {name: value for name, value in values.items() if name not in wrong}
    if part is CsrPart.SIGNATURE:
        return (*basic, *_check_signature(right, claim, today))
    found = _check_figures(right, claim, catalog)
    if part is CsrPart.WORK:
        days = _check_days(right, claim)
        found += days or ([] if found else _check_hours(right))
    return (*basic, *found)


def _check_figures(values: Mapping[str, object], claim: Claim, catalog: Catalog) -> list[Finding]:
    findings = []
    for name, value in values.items():
        if not isinstance(value, Decimal):
            continue
        found = (
            _check_count(name, value)
            if name in ("hours", "quantity")
            else check_amount(name, value, claim.currency, catalog)
        )
        if found:
            findings.append(found)
    return findings


def _check_count(name: str, value: Decimal) -> Finding | None:
    if not value.is_finite() or not 0 < value < 1_000_000:
        return _problem("count", name, "Please give a number above zero and below one million.")
    if cast(int, value.normalize().as_tuple().exponent) < -2:
        return _problem("count_decimals", name, "Two decimals are enough here; please round it.")
    return None


def _check_days(values: Mapping[str, object], claim: Claim) -> list[Finding]:
    first, last = values.get("first_day"), values.get("last_day")
    days = [(n, d) for n, d in (("first_day", first), ("last_day", last)) if isinstance(d, date)]
    findings = [found for name, day in days if (found := _check_day(name, day, claim))]
    if not findings and isinstance(first, date) and isinstance(last, date) and last < first:
        message = "The last day lies before the first day."
        findings.append(_problem("days_reversed", "last_day", message))
    return findings


def _check_day(name: str, day: date, claim: Claim) -> Finding | None:
    start, end = claim.activity_start, claim.activity_end
    if start is None or end is None:
        return None
    usage = periods.usage_period(end)
    if not usage.first <= day <= usage.last:
        return _problem(
            "outside_usage",
            name,
            "%(day)s lies outside the usage period of this claim (%(first)s to %(last)s).",
            day=day.isoformat(),
            first=usage.first.isoformat(),
            last=usage.last.isoformat(),
        )
    if not start <= day <= end:
        return _problem(
            "outside_activity",
            name,
            "%(day)s lies outside the activity (%(first)s to %(last)s). If this work belongs to "
            "it, please change the activity's days first.",
            day=day.isoformat(),
            first=start.isoformat(),
            last=end.isoformat(),
        )
    return None


def _check_hours(values: Mapping[str, object]) -> list[Finding]:
    hours, first, last = (values.get(n) for n in ("hours", "first_day", "last_day"))
    if not isinstance(hours, Decimal):
        return []
    if hours < LEAST_HOURS:
        return [_problem("hours", "hours", "Please give at least a quarter of an hour (0.25).")]
    if not isinstance(first, date) or not isinstance(last, date):
        return []
    most = HOURS_OF_A_DAY * ((last - first).days + 1)
    if hours <= most:
        return []
    message = "Nobody works more than 24 hours a day: %(hours)s hours is the most for these days."
    return [_problem("hours", "hours", message, hours=str(most))]


def _check_signature(values: Mapping[str, object], claim: Claim, today: date) -> list[Finding]:
    findings = []
    day, end = values.get("signed_on"), claim.activity_end
    if isinstance(day, date) and day > today:
        message = "%(day)s is still to come; a CSR is signed today or earlier."
        findings.append(_problem("signed_later", "signed_on", message, day=day.isoformat()))
    elif isinstance(day, date) and end and day < end:
        message = "A CSR is signed after the activity, which ended on %(day)s."
        findings.append(_problem("signed_early", "signed_on", message, day=end.isoformat()))
    if "is_true" in values and values["is_true"] != "true":
        message = "Without this statement the CSR is not valid; please confirm it if it is true."
        findings.append(_problem("statement", "is_true", message))
    return findings


def check_csr(claim: Claim, catalog: Catalog, now: datetime, today: date) -> tuple[Finding, ...]:
    """What keeps the lines of the CSR from becoming a document; the signature is not judged."""
    csr = claim.csr
    if csr is None or not csr.work:
        return (_problem("no_work", "", "The CSR has no work yet. Please add at least one line."),)
    findings = [
        found.model_copy(update={"field": line.line_id})
        for line in csr.lines
        for found in check_entry(part_of(line), values_of(line), claim, catalog, now, today)
    ]
    return tuple(findings) or _check_total(claim, catalog, csr_total(claim, catalog))


def part_of(line: CsrWork | CsrMaterial) -> CsrPart:
    """What kind of line it is."""
    return CsrPart.WORK if isinstance(line, CsrWork) else CsrPart.MATERIAL


def values_of(line: CsrWork | CsrMaterial) -> dict[str, object]:
    """A line as answers, field id → value."""
    return line.model_dump(exclude={"line_id"})


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _check_total(claim: Claim, catalog: Catalog, total: Decimal) -> tuple[Finding, ...]:
    costs, currency = in_house_costs(claim), claim.currency
    if abs(total - costs) <= Decimal(1).scaleb(-catalog.minor_units(currency)):
        return ()
    return (
        _problem(
            "total",
            "",
            "The CSR comes to %(csr_total)s, the claim's costs of your own staff to "
            "%(costs_total)s: they differ by %(difference)s. Please change a line of the CSR, or "
            "the costs.",
            csr_total=f"{total} {currency}",
            costs_total=f"{costs} {currency}",
            difference=f"{abs(total - costs)} {currency}",
        ),
    )


def check_signatory(csr: Csr) -> tuple[Finding, ...]:
    """A remark when the only person whose hours are listed vouches for them."""
    people = {_plain(line.person) for line in csr.work}
    if not csr.signatory_name or people != {_plain(csr.signatory_name)}:
        return ()
    message = (
        "The CSR is signed by the only person whose hours it lists. A reviewer may ask for "
        "another signature, for example of a manager."
    )
    found = _problem("own_signature", csr.requirement_id, message)
    return (found.model_copy(update={"severity": Severity.WARN}),)


def csr_requirement(claim: Claim, catalog: Catalog) -> DocumentRequirement | None:
    """The required document that a CSR made here answers, or None when the claim needs none."""
    needed = required_documents(claim, catalog) if claim.incentive_activity else ()
    for requirement in needed:
        if CSR_KIND in requirement.kinds:
            return requirement
    return None


_STALE = {
    "claim_name": "The CSR no longer matches the claim: the claim's name has changed.",
    "location_id": "The CSR no longer matches the claim: the location has changed.",
    "incentive_activity": "The CSR no longer matches the claim: the activity has changed.",
    "activity_start": "The CSR no longer matches the claim: the first day has changed.",
    "activity_end": "The CSR no longer matches the claim: the last day has changed.",
    "currency": "The CSR no longer matches the claim: the currency has changed.",
}


def check_made(claim: Claim, catalog: Catalog) -> list[Finding]:
    """Whether the document made here still says what the claim says; for the review."""
    csr, requirement = claim.csr, csr_requirement(claim, catalog)
    if csr is None or csr.made is None or requirement is None:
        return []
    here = {d.document_id for d in claim.documents_for(requirement.requirement_id)}
    if csr.made.document_id not in here:
        return []
    made, field = csr.made, requirement.requirement_id
    for name, message in _STALE.items():
        if getattr(made, name) != getattr(claim, name):
            return [_problem("stale", field, message)]
    if found := _check_total(claim, catalog, made.total):
        message = (
            "The CSR no longer matches the costs: it comes to %(csr_total)s, the claim's costs "
            "of your own staff to %(costs_total)s."
        )
        return [_problem("stale", field, message, **_without_difference(found[0]))]
    if made.fingerprint != csr.fingerprint():
        message = "The CSR no longer matches its lines: please make its document anew."
        return [_problem("stale", field, message)]
    return list(check_signatory(csr))


def _without_difference(finding: Finding) -> dict[str, str]:
    return {name: text for name, text in finding.values.items() if name != "difference"}
