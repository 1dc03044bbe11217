"""Claims after their acceptance, and news about them, for tests of the lifecycle."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.claim import (
    Claim,
    ClaimDocument,
    ClaimStatus,
    DocumentState,
    ExpenseLine,
    ExpenseSource,
)
from bot.domain.followup import AskedItem, MoreRequest
from bot.domain.lifecycle import StatusNews
from bot.domain.partner import Contact, Enrollment, Location, Partner, Role

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # a Monday


def a_contact(*roles: Role, name: str = "Asha") -> Contact:
    enrollment = Enrollment(program="CSP_IR", roles=roles, profile_ready=True)
    place = Location(location_id="1", name="Seoul", country="KR", enrollments=(enrollment,))
    return Contact(
        contact_id=f"c-{name}",
        tenant_id="t",
        object_id=name,
        name=name,
        partner=Partner(partner_id="p", name="Contoso"),
        locations=(place,),
    )


ADMIN = a_contact(Role.INCENTIVES_ADMIN)


def a_document(number: int, requirement_id: str = "invoice", **fields: Any) -> ClaimDocument:
    given = {"state": DocumentState.ACCEPTED, "sha256": f"{number:064x}", **fields}
    return ClaimDocument(
        document_id=f"d{number}",
        requirement_id=requirement_id,
        name=f"file{number}.pdf",
        received_at=NOW,
        received_from="c-Asha",
        **given,
    )


def a_claim(status: ClaimStatus = ClaimStatus.SUBMITTED, **fields: Any) -> Claim:
    line = ExpenseLine(
        line_id="l",
        source=ExpenseSource.THIRD_PARTY,
        expense_type="media_placement",
        net=Decimal(1200),
        claimed=Decimal(1200),
    )
    given = {
        "claim_id": "claim",
        "status": status,
        "partner_id": "p",
        "owner_id": "c-Asha",
        "created_at": NOW,
        "changed_at": NOW,
        "program": "CSP_IR",
        "location_id": "1",
        "incentive_activity": "DG_DIGITAL",
        "claim_name": "Autumn ads",
        "activity_start": date(2026, 9, 3),
        "activity_end": date(2026, 10, 2),
        "currency": "USD",
        "expense_lines": (line,),
        "documents": (a_document(1),),
        "backend_reference": "CL-2026-000001",
        "accepted_at": NOW,
        "status_since": NOW,
        **fields,
    }
    return Claim(**given)


def news(sequence: int, status: ClaimStatus, **fields: Any) -> StatusNews:
    at = fields.pop("at", NOW + timedelta(hours=sequence))
    return StatusNews(sequence=sequence, occurred_at=at, status=status, **fields)


def a_request(*items: AskedItem, **fields: Any) -> MoreRequest:
    given = {"request_id": "R1", "created_at": NOW, "due_at": NOW + timedelta(days=7), **fields}
    wanted = items or (
        AskedItem(item_id="1", kind="INV_3P", comment="No dates."),
        AskedItem(item_id="2", question="How many people?"),
    )
    return MoreRequest(items=wanted, **given)
