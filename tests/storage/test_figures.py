"""What an operator watches of the database, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot.domain.claim import ClaimStatus
from bot.storage import events, figures, jobs, reminders
from bot.storage.database import Database
from bot.storage.events import EventState
from bot.storage.figures import Figures
from bot.storage.reminders import LogEntry, LogState
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW, on_sqlite
from tests.storage.test_events import ROW
from tests.storage.test_plans import _fill, _plans_of

MINUTE = timedelta(minutes=1)


async def _read(database: Database) -> Figures:
    return await database.run(lambda c: figures.read_figures(c, NOW, "claims"), write=False)


def _enqueue(c: Connection, key: str, kind: str, minutes: int) -> None:
    jobs.enqueue(c, job_key=key, kind=kind, arguments={}, run_at=NOW + minutes * MINUTE)


def _lease(c: Connection, kind: str, at: int) -> str:
    now = NOW + at * MINUTE
    [job] = jobs.lease_jobs(c, owner="me", now=now, lease_seconds=60, limit=1, kinds=[kind])
    return job.job_key


async def test_of_nothing_there_is_nothing(database: Database) -> None:
    assert await _read(database) == Figures({}, {}, None, {}, {}, {}, None)


async def test_jobs_are_told_by_kind_and_by_what_becomes_of_them(database: Database) -> None:
    def work(c: Connection) -> None:
        _enqueue(c, "a", "submit", -30)
        jobs.retry_later(c, _lease(c, "submit", -29), "me", NOW + MINUTE, "no answer")
        _enqueue(c, "b", "submit", -10)
        _enqueue(c, "c", "submit", -5)
        _enqueue(c, "later", "submit", 5)
        _enqueue(c, "d", "event", -40)
        jobs.bury(c, _lease(c, "event", -39), "me", "no claim")
        _enqueue(c, "e", "event", -20)
        _lease(c, "event", -19)
        _enqueue(c, "f", "mail", -50)
        jobs.finish(c, _lease(c, "mail", -49), "me")

    await database.run(work)
    read = await _read(database)

    assert read.jobs == {
        ("submit", "postponed"): 1,
        ("submit", "waiting"): 2,
        ("event", "dead"): 1,
        ("event", "running"): 1,
    }
    assert read.oldest == {"submit": NOW - 30 * MINUTE, "event": NOW - 20 * MINUTE}
    assert read.due_since == NOW - 10 * MINUTE


async def test_claims_are_told_by_their_status(database: Database) -> None:
    drafts = (a_claim(f"d{number}") for number in range(3))
    await insert_claims(database, *drafts, a_claim("p", status=ClaimStatus.PAID))

    assert (await _read(database)).claims == {"draft": 3, "paid": 1}


async def test_events_are_told_until_they_are_applied(database: Database) -> None:
    def work(c: Connection) -> None:
        for number, state in enumerate(EventState):
            events.insert_event(c, replace(ROW, event_id=f"e{number}", state=state))
        events.save_feed_position(c, "other", "x", NOW)
        events.save_feed_position(c, "claims", "x", NOW - MINUTE)

    await database.run(work)
    read = await _read(database)

    assert read.events == {"new": 1, "waiting": 1, "parked": 1}
    assert read.feed_read_at == NOW - MINUTE


async def test_reminders_are_told_for_a_day(database: Database) -> None:
    def work(c: Connection) -> None:
        for key, state, hours in (
            ("a", LogState.DELIVERED, 1),
            ("b", LogState.DELIVERED, 23),
            ("c", LogState.DELIVERED, 25),
            ("d", LogState.FAILED, 2),
        ):
            at = NOW - timedelta(hours=hours)
            entry = LogEntry(key, "asha", "asha", NOW.date(), at, state=state)
            reminders.save_entry(c, entry)

    await database.run(work)

    assert (await _read(database)).reminders == {"delivered": 2, "failed": 1}


@on_sqlite
async def test_what_may_be_many_rows_is_counted_along_an_index(database: Database) -> None:
    await _fill(database)
    steps = await database.run(
        lambda c: _plans_of(c, lambda c: figures.read_figures(c, NOW, "claims"))
    )
    found = {step for step in steps if "TEMP B-TREE" not in step}  # of a few states and kinds

    assert found == {
        "SEARCH jobs USING INDEX jobs_by_state (state=? AND planned_at<?)",
        "SCAN claims USING COVERING INDEX claims_by_deadline",
        "SEARCH backend_events USING COVERING INDEX backend_events_by_state (state=?)",
        "SEARCH reminder_log USING COVERING INDEX reminder_log_by_state (state=? AND changed_at>?)",
        "SEARCH feed_positions USING INDEX sqlite_autoindex_feed_positions_1 (feed=?)",
    }
