"""One turn at a time per conversation, in order, each activity once; also across replicas."""

from __future__ import annotations

import asyncio
import functools
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection

from bot.storage.conversations import (
    ConversationRow,
    TurnStart,
    begin_turn,
    end_turn,
    release_turn,
    resumed_turn,
)
from bot.storage.database import Database
from bot.storage.recent import Recent

ANSWERED_KEPT = 1000
"""So many of the last activities are known to be answered without asking the database."""


class AlsoRead(Protocol):
    """What is read together with the row of a conversation when a turn begins."""

    def read(self, c: Connection, row: ConversationRow) -> object:
        """From the database."""

    def recall(self, recent: Recent, row: ConversationRow) -> object:
        """From what was saved last. Raises: LookupError when it must be read."""


class TurnBusy(Exception):
    """The turn before did not end in time. Handled by the HTTP route: 503, the channel retries."""


class KeyedLocks:
    """First come, first served locks by key; a key without anybody waiting takes no memory."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    async def acquire(self, key: str, timeout_seconds: float) -> None:
        """Hold a key's lock until `release`. Raises: TurnBusy when it is not free in time."""
        lock, users = self._locks.get(key) or (asyncio.Lock(), 0)
        self._locks[key] = lock, users + 1
        try:
            await _acquire(lock, timeout_seconds)
        except BaseException:
            self._leave(key)
            raise

    def release(self, key: str) -> None:
        """Let the next one have the lock."""
        self._locks[key][0].release()
        self._leave(key)

    def _leave(self, key: str) -> None:
        lock, users = self._locks[key]
        if users == 1:
            del self._locks[key]
        else:
            self._locks[key] = lock, users - 1


@dataclass(frozen=True, slots=True)
class OrderLimits:
    """Units: seconds. A lease outlives the longest turn, so that only a dead process loses one."""

    wait_seconds: float = 10
    lease_seconds: float = 60
    poll_seconds: float = 0.1


class Turn:
    """A conversation that is ours until the turn ends.

    Shape: `row` as it was read; `already_seen` means this activity was answered before; `read` is
    what was read together with the row.
    """

    def __init__(
        self, start: TurnStart, read: object, save: Callable[[ConversationRow], Awaitable[None]]
    ) -> None:
        self.row, self.already_seen, self.read = start.row, start.already_seen, read
        self.is_saved = False
        self._save = save

    async def save(self, row: ConversationRow) -> None:
        """Save the row, mark the activity as seen and give the lease back, in one transaction.

        Raises: StateConflict when the lease was lost and somebody else went on; StorageUnavailable.
        """
        await self._save(row)
        self.is_saved = True


class TurnOrder:
    """Begins turns: the lock of this process, then the lease and the seen activities."""

    def __init__(
        self,
        database: Database,
        *,
        owner: str,
        clock: Callable[[], datetime],
        limits: OrderLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._database, self._owner, self._clock = database, owner, clock
        self._limits = limits or OrderLimits()
        self._sleep, self._new_id = sleep, new_id
        self._locks = KeyedLocks()
        self._answered: dict[str, None] = {}  # the oldest first

    def turn(
        self,
        conversation_key: str,
        activity_key: str,
        *,
        sent_at: datetime | None = None,
        also_read: AlsoRead | None = None,
    ) -> _Taking:
        """A turn of a conversation, taken with `async with`; one that is not saved leaves no trace.

        Shape: an empty `activity_key` is never seen before, unless what was `sent_at` that moment
        must have been answered long ago; `also_read` reads more on the
        same way to the database that begins the turn.
        Raises: TurnBusy, StorageUnavailable.
        """
        return _Taking(self, conversation_key, activity_key or self._new_id(), sent_at, also_read)

    async def _take(
        self,
        conversation_key: str,
        activity_key: str,
        sent_at: datetime | None,
        also_read: AlsoRead | None,
    ) -> Turn:
        await self._locks.acquire(conversation_key, self._limits.wait_seconds)
        try:
            start, read = await self._begin(conversation_key, activity_key, sent_at, also_read)
        except BaseException:
            self._locks.release(conversation_key)
            raise
        return Turn(start, read, lambda row: self._end(row, activity_key, sent_at, start.row))

    async def _give_back(self, conversation_key: str, turn: Turn) -> None:
        try:
            if self._database.shared and not (turn.is_saved or turn.already_seen):
                await self._release(conversation_key)
        finally:
            self._locks.release(conversation_key)

    async def _end(
        self,
        row: ConversationRow,
        activity_key: str,
        sent_at: datetime | None,
        read: ConversationRow,
    ) -> None:
        owner = self._owner
        await self._database.run_each(
            lambda c: end_turn(c, row, activity_key, read=read, owner=owner, sent_at=sent_at)
        )
        if len(self._answered) >= ANSWERED_KEPT:
            self._answered.pop(next(iter(self._answered)))
        self._answered[activity_key] = None

    async def _begin(
        self,
        conversation_key: str,
        activity_key: str,
        sent_at: datetime | None,
        also_read: AlsoRead | None,
    ) -> tuple[TurnStart, object]:
        if activity_key in self._answered:
            return TurnStart(ConversationRow(conversation_key), already_seen=True), None
        if recalled := self._recall(conversation_key, activity_key, sent_at, also_read):
            return recalled
        waited, database = 0.0, self._database
        while True:
            begin = functools.partial(
                _begin_and_read,
                also_read=also_read,
                key=conversation_key,
                activity_key=activity_key,
                sent_at=sent_at,
                owner=self._owner,
                now=self._clock(),
                lease_seconds=self._limits.lease_seconds,
                take_lease=database.shared,
            )
            start, read = await database.run_each(begin)
            if not start.busy:
                return start, read
            if waited >= self._limits.wait_seconds:
                raise TurnBusy(conversation_key)
            await self._sleep(self._limits.poll_seconds)
            waited += self._limits.poll_seconds

    def _recall(
        self,
        conversation_key: str,
        activity_key: str,
        sent_at: datetime | None,
        also_read: AlsoRead | None,
    ) -> tuple[TurnStart, object] | None:
        """The beginning of a turn without the database, where the last one was just saved."""
        recent = self._database.recent
        start = recent and resumed_turn(recent, conversation_key, activity_key, sent_at)
        if not recent or not start:
            return None
        if also_read is None or start.already_seen:
            return start, None
        try:
            return start, also_read.recall(recent, start.row)
        except LookupError:
            return None

    async def _release(self, conversation_key: str) -> None:
        owner = self._owner
        await self._database.run(lambda c: release_turn(c, conversation_key, owner=owner))


class _Taking:
    """A turn from taking it to giving it back; a generator for this would cost more."""

    __slots__ = ("_order", "_turn", "_what")

    def __init__(
        self,
        order: TurnOrder,
        conversation_key: str,
        activity_key: str,
        sent_at: datetime | None,
        also_read: AlsoRead | None,
    ) -> None:
        self._order, self._what = order, (conversation_key, activity_key, sent_at, also_read)

    async def __aenter__(self) -> Turn:
        self._turn = await self._order._take(*self._what)
        return self._turn

    async def __aexit__(self, *_error: object) -> None:
        await self._order._give_back(self._what[0], self._turn)


def _begin_and_read(
    c: Connection, *, also_read: AlsoRead | None, **how: Any
) -> tuple[TurnStart, object]:
    start = begin_turn(c, **how)
    if also_read is None or start.busy or start.already_seen:
        return start, None
    return start, also_read.read(c, start.row)


async def _acquire(lock: asyncio.Lock, timeout_seconds: float) -> None:
    if not lock.locked():
        await lock.acquire()
        return
    try:
        async with asyncio.timeout(timeout_seconds):
            await lock.acquire()
    except TimeoutError:
        raise TurnBusy("lock") from None
