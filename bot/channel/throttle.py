"""How often the channel lets us speak: sliding windows per conversation and per tenant.

Source: Microsoft Teams, "Optimize your bot: rate limiting", copy of 2026-10; the figures are
estimates there, so they are settings here.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice

from bot.errors import ConnectorError

Window = tuple[int, float]

CONVERSATION_WINDOWS: tuple[Window, ...] = ((7, 1), (8, 2), (60, 30), (1800, 3600))
TENANT_WINDOWS: tuple[Window, ...] = ((50, 1),)


KEPT_KEYS = 2000
"""Conversations whose last hour is remembered, so that memory does not grow with their number."""
_BRIEF_SECONDS = 60.0
"""Windows up to this length are kept for everybody; the hour only for those who spoke last. Who is
forgotten in between can pass the hour's limit by what they said before, and the channel then says
so itself.
"""


class SlidingWindows:
    """Reserves the next free instant per key, first come first served.

    Units: windows are (calls, seconds); instants are those of the clock that is handed in.
    """

    def __init__(self, windows: Sequence[Window]) -> None:
        self._windows = tuple(windows)
        self._kept = max((count for count, _ in windows), default=1)
        self._longest = max((seconds for _, seconds in windows), default=0.0)
        brief = (seconds for _, seconds in windows if seconds <= _BRIEF_SECONDS)
        self._brief = max(brief, default=0.0)
        self._taken: OrderedDict[str, list[float]] = OrderedDict()
        self._held: dict[str, float] = {}

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._taken)

    def reserve(self, key: str, now: float, max_wait: float) -> float:
        """Instant from which to call; later than `now + max_wait` means not reserved."""
        taken = self._taken.get(key, [])
        instant = max(now, taken[-1] if taken else now, self._held.get(key, now))
        for count, seconds in self._windows:
            if len(taken) >= count:
                instant = max(instant, taken[-count] + seconds)
        if instant - now <= max_wait:
            self._take(key, taken, instant, now)
        return instant

    def hold(self, key: str, until: float) -> None:
        """Let nothing through for a key until then; what the server said."""
        self._held[key] = max(until, self._held.get(key, until))

    def _take(self, key: str, taken: list[float], instant: float, now: float) -> None:
        if not taken:
            # a list: most hold one instant, for which a deque takes seven times the memory
            self._forget_idle(now)
            self._taken[key] = taken
        elif len(taken) >= 2 * self._kept:
            del taken[: -self._kept]
        taken.append(instant)
        self._taken.move_to_end(key)

    def _forget_idle(self, now: float) -> None:
        """Drop up to two of those that spoke longest ago; a new one comes at a time."""
        for key in list(islice(self._taken, 2)):
            last = self._taken[key][-1]
            least = self._longest if len(self._taken) <= KEPT_KEYS else self._brief
            if last + least < now:
                del self._taken[key]
        if self._held:
            self._held = {key: until for key, until in self._held.items() if until > now}


class Throttle:
    """Waits its turn before each call to the channel."""

    def __init__(
        self,
        *,
        conversation_windows: Sequence[Window] = CONVERSATION_WINDOWS,
        tenant_windows: Sequence[Window] = TENANT_WINDOWS,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._conversations = SlidingWindows(conversation_windows)
        self._tenants = SlidingWindows(tenant_windows)
        self._monotonic, self._sleep = monotonic, sleep

    async def wait(self, conversation_id: str, tenant_id: str, max_wait_seconds: float) -> None:
        """Return when the call may be made.

        Raises: ConnectorError 429 with code Throttled and the seconds to wait, when that is longer
        than `max_wait_seconds`.
        """
        await self._wait(self._conversations, conversation_id, max_wait_seconds)
        if tenant_id:
            await self._wait(self._tenants, tenant_id, max_wait_seconds)

    def hold(self, conversation_id: str, seconds: float) -> None:
        """Let nothing through in a conversation for some seconds, as the channel asked."""
        self._conversations.hold(conversation_id, self._monotonic() + seconds)

    async def _wait(self, windows: SlidingWindows, key: str, max_wait_seconds: float) -> None:
        now = self._monotonic()
        wait = windows.reserve(key, now, max_wait_seconds) - now
        if wait > max_wait_seconds:
            raise ConnectorError(429, "Throttled", "own limit", retry_after_seconds=wait)
        if wait > 0:
            await self._sleep(wait)
