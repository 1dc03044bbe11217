"""One database behind one URL: threads that own a connection each, one transaction per call.

SQLite: one thread writes, one reads; the file is in WAL mode, so readers never wait. PostgreSQL: a
few threads. Synchronous SQLAlchemy in own threads costs an eighth of the asynchronous engine, and a
plain queue with `call_soon_threadsafe` about half of `run_in_executor`. Everything that differs
between the databases is here.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlalchemy import Connection, inspect, select, text

from bot.errors import StorageInUse, StorageUnavailable
from bot.hands import WaysBack
from bot.storage import tables
from bot.storage.engines import driver_url
from bot.storage.recent import Recent
from bot.storage.threads import Call, Threads

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for before each use

T = TypeVar("T")

TOGETHER = 16
"""So many calls that wait for SQLite's thread are committed at once."""
_MIGRATION_LOCK = 7_205_759_403  # any number that all our replicas share


class Database:
    """The bot's own database.

    Shape: `url` is `sqlite:///path` or `postgresql://…`; `shared` tells that other processes may
    use it too, so that a turn needs a lease. SQLite serves one process.
    """

    def __init__(self, url: str, *, pool_size: int = 4) -> None:
        self._url = driver_url(url)
        self.shared = self._url.get_backend_name() == "postgresql"
        self._mark: BinaryIO | None = None
        self._ways = WaysBack()
        self._recent = None if self.shared else Recent()
        threads = pool_size if self.shared else 1
        self._writers = Threads(
            self._url,
            threads,
            write=True,
            recent=self._recent,
            together=1 if self.shared else TOGETHER,
        )
        self._readers = self._writers
        if not self.shared and self._url.database not in (None, "", ":memory:"):
            self._readers = Threads(self._url, 1, write=False)

    @property
    def recent(self) -> Recent | None:
        """What was saved last and need not be read; None when others may have saved since.

        That is known of a file that this process serves alone.
        """
        return self._recent if self._mark is not None else None

    async def open(self) -> None:
        """Start the threads and connect. Raises: StorageUnavailable if it cannot be reached."""
        if not self.shared and self._url.database not in (None, "", ":memory:"):
            _make_folder(Path(str(self._url.database)).parent)
        self._writers.start()
        if self._readers is not self._writers:
            self._readers.start()
        try:
            await self.run(lambda c: c.execute(text("select 1")).scalar_one())
        except StorageUnavailable:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what was begun and disconnect."""
        await asyncio.gather(*(asyncio.to_thread(t.stop) for t in {self._writers, self._readers}))
        if self._mark is not None:
            self._mark.close()
            self._mark = None

    def serve_alone(self) -> bool:
        """Make this process the only one that serves its file, until it ends, however it ends.

        False for a shared database, and where the system has no such lock.
        Raises: StorageInUse if another process serves the file.
        """
        if self.shared or fcntl is None or self._url.database in (None, "", ":memory:"):
            return False
        if self._mark is None:
            file = Path(str(self._url.database)).resolve()  # a link to it is the same file
            self._mark = _locked(Path(f"{file}.serving"))
        return self._mark is not None

    async def run(self, fn: Callable[[Connection], T], *, write: bool = True) -> T:
        """What `fn` returns, run in a thread inside one transaction; an exception rolls it back.

        A `fn` must do nothing but use its connection: after a lost connection or a deadlock it is
        run again. When the caller is cancelled the transaction still ends. With `write=False`
        nothing may be changed.
        Raises: StorageUnavailable if the database cannot be used now, and whatever `fn` raises.
        """
        return await self._ask(self._writers if write else self._readers, fn)

    async def run_each(self, fn: Callable[[Connection], T]) -> T:
        """As `run`, but for SQLite each prepared statement of `fn` is a transaction of its own.

        For a few rows by their keys, or one write: what begins and ends a transaction would cost
        more than the statement. All of it happens in the thread that writes, because a thread that
        sleeps costs more to wake than the rows to read.
        """
        return await self._ask(self._writers, fn, in_transaction=self.shared)

    async def _ask(
        self, threads: Threads, fn: Callable[[Connection], T], *, in_transaction: bool = True
    ) -> T:
        way = self._ways.here()
        future = way.loop.create_future()
        threads.put(Call(fn, way, future, in_transaction))
        result: T = await future
        return result

    async def migrate(self) -> bool:
        """Bring the schema forward, one replica at a time; True if anything was done."""
        if await self.run(_revision, write=False) == tables.SCHEMA_HEAD:
            return False
        await self.run(_upgrade)
        return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"{folder} cannot be made: {error.strerror}") from error


def _locked(path: Path) -> BinaryIO | None:
    """The file with the system's lock on it and our process id in it; None where it cannot lock.

    Raises: StorageInUse
    """
    mark = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = mark.read(20).decode("ascii", "replace").strip()
        mark.close()
        raise StorageInUse(path.with_suffix(""), holder) from None
    except OSError:  # some network file systems
        mark.close()
        return None
    mark.truncate(0)
    mark.write(f"{os.getpid()}\n".encode())
    return mark


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("select version_num from alembic_version")
    ).scalar()
    return revision


def _upgrade(connection: Connection) -> None:
    # slow to import and needed once per release
    from bot.storage.migrations import upgrade

    if connection.dialect.name == "postgresql":
        connection.execute(text("set local statement_timeout = 0; set local lock_timeout = 0"))
        connection.execute(select(text(f"pg_advisory_xact_lock({_MIGRATION_LOCK})")))
    upgrade(connection)
