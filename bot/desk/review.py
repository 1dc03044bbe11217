"""A claim with what a reviewer would find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, Finding, Severity
from bot.domain.partner import Contact, Funds
from bot.domain.review import Surroundings, check_claim, invoice_key
from bot.storage import claims


@dataclass(frozen=True, slots=True)
class Review:
    """A claim with what a reviewer would find. `funds` is None when they could not be asked."""

    claim: Claim
    findings: tuple[Finding, ...]
    funds: Funds | None

    @property
    def blocks(self) -> bool:
        """Whether anything must be put right before submitting."""
        return any(f.severity is Severity.BLOCK for f in self.findings)

    @property
    def warned(self) -> tuple[Finding, ...]:
        """Findings that may be submitted with a reason."""
        return tuple(f for f in self.findings if f.severity is Severity.WARN)

    def holds_back(self, reason: str) -> bool:
        """Whether the claim cannot be submitted as it is with this reason for its warnings."""
        return self.blocks or bool(self.warned and len(reason.strip()) < 3)


def findings_about(
    c: Connection,
    catalog: Catalog,
    contact: Contact,
    claim: Claim,
    funds: Funds | None,
    now: datetime,
) -> tuple[Finding, ...]:
    """Everything that would hold the claim back, compared with the partner's other claims too."""
    partner_id = claim.partner_id
    name, mine = claim.claim_name, claim.claim_id
    taken = bool(name) and claims.is_name_taken(c, partner_id, name, mine)
    names = {name} if taken else set()
    used = {
        invoice_key(line.vendor_name, line.invoice_number)
        for line in claim.expense_lines
        if line.invoice_number
        and claims.claims_using_invoice(
            c,
            partner_id,
            line.vendor_name,
            line.invoice_number,
            line.claimed,
            except_claim_id=claim.claim_id,
        )
    }
    around = Surroundings(now, contact, funds, frozenset(names), frozenset(used))
    return check_claim(claim, catalog, around)
