"""Messages to send outside a turn: written down with what causes them, then delivered by the
worker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from bot.channel.proactive import Failed, Notifier, Sent, Throttled, Unreachable
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact
from bot.domain.responses import open_dispute, open_request
from bot.storage import backlog, claims, contacts, conversations, jobs, slots
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job, Rank
from bot.worker import Dead, Done, Handler, JobOutcome, RetryAt

log = logging.getLogger(__name__)

MISSED = {"unreachable": True}
"""Result of a notice that nobody could be told."""
TURN_ENDS, TURN_IS_LOST = timedelta(seconds=1), timedelta(minutes=2)


class Notice(StrEnum):
    """Why the bot speaks first."""

    RECEIPT = "receipt"
    REFUSED = "refused"
    DELAYED = "delayed"
    ATTENTION = "attention"
    STATUS = "status"
    REQUEST = "request"
    RESPONSE_REFUSED = "response_refused"
    RETENTION = "retention"
    DRAFT_EXPIRED = "draft_expired"


AWAITED = frozenset(
    {Notice.RECEIPT, Notice.REFUSED, Notice.DELAYED, Notice.ATTENTION, Notice.RESPONSE_REFUSED}
)
"""Outcomes of what the person sent."""
Card = Mapping[str, Any]
MakeCards = Callable[[str, Claim, Contact, str, str], tuple[Card, str, Card | None]]
"""For notice, claim, contact, language, time zone: the card, its plain text, and what the claim's
card becomes.
"""


def enqueue_notice(
    c: Connection,
    notice: Notice,
    claim: Claim,
    contact: Contact,
    *,
    fact: str,
    now: datetime,
    sequence: int = 0,
    is_awaited: bool = False,
) -> bool:
    """Write a notice down in the commit that causes it; the same fact is told once.

    One that answers what the person just did goes before those that tell what others did. With a
    `sequence` it tells of that event of the claim, and is dropped when a newer one is known
    by the time it is sent: that one has a notice of its own.
    """
    rank = Rank.FIRST if is_awaited or notice in AWAITED else Rank.REST
    lane, tenant = _lane(contact.contact_id, rank), contact.tenant_id
    run_at = slots.next_slot(c, lane=lane, tenant=tenant, now=now, rank=rank)
    return jobs.enqueue(
        c,
        job_key=f"notice:{notice.value}:{fact}",
        kind="notice",
        arguments={
            "notice": notice.value,
            "claim_id": claim.claim_id,
            "contact_id": contact.contact_id,
            **({"sequence": sequence} if sequence else {}),
        },
        run_at=run_at,
        lane=lane,
        tenant=tenant,
        rank=rank,
    )


def still_matters(notice: Notice, claim: Claim, now: datetime) -> bool:
    """Whether what could not be told at its time is still to be told: nothing that is over, and
    nothing that a later notice tells.
    """
    request = open_request(claim)
    in_time = request is not None and now < request.due_at
    match notice:
        case Notice.RECEIPT:
            return claim.status is ClaimStatus.SUBMITTED and claim.followup.sequence <= 1
        case Notice.REFUSED:
            return claim.is_editable and bool(claim.findings)
        case Notice.DELAYED:
            return claim.status is ClaimStatus.SUBMITTING
        case Notice.ATTENTION:
            return claim.status is ClaimStatus.NEEDS_ATTENTION
        case Notice.REQUEST:
            return in_time
        case Notice.RESPONSE_REFUSED:
            return in_time or open_dispute(claim) is not None or bool(claim.followup.refusal)
    return True


class NoticeSender:
    """Handler of `notice` jobs. What nobody could be told waits until the person is back."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        make_cards: MakeCards,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._notifier, self._make_cards = database, notifier, make_cards
        self._clock = clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Deliver one notice to the person's newest reachable chat."""
        claim, contact, rows = await self._database.run_each(lambda c: _load(c, job))
        if claim is None or contact is None:
            return Dead("the claim or its contact is gone")
        if 0 < job.arguments.get("sequence", 0) < claim.followup.sequence:
            return Done({"moved_on": claim.followup.sequence})
        notice = Notice(job.arguments["notice"])
        if job.result == MISSED and not still_matters(notice, claim, self._clock()):
            return Done({"over": claim.status.value})
        reachable = _reachable(rows)
        if not reachable:
            return Done(MISSED)
        row = reachable[0]
        card, text, present = self._make_cards(notice, claim, contact, row.language, row.time_zone)
        await self._refresh(claim, rows, present)
        outcome = await self._notifier.send_card(row, card, text)
        return self._settle(outcome, row)

    async def _refresh(self, claim: Claim, rows: list[ConversationRow], card: Card | None) -> None:
        """Update the claim's card in place; that it fails loses nothing, the new message says the
        same.
        """
        if card is None or not claim.card_activity_id:
            return
        for row in rows:
            if row.conversation_key == claim.card_conversation:
                await self._notifier.send_card(
                    row, card, "", update_activity_id=claim.card_activity_id
                )

    def _settle(self, outcome: object, row: ConversationRow) -> JobOutcome:
        now = self._clock()
        if isinstance(outcome, Sent):
            return Done({"activity_id": outcome.activity_id})
        if isinstance(outcome, Throttled):
            until = outcome.until

            def push_back(c: Connection) -> None:
                slots.push_back(c, tenant=row.tenant_id, until=until)

            return RetryAt(until, "throttled", push_back)
        if isinstance(outcome, Unreachable):
            reason, key = outcome.reason, row.conversation_key
            return RetryAt(  # another chat of the same person, if there is one
                now, reason, lambda c: conversations.mark_unreachable(c, key, reason, now)
            )
        assert isinstance(outcome, Failed)
        if outcome.is_passing:
            # these notices rather come twice than never: they tell of money
            return RetryAt(now + timedelta(seconds=30), outcome.detail)
        return Dead(outcome.detail)


async def came_back(database: Database, contact_id: str, fact: str, now: datetime) -> None:
    """Write down that a person can be spoken to again, before the turn that shows it is saved.

    A turn that failed begins again with the same `fact`; so does the job.
    """
    key, run_at = f"missed:{contact_id}:{fact or now.isoformat()}", now + TURN_ENDS
    arguments, rank = {"contact_id": contact_id}, Rank.FIRST

    def write(c: Connection) -> bool:
        is_new = jobs.enqueue(
            c, job_key=key, kind="missed", arguments=arguments, run_at=run_at, rank=rank
        )
        return is_new or jobs.again(c, key, run_at)

    await database.run(write)


class CatchUp:
    """Handler of `missed` jobs: plans once more what a person could not be told."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Plan each missed notice anew, oldest first; it looks itself whether it still matters."""
        return await self._database.run(lambda c: self._plan(c, job))

    def _plan(self, c: Connection, job: Job) -> JobOutcome:
        now, contact_id = self._clock(), job.arguments["contact_id"]
        if not _reachable(conversations.find_conversations(c, contact_id)):
            if now - job.planned_at > TURN_IS_LOST:
                return Done(MISSED)  # that turn failed; the next one writes such a job again
            return RetryAt(now + TURN_ENDS, "the turn is not saved yet")
        lanes = (_lane(contact_id, rank) for rank in Rank)
        missed = [job for lane in lanes for job in backlog.done_with(c, lane, MISSED)]
        for one in missed:
            jobs.again(c, one.job_key, now)
        for one in missed:
            slots.move_job(c, one, now)
        return Done({"missed": len(missed)})


def notice_handlers(
    database: Database,
    notifier: Notifier,
    make_cards: MakeCards,
    *,
    clock: Callable[[], datetime],
) -> dict[str, Handler]:
    """Handlers of the jobs of this module, by kind."""
    sender = NoticeSender(database, notifier, make_cards, clock=clock)
    return {"notice": sender, "missed": CatchUp(database, clock=clock)}


def _lane(contact_id: str, rank: Rank) -> str:
    """What is awaited does not queue behind the rest of a person's messages."""
    return f"{'awaited' if rank is Rank.FIRST else 'contact'}:{contact_id}"


def _reachable(rows: list[ConversationRow]) -> list[ConversationRow]:
    return [row for row in rows if row.is_personal and not row.unreachable_reason]


def _load(c: Connection, job: Job) -> tuple[Claim | None, Contact | None, list[ConversationRow]]:
    claim = claims.load_claim(c, job.arguments["claim_id"])
    known = contacts.load_contact_by_id(c, job.arguments["contact_id"])
    rows = conversations.find_conversations(c, job.arguments["contact_id"])
    return claim, known[0] if known else None, rows
