"""What an operator looks at by hand: jobs that gave up, and events that found no claim."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.settings import Settings
from bot.storage import backlog, events, jobs
from bot.storage.database import Database
from bot.storage.events import EventState

Write = Callable[[str], None]
SHOWN = 50


def list_jobs(settings: Settings, write: Write) -> int:
    """Tell of dead jobs, parked events and how many jobs there are. Gives the exit code."""
    for line in asyncio.run(_read(settings, lambda c: list(_report(c)))):
        write(line)
    return 0


def retry_job(settings: Settings, key: str, now: datetime, write: Write) -> int:
    """Start a dead job over; a parked event is applied again by its job. Gives the exit code."""
    if not key:
        write("Which one? Write: jobs retry KEY, with a key that jobs shows")
        return 2
    revived = asyncio.run(_write(settings, lambda c: jobs.revive(c, key, now)))
    write(f"{key}: planned again" if revived else f"{key}: there is no dead job of this key")
    return 0 if revived else 1


def _report(c: Connection) -> Iterator[str]:
    counts = ", ".join(f"{count} {state}" for state, count in backlog.job_counts(c).items())
    yield f"Jobs: {counts}"
    dead = backlog.dead_jobs(c, SHOWN)
    yield f"{len(dead)} dead jobs, the last planned first (start one over: jobs retry KEY):"
    for job in dead:
        yield f"  {job.job_key} [{job.kind}] {job.planned_at:%Y-%m-%d %H:%M}Z: {job.last_error}"
    for state in (EventState.PARKED, EventState.WAITING):
        found = events.events_in(c, state, SHOWN)
        yield f"{len(found)} events {state}, the last received first:"
        for event in found:
            yield (
                f"  event:{event.event_id} {event.reference} #{event.sequence} by {event.came_by} "
                f"{event.received_at:%Y-%m-%d %H:%M}Z"
            )


async def _read(settings: Settings, work: Callable[[Connection], list[str]]) -> list[str]:
    database = await _opened(settings)
    try:
        return await database.run(work, write=False)
    finally:
        await database.close()


async def _write(settings: Settings, work: Callable[[Connection], bool]) -> bool:
    database = await _opened(settings)
    try:
        return await database.run(work)
    finally:
        await database.close()


async def _opened(settings: Settings) -> Database:
    database = Database(settings.database)
    await database.open()
    await database.migrate()
    return database
