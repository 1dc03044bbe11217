from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text

from bot.errors import SchemaUnknown, StorageInUse, StorageUnavailable
from bot.storage import claims, jobs, tables
from bot.storage.database import Database
from bot.storage.migrations import configuration, upgrade
from tests.storage.builders import a_claim
from tests.storage.conftest import on_postgresql, on_sqlite

OLDEST = "0001"


def test_the_named_head_is_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [tables.SCHEMA_HEAD]


async def test_the_revisions_make_exactly_the_tables(database: Database) -> None:
    def differences(c):
        return compare_metadata(MigrationContext.configure(c), tables.metadata)

    assert await database.run(differences) == []


async def test_the_oldest_schema_comes_forward_with_its_rows(database_url: str) -> None:
    database = Database(database_url)
    await database.open()
    await database.run(lambda c: upgrade(c, OLDEST))
    row = {"contact_id": "asha", "body": "{}"}
    await database.run(lambda c: c.execute(insert(tables.preferences), row))

    await database.migrate()
    bodies = await database.run(lambda c: c.execute(text("select body from preferences")).all())
    again = await database.migrate()
    await database.close()

    assert bodies == [("{}",)]
    assert again is False


async def test_a_schema_of_a_newer_version_is_told(database_url: str) -> None:
    database = Database(database_url)
    await database.open()
    await database.migrate()
    newer = text("update alembic_version set version_num = '9999_newer'")
    await database.run(lambda c: c.execute(newer))

    with pytest.raises(SchemaUnknown, match=r"by a newer version .*9999_newer"):
        await database.migrate()
    await database.close()


@on_postgresql
async def test_replicas_that_start_together_migrate_once(database_url: str) -> None:
    one, two = Database(database_url), Database(database_url)
    await asyncio.gather(one.open(), two.open())

    await asyncio.gather(one.migrate(), two.migrate())
    names = await two.run(lambda c: inspect(c).get_table_names())
    await asyncio.gather(one.close(), two.close())

    assert set(names) == {*tables.metadata.tables, "alembic_version"}


async def test_an_exception_undoes_the_whole_call(database: Database) -> None:
    def work(c):
        claims.insert_claim(c, a_claim())
        raise KeyError("no")

    with pytest.raises(KeyError):
        await database.run(work)

    assert await database.run(lambda c: claims.load_claim(c, "claim-1")) is None


async def test_a_cancelled_caller_does_not_cut_a_transaction_short(
    database: Database, database_url: str
) -> None:
    loop = asyncio.get_running_loop()
    begun, go_on = asyncio.Event(), threading.Event()

    def work(c):
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(20)
        claims.insert_claim(c, a_claim())

    task = asyncio.create_task(database.run(work))
    await begun.wait()
    task.cancel()
    go_on.set()
    await asyncio.gather(task, return_exceptions=True)
    await database.close()  # waits for the threads

    reopened = Database(database_url)
    await reopened.open()
    found = await reopened.run(lambda c: claims.load_claim(c, "claim-1"))
    await reopened.close()
    assert found is not None


async def test_a_moment_without_zone_is_refused(database: Database) -> None:
    naive = a_claim(changed_at=datetime(2026, 11, 23))  # noqa: DTZ001

    with pytest.raises(Exception, match="has no zone"):
        await database.run(lambda c: claims.insert_claim(c, naive))


@on_sqlite
async def test_a_reader_cannot_write_on_sqlite(database: Database) -> None:
    with pytest.raises(StorageUnavailable, match="readonly"):
        await database.run(lambda c: claims.insert_claim(c, a_claim()), write=False)


async def test_a_reader_does_not_wait_for_the_writer(database: Database) -> None:
    loop = asyncio.get_running_loop()
    begun, go_on = asyncio.Event(), threading.Event()

    def slow(c):
        claims.insert_claim(c, a_claim())
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(20)

    writing = asyncio.create_task(database.run(slow))
    await begun.wait()
    unseen = await database.run(lambda c: claims.load_claim(c, "claim-1"), write=False)
    go_on.set()
    await writing

    assert unseen is None


@on_postgresql
async def test_a_lost_connection_is_replaced(database: Database, replica: Database) -> None:
    await database.run(lambda c: claims.insert_claim(c, a_claim()))
    others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
    mine = " and datname = current_database() and query like '%claim%'"
    await replica.run(lambda c: c.execute(text(others + mine)).all())

    assert await database.run(lambda c: claims.load_claim(c, "claim-1")) is not None


@on_postgresql
async def test_a_deadlock_is_tried_again(database: Database, replica: Database) -> None:
    await database.run(
        lambda c: [claims.insert_claim(c, a_claim(claim_id)) for claim_id in ("a", "b")]
    )
    both_hold_one = threading.Barrier(2)
    attempts: list[str] = []

    def rename(first: str, second: str):
        def work(c):
            attempts.append(first)
            update = "update claims set claim_name = claim_name || :n where claim_id = :id"
            c.execute(text(update), {"id": first, "n": first})
            if len(attempts) <= 2:
                both_hold_one.wait(20)
            c.execute(text(update), {"id": second, "n": first})

        return work

    await asyncio.gather(database.run(rename("a", "b")), replica.run(rename("b", "a")))
    names = await database.run(
        lambda c: c.execute(text("select claim_name from claims order by claim_id")).scalars().all()
    )

    assert len(attempts) > 2
    assert {"".join(sorted(name)) for name in names} == {"ab"}


async def test_a_database_that_is_not_there_is_told() -> None:
    with pytest.raises(StorageUnavailable):
        await Database("postgresql://bot@127.0.0.1:1/none").open()


KILLED = """
import asyncio, os, sys
from datetime import datetime, UTC
from bot.storage import jobs
from bot.storage.database import Database

async def main():
    database = Database(sys.argv[1])
    await database.open()
    now = datetime.now(UTC)
    await database.run(
        lambda c: jobs.enqueue(c, job_key="kept", kind="submit", arguments={}, run_at=now)
    )
    os.kill(os.getpid(), 9)

asyncio.run(main())
"""


async def test_a_commit_survives_the_death_of_the_process(
    database: Database, database_url: str
) -> None:
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, database_url, cwd=root, stderr=subprocess.PIPE
    )
    await process.communicate()

    assert process.returncode == -9
    assert await database.run(lambda c: jobs.load_job(c, "kept")) is not None


async def test_a_start_at_the_newest_schema_does_not_import_alembic(
    database: Database, database_url: str
) -> None:
    code = (
        "import asyncio, sys\nfrom bot.storage.database import Database\n"
        "async def main():\n    d = Database(sys.argv[1])\n    await d.open()\n"
        "    await d.migrate()\n    await d.close()\n    sys.exit('alembic' in sys.modules)\n"
        "asyncio.run(main())"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, database_url, cwd=Path(__file__).parents[2]
    )

    assert await process.wait() == 0


@on_sqlite
async def test_only_one_at_a_time_serves_a_file(database_url: str) -> None:
    one, two = Database(database_url), Database(database_url)
    await one.open()
    await two.open()
    assert one.serve_alone()
    with pytest.raises(StorageInUse, match=f"served by process {os.getpid()} already"):
        two.serve_alone()
    await one.close()
    afterwards = two.serve_alone()
    await two.close()

    assert afterwards


@on_sqlite
async def test_a_link_to_the_file_of_another_is_found_out(database_url: str) -> None:
    file = Path(database_url.removeprefix("sqlite:///"))
    one = Database(database_url)
    await one.open()
    one.serve_alone()
    (link := file.with_name("link.db")).symlink_to(file)
    two = Database(f"sqlite:///{link}")
    await two.open()
    with pytest.raises(StorageInUse):
        two.serve_alone()
    await one.close()
    await two.close()


@on_postgresql
async def test_a_shared_database_is_nobodys_alone(database: Database) -> None:
    assert not database.serve_alone()
