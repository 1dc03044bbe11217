"""For the benchmark: how late a short timer fires, so how long something held the event loop.

Time in which the loop could run but other processes had the processors is no fault of the bot and
is taken off, where the kernel tells it.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path

TICK_SECONDS = 0.01
REPORT_SECONDS = 1.0


async def watch_loop(path: Path) -> None:
    """Write the longest stall in ms to a file about once a second; a removed file starts over."""
    watch = _Watch(path, asyncio.get_running_loop())
    try:
        await watch.failed
    finally:
        watch.stop()


class _Watch:
    """A bare timer: a task that sleeps would add twice its cost to what is measured."""

    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        self._path, self._loop, self._queue = path, loop, _RunQueue()
        self._longest, self._reported, self._written = 0.0, time.perf_counter(), False
        self.failed: asyncio.Future[None] = loop.create_future()
        self._set()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.cancel()

    def _set(self) -> None:
        self._before, self._waited = time.perf_counter(), self._queue.waited_seconds()
        self._timer = self._loop.call_later(TICK_SECONDS, self._fire)

    def _fire(self) -> None:
        now = time.perf_counter()
        late = now - self._before - TICK_SECONDS
        if late > self._longest:
            waited = self._queue.waited_seconds() - self._waited
            self._longest = max(self._longest, late - waited)
        try:
            if now - self._reported >= REPORT_SECONDS:
                self._report(now)
        except OSError as error:
            self.failed.set_exception(error)
        else:
            self._set()

    def _report(self, now: float) -> None:
        self._reported = now
        if self._written and not self._path.exists():
            self._longest = 0.0
        self._path.write_text(f"{self._longest * 1000:.2f}")
        self._written = True


class _RunQueue:
    """How long this thread has waited for a processor, as Linux counts it; elsewhere never."""

    def __init__(self) -> None:
        path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
        self._file = os.open(path, os.O_RDONLY) if os.path.exists(path) else -1

    def waited_seconds(self) -> float:
        """Since the thread began."""
        if self._file < 0:
            return 0.0
        return int(os.pread(self._file, 100, 0).split()[1]) / 1e9
