"""Prepared statements do what SQLAlchemy's own execution does, errors included."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.prepared import Prepared
from bot.storage.tables import send_lanes
from tests.storage.conftest import NOW

_LANES = send_lanes.c
INSERT = insert(send_lanes).values({c.name: bindparam(c.name) for c in _LANES})
SELECT = select(_LANES.free_at).where(_LANES.lane_key == bindparam("key"))


async def test_values_come_back_as_sqlalchemy_gives_them(database: Database) -> None:
    def both(c):
        changed = Prepared(INSERT).run(c, {"lane_key": "a", "free_at": NOW})
        rows = Prepared(SELECT).rows(c, {"key": "a"})
        return changed, rows, [tuple(row) for row in c.execute(SELECT, {"key": "a"})]

    changed, rows, same = await database.run(both)

    assert changed == 1
    assert rows == same == [(NOW,)]


async def test_a_row_that_is_not_there_is_none(database: Database) -> None:
    found = await database.run(lambda c: Prepared(SELECT).first(c, {"key": "none"}))

    assert found is None


async def test_a_broken_rule_of_the_schema_raises_and_rolls_back(database: Database) -> None:
    rows = [{"lane_key": key, "free_at": NOW} for key in ("a", "b", "a")]

    with pytest.raises(IntegrityError):
        await database.run(lambda c: Prepared(INSERT).run_many(c, rows))

    assert await database.run(lambda c: Prepared(SELECT).rows(c, {"key": "b"})) == []


async def test_an_error_does_not_tell_the_values(database: Database) -> None:
    row = {"lane_key": "secret", "free_at": NOW}
    await database.run(lambda c: Prepared(INSERT).run(c, row))

    with pytest.raises(IntegrityError) as raised:
        await database.run(lambda c: Prepared(INSERT).run(c, row))

    assert raised.value.params is None


def _prepared(c: Connection, key: str) -> None:
    Prepared(INSERT).run(c, {"lane_key": key, "free_at": NOW})


def _executed(c: Connection, key: str) -> None:
    c.execute(INSERT, {"lane_key": key, "free_at": NOW})


@pytest.mark.parametrize("ways", [(_prepared, _executed), (_executed, _prepared)])
@pytest.mark.parametrize("fails", [False, True])
async def test_what_was_written_either_way_stays_or_goes_together(
    database: Database, ways: tuple[Callable[[Connection, str], None], ...], fails: bool
) -> None:
    def write(c: Connection) -> None:
        for key, way in zip("ab", ways, strict=True):
            way(c, key)
        if fails:
            raise KeyError("after both")

    with pytest.raises(KeyError) if fails else nullcontext():
        await database.run(write)

    left = await database.run(lambda c: c.execute(select(_LANES.lane_key)).scalars().all())
    assert sorted(left) == ([] if fails else ["a", "b"])
