"""Cost of the planning sweep with few and with very many stored claims, the same number due."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.reminders import BEGIN, fill
from bot.catalog import load_catalog
from bot.domain.reminders import Policy
from bot.reminders import Planner
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState

DUE = 500
QUIET_DAY = datetime(2026, 12, 1, 1, tzinfo=UTC)


def _add_stored(path: Path, count: int) -> None:
    """Clones that are not due: sent ones, and drafts of windows that are over or far away."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        template = dict(connection.execute("select * from claims limit 1").fetchone())
        template["backend_reference"] = template["submission_key"] = None
        kinds = (("paid", "2026-08-15"), ("draft", "2026-08-15"), ("rejected", "2027-02-15"))

        def rows() -> Iterator[tuple[object, ...]]:
            for number in range(count):
                status, deadline = kinds[number % len(kinds)]
                clone = template | {
                    "claim_id": f"{number * 2654435761 % 2**32:08x}-{number}",
                    "owner_id": f"other-{number % 50_000}",
                    "partner_id": f"partner-{number % 20_000}",
                    "status": status,
                    "deadline": deadline,
                }
                yield tuple(clone.values())

        marks = ", ".join("?" * len(template))
        names = ", ".join(template)
        connection.executemany(f"insert into claims ({names}) values ({marks})", rows())
        connection.commit()
        connection.execute("analyze")
        connection.commit()


async def sweep(path: Path, stored: int) -> dict[str, object]:
    """CPU milliseconds of the first sweep of a day, of a later one, and on a day without steps."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    await database.migrate()
    await fill(database, DUE, 20, "http://127.0.0.1:9")
    await database.close()
    _add_stored(path, stored)
    await database.open()
    now = [BEGIN]
    planner = Planner(
        database,
        load_catalog(),
        policy=Policy(),
        default_zone="Asia/Seoul",
        clock=lambda: now[0],
    )
    job = Job("plan", "plan", {}, now[0], now[0], JobState.LEASED, 1, "bench", "", "", "")
    now[0] = QUIET_DAY
    await planner(job)  # calendars and statements are warm afterwards
    took: dict[str, object] = {"stored": stored, "due": DUE}
    for name, moment in (
        ("a day without steps", QUIET_DAY + timedelta(hours=1)),
        ("first of the day", BEGIN),
        ("later the same day", BEGIN + timedelta(hours=1)),
    ):
        now[0] = moment
        before = time.process_time()
        await planner(job)
        took[f"CPU ms, {name}"] = round((time.process_time() - before) * 1000, 1)
    await database.close()
    return took
