"""A commit that fails leaves nothing of its transaction behind, however it was begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.prepared import Prepared

_LATE_CHECK = (
    "create table parent (id integer primary key)",
    "create table child (parent integer references parent (id) deferrable initially deferred)",
)


def insert_into_child(c, parent: int) -> None:
    c.exec_driver_sql(f"insert into child values ({parent})")


_INSERT_INTO_CHILD = Prepared(text("insert into child values (:parent)"))


def insert_prepared(c, parent: int) -> None:
    _INSERT_INTO_CHILD.run(c, {"parent": parent})


@pytest.mark.parametrize("insert", [insert_into_child, insert_prepared])
async def test_after_a_commit_that_failed_the_next_transaction_is_a_whole_one(
    database: Database, insert: Callable[[Connection, int], None]
) -> None:
    """A full disk shows itself at the commit; here a check that is made there stands for it."""
    await database.run(lambda c: [c.exec_driver_sql(text) for text in _LATE_CHECK])
    for _ in range(2):
        with pytest.raises(IntegrityError):
            await database.run(lambda c: insert(c, 7))
    await database.run(lambda c: c.exec_driver_sql("insert into parent values (1)"))
    await database.run(lambda c: insert(c, 1))

    def left(c):
        return c.exec_driver_sql("select parent from child").scalars().all()

    assert await database.run(left, write=False) == [1]
