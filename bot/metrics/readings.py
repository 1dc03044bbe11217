"""The figures of the database, read at most so often that nobody who asks can load it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from time import perf_counter
from typing import NamedTuple

from bot.storage.figures import Figures

log = logging.getLogger(__name__)

FRESH_SECONDS = 10.0
LONGEST_FRESH_SECONDS = 300.0
SHARE = 0.01
"""Of the time, at most, goes into reading: what takes long is read less often."""
WAIT_SECONDS = 2.0
"""Longest wait for a reading; less than what Prometheus waits for the whole answer."""


class Reading(NamedTuple):
    """What was found, None where the database could not be used. Units: seconds."""

    figures: Figures | None
    read_at: datetime
    took_seconds: float


class Readings:
    """One reading at a time, however many ask, and none while the last one is fresh."""

    def __init__(
        self,
        read: Callable[[], Awaitable[Figures]],
        *,
        clock: Callable[[], datetime],
        wait_seconds: float = WAIT_SECONDS,
        stopwatch: Callable[[], float] = perf_counter,
    ) -> None:
        self._read, self._clock, self._wait_seconds = read, clock, wait_seconds
        self._stopwatch = stopwatch
        self._last: Reading | None = None
        self._task: asyncio.Task[None] | None = None

    async def latest(self) -> Reading:
        """The last reading while it is fresh, else a new one; without figures where that does not
        come in time. It is then waited for by who asks next.
        """
        if self._task is None and (self._last is None or not self._is_fresh(self._last)):
            self._task = asyncio.create_task(self._renew(), name="metrics reading")
        if self._task is not None:
            done, _ = await asyncio.wait({self._task}, timeout=self._wait_seconds)
            if not done:
                return Reading(None, self._clock(), self._wait_seconds)
        assert self._last is not None  # a task that is done has left one
        return self._last

    async def close(self) -> None:
        """Give up what is being read."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def _is_fresh(self, last: Reading) -> bool:
        fresh = FRESH_SECONDS
        if last.figures is not None:
            fresh = min(LONGEST_FRESH_SECONDS, max(fresh, last.took_seconds / SHARE))
        return 0 <= (self._clock() - last.read_at).total_seconds() < fresh

    async def _renew(self) -> None:
        began, figures = self._stopwatch(), None
        try:
            figures = await self._read()
        except Exception as error:  # as a health page, it tells of every failure
            log.warning("metrics_without_database error=%s", type(error).__name__)
        finally:
            self._last = Reading(figures, self._clock(), self._stopwatch() - began)
            self._task = None
