"""The reviewer's buttons: what can be done to an accepted claim.

Source: transitions of co-op claims, Partner Center, "Manage incentives co-op claims", 2020-10-29.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.backend.contract import (
    ClaimState,
    DocumentRequest,
    Money,
    Payment,
    Reason,
    RequestItem,
)
from bot.backend.sandbox.claims import (
    Moment,
    load_state,
    save_step,
    stored_body,
)
from bot.backend.sandbox.directory import add_business_days
from bot.backend.sandbox.problems import Refusal
from bot.domain.claim import ClaimStatus, Value

Action = Literal[
    "start_review", "request", "approve", "approve_partially", "reject", "pay", "expire"
]
Words = Annotated[str, StringConstraints(max_length=4000)]
REVIEWER = "Robin (sandbox)"
"""A name, so that a history reads well in every language."""

_OPEN_REVIEW = (ClaimStatus.IN_REVIEW, ClaimStatus.DISPUTED)
_FROM: dict[str, tuple[ClaimStatus, ...]] = {
    "start_review": (ClaimStatus.SUBMITTED,),
    "request": _OPEN_REVIEW,
    "approve": _OPEN_REVIEW,
    "approve_partially": _OPEN_REVIEW,
    "reject": _OPEN_REVIEW,
    "pay": (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL),
    "expire": (ClaimStatus.ACTION_REQUIRED,),
}


class WantedItem(Value):
    """One thing to ask for: a document kind, or a question."""

    kind: Annotated[str, StringConstraints(max_length=100)] = ""
    question: Words = ""
    comment: Words = ""
    requirement_id: Annotated[str, StringConstraints(max_length=100)] = ""


class GivenReason(Value):
    """Why a claim is rejected or reduced."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=100)] = "insufficient_evidence"
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class ReviewAction(Value):
    """One press of a reviewer's button. Units: `due_days` are business days from now."""

    action: Action
    comment: Words = ""
    items: Annotated[tuple[WantedItem, ...], Field(max_length=20)] = ()
    due_days: int = Field(default=5, ge=0, le=60)
    amount: Money | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    paid_on: date | None = None
    reasons: Annotated[tuple[GivenReason, ...], Field(max_length=20)] = ()


def possible_actions(status: ClaimStatus) -> tuple[str, ...]:
    """The buttons that do something now."""
    return tuple(action for action, statuses in _FROM.items() if status in statuses)


def review(
    connection: sqlite3.Connection, reference: str, press: ReviewAction, moment: Moment
) -> ClaimState:
    """Press one of the reviewer's buttons. Raises: Refusal 404, 409 or 422."""
    state = load_state(connection, reference)
    if state.status not in _FROM[press.action]:
        raise wrong_status(state)
    step = _STEPS[press.action]
    return step(connection, state, press, moment)


def _start_review(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    return _decided(connection, state, ClaimStatus.IN_REVIEW, press, moment)


def _request(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    if not press.items or any(bool(item.kind) == bool(item.question) for item in press.items):
        raise Refusal(422, "review-refused", "Ask for at least one document kind or question.")
    number = len(state.requests) + 1
    request = DocumentRequest(
        request_id=f"{state.reference}-R{number}",
        created_at=moment.now,
        due_at=add_business_days(moment.now, press.due_days),
        comment=press.comment,
        items=tuple(
            RequestItem(item_id=f"R{number}-{index}", **item.model_dump())
            for index, item in enumerate(press.items, start=1)
        ),
    )
    state = state.model_copy(update={"requests": (*state.requests, request)})
    status = ClaimStatus.ACTION_REQUIRED
    return _decided(connection, state, status, press, moment, request=request)


def _approve(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    return _decided(connection, state, ClaimStatus.APPROVED, press, moment)


def _approve_partially(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    if press.amount is None or not 0 < press.amount < state.claim_amount or not press.reasons:
        text = "A reduced amount, below the claimed one, needs a reason."
        raise Refusal(422, "review-refused", text)
    body = stored_body(connection, state.reference)
    on = date.fromisoformat(body["activity_end"])
    reasons = _reasons(press)
    state = state.model_copy(update={"approved_amount": press.amount, "reasons": reasons})
    return _decided(
        connection,
        state,
        ClaimStatus.APPROVED_PARTIAL,
        press,
        moment,
        usd=moment.to_usd(press.amount, state.currency, on),
        approved_amount=press.amount,
        reasons=reasons,
    )


def _reject(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    if not press.reasons:
        raise Refusal(422, "review-refused", "A rejection needs a reason.")
    reasons = _reasons(press)
    state = state.model_copy(update={"reasons": reasons})
    status = ClaimStatus.REJECTED
    return _decided(connection, state, status, press, moment, reasons=reasons)


def _pay(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    payment = Payment(
        amount=press.amount or state.approved_amount or state.claim_amount,
        currency=press.currency or state.currency,
        paid_on=press.paid_on or moment.now.date(),
    )
    state = state.model_copy(update={"payment": payment})
    status = ClaimStatus.PAID
    return _decided(connection, state, status, press, moment, payment=payment)


def _expire(
    connection: sqlite3.Connection, state: ClaimState, press: ReviewAction, moment: Moment
) -> ClaimState:
    state = with_request(state, closed(state.requests[-1], answered=False), state.status)
    return _decided(connection, state, ClaimStatus.EXPIRED, press, moment)


_STEPS: dict[str, Callable[..., ClaimState]] = {
    "start_review": _start_review,
    "request": _request,
    "approve": _approve,
    "approve_partially": _approve_partially,
    "reject": _reject,
    "pay": _pay,
    "expire": _expire,
}


def _decided(
    connection: sqlite3.Connection,
    state: ClaimState,
    status: ClaimStatus,
    press: ReviewAction,
    moment: Moment,
    **event: object,
) -> ClaimState:
    """The next status; words go with it only if the reviewer wrote any."""
    return save_step(
        connection,
        state.model_copy(update={"status": status}),
        now=moment.now,
        actor_name=REVIEWER,
        text=press.comment,
        **event,  # type: ignore[arg-type]  # fields of ClaimEvent, checked when it is made
    )


def _reasons(press: ReviewAction) -> tuple[Reason, ...]:
    return tuple(Reason(**reason.model_dump()) for reason in press.reasons)


def closed(request: DocumentRequest, *, answered: bool) -> DocumentRequest:
    """The request, over, with its items answered or not."""
    items = tuple(item.model_copy(update={"answered": answered}) for item in request.items)
    return request.model_copy(update={"items": items, "closed": True})


def with_request(state: ClaimState, request: DocumentRequest, status: ClaimStatus) -> ClaimState:
    """The claim with one request replaced and a new status."""
    requests = tuple(request if r.request_id == request.request_id else r for r in state.requests)
    return state.model_copy(update={"requests": requests, "status": status})


def wrong_status(state: ClaimState) -> Refusal:
    """The refusal of a step that this status does not allow."""
    return Refusal(409, "wrong-status", f"The claim is {state.status.replace('_', ' ')}.")
