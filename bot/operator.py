"""What an operator does by hand: jobs that gave up, events that found no claim, a person's data."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from bot.settings import Settings
from bot.storage import backlog, events, jobs, people
from bot.storage.database import Database
from bot.storage.events import EventState

Write = Callable[[str], None]
SHOWN = 50
T = TypeVar("T")


def list_jobs(settings: Settings, write: Write) -> int:
    """Tell of dead jobs, parked events and how many jobs there are. Gives the exit code."""
    for line in asyncio.run(_run(settings, lambda c: list(_report(c)), write=False)):
        write(line)
    return 0


def retry_job(settings: Settings, key: str, now: datetime, write: Write) -> int:
    """Start a dead job over; a parked event is applied again by its job. Gives the exit code."""
    if not key:
        write("Which one? Write: jobs retry KEY, with a key that jobs shows")
        return 2
    revived = asyncio.run(_run(settings, lambda c: jobs.revive(c, key, now)))
    write(f"{key}: planned again" if revived else f"{key}: there is no dead job of this key")
    return 0 if revived else 1


def show_person(settings: Settings, tenant_id: str, object_id: str, write: Write) -> int:
    """Write all that is stored of a person as JSON. Gives the exit code: 1 for nothing."""
    found = asyncio.run(_run(settings, lambda c: people.known_of(c, tenant_id, object_id)))
    write(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    return 0 if any(found.values()) else 1


def forget_person(settings: Settings, tenant_id: str, object_id: str, write: Write) -> int:
    """Forget a person, and tell how many rows that were. Gives the exit code: 1 for none."""
    counts = asyncio.run(_run(settings, lambda c: people.forget(c, tenant_id, object_id)))
    write(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 0 if any(counts.values()) else 1


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


async def _run(settings: Settings, work: Callable[[Connection], T], *, write: bool = True) -> T:
    database = Database(settings.database)
    await database.open()
    try:
        await database.migrate()
        return await database.run(work, write=write)
    finally:
        await database.close()
