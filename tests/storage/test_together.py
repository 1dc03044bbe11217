"""Calls that wait for SQLite's thread are committed at once; each has its own end all the same."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.errors import ClaimConflict
from bot.storage import claims
from bot.storage.database import Database
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import on_sqlite

pytestmark = on_sqlite

_TABLES = (
    "create table parent (id integer primary key)",
    "create table child (parent integer references parent (id) deferrable initially deferred)",
)


async def at_once(
    database: Database, *works: Callable[[Connection], Any]
) -> tuple[list[Any], list[Any]]:
    """What works gave or raised that came while the thread had another one; and how many commits
    there had been when each was run.
    """
    busy, go_on, seen = threading.Event(), threading.Event(), []

    def hold(_: Connection) -> None:
        busy.set()
        assert go_on.wait(10)

    def noted(work: Callable[[Connection], Any]) -> Callable[[Connection], Any]:
        def run(c: Connection) -> Any:
            seen.append(commits)
            return work(c)

        return run

    driver = await database.run(lambda c: c.connection.dbapi_connection)
    commits = 0

    def count(statement: str) -> None:
        nonlocal commits
        commits += statement.upper().startswith("COMMIT")

    driver.set_trace_callback(count)
    first = asyncio.create_task(database.run(hold))
    async with asyncio.timeout(10):
        while not busy.is_set():
            await asyncio.sleep(0)
    waiting = [asyncio.create_task(database.run(noted(work))) for work in works]
    await asyncio.sleep(0)
    go_on.set()
    given = await asyncio.gather(*waiting, return_exceptions=True)
    await first
    return list(given), seen


def insert(table: str, value: int) -> Callable[[Connection], int]:
    def work(c: Connection) -> int:
        c.exec_driver_sql(f"insert into {table} values ({value})")
        return value

    return work


def fail(_: Connection) -> None:
    raise ZeroDivisionError


async def parents(database: Database) -> list[int]:
    found = await database.run(
        lambda c: c.exec_driver_sql("select id from parent order by id").scalars().all()
    )
    return list(found)


@pytest.fixture
async def tables(database: Database) -> Database:
    await database.run(lambda c: [c.exec_driver_sql(text) for text in _TABLES])
    return database


async def test_what_waits_is_committed_at_once_in_its_order(tables: Database) -> None:
    given, seen = await at_once(tables, *(insert("parent", n) for n in (1, 2, 3)))

    assert given == [1, 2, 3]
    assert len(set(seen)) == 1
    assert await parents(tables) == [1, 2, 3]


async def test_one_that_fails_takes_no_other_with_it(tables: Database) -> None:
    given, _ = await at_once(tables, insert("parent", 1), fail, insert("parent", 3))

    assert (given[0], type(given[1]), given[2]) == (1, ZeroDivisionError, 3)
    assert await parents(tables) == [1, 3]


async def test_what_fails_only_at_the_commit_takes_no_other_with_it(tables: Database) -> None:
    orphan = insert("child", 7)
    given, _ = await at_once(tables, insert("parent", 1), orphan, insert("parent", 3))

    assert (given[0], type(given[1]), given[2]) == (1, IntegrityError, 3)
    assert await parents(tables) == [1, 3]


async def test_one_sees_what_the_one_before_it_did(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="first"))
    database.serve_alone()

    def rename(name: str) -> Callable[[Connection], Any]:
        return lambda c: claims.save_claim(c, a_claim(claim_name=name), read_version=1)

    given, _ = await at_once(database, rename("second"), rename("third"))

    assert (given[0].claim_name, type(given[1])) == ("second", ClaimConflict)
    assert database.recent is not None
    # the conflict may have come from beside the process
    assert claims.recent_claim(database.recent, "claim-1") is None
    assert await database.run(lambda c: claims.load_claim(c, "claim-1")) == given[0]


async def test_the_end_waits_for_what_came_before_it(database: Database) -> None:
    await database.run(lambda c: [c.exec_driver_sql(text) for text in _TABLES])
    last = [asyncio.create_task(database.run(insert("parent", n))) for n in range(40)]
    await asyncio.sleep(0)
    await database.close()

    assert await asyncio.gather(*last) == list(range(40))
