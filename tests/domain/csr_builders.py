"""Claims with a CSR."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.catalog import load_catalog
from bot.domain import csr_changes
from bot.domain.claim import Claim, ClaimDocument, ExpenseLine, ExpenseSource
from bot.domain.csr import Csr, CsrMaterial, CsrWork

CATALOG = load_catalog()
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SIGNED = {
    "signatory_name": "Jane Park",
    "signatory_title": "Marketing director",
    "signed_on": date(2026, 11, 20),
    "is_true": "true",
}


def work(line_id: str = "w1", **more: Any) -> CsrWork:
    given = {
        "person": "Dana Lee",
        "task": "Set up the campaign",
        "first_day": date(2026, 9, 3),
        "last_day": date(2026, 9, 4),
        "hours": Decimal(16),
        "hourly_cost": Decimal(60),
    }
    return CsrWork(line_id=line_id, **{**given, **more})


def material(line_id: str = "m1", **more: Any) -> CsrMaterial:
    given = {"item": "Posters", "quantity": Decimal(481), "unit_cost": Decimal("0.50")}
    return CsrMaterial(line_id=line_id, **{**given, **more})


def a_claim(csr: Csr | None = None, *, net: str = "1200.50", **more: Any) -> Claim:
    amount = Decimal(net)
    own = ExpenseLine(
        line_id="1",
        source=ExpenseSource.IN_HOUSE,
        expense_type="media_placement",
        net=amount,
        claimed=amount,
    )
    given: dict[str, Any] = {
        "claim_id": "c1",
        "partner_id": "p1",
        "owner_id": "o1",
        "created_at": NOW,
        "changed_at": NOW,
        "program": "CSP_IR",
        "location_id": "2612032",
        "incentive_activity": "DG_DIGITAL",
        "conditions": {"work_by": ("in_house",)},
        "claim_name": "Autumn ads",
        "activity_start": date(2026, 9, 3),
        "activity_end": date(2026, 10, 2),
        "currency": "USD",
        "expense_lines": (own,),
        "csr": csr,
    }
    return Claim(**{**given, **more})


def a_csr(**more: Any) -> Csr:
    given: dict[str, Any] = {
        "requirement_id": "csr",
        "currency": "USD",
        "work": (work(),),
        "materials": (material(),),
    }
    return Csr(**{**given, **more})


def a_document(document_id: str = "d1", sha256: str = "a" * 64) -> ClaimDocument:
    return ClaimDocument(
        document_id=document_id,
        requirement_id="csr",
        name="CSR Autumn ads.docx",
        sha256=sha256,
        size_bytes=9,
        received_at=NOW,
        received_from="o1",
    )


def made(claim: Claim, document: ClaimDocument, total: str = "1200.50") -> Claim:
    signed = csr_changes.sign(claim, SIGNED, NOW)
    return csr_changes.attach_csr(signed, document, Decimal(total), NOW)


def signed_claim(**more: Any) -> Claim:
    return csr_changes.sign(a_claim(a_csr(), **more), SIGNED, NOW)
