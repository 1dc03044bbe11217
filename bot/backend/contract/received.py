"""What the backend sends; unknown fields are ignored, so that it may grow."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.backend.contract.fields import (
    KEY_PATTERN,
    REFERENCE_PATTERN,
    BackendStatus,
    Instant,
    Money,
    Sha256,
)
from bot.domain.partner import Contact

STATUS_CHANGED = "claim.status_changed"


class Received(BaseModel):
    """A frozen value the backend sends; unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class ContactList(Received):
    """The contacts of one partner whom the backend knows, in order of contact id."""

    contacts: tuple[Contact, ...]


class UploadedDocument(Received):
    """Bytes the backend holds."""

    sha256: Sha256
    size_bytes: int = Field(ge=0)
    media_type: str
    received_at: Instant


class ClaimReceipt(Received):
    """Proof that a claim was accepted; `content_hash` is that of the content as received."""

    reference: str = Field(pattern=REFERENCE_PATTERN)
    submission_key: str = Field(pattern=KEY_PATTERN)
    content_hash: Sha256
    status: BackendStatus
    received_at: Instant


class Reason(Received):
    """Why a claim was rejected or reduced."""

    code: str
    text: str


class Payment(Received):
    """Money sent; the currency is that of the bank profile."""

    amount: Money
    currency: str
    paid_on: date


class RequestItem(Received):
    """One thing a reviewer wants: either a document of a kind or the answer to a question."""

    item_id: str
    kind: str = Field(default="", description="Document kind, empty for a question")
    question: str = Field(default="", description="The question, empty for a document")
    comment: str = Field(default="", description="The reviewer's words")
    requirement_id: str = Field(default="", description="Requirement it is about, if any")
    answered: bool = False


class DocumentRequest(Received):
    """A reviewer's request for more; answered as a whole."""

    request_id: str
    created_at: Instant
    due_at: Instant
    comment: str = ""
    items: tuple[RequestItem, ...]
    closed: bool = False


class ClaimEvent(Received):
    """One thing that happened to a claim.

    Shape: `sequence` counts 1, 2, 3 … per claim, so a late event is recognized; an event
    of a type we do not know keeps only its identity (`status` is None).
    """

    event_id: str = Field(min_length=1)
    type: str = Field(description="claim.status_changed; ignore types you do not know")
    reference: str
    submission_key: str = ""
    sequence: int = Field(ge=1)
    occurred_at: Instant
    status: BackendStatus | None = None
    actor_name: str = Field(default="", description="Who did it; empty for the system")
    comment: str = ""
    request: DocumentRequest | None = Field(default=None, description="With action_required")
    approved_amount: Money | None = Field(default=None, description="With approved_partial")
    currency: str = ""
    reasons: tuple[Reason, ...] = Field(default=(), description="With rejected, approved_partial")
    payment: Payment | None = Field(default=None, description="With paid")

    @model_validator(mode="before")
    @classmethod
    def _keep_identity_of_unknown_types(cls, value: Any) -> Any:
        if not isinstance(value, dict) or value.get("type") == STATUS_CHANGED:
            return value
        identity = ("event_id", "type", "reference", "submission_key", "sequence", "occurred_at")
        return {name: value[name] for name in identity if name in value}

    @model_validator(mode="after")
    def _status_belongs_to_its_type(self) -> ClaimEvent:
        if self.type == STATUS_CHANGED and self.status is None:
            raise ValueError("claim.status_changed needs a status")
        return self


class EventPage(Received):
    """A stretch of the feed, oldest first; ask again after `next`, at once while `has_more`."""

    events: tuple[ClaimEvent, ...]
    next: str = Field(description="Opaque cursor behind the last event given")
    has_more: bool


class HistoryEntry(Received):
    """One line of the audit list of a claim."""

    at: Instant
    actor_name: str
    code: str
    text: str


class ClaimState(Received):
    """Where a claim stands now; `sequence` is that of its last event."""

    reference: str
    submission_key: str
    content_hash: str
    status: BackendStatus
    status_since: Instant
    sequence: int
    claim_amount: Money
    currency: str
    approved_amount: Money | None = None
    reasons: tuple[Reason, ...] = ()
    payment: Payment | None = None
    received_at: Instant
    history: tuple[HistoryEntry, ...] = Field(description="Oldest first")
    requests: tuple[DocumentRequest, ...] = Field(description="Oldest first, closed ones too")


class ProblemFinding(Received):
    """One thing wrong with what was sent; `field` names it, empty for the whole."""

    code: str
    message: str
    field: str = ""


class Problem(Received):
    """RFC 9457 problem details; `type` ends in the code, such as /problems/document-unknown."""

    type: str
    title: str
    status: int
    detail: str = ""
    findings: tuple[ProblemFinding, ...] = ()

    @property
    def code(self) -> str:
        """Last path segment of the type."""
        return self.type.rstrip("/").rsplit("/", 1)[-1]
