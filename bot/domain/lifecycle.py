"""The life of an accepted claim: what the claims office says, applied to the claim. Pure.

Source: transitions of co-op claims, Partner Center, "Manage incentives co-op claims", 2020-10-29
(S8) and "Dispute a rejected co-op claim" (S19); withdrawal, expiry and payment as statuses are
assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from bot.domain import responses
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import (
    AskedItem,
    DisputeState,
    Followup,
    MoreRequest,
    PaymentMade,
    RequestState,
    ReviewReason,
)
from bot.domain.value import Value

_S = ClaimStatus

TRANSITIONS: Mapping[ClaimStatus, frozenset[ClaimStatus]] = {
    _S.SUBMITTING: frozenset({_S.SUBMITTED}),
    _S.SUBMITTED: frozenset({_S.IN_REVIEW, _S.WITHDRAWN}),
    _S.IN_REVIEW: frozenset({_S.ACTION_REQUIRED, _S.APPROVED, _S.APPROVED_PARTIAL, _S.REJECTED}),
    _S.ACTION_REQUIRED: frozenset({_S.SUBMITTED, _S.REJECTED, _S.EXPIRED}),
    _S.REJECTED: frozenset({_S.DISPUTED}),
    _S.DISPUTED: frozenset({_S.APPROVED, _S.APPROVED_PARTIAL, _S.REJECTED, _S.ACTION_REQUIRED}),
    _S.APPROVED: frozenset({_S.PAID}),
    _S.APPROVED_PARTIAL: frozenset({_S.PAID}),
}
"""Status → statuses that may follow by the rules; what is missing ends there."""

_ANSWERED = frozenset(
    {_S.SUBMITTED, _S.IN_REVIEW, _S.APPROVED, _S.APPROVED_PARTIAL, _S.PAID, _S.DISPUTED}
)
"""Statuses that follow a request only when its answers were taken."""


class StatusNews(Value):
    """One thing the claims office says about a claim.

    Shape: `sequence` counts 1, 2, 3 … per claim, so late and repeated news are recognized;
    `request` comes with action required, `reasons` with rejected and approved in part.
    """

    sequence: int
    occurred_at: datetime
    status: ClaimStatus
    actor_name: str = Field(default="", description="Who did it; empty for the system")
    comment: str = ""
    request: MoreRequest | None = None
    approved_amount: Decimal | None = None
    reasons: tuple[ReviewReason, ...] = ()
    payment: PaymentMade | None = None


class Reception(StrEnum):
    """What news are to the claim as we know it."""

    NEWER = "newer"
    KNOWN = "known"
    LATE = "late"


def reception(claim: Claim, news: StatusNews) -> Reception:
    """Whether the news are newer than what is known, the last known, or older."""
    if news.sequence > claim.followup.sequence:
        return Reception.NEWER
    return Reception.KNOWN if news.sequence == claim.followup.sequence else Reception.LATE


def is_expected(before: ClaimStatus, after: ClaimStatus) -> bool:
    """Whether the rules know this transition; the claims office's word holds either way."""
    return before is after or after in TRANSITIONS.get(before, frozenset())


def receive(claim: Claim, news: StatusNews, now: datetime) -> Claim:
    """The claim after the news. Late news never set the status back; known news change nothing."""
    kind = reception(claim, news)
    if kind is Reception.KNOWN:
        return claim
    if kind is Reception.LATE:
        return _with_late_request(claim, news, now)
    claim = _with_documents(claim, news)
    followup = _settled(claim.followup, news).model_copy(update=_facts(news))
    if news.request is not None:
        followup = followup.with_request(_merged(followup, news.request))
    return claim.model_copy(
        update={
            "status": news.status,
            "status_since": news.occurred_at,
            "changed_at": now,
            "followup": followup,
        }
    )


def _with_documents(claim: Claim, news: StatusNews) -> Claim:
    """Documents of what was being sent are there when the status shows that it was taken."""
    request, case = claim.followup.request, claim.followup.dispute
    if request and request.state is RequestState.SENDING and news.status in _ANSWERED:
        return responses.answers_taken(claim, request.request_id)
    if case and case.state is DisputeState.SENDING and news.status is _S.DISPUTED:
        return responses.accept_documents(claim, frozenset(case.document_ids))
    return claim


def _with_late_request(claim: Claim, news: StatusNews, now: datetime) -> Claim:
    """A request that was over before we heard of it is kept for the record."""
    if news.request is None or any(
        r.request_id == news.request.request_id for r in claim.followup.requests
    ):
        return claim
    over = news.request.model_copy(update={"state": RequestState.CLOSED})
    followup = claim.followup.with_request(over)
    return claim.model_copy(update={"followup": followup, "changed_at": now})


def _merged(followup: Followup, request: MoreRequest) -> MoreRequest:
    """The request as it is asked now; answers already given here to its items are kept.

    What is being sent stays as it was sent: only its time changes.
    """
    known = next((r for r in followup.requests if r.request_id == request.request_id), None)
    if known is None:
        return request
    if known.state is RequestState.SENDING:
        return known.model_copy(update={"due_at": request.due_at})
    given = {item.item_id: item for item in known.items if item.is_answered}
    items = tuple(_answered_before(item, given.get(item.item_id)) for item in request.items)
    return request.model_copy(update={"items": items, "refusal": known.refusal})


def _answered_before(item: AskedItem, known: AskedItem | None) -> AskedItem:
    if known is None:
        return item
    asked = {name: getattr(item, name) for name in ("kind", "question", "comment")}
    return known.model_copy(update=asked | {"requirement_id": item.requirement_id})


def _facts(news: StatusNews) -> dict[str, Any]:
    """What a status fixes in the claim's record."""
    facts: dict[str, Any] = {"sequence": news.sequence}
    if news.status in (_S.APPROVED, _S.APPROVED_PARTIAL):
        facts["approved_at"] = news.occurred_at
        facts["approved_amount"] = news.approved_amount
        facts["reasons"] = news.reasons
    elif news.status is _S.REJECTED:
        facts |= {"rejected_at": news.occurred_at, "reasons": news.reasons, "dispute": None}
    elif news.status is _S.DISPUTED:
        facts["disputed_at"] = news.occurred_at
    elif news.status is _S.SUBMITTED and news.sequence > 1:
        facts["resubmitted_at"] = news.occurred_at
    elif news.status is _S.PAID:
        facts["payment"] = news.payment
    return facts


def _settled(followup: Followup, news: StatusNews) -> Followup:
    """Requests, disputes and withdrawals under way end with the status that follows them."""
    request = followup.request
    if request is not None and news.status is not _S.ACTION_REQUIRED:
        state = RequestState.ANSWERED if news.status in _ANSWERED else RequestState.CLOSED
        followup = followup.with_request(request.model_copy(update={"state": state}))
    changes: dict[str, Any] = {}
    if followup.dispute is not None and news.status is _S.DISPUTED:
        changes["dispute"] = followup.dispute.model_copy(update={"state": DisputeState.SENT})
    if news.status is not _S.WITHDRAWN:
        changes["withdrawal"] = None
    return followup.model_copy(update=changes)
