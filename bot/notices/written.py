"""Messages to send outside a turn, written down with what causes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact
from bot.domain.responses import open_dispute, open_request
from bot.storage import jobs, slots
from bot.storage.conversations import ConversationRow
from bot.storage.jobs import Paced, Rank

MISSED = {"unreachable": True}
"""Result of a notice that nobody could be told."""


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


class Letter(NamedTuple):
    """A notice to write down; the same fact is told once.

    One that answers what the person just did goes before those that tell what others did. With a
    `sequence` it tells of that event of the claim, and is dropped when a newer one is known
    by the time it is sent: that one has a notice of its own.
    """

    notice: Notice
    claim: Claim
    contact: Contact
    fact: str
    sequence: int = 0
    is_awaited: bool = False

    @property
    def job_key(self) -> str:
        """Names what is told."""
        return f"notice:{self.notice.value}:{self.fact}"

    @property
    def rank(self) -> Rank:
        """The first for what somebody waits for."""
        return Rank.FIRST if self.is_awaited or self.notice in AWAITED else Rank.REST


def enqueue_notice(
    c: Connection, notice: Notice, claim: Claim, contact: Contact, *, fact: str, now: datetime
) -> bool:
    """Write one notice down in the commit that causes it; False if the fact was told before."""
    return bool(enqueue_notices(c, [Letter(notice, claim, contact, fact)], now))


def enqueue_notices(c: Connection, letters: Sequence[Letter], now: datetime) -> int:
    """Write notices down in the commit that causes them; how many were new.

    A transaction does this once, at its end, for all that it tells: see `bot.storage.slots`.
    """
    fresh = [paced for letter in letters if (paced := _enqueue(c, letter, now))]
    slots.move_jobs(c, fresh)
    return len(fresh)


def _enqueue(c: Connection, letter: Letter, now: datetime) -> Paced | None:
    contact_id, tenant, rank = letter.contact.contact_id, letter.contact.tenant_id, letter.rank
    lane = lane_of(contact_id, rank)
    arguments = {
        "notice": letter.notice.value,
        "claim_id": letter.claim.claim_id,
        "contact_id": contact_id,
        **({"sequence": letter.sequence} if letter.sequence else {}),
    }
    is_new = jobs.enqueue(
        c,
        job_key=letter.job_key,
        kind="notice",
        arguments=arguments,
        run_at=now,
        lane=lane,
        tenant=tenant,
        rank=rank,
    )
    return Paced(letter.job_key, lane, tenant, rank, now) if is_new else None


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


def lane_of(contact_id: str, rank: Rank) -> str:
    """The lane of a person's messages: what is awaited does not queue behind the rest."""
    return f"{'awaited' if rank is Rank.FIRST else 'contact'}:{contact_id}"


def reachable(rows: list[ConversationRow]) -> list[ConversationRow]:
    """The 1:1 chats of a person where they can be spoken to."""
    return [row for row in rows if row.is_personal and not row.unreachable_reason]
