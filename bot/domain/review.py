"""The reviewer in advance: everything that would hold a claim back or slow it down, before it is
sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.domain import periods
from bot.domain.catalog import Catalog, DocumentRequirement, Program
from bot.domain.claim import Claim, Finding, SetAside, Severity
from bot.domain.csr_checks import check_made
from bot.domain.fields import StepKind
from bot.domain.line_checks import check_lines
from bot.domain.partner import Contact, Funds
from bot.domain.steps import is_answered, required_documents


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a claim is judged against besides itself.

    Shape: `funds` None when they could not be asked; `other_names` names of the partner's other
    open claims;
    `used_invoices` "vendor|number" of lines in other claims that are not rejected or withdrawn,
    lower case.
    """

    now: datetime
    contact: Contact
    funds: Funds | None = None
    other_names: frozenset[str] = frozenset()
    used_invoices: frozenset[str] = frozenset()


def check_claim(claim: Claim, catalog: Catalog, around: Surroundings) -> tuple[Finding, ...]:
    """Findings about the whole claim, blocking ones first.

    Source: the reasons for which claims fail (S1, S2, S32, S36; their order is assumed).
    """
    findings = list(claim.findings)
    findings += _rights(claim, catalog, around)
    findings += _open_answers(claim, catalog, around.contact)
    if not any(f.code == "unanswered" for f in findings):
        findings += _window(claim, catalog, around)
        findings += _documents(claim, catalog)
        findings += check_made(claim, catalog)
        findings += _money(claim, catalog, around)
        findings += _sameness(claim, around)
        findings += check_lines(claim, catalog)
    return tuple(sorted(findings, key=lambda f: f.severity is Severity.WARN))


def _rights(claim: Claim, catalog: Catalog, around: Surroundings) -> list[Finding]:
    if not claim.program:
        return []
    enrollment = around.contact.enrollment(claim.location_id, claim.program)
    if enrollment is None:
        return [
            Finding(
                code="no_role",
                field="program_location",
                message="You have no role for this program at this location. Please ask a "
                "global or "
                "account admin of your company to give you one.",
                source="S17 published",
            )
        ]
    user_may_submit = catalog.programs[claim.program].user_may_submit
    if not enrollment.may_submit(user_may_submit=user_may_submit):
        return [
            Finding(
                code="may_not_submit",
                field="program_location",
                message="In this program only an incentives admin or a global admin may submit. "
                "Your draft is kept; a colleague with that role finds it under “My claims”.",
                source="assumed",
            )
        ]
    if not enrollment.profile_ready:
        return [
            Finding(
                code="profile_missing",
                field="program_location",
                message="The bank and tax profile for this program is not ready. An "
                "incentives admin "
                "sets it up in Partner Center; validation takes up to 48 hours.",
                source="S6, S15 published",
            )
        ]
    return []


def _open_answers(claim: Claim, catalog: Catalog, contact: Contact) -> list[Finding]:
    findings = []
    for kind in (StepKind.PROGRAM, StepKind.ACTIVITY, StepKind.CONDITIONS, StepKind.DETAILS):
        if not is_answered(kind, claim, contact, catalog):
            findings.append(
                Finding(
                    code="unanswered",
                    field=kind.value,
                    message="Some answers are still missing in this part.",
                )
            )
            break
    if not claim.expense_lines:
        findings.append(
            Finding(
                code="unanswered",
                field="expense_lines",
                message="The claim has no costs yet. Please add at least one.",
            )
        )
    return findings


def _window(claim: Claim, catalog: Catalog, around: Surroundings) -> list[Finding]:
    assert claim.activity_end  # answered, or the caller would not ask
    window = periods.window_state(claim.activity_end, around.now, catalog.programs[claim.program])
    if window.state is periods.Window.OPEN:
        return []
    if window.state is periods.Window.TOO_EARLY:
        return [
            Finding(
                code="too_early",
                field="activity_end",
                message="The claim window for this activity opens on %(opens)s. Your draft "
                "is kept; "
                "you can submit it from then on until %(closes)s.",
                values={"opens": window.opens.isoformat(), "closes": window.closes.isoformat()},
                source="S3, S4 published",
            )
        ]
    return [
        Finding(
            code="window_closed",
            field="activity_end",
            message="The claim window for this activity closed on %(closes)s. The claim can "
            "no longer "
            "be submitted; please contact program support if you see this as a mistake.",
            values={"closes": window.closes.isoformat()},
            source="S3, S4 published",
        )
    ]


def _documents(claim: Claim, catalog: Catalog) -> list[Finding]:
    return [
        _missing(claim, requirement)
        for requirement in required_documents(claim, catalog)
        if not claim.documents_for(requirement.requirement_id)
    ]


def _missing(claim: Claim, requirement: DocumentRequirement) -> Finding:
    published = requirement.provenance.startswith("published")
    unavailable = claim.set_aside.get(requirement.requirement_id) is SetAside.UNAVAILABLE
    message = "A required document is missing: %(document)s."
    if unavailable and not published:
        message = "You said you do not have this document: %(document)s. A reviewer may ask for it."
    return Finding(
        code="document_missing",
        severity=Severity.WARN if unavailable and not published else Severity.BLOCK,
        field=requirement.requirement_id,
        message=message,
        values={"document": requirement.requirement_id},
        source=f"{', '.join(requirement.source)} {requirement.provenance}".strip(),
    )


def _money(claim: Claim, catalog: Catalog, around: Surroundings) -> list[Finding]:
    funds = around.funds
    if funds is None or not claim.activity_end:
        return []

    def usd(amount: Decimal, currency: str) -> Decimal | None:
        assert claim.activity_end  # answered, or the caller would not ask
        return catalog.convert(amount, currency, "USD", claim.activity_end)

    program = catalog.programs[claim.program]
    if is_below_threshold(program, funds, catalog):
        return [
            Finding(
                code="below_threshold",
                field="program_location",
                message="The funds earned are below the threshold of the program, so they are "
                "paid as a rebate and no co-op claim is possible.",
                source="S3, S16 published",
            )
        ]
    of_funds = catalog.convert(
        claim.claim_amount, claim.currency, funds.currency, claim.activity_end
    )
    if of_funds is not None and of_funds > funds.remaining:
        message = "The claim is above the remaining co-op funds of %(most)s."
        return [_above("above_remaining", message, funds.remaining, funds.currency)]
    cap = catalog.cap(claim.incentive_activity, program, funds)
    amount = usd(claim.claim_amount, claim.currency)
    if cap is not None and amount is not None and amount > cap:
        message = (
            "The claim is above what this activity may still use in this usage period: %(most)s."
        )
        return [_above("above_cap", message, cap, "USD")]
    return [
        finding
        for kind in sorted({line.expense_type for line in claim.expense_lines})
        if (finding := _above_kind(claim, catalog, funds, kind, usd))
    ]


def is_below_threshold(program: Program, funds: Funds, catalog: Catalog) -> bool:
    """Whether so little was earned that there is no co-op balance at all. Source: S3, S16."""
    day = funds.as_of.date()
    threshold = program.threshold_on(day)
    if threshold is None:
        return False
    earned = catalog.convert(funds.earned, funds.currency, "USD", day)
    return earned is not None and earned < threshold


def _above_kind(
    claim: Claim,
    catalog: Catalog,
    funds: Funds,
    kind: str,
    usd: Callable[[Decimal, str], Decimal | None],
) -> Finding | None:
    """A kind of cost with a cap of its own, as conference travel: a warning, people may differ."""
    cap = catalog.expense_cap(
        claim.incentive_activity, kind, catalog.programs[claim.program], funds
    )
    lines = [line.claimed for line in claim.expense_lines if line.expense_type == kind]
    amount = usd(sum(lines, Decimal(0)), claim.currency)
    if cap is None or amount is None or amount <= cap:
        return None
    message = "This kind of cost has a cap of its own, about %(most)s for one conference."
    above = _above("above_expense_cap", message, cap, "USD")
    return above.model_copy(update={"severity": Severity.WARN})


def _above(code: str, message: str, most: Decimal, currency: str) -> Finding:
    return Finding(
        code=code,
        field="expense_lines",
        message=message,
        values={"most": f"{most} {currency}"},
        source="S2, S3 published",
    )


def invoice_key(vendor: str, number: str) -> str:
    """How an invoice is recognized in another claim; "" when it cannot be."""
    return f"{vendor}|{number}".casefold() if vendor and number else ""


def _sameness(claim: Claim, around: Surroundings) -> list[Finding]:
    findings = []
    if claim.claim_name.casefold() in {name.casefold() for name in around.other_names}:
        findings.append(
            Finding(
                code="same_name",
                severity=Severity.WARN,
                field="claim_name",
                message="Another open claim of your company has the same name.",
                source="assumed",
            )
        )
    keys = [invoice_key(line.vendor_name, line.invoice_number) for line in claim.expense_lines]
    for number, key in enumerate(keys, start=1):
        if key and (key in around.used_invoices or key in keys[: number - 1]):
            findings.append(
                Finding(
                    code="invoice_used",
                    severity=Severity.WARN,
                    field="expense_lines",
                    message="The invoice of cost %(number)s is already used for another cost "
                    "or claim.",
                    values={"number": str(number)},
                    source="S31 published-old, assumed",
                )
            )
    return findings
