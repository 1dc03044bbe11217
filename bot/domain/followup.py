"""What comes after a claim was accepted, as values: requests, decisions, disputes, payment.

Who answered is kept beside each answer: any colleague with a role may answer a part of a request.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from bot.domain.value import Value


class RequestState(StrEnum):
    """Where a reviewer's request stands, seen from here."""

    OPEN = "open"
    SENDING = "sending"
    ANSWERED = "answered"
    CLOSED = "closed"


class AskedItem(Value):
    """One thing a reviewer wants, with the answer so far.

    Shape: `kind` is a document kind, empty for a question; `document_ids` name documents of the
    claim; an item is answered by words, documents, or both.
    """

    item_id: str
    kind: str = ""
    question: str = ""
    comment: str = Field(default="", description="The reviewer's words")
    requirement_id: str = ""
    text: str = ""
    document_ids: tuple[str, ...] = ()
    answered_by: str = Field(default="", description="Contact id of who answered last")
    answered_name: str = ""
    answered_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        """Whether there is anything to send for it."""
        return bool(self.text.strip() or self.document_ids)


class MoreRequest(Value):
    """A reviewer's request for more; answered item by item, sent back once as a whole.

    Shape: `sending_key` is the idempotency key of the answers, made before the first call;
    `refusal` is what the claims office said when it did not take them.
    """

    request_id: str
    created_at: datetime
    due_at: datetime
    comment: str = ""
    items: tuple[AskedItem, ...]
    state: RequestState = RequestState.OPEN
    sending_key: str = ""
    sent_by: str = ""
    sent_name: str = ""
    sent_at: datetime | None = None
    refusal: str = ""

    @property
    def open_items(self) -> tuple[AskedItem, ...]:
        """Items without an answer, in the reviewer's order."""
        return tuple(item for item in self.items if not item.is_answered)

    def item(self, item_id: str) -> AskedItem | None:
        """One item by its id."""
        return next((item for item in self.items if item.item_id == item_id), None)


class ReviewReason(Value):
    """Why a claim was rejected or reduced, in the reviewer's code and words."""

    code: str
    text: str


class PaymentMade(Value):
    """Money sent; the currency is that of the bank profile."""

    amount: Decimal
    currency: str
    paid_on: date


class DisputeState(StrEnum):
    """Where our objection stands."""

    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"


class DisputeCase(Value):
    """An objection to a rejection, prepared here and sent once under `sending_key`."""

    text: str = ""
    document_ids: tuple[str, ...] = ()
    state: DisputeState = DisputeState.DRAFT
    started_by: str
    started_name: str
    sending_key: str = ""
    sent_by: str = ""
    sent_name: str = ""
    sent_at: datetime | None = None
    refusal: str = ""


class WithdrawalAsked(Value):
    """The partner pulls the claim back; true once the claims office confirmed it."""

    sending_key: str
    reason: str
    asked_by: str
    asked_name: str
    asked_at: datetime


class Followup(Value):
    """Everything that happened to an accepted claim.

    Units: `sequence` counts the backend's events of this claim; events up to it are known.
    """

    sequence: int = 0
    requests: tuple[MoreRequest, ...] = ()
    reasons: tuple[ReviewReason, ...] = ()
    approved_amount: Decimal | None = Field(
        default=None, description="When reduced, in the claim's currency"
    )
    approved_at: datetime | None = None
    rejected_at: datetime | None = None
    disputed_at: datetime | None = None
    resubmitted_at: datetime | None = None
    payment: PaymentMade | None = None
    dispute: DisputeCase | None = None
    withdrawal: WithdrawalAsked | None = None
    refusal: str = Field(default="", description="Why a withdrawal was not taken")

    @property
    def request(self) -> MoreRequest | None:
        """The request under way: to be answered, or being sent."""
        under_way = (RequestState.OPEN, RequestState.SENDING)
        return next((r for r in reversed(self.requests) if r.state in under_way), None)

    def with_request(self, request: MoreRequest) -> Followup:
        """The same with one request replaced, or added when it is new."""
        known = [request if r.request_id == request.request_id else r for r in self.requests]
        if request not in known:
            known.append(request)
        return self.model_copy(update={"requests": tuple(known)})
