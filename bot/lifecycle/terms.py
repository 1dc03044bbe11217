"""What ends by itself: drafts whose claim window closed, and the duty to keep originals."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.domain import periods, responses
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, ClaimStatus
from bot.errors import ClaimConflict
from bot.notices import Notice, enqueue_notice
from bot.storage import claims, contacts, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome

log = logging.getLogger(__name__)

SWEEP_KIND = "expire_drafts"
RETAIN_KIND = "retain"
SWEEP_EVERY = timedelta(minutes=30)
PAGE = 100
_EARLIEST = date(2000, 1, 1)


class DraftSweep:
    """Handler of the recurring `expire_drafts` job: along the index of deadlines, so its cost is
    that of what is due.
    """

    def __init__(
        self, database: Database, catalog: Catalog, *, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._catalog, self._clock = database, catalog, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Expire every draft whose window has closed; each is looked at again in its commit."""
        now, expired = self._clock(), 0
        after: tuple[date, str] | None = None
        while True:
            page = await self._database.run(partial(_due, after=after, now=now), write=False)
            for claim, deadline in page:
                expired += await self._expire(claim, deadline, now)
                after = (deadline, claim.claim_id)
            if len(page) < PAGE:
                break
        run_at = now + SWEEP_EVERY
        return Done({"expired": expired}, lambda c: _again(c, run_at))

    async def _expire(self, claim: Claim, deadline: date, now: datetime) -> bool:
        program = self._catalog.programs.get(claim.program)
        zone = program.time_zone if program else "America/Los_Angeles"
        if now < periods.cutoff(deadline, zone):
            return False
        try:
            return await self._database.run(lambda c: _expire(c, claim, deadline, now))
        except ClaimConflict:
            return False  # somebody works on it: the next sweep looks again


def _due(c: Connection, after: tuple[date, str] | None, now: datetime) -> list[tuple[Claim, date]]:
    last = now.astimezone(UTC).date()
    found = claims.claims_by_deadline(
        c, status=ClaimStatus.DRAFT, first=_EARLIEST, last=last, after=after, limit=PAGE
    )
    return [(claim, deadline) for claim, deadline, _ in found]


def _expire(c: Connection, claim: Claim, deadline: date, now: datetime) -> bool:
    present = claims.load_claim(c, claim.claim_id)
    if present is None or present.version != claim.version or not present.is_editable:
        return False
    expired = claims.save_claim(c, responses.expire(present, now), read_version=present.version)
    claims.add_event(c, claim.claim_id, now, "", "", "status_expired")
    owner = contacts.load_contact_by_id(c, claim.owner_id)
    if owner is not None:
        fact = f"{claim.claim_id}:{deadline.isoformat()}"
        enqueue_notice(c, Notice.DRAFT_EXPIRED, expired, owner[0], fact=fact, now=now)
    return True


def _again(c: Connection, run_at: datetime) -> None:
    jobs.again(c, SWEEP_KIND, run_at)


class RetentionHandler:
    """Handler of `retain` jobs: the obligation to keep the originals of a claim has ended."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Tell the owner, unless the claim was withdrawn."""
        return await self._database.run(lambda c: self._tell(c, job))

    def _tell(self, c: Connection, job: Job) -> JobOutcome:
        claim = claims.load_claim(c, job.arguments["claim_id"])
        if claim is None or claim.status is ClaimStatus.WITHDRAWN:
            return Done({"told": False})
        owner = contacts.load_contact_by_id(c, claim.owner_id)
        if owner is not None:
            now, fact = self._clock(), claim.claim_id
            enqueue_notice(c, Notice.RETENTION, claim, owner[0], fact=fact, now=now)
        return Done({"told": owner is not None})
