"""The claim aggregate and its parts; each transition returns a new claim.

A claim is one request for reimbursement of one completed incentive activity. The row that holds it
is the truth
about the conversation: what was answered, which documents arrived, what was sent.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from bot.domain.csr import Csr
from bot.domain.followup import Followup
from bot.domain.value import Value as Value


class ClaimStatus(StrEnum):
    """Where a claim stands. Source: Partner Center, "Manage incentives co-op claims", 2020-10-29;
    see the catalog.
    """

    DRAFT = "draft"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACTION_REQUIRED = "action_required"
    APPROVED = "approved"
    APPROVED_PARTIAL = "approved_partial"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NEEDS_ATTENTION = "needs_attention"


OPEN_STATUSES = frozenset({ClaimStatus.DRAFT, ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION})
"""Not yet accepted by the backend."""


class Severity(StrEnum):
    """`BLOCK` must be put right; `WARN` may be submitted with a reason."""

    BLOCK = "block"
    WARN = "warn"


class Finding(Value):
    """One thing wrong or worth saying about a claim or an answer.

    Shape: `message` is an English message id, filled from `values` after translation; `field` names
    the answer,
    requirement id or line it belongs to, empty for the whole claim.
    """

    code: str
    severity: Severity = Severity.BLOCK
    message: str
    values: dict[str, str] = Field(default_factory=dict)
    field: str = ""
    source: str = Field(default="", description="Source ids and provenance, e.g. 'S2 published'")


class ExpenseSource(StrEnum):
    """Who did the work a line pays for; decides invoice or CSR."""

    THIRD_PARTY = "third_party"
    IN_HOUSE = "in_house"
    MICROSOFT = "microsoft"


class ExpenseLine(Value):
    """One cost. Units: amounts in the claim's currency; `claimed` <= `net` unless `tax_is_cost`."""

    line_id: str
    source: ExpenseSource
    expense_type: str
    vendor_name: str = ""
    invoice_number: str = ""
    net: Decimal
    tax: Decimal = Decimal(0)
    claimed: Decimal
    tax_is_cost: bool = False

    @property
    def gross(self) -> Decimal:
        """Net and tax together."""
        return self.net + self.tax


class DocumentState(StrEnum):
    """The ledger of one document; every state is shown to the partner."""

    STORED = "stored"
    SENT = "sent"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"


class ClaimDocument(Value):
    """One file or link attached to a claim.

    Shape: `sha256` is hex of the exact bytes, empty for a link; `url` is empty for a file.
    """

    document_id: str
    requirement_id: str
    name: str = Field(
        description="File name as shown, cleaned of path parts and control characters"
    )
    media_type: str = ""
    size_bytes: int = 0
    sha256: str = ""
    url: str = ""
    note: str = ""
    state: DocumentState = DocumentState.STORED
    received_at: datetime
    received_from: str = Field(description="Contact id of the person who sent it")


class SetAside(StrEnum):
    """Why a required document is not asked for right now."""

    LATER = "later"
    UNAVAILABLE = "unavailable"


class Claim(Value):
    """One request for reimbursement.

    Shape: `conditions` question id → chosen values (one for a choice, several for a multi-select,
    "yes"/"no" for a
    yes-no question); `metrics` metric id → value as text; `set_aside` requirement id → why;
    `reasons` finding
    code (with field) → the partner's reason to submit in spite of a warning.
    """

    claim_id: str
    version: int = 0
    status: ClaimStatus = ClaimStatus.DRAFT
    partner_id: str
    owner_id: str = Field(description="Contact id of the person who started it")
    created_at: datetime
    changed_at: datetime

    program: str = ""
    location_id: str = ""
    surface_item: str = ""
    incentive_activity: str = ""
    checklist_seen: bool = False
    conditions: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    claim_name: str = ""
    activity_start: date | None = None
    activity_end: date | None = None
    description: str = ""
    currency: str = ""
    preapproval_id: str = ""
    comments: str = ""
    contact_name: str = ""
    contact_email: str = ""
    metrics: dict[str, str] = Field(default_factory=dict)

    expense_lines: tuple[ExpenseLine, ...] = ()
    lines_complete: bool = False
    documents: tuple[ClaimDocument, ...] = ()
    csr: Csr | None = Field(
        default=None, description="The CSR that is made here; None when none was begun"
    )
    set_aside: dict[str, SetAside] = Field(default_factory=dict)
    current_document: str = Field(
        default="", description="Requirement the partner chose to answer next, if any"
    )
    documents_done: bool = Field(
        default=False, description="The partner went on to the review with documents open"
    )
    reasons: dict[str, str] = Field(default_factory=dict)
    prefill: dict[str, str] = Field(
        default_factory=dict,
        description="Field id → text said earlier, offered as the default when it is asked",
    )
    findings: tuple[Finding, ...] = Field(
        default=(), description="What the backend refused, until it is put right"
    )

    attested_by: str = ""
    attested_at: datetime | None = None
    submission_key: str = Field(
        default="", description="Idempotency key, made before the first call"
    )
    content_hash: str = Field(default="", description="SHA-256 of the submitted content, hex")
    backend_reference: str = ""
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    status_since: datetime | None = None
    card_conversation: str = Field(
        default="", description="Conversation that shows the claim's card"
    )
    card_activity_id: str = Field(
        default="", description="The claim's card there, updated in place"
    )
    followup: Followup = Field(
        default_factory=Followup, description="What happened since the backend accepted it"
    )

    @property
    def claim_amount(self) -> Decimal:
        """Sum of the claimed amounts of all expense lines, in the claim's currency."""
        return sum((line.claimed for line in self.expense_lines), Decimal(0))

    @property
    def is_editable(self) -> bool:
        """Only a draft may be changed freely."""
        return self.status is ClaimStatus.DRAFT

    @property
    def documents_in_force(self) -> tuple[ClaimDocument, ...]:
        """Documents that nothing has taken the place of, in order of arrival."""
        return tuple(d for d in self.documents if d.state is not DocumentState.SUPERSEDED)

    def documents_for(self, requirement_id: str) -> tuple[ClaimDocument, ...]:
        """Documents in force that answer one requirement, in order of arrival."""
        return tuple(
            d
            for d in self.documents
            if d.requirement_id == requirement_id and d.state is not DocumentState.SUPERSEDED
        )
