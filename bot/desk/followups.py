"""Who may see a claim, where it is filed, and the jobs written with what makes them necessary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection

from bot.domain import periods
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim
from bot.domain.partner import Contact
from bot.errors import ClaimConflict, ClaimNotFound
from bot.storage import jobs


def response_job(kind: str, fact: str, now: datetime) -> Callable[[Connection, Claim], None]:
    """Writes the job that sends a response; `kind` is answer, dispute or withdraw.

    Shape: `fact` names what it answers and ends with the idempotency key of the sending, so a
    second press writes nothing.
    """
    sending_key = fact.rpartition(":")[2]

    def write(c: Connection, claim: Claim) -> None:
        arguments = {"claim_id": claim.claim_id, "sending_key": sending_key}
        key, rank = f"{kind}:{fact}", jobs.Rank.FIRST
        jobs.enqueue(c, job_key=key, kind=kind, arguments=arguments, run_at=now, rank=rank)

    return write


def seen_by(contact: Contact, claim: Claim) -> Claim:
    """The claim, if the contact may see it: of the same partner, with a role where
    it belongs.
    """
    if claim.partner_id != contact.partner.partner_id:
        raise ClaimNotFound(claim.claim_id)
    mine = claim.owner_id == contact.contact_id
    if not mine and claim.program and not contact.enrollment(claim.location_id, claim.program):
        raise ClaimNotFound(claim.claim_id)
    return claim


def still_as_read(present: Claim | None, claim: Claim) -> Claim:
    """The claim, if it is stored as it was read. Raises: ClaimConflict."""
    if present is None or present.version != claim.version:
        raise ClaimConflict(claim.claim_id)
    return claim


def filed_under(catalog: Catalog, claim: Claim) -> tuple[str, date | None]:
    """Usage period code and last claim day, as far as the claim tells."""
    program = catalog.programs.get(claim.program)
    if program is None or claim.activity_end is None:
        return "", None
    last = claim.activity_end

    def find() -> tuple[str, date | None]:
        usage = periods.usage_period(last)
        return usage.code, periods.claim_window(usage, program).last

    return catalog.remember(("filed under", program.code, last), find)
