"""The daily job that forgets what nobody needs any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.files import DocumentStore
from bot.storage import backlog, jobs, slots
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome

log = logging.getLogger(__name__)

KIND = "prune"
UTC_ZONE = ZoneInfo("UTC")
JOBS_KEPT = timedelta(days=400)
"""A done job's key keeps the same reminder from being written twice; longer than any
claim window.
"""


def enqueue_prune(c: Connection, day: date) -> None:
    """Write down the housekeeping of one day (UTC), so that replicas write it once."""
    run_at = datetime.combine(day, time(3, 17), UTC_ZONE)
    jobs.enqueue(c, job_key=f"{KIND}:{day.isoformat()}", kind=KIND, arguments={}, run_at=run_at)


class Housekeeping:
    """Handler of `prune` jobs; each writes the next day's."""

    def __init__(
        self, database: Database, store: DocumentStore, *, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._store, self._clock = database, store, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Forget send slots, done jobs and left-over spool files."""
        now = self._clock()

        def prune(c: Connection) -> dict[str, int]:
            return {
                "jobs": backlog.prune_jobs(c, now - JOBS_KEPT),
                "slots": slots.prune_slots(c, now - timedelta(hours=1)),
            }

        counts = await self._database.run(prune)
        counts["spool"] = await self._store.clean_spool(now)
        log.info("pruned %s", " ".join(f"{name}={count}" for name, count in counts.items()))
        tomorrow = now.date() + timedelta(days=1)
        return Done(counts, lambda c: enqueue_prune(c, tomorrow))
