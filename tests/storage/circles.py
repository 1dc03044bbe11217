"""Two transactions that meet where they would wait for each other, on two real sessions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from bot.storage.database import Database

WAITING_FOR_ME = "not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"
WAITS_FOR_ME = f"select count(*) from pg_locks where {WAITING_FOR_ME}"
PATIENCE_SECONDS = 20.0

Work = Callable[[Any], Any]


class Counted:
    """A database that counts how often each transaction had to be begun."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.attempts: list[int] = []

    async def run(self, fn: Work, *, write: bool = True) -> Any:
        self.attempts.append(0)
        place = len(self.attempts) - 1

        def counted(c: Any) -> Any:
            self.attempts[place] += 1
            return fn(c)

        return await self._database.run(counted, write=write)

    async def run_each(self, fn: Work) -> Any:
        return await self.run(fn)


async def attempts_where_they_meet(
    database: Database,
    replica: Database,
    first: Work,
    then: Work,
    other: Callable[[Counted], Awaitable[Any]],
) -> int:
    """The most attempts that any transaction needed: one, where nobody waits in a circle.

    One transaction locks by `first`, lets `other` come as far as it can, and locks by `then`.
    """
    mine, theirs = Counted(database), Counted(replica)
    is_held, is_over = threading.Event(), threading.Event()

    def locks(c: Any) -> None:
        first(c)
        is_held.set()
        while not is_over.is_set() and not c.exec_driver_sql(WAITS_FOR_ME).scalar():
            pass
        then(c)

    async def follows() -> None:
        await asyncio.to_thread(is_held.wait, PATIENCE_SECONDS)
        try:
            await other(theirs)
        finally:
            is_over.set()

    await asyncio.gather(mine.run(locks), follows())
    return max(mine.attempts + theirs.attempts)
