"""Every storage test runs on a fresh SQLite file and in a fresh PostgreSQL schema."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot.storage.database import Database
from bot.storage.engines import driver_url

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


_POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgres)

on_postgresql = pytest.mark.parametrize("database_url", [_POSTGRESQL], indirect=True)
"""For what only happens where several connections write."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what only a file with one writer promises."""


@pytest.fixture(params=["sqlite", _POSTGRESQL])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bot.db'}"
        return
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server (.ci/postgres.sh starts one)")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(driver_url(server), poolclass=NullPool)
    with engine.begin() as c:
        c.execute(text(f"create schema {schema}"))
    url = driver_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as c:
        c.execute(text(f"drop schema {schema} cascade"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database at the newest schema."""
    opened = Database(database_url)
    await opened.open()
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
async def replica(database: Database, database_url: str) -> AsyncIterator[Database]:
    """The database as a second process sees it; on SQLite the same object, it serves one."""
    if not database.shared:
        yield database
        return
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()
