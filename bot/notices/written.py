"""Messages to send outside a turn, written down with what causes them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact
from bot.domain.responses import open_dispute, open_request
from bot.storage import jobs, slots
from bot.storage.conversations import ConversationRow
from bot.storage.jobs import Rank

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
    lane, tenant = lane_of(contact.contact_id, rank), contact.tenant_id
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


def lane_of(contact_id: str, rank: Rank) -> str:
    """The lane of a person's messages: what is awaited does not queue behind the rest."""
    return f"{'awaited' if rank is Rank.FIRST else 'contact'}:{contact_id}"


def reachable(rows: list[ConversationRow]) -> list[ConversationRow]:
    """The 1:1 chats of a person where they can be spoken to."""
    return [row for row in rows if row.is_personal and not row.unreachable_reason]
