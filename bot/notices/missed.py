"""What nobody could be told, told when the person is back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.notices.written import MISSED, lane_of, reachable
from bot.storage import backlog, conversations, jobs, slots
from bot.storage.database import Database
from bot.storage.jobs import Job, Rank
from bot.worker import Done, JobOutcome, RetryAt

TURN_ENDS, TURN_IS_LOST = timedelta(seconds=1), timedelta(minutes=2)


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
        if not reachable(conversations.find_conversations(c, contact_id)):
            if now - job.planned_at > TURN_IS_LOST:
                return Done(MISSED)  # that turn failed; the next one writes such a job again
            return RetryAt(now + TURN_ENDS, "the turn is not saved yet")
        lanes = (lane_of(contact_id, rank) for rank in Rank)
        missed = [job for lane in lanes for job in backlog.done_with(c, lane, MISSED)]
        for one in missed:
            jobs.again(c, one.job_key, now)
        for one in missed:
            slots.move_job(c, one, now)
        return Done({"missed": len(missed)})
