"""What partners do to an accepted claim becomes a job in the commit that records it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.claim import Claim
from bot.storage import jobs


def response_job(kind: str, fact: str, now: datetime) -> Callable[[Connection, Claim], None]:
    """Writes the job that sends a response; `kind` is answer, dispute or withdraw.

    Shape: `fact` names what it answers and ends with the idempotency key of the sending, so a
    second press writes nothing.
    """
    sending_key = fact.rpartition(":")[2]

    def write(c: Connection, claim: Claim) -> None:
        arguments = {"claim_id": claim.claim_id, "sending_key": sending_key}
        jobs.enqueue(c, job_key=f"{kind}:{fact}", kind=kind, arguments=arguments, run_at=now)

    return write
