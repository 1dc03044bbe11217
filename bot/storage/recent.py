"""What was last saved of conversations, claims and funds, while their partners keep answering.

A SQLite file is served by one process, whose one thread writes: what that thread committed last is
what the file holds. A turn that follows the last one within a minute begins from here and spares
the way to the thread. Whatever is decided upon this is saved under the version that was read, so a
row that an operator changed beside the process is refused, dropped here, and read anew by the next
try.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

KEPT = 64
"""Of each kind: those of the conversations that are under way at one time."""
KEPT_SECONDS = 60.0
"""An operator's change beside the process is seen after this at the latest."""

_RECENT = "recent"
"""In the `info` of a connection: what its transactions leave behind."""


class Committed(NamedTuple, Generic[T]):
    """A value, and when it was committed."""

    value: T
    at: float


class Lately(Generic[T]):
    """The last values by their keys. One thread writes; any may read."""

    def __init__(
        self,
        limit: int = KEPT,
        seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._seconds, self._clock = limit, seconds, clock
        self._kept: dict[str, Committed[T]] = {}  # the oldest first
        self._noted: dict[str, T] = {}

    def get(self, key: str) -> T | None:
        """What was committed last, None when the database must be asked."""
        found = self._kept.get(key)
        if found is None or self._clock() - found.at > self._seconds:
            return None
        return found.value

    def drop(self, key: str) -> None:
        """Something is about to be changed, or was found to be changed by others."""
        self._kept.pop(key, None)
        self._noted.pop(key, None)

    def drop_under(self, prefix: str) -> None:
        """The same for all keys that begin so."""
        for key in [key for key in (*self._kept, *self._noted) if key.startswith(prefix)]:
            self.drop(key)

    def note(self, key: str, value: T) -> None:
        """What it is, once this transaction is committed; unknown until then."""
        self._kept.pop(key, None)
        self._noted[key] = value

    def committed(self) -> None:
        """The transaction has reached the file."""
        if not self._noted:
            return
        at = self._clock()
        for key, value in self._noted.items():
            if len(self._kept) >= self._limit:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = Committed(value, at)
        self._noted.clear()

    def rolled_back(self) -> None:
        """The transaction has left nothing behind."""
        self._noted.clear()


class Recent:
    """Conversations by their key, claims by their id, funds by what they are for, each as the
    storage module saves it.
    """

    def __init__(self) -> None:
        self.conversations: Lately[Any] = Lately()
        self.claims: Lately[Any] = Lately()
        self.funds: Lately[Any] = Lately()

    def committed(self) -> None:
        """The transaction has reached the database."""
        self.conversations.committed()
        self.claims.committed()
        self.funds.committed()

    def rolled_back(self) -> None:
        """The transaction has left nothing behind."""
        self.conversations.rolled_back()
        self.claims.rolled_back()
        self.funds.rolled_back()


def remember(c: Connection, recent: Recent) -> None:
    """Let the next transaction of a connection leave behind there what it saves."""
    c.info[_RECENT] = recent


def recent_of(c: Connection) -> Recent:
    """Where the transactions of this connection leave behind what they save."""
    recent: Recent | None = c.info.get(_RECENT)
    if recent is None:  # nobody will ask
        recent = c.info[_RECENT] = Recent()
    return recent
