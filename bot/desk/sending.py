"""The job that sends a claim: written with what makes it necessary, begun when it is shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.backend.contract import submitted_claim
from bot.desk.followups import filed_under
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact
from bot.storage import claims, jobs

CARD_FIRST = timedelta(seconds=10)
"""A submission waits so long for the message that shows it under way: what a quick claims office
answers could not be shown in that message otherwise.
"""


def enqueue(c: Connection, catalog: Catalog, claim: Claim, contact: Contact, now: datetime) -> None:
    """The job of one submission; its key names the fact it serves, so writing it twice
    is harmless.

    The content is written down with it: whatever changes later in the directory or the catalog,
    every attempt sends the very same claim. It begins after `CARD_FIRST`, or as soon as `begin`
    is called.
    """
    requirements = catalog.all_requirements(claim.incentive_activity)
    kinds = {r.requirement_id: r.kinds for r in requirements}
    usage, _deadline = filed_under(catalog, claim)
    content = submitted_claim(claim, contact, usage, kinds)
    jobs.enqueue(
        c,
        job_key=_job_key(claim),
        kind="submit",
        arguments={
            "claim_id": claim.claim_id,
            "contact_id": contact.contact_id,
            "content": content.model_dump(mode="json"),
        },
        run_at=now + CARD_FIRST,
        rank=jobs.Rank.FIRST,
    )


def begin(c: Connection, claim: Claim, now: datetime) -> None:
    """Let a submission begin that waits for its card to be shown."""
    jobs.hasten(c, _job_key(claim), now)


def note_card(
    c: Connection, claim: Claim, conversation_key: str, activity_id: str, now: datetime
) -> None:
    """Note which message shows a claim on its way, to be updated in place with what comes of it.

    What has come of it already is then shown by a job of its own.
    Raises: ClaimConflict if it is saved at the same moment.
    """
    held = claims.hold_claim(c, claim.claim_id)
    if held is None:
        return
    present = held.claim
    if present.submission_key == claim.submission_key:
        where = {"card_conversation": conversation_key, "card_activity_id": activity_id}
        shown = present.model_copy(update=where)
        claims.save_claim(c, shown, read_version=present.version, held=held)
        if present.status is ClaimStatus.SUBMITTING:
            return
    jobs.enqueue(
        c,
        job_key=f"card:{conversation_key}:{activity_id}",
        kind="card",
        arguments={
            "claim_id": claim.claim_id,
            "conversation_key": conversation_key,
            "activity_id": activity_id,
        },
        run_at=now,
        rank=jobs.Rank.FIRST,
    )


def resume(c: Connection, claim: Claim, now: datetime) -> None:
    """Let a submission that gave up begin again, once its card is shown."""
    jobs.revive(c, _job_key(claim), now + CARD_FIRST)


def _job_key(claim: Claim) -> str:
    return f"submit:{claim.submission_key}"
