"""One database behind one URL: threads that own a connection each, one transaction per call.

SQLite: one thread writes, one reads; the file is in WAL mode, so readers never wait. PostgreSQL: a few threads.
Synchronous SQLAlchemy in own threads costs an eighth of the asynchronous engine, and a plain queue with
`call_soon_threadsafe` about half of `run_in_executor`. Everything that differs between the databases is here.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Insert,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from bot.errors import StorageUnavailable
from bot.storage import tables

T = TypeVar("T")

_SQLITE_PRAGMAS = (
    "pragma journal_mode=wal",
    # a commit survives the death of the process; only a power cut may take the last ones
    "pragma synchronous=normal",
    "pragma busy_timeout=10000",
    "pragma foreign_keys=on",
    "pragma temp_store=memory",
)
_CACHE_KIB = {True: 8_192, False: 4_096}  # small: memory is measured, the system caches the file
_POSTGRES_SESSION = (
    "set time zone 'UTC'; set statement_timeout = '30s'; set lock_timeout = '10s'; "
    "set idle_in_transaction_session_timeout = '60s'"
)
_POSTGRES_CONNECT = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}
_DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}
_RETRIED = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_MIGRATION_LOCK = 7_205_759_403  # any number that all our replicas share
_ATTEMPTS = 4


class _Call(NamedTuple):
    work: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class Database:
    """The bot's own database.

    Shape: `url` is `sqlite:///path` or `postgresql://…`; `shared` tells that other processes may use it too, so
    that a turn needs a lease. SQLite serves one process.
    """

    def __init__(self, url: str, *, pool_size: int = 4) -> None:
        self._url = _driver_url(url)
        self.shared = self._url.get_backend_name() == "postgresql"
        self._writers = _Threads(self._url, pool_size if self.shared else 1, write=True)
        self._readers = self._writers
        if not self.shared and self._url.database not in (None, "", ":memory:"):
            self._readers = _Threads(self._url, 1, write=False)

    async def open(self) -> None:
        """Start the threads and connect. Raises: StorageUnavailable if the database cannot be reached."""
        if not self.shared and self._url.database not in (None, "", ":memory:"):
            Path(str(self._url.database)).parent.mkdir(parents=True, exist_ok=True)
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

    async def run(self, fn: Callable[[Connection], T], *, write: bool = True) -> T:
        """What `fn` returns, run in a thread inside one transaction; an exception rolls it back.

        A `fn` must do nothing but use its connection: after a lost connection or a deadlock it is run again. When
        the caller is cancelled the transaction still ends. With `write=False` nothing may be changed.
        Raises: StorageUnavailable if the database cannot be used now, and whatever `fn` raises.
        """
        loop = asyncio.get_running_loop()
        call = _Call(fn, loop, loop.create_future())
        (self._writers if write else self._readers).put(call)
        result: T = await call.future
        return result

    async def migrate(self) -> bool:
        """Bring the schema forward; True if anything was done. Replicas that start together take turns."""
        if await self.run(_revision, write=False) == tables.SCHEMA_HEAD:
            return False
        await self.run(_upgrade)
        return True


def insert_if_new(table: Table) -> dict[str, Insert]:
    """Dialect name → an insert that leaves an existing row alone; `rowcount` of its result is then 0.

    The dialects spell "on conflict" alike, but SQLAlchemy has no common construct for it.
    """
    return {
        name: dialect.insert(table)
        .on_conflict_do_nothing()
        # else an INSERT reports -1 on PostgreSQL
        .execution_options(preserve_rowcount=True)
        for name, dialect in _DIALECTS.items()
    }


def insert_or_replace(table: Table) -> dict[str, Insert]:
    """Dialect name → an insert that overwrites the row with the same primary key."""
    statements: dict[str, Insert] = {}
    for name, dialect in _DIALECTS.items():
        statement = dialect.insert(table)
        keys = [column.name for column in table.primary_key]
        rest = {c.name: statement.excluded[c.name] for c in table.c if c.name not in keys}
        statements[name] = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    return statements


def _driver_url(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


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


class _Threads:
    """Threads that take calls from one queue; each keeps its own connection."""

    def __init__(self, url: URL, number: int, *, write: bool) -> None:
        self._url, self._number, self._write = url, number, write
        self._queue: SimpleQueue[_Call | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._engine: Engine | None = None
        self.put = self._queue.put

    def start(self) -> None:
        """Start the threads; each connects at its first call."""
        self._engine = _engine(self._url, write=self._write)
        for number in range(self._number):
            name = f"database-{'write' if self._write else 'read'}-{number}"
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Let the queue run empty, then end and disconnect. Blocks."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _work(self) -> None:
        assert self._engine is not None  # noqa: S101  start() made it
        connection: Connection | None = None
        while (call := self._queue.get()) is not None:
            try:
                if connection is None:
                    connection = self._engine.connect()
                value = _transact(connection, call.work)
            except BaseException as error:  # handed to the caller, whatever it is
                _answer(call, None, _translated(error))
            else:
                _answer(call, value, None)
            del call  # the next get() may wait long
        if connection is not None:
            with contextlib.suppress(DBAPIError):
                connection.close()
        self._engine.dispose()


def _transact(connection: Connection, work: Callable[[Connection], Any]) -> Any:
    """Run `work` in a transaction, again after a deadlock or a lost connection; a failed commit is not repeated."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with _rolled_back_on_error(connection):
                value = work(connection)
        except DBAPIError as error:
            lost = error.connection_invalidated
            if attempt < _ATTEMPTS and (lost or getattr(error.orig, "sqlstate", "") in _RETRIED):
                continue
            raise
        connection.commit()
        return value
    raise AssertionError("unreachable")


@contextlib.contextmanager
def _rolled_back_on_error(connection: Connection) -> Any:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise


def _translated(error: BaseException) -> BaseException:
    if isinstance(error, OperationalError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        unavailable = StorageUnavailable(f"{type(error.orig).__name__}: {error.orig}")
        unavailable.__cause__ = error
        return unavailable
    return error


def _answer(call: _Call, value: Any, error: BaseException | None) -> None:
    # a loop that was closed meanwhile has nobody left to hear the answer
    with contextlib.suppress(RuntimeError):
        call.loop.call_soon_threadsafe(_settle, call.future, value, error)


def _settle(future: asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
    if future.done():  # the caller was cancelled
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)


def _engine(url: URL, *, write: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, poolclass=NullPool, connect_args=_POSTGRES_CONNECT)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"check_same_thread": False, "cached_statements": 256}
    )
    event.listen(engine, "connect", lambda c, _: _prepare_sqlite(c, write=write))
    # taking the write lock at once avoids the upgrade of a read lock, which fails without waiting
    begin = "begin immediate" if write else "begin"
    event.listen(engine, "begin", lambda c: c.connection.dbapi_connection.execute(begin))
    return engine


def _prepare_sqlite(connection: Any, *, write: bool) -> None:
    connection.isolation_level = None  # we begin ourselves
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma).close()
    connection.execute(f"pragma cache_size=-{_CACHE_KIB[write]}").close()
    if not write:
        connection.execute("pragma query_only=on").close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute(_POSTGRES_SESSION)
    connection.commit()
