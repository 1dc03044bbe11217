"""What nobody could be told, told when the person is back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.notices.written import MISSED, lane_of, reachable
from bot.storage import backlog, conversations, jobs, slots
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job, Rank
from bot.worker import Done, JobOutcome, RetryAt

TURN_ENDS, TURN_IS_OVER = timedelta(seconds=1), timedelta(minutes=1)
TURN_IS_LOST = timedelta(minutes=2)


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


def look_after_turns(
    c: Connection, contact_id: str, rows: list[ConversationRow], now: datetime
) -> None:
    """Look once more for a person who was just found away: a turn that began before saves over
    that, and does not know that anything was missed.
    """
    since = max((row.unreachable_since for row in rows if row.unreachable_since), default=None)
    if since is None or since + TURN_IS_OVER <= now:
        return
    jobs.enqueue(
        c,
        job_key=f"missed:{contact_id}:{since.isoformat()}",
        kind="missed",
        arguments={"contact_id": contact_id, "once": True},
        run_at=since + TURN_IS_OVER,
        rank=Rank.FIRST,
    )


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
            if "once" in job.arguments or now - job.planned_at > TURN_IS_LOST:
                return Done(MISSED)  # that turn failed; the next one writes such a job again
            return RetryAt(now + TURN_ENDS, "the turn is not saved yet")
        lanes = [lane_of(contact_id, rank) for rank in Rank]
        # asked before what is missed: one that looked before the person was back ends as missed yet
        if any(backlog.is_under_way(c, lane) for lane in lanes):
            return RetryAt(now + TURN_ENDS, "a notice is under way")
        missed = [job for lane in lanes for job in backlog.done_with(c, lane, MISSED)]
        for one in missed:
            jobs.again(c, one.job_key, now)
        slots.move_jobs(c, [one.paced(now) for one in missed])
        return Done({"missed": len(missed)})
