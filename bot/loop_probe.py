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
    longest, reported, written, queue = 0.0, time.perf_counter(), False, _RunQueue()
    while True:
        before, waited = time.perf_counter(), queue.waited_seconds()
        await asyncio.sleep(TICK_SECONDS)
        now = time.perf_counter()
        late = now - before - TICK_SECONDS
        if late > longest:
            longest = max(longest, late - (queue.waited_seconds() - waited))
        if now - reported < REPORT_SECONDS:
            continue
        reported = now
        if written and not path.exists():  # noqa: ASYNC240  one stat, in a benchmark only
            longest = 0.0
        path.write_text(f"{longest * 1000:.2f}")  # noqa: ASYNC240
        written = True


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
