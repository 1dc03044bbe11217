"""Claims to store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.domain.claim import Claim, ClaimDocument, ExpenseLine, ExpenseSource
from bot.storage import claims
from bot.storage.database import Database
from tests.storage.conftest import NOW


def a_claim(claim_id: str = "claim-1", **changes: Any) -> Claim:
    values: dict[str, Any] = {
        "claim_id": claim_id,
        "partner_id": "partner-1",
        "owner_id": "asha",
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Claim(**values | changes)


def a_document(sha256: str, **changes: Any) -> ClaimDocument:
    values: dict[str, Any] = {
        "document_id": f"document-{sha256}",
        "requirement_id": "invoice",
        "name": "invoice.pdf",
        "sha256": sha256,
        "received_at": NOW,
        "received_from": "asha",
    }
    return ClaimDocument(**values | changes)


def a_line(claimed: str = "50.00", **changes: Any) -> ExpenseLine:
    values: dict[str, Any] = {
        "line_id": "line-1",
        "source": ExpenseSource.THIRD_PARTY,
        "expense_type": "advertising",
        "vendor_name": "Fabrikam Ads",
        "invoice_number": "INV-0042",
        "net": Decimal("100.00"),
        "claimed": Decimal(claimed),
    }
    return ExpenseLine(**values | changes)


async def insert_claims(database: Database, *new: Claim, **terms: object) -> None:
    """Store claims in one transaction."""

    def insert(c):
        for claim in new:
            claims.insert_claim(c, claim, **terms)

    await database.run(insert)
