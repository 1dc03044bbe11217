"""Events of the claims office: kept once, applied in a job, told to those concerned."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from bot.backend.contract import STATUS_CHANGED, ClaimEvent, ClaimState, DocumentRequest, Reason
from bot.backend.contract import Payment as PaymentSaid
from bot.domain import lifecycle, periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import AskedItem, MoreRequest, PaymentMade, ReviewReason
from bot.domain.lifecycle import Reception, StatusNews
from bot.domain.partner import Contact
from bot.domain.responses import is_told_of_requests
from bot.errors import ClaimConflict
from bot.notices import Letter, Notice, enqueue_notices
from bot.storage import claims, contacts, conversations, events, jobs
from bot.storage.database import Database
from bot.storage.events import EventRow, EventState
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

log = logging.getLogger(__name__)

KIND = "event"
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 900.0
_NAME = re.compile(r"[!-~]{1,200}")
_ARRIVED = (ClaimStatus.SUBMITTED, ClaimStatus.DISPUTED, ClaimStatus.WITHDRAWN)
"""Statuses that tell that what the partner sent has arrived."""
_OPEN = (EventState.NEW, EventState.WAITING, EventState.PARKED)


def is_usable(event: ClaimEvent) -> bool:
    """Whether an event's identity can be stored: short plain text and a number."""
    names = (event.event_id, event.reference, event.type)
    return all(_NAME.fullmatch(name) for name in names) and event.sequence < 2**31


def take_event(c: Connection, event: ClaimEvent, came_by: str, now: datetime) -> bool:
    """Keep an event and plan its work; False when it came before. Unknown types are only kept."""
    is_news = event.type == STATUS_CHANGED
    row = EventRow(
        event_id=event.event_id,
        reference=event.reference,
        sequence=event.sequence,
        type=event.type,
        came_by=came_by,
        received_at=now,
        state=EventState.NEW if is_news else EventState.IGNORED,
        body=event.model_dump_json(),
    )
    if not events.insert_event(c, row):
        return False
    if is_news:
        jobs.enqueue(
            c,
            job_key=f"{KIND}:{event.event_id}",
            kind=KIND,
            arguments={"event_id": event.event_id},
            run_at=now,
        )
    return True


class EventHandler:
    """Handler of `event` jobs. A claim that is not ours yet is waited for, then the event parks."""

    def __init__(
        self, database: Database, *, clock: Callable[[], datetime], max_wait: timedelta
    ) -> None:
        self._database, self._clock, self._max_wait = database, clock, max_wait

    async def __call__(self, job: Job) -> JobOutcome:
        """Apply one event; again when somebody else was changing the claim."""
        try:
            return await self._database.run(lambda c: self._apply(c, job))
        except ClaimConflict:
            return RetryAt(self._clock() + timedelta(seconds=1), "the claim was being changed")

    def _apply(self, c: Connection, job: Job) -> JobOutcome:
        row = events.load_event(c, job.arguments["event_id"])
        if row is None or row.state not in _OPEN:
            return Done({"found": row.state.value if row else "nothing"})
        event = ClaimEvent.model_validate_json(row.body)
        claim = _claim_of(c, event)
        if claim is None:
            return self._wait(c, job, row)
        kind = apply_news(c, claim, news_of(event), self._clock())
        state = {Reception.NEWER: EventState.APPLIED, Reception.KNOWN: EventState.KNOWN}
        events.mark_event(c, row.event_id, state.get(kind, EventState.LATE))
        log.info("event_applied claim_id=%s sequence=%d as=%s", claim.claim_id, row.sequence, kind)
        return Done({"as": kind.value})

    def _wait(self, c: Connection, job: Job, row: EventRow) -> JobOutcome:
        now = self._clock()
        if now - job.planned_at > self._max_wait:
            events.mark_event(c, row.event_id, EventState.PARKED)
            log.warning("event_parked event_id=%s reference=%s", row.event_id, row.reference)
            return Dead(f"no claim of ours has the reference {row.reference}")
        events.mark_event(c, row.event_id, EventState.WAITING)
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(job.attempts - 1, 10))
        return RetryAt(now + timedelta(seconds=pause), "no claim has this reference yet")


def _claim_of(c: Connection, event: ClaimEvent) -> Claim | None:
    """The claim an event is about, once it was accepted here too."""
    claim = claims.find_by_reference(c, event.reference)
    if claim is None:
        return None
    if event.submission_key and event.submission_key != claim.submission_key:
        return None  # another backend's numbering: not our claim
    return claim


def apply_news(
    c: Connection, claim: Claim, news: StatusNews, now: datetime, *, also: Sequence[Letter] = ()
) -> Reception:
    """Apply what the claims office says, with history, notices and what has to be planned.

    `also` is what else the transaction tells: all of it is written down together.
    Raises: ClaimConflict when the claim was saved by somebody else meanwhile.
    """
    kind = lifecycle.reception(claim, news)
    changed = lifecycle.receive(claim, news, now)
    if changed is not claim:
        changed = claims.save_claim(c, changed, read_version=claim.version)
    letters = list(also)
    is_of_submitting = news.sequence == 1 and news.status is ClaimStatus.SUBMITTED
    is_new = kind is not Reception.KNOWN and not is_of_submitting
    if is_new:
        _note(c, claim, news, kind)
    if not is_new or kind is Reception.NEWER:
        _plan_retention(c, changed, now)
    if is_new and kind is Reception.NEWER:
        contacts.forget_funds(c, claim.partner_id, claim.location_id, claim.program)
        if not lifecycle.is_expected(claim.status, news.status):
            log.warning(
                "unexpected_transition claim_id=%s %s->%s",
                claim.claim_id,
                claim.status,
                news.status,
            )
        letters += _letters(c, changed, news)
    enqueue_notices(c, letters, now)
    return kind


def _note(c: Connection, claim: Claim, news: StatusNews, kind: Reception) -> None:
    values = {"comment": news.comment[:500]} if news.comment else {}
    if kind is Reception.LATE:
        values["late"] = "yes"
    code = f"status_{news.status.value}"
    claims.add_event(c, claim.claim_id, news.occurred_at, "", news.actor_name, code, values)


def _letters(c: Connection, claim: Claim, news: StatusNews) -> Iterator[Letter]:
    asks = news.status is ClaimStatus.ACTION_REQUIRED and claim.followup.request is not None
    notice = Notice.REQUEST if asks else Notice.STATUS
    for contact in _concerned(c, claim, news, asks):
        fact = f"{claim.claim_id}:{news.sequence}:{contact.contact_id}"
        yield Letter(notice, claim, contact, fact, news.sequence, news.status in _ARRIVED)


def _concerned(c: Connection, claim: Claim, news: StatusNews, asks: bool) -> Iterator[Contact]:
    """The owner, who acted last, and for requests every colleague who may answer and has a chat."""
    ids = [claim.owner_id]
    if news.status is ClaimStatus.SUBMITTED and claim.followup.requests:
        ids.append(claim.followup.requests[-1].sent_by)
    if news.status is ClaimStatus.DISPUTED and claim.followup.dispute:
        ids.append(claim.followup.dispute.sent_by)
    for contact_id in dict.fromkeys(filter(None, ids)):
        known = contacts.load_contact_by_id(c, contact_id)
        if known:
            yield known[0]
    if not asks:
        return
    for contact in contacts.colleagues(c, claim.partner_id):
        is_other = contact.contact_id not in ids and is_told_of_requests(contact, claim)
        if is_other and conversations.find_conversations(c, contact.contact_id, limit=1):
            yield contact


def _plan_retention(c: Connection, claim: Claim, now: datetime) -> None:
    """Originals are kept until a day that is known; the job tells when it has passed, unless the
    claim was withdrawn by then.
    """
    if claim.status is ClaimStatus.WITHDRAWN or claim.activity_end is None:
        return
    ends = datetime.combine(periods.retain_until(claim.activity_end), time(17, 0), UTC)
    jobs.enqueue(
        c,
        job_key=f"retain:{claim.claim_id}",
        kind="retain",
        arguments={"claim_id": claim.claim_id},
        run_at=max(now, ends + timedelta(days=1)),
    )


def news_of(event: ClaimEvent) -> StatusNews:
    """An event as a value of the domain."""
    assert event.status is not None
    return StatusNews(
        sequence=event.sequence,
        occurred_at=event.occurred_at,
        status=ClaimStatus(event.status),
        actor_name=event.actor_name,
        comment=event.comment,
        request=_request(event.request) if event.request else None,
        approved_amount=event.approved_amount,
        reasons=_reasons(event.reasons),
        payment=_payment(event.payment),
    )


def news_from_state(state: ClaimState) -> StatusNews:
    """The present state of a claim as news: what its last event said."""
    last = state.history[-1] if state.history else None
    wanted = next((r for r in reversed(state.requests) if not r.closed), None)
    return StatusNews(
        sequence=state.sequence,
        occurred_at=state.status_since,
        status=ClaimStatus(state.status),
        actor_name=last.actor_name if last else "",
        comment=last.text if last else "",
        request=_request(wanted) if wanted else None,
        approved_amount=state.approved_amount,
        reasons=_reasons(state.reasons),
        payment=_payment(state.payment),
    )


def _request(request: DocumentRequest) -> MoreRequest:
    fields = ("item_id", "kind", "question", "comment", "requirement_id")
    items = (AskedItem(**{name: getattr(item, name) for name in fields}) for item in request.items)
    return MoreRequest(
        request_id=request.request_id,
        created_at=request.created_at,
        due_at=request.due_at,
        comment=request.comment,
        items=tuple(items),
    )


def _reasons(reasons: tuple[Reason, ...]) -> tuple[ReviewReason, ...]:
    return tuple(ReviewReason(code=reason.code, text=reason.text) for reason in reasons)


def _payment(payment: PaymentSaid | None) -> PaymentMade | None:
    if payment is None:
        return None
    return PaymentMade(amount=payment.amount, currency=payment.currency, paid_on=payment.paid_on)
