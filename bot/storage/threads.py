"""Threads that run transactions for the event loop, each over its own connection."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.errors import StorageUnavailable
from bot.hands import WayBack
from bot.storage.engines import make_engine
from bot.storage.prepared import PLAIN, commit, roll_back
from bot.storage.recent import Recent, remember

_RETRIED = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_ATTEMPTS = 4
_PAUSE_SECONDS = 0.02
"""Before the next attempt, so that whoever held what was wanted gets to its end first."""


class Call(NamedTuple):
    """Work for a thread, the future that waits for it, and the way to that."""

    work: Callable[[Connection], Any]
    way: WayBack
    future: asyncio.Future[Any]
    in_transaction: bool = True


class Threads:
    """Threads that take calls from one queue; each keeps its own connection.

    Shape: `recent` is what the transactions of the only thread that writes leave behind; without
    it each thread has its own. `together` is how many waiting calls may share a transaction.
    """

    def __init__(
        self,
        url: URL,
        number: int,
        *,
        write: bool,
        recent: Recent | None = None,
        together: int = 1,
    ) -> None:
        self._url, self._number, self._write, self._recent = url, number, write, recent
        self._together = together
        self._queue: SimpleQueue[Call | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._engine: Engine | None = None
        self.put = self._queue.put

    def start(self) -> None:
        """Start the threads; each connects at its first call."""
        self._engine = make_engine(self._url, write=self._write)
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
        assert self._engine is not None  # start() made it
        connection: Connection | None = None
        recent = self._recent or Recent()
        while (call := self._queue.get()) is not None:
            try:
                if connection is None:
                    connection = self._engine.connect()
            except BaseException as error:  # handed to the caller, whatever it is
                call.way.give(call.future, None, _translated(error))
                continue
            calls = [call, *self._waiting()]
            if len(calls) == 1 or not _share(connection, calls, recent):
                for one in calls:
                    _run_alone(connection, one, recent)
            del call, calls  # the next get() may wait long
        if connection is not None:
            with contextlib.suppress(DBAPIError):
                connection.close()
        self._engine.dispose()

    def _waiting(self) -> Iterator[Call]:
        """Calls that came while the last ones were worked off."""
        for _ in range(self._together - 1):
            try:
                call = self._queue.get_nowait()
            except Empty:
                return
            if call is None:  # the end, for later
                self._queue.put(None)
                return
            yield call


def _run_alone(connection: Connection, call: Call, recent: Recent) -> None:
    """One call in a transaction of its own."""
    try:
        connection.info[PLAIN] = not call.in_transaction
        value = _transact(connection, call.work, recent)
    except BaseException as error:  # handed to the caller, whatever it is
        call.way.give(call.future, None, _translated(error))
    else:
        call.way.give(call.future, value, None)


def _share(connection: Connection, calls: Sequence[Call], recent: Recent) -> bool:
    """Work off calls in one transaction, in their order: pages that several of them change are
    written once. False if any of them failed, or the commit: then nothing has happened, as SQLite
    leaves nothing of a commit that failed.
    """
    try:
        connection.info[PLAIN] = False
        remember(connection, recent)
        values = [call.work(connection) for call in calls]
        commit(connection)
    except BaseException:  # each will have its own
        recent.rolled_back()
        _end_failed_commit(connection)
        return False
    recent.committed()
    for call, value in zip(calls, values, strict=True):
        call.way.give(call.future, value, None)
    return True


def _transact(connection: Connection, work: Callable[[Connection], Any], recent: Recent) -> Any:
    """Run `work` in a transaction; again after a deadlock or lost connection, never a commit."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            remember(connection, recent)
            value = work(connection)
        except DBAPIError as error:
            recent.rolled_back()
            roll_back(connection)
            lost = error.connection_invalidated
            if attempt < _ATTEMPTS and (lost or getattr(error.orig, "sqlstate", "") in _RETRIED):
                time.sleep(_PAUSE_SECONDS * attempt)
                continue
            raise
        except BaseException:
            recent.rolled_back()
            roll_back(connection)
            raise
        try:
            commit(connection)
        except BaseException:
            recent.rolled_back()
            _end_failed_commit(connection)
            raise
        recent.committed()
        return value
    raise AssertionError("unreachable")


def _end_failed_commit(connection: Connection) -> None:
    """After a commit that failed (a full disk) the next transaction must be a whole one.

    SQLAlchemy takes the transaction for ended then, but the database has it open still.
    """
    roll_back(connection)
    if not connection.invalidated:
        connection.connection.rollback()
        connection.rollback()


def _translated(error: BaseException) -> BaseException:
    if isinstance(error, OperationalError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        unavailable = StorageUnavailable(f"{type(error.orig).__name__}: {error.orig}")
        unavailable.__cause__ = error
        return unavailable
    return error
