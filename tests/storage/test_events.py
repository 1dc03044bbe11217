"""Events of the claims office, the feed's position, and work that recurs under one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot.storage import events, jobs
from bot.storage.database import Database
from bot.storage.events import EventRow, EventState
from tests.storage.conftest import NOW

ROW = EventRow("ev-1", "CL-1", 1, "claim.status_changed", "feed", NOW, EventState.NEW, "{}")


async def test_an_event_is_kept_once_whichever_way_it_comes(database: Database) -> None:
    first = await database.run(lambda c: events.insert_event(c, ROW))
    again = replace(ROW, came_by="webhook", state=EventState.APPLIED)
    second = await database.run(lambda c: events.insert_event(c, again))

    assert (first, second) == (True, False)
    assert await database.run(lambda c: events.load_event(c, "ev-1"), write=False) == ROW


async def test_events_are_found_by_what_became_of_them(database: Database) -> None:
    def work(c: Connection) -> None:
        for number in range(3):
            at = NOW + timedelta(minutes=number)
            events.insert_event(c, replace(ROW, event_id=f"ev-{number}", received_at=at))
        events.mark_event(c, "ev-0", EventState.PARKED)

    await database.run(work)
    new = await database.run(lambda c: events.events_in(c, EventState.NEW), write=False)
    parked = await database.run(lambda c: events.events_in(c, EventState.PARKED), write=False)

    assert [row.event_id for row in new] == ["ev-2", "ev-1"]
    assert [row.event_id for row in parked] == ["ev-0"]


async def test_the_feed_goes_on_behind_what_was_read(database: Database) -> None:
    before = await database.run(lambda c: events.feed_position(c, "claims"), write=False)
    for cursor in ("a.1", "a.2"):
        await database.run(lambda c, at=cursor: events.save_feed_position(c, "claims", at, NOW))

    after = await database.run(lambda c: events.feed_position(c, "claims"), write=False)

    assert (before, after) == ("", "a.2")


async def test_only_a_done_job_is_planned_again_under_its_key(database: Database) -> None:
    later = NOW + timedelta(minutes=1)

    def work(c: Connection) -> list[bool]:
        jobs.enqueue(c, job_key="poll", kind="poll", arguments={}, run_at=NOW)
        waiting = jobs.again(c, "poll", later)
        jobs.lease_jobs(c, owner="one", now=NOW, lease_seconds=60, limit=1)
        leased = jobs.again(c, "poll", later)
        jobs.finish(c, "poll", "one")
        done = jobs.again(c, "poll", later)
        return [waiting, leased, done]

    answers = await database.run(work)
    job = await database.run(lambda c: jobs.load_job(c, "poll"), write=False)

    assert answers == [False, False, True]
    assert job is not None
    assert (job.run_at, job.planned_at, job.attempts) == (later, later, 0)
