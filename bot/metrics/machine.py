"""What the process takes of its machine, and how late its event loop is."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.counting import Histogram
from bot.metrics.exposition import Family, single

TICK_SECONDS = 0.1
LATE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_PROC = Path("/proc/self")


class LoopWatch:
    """How late a short timer fires, ten times a second, from the first question for it on.

    Something that holds the loop makes one tick late, by what is left of it when the tick is due.
    """

    def __init__(self) -> None:
        self.late_seconds = Histogram(LATE_SECONDS)
        self._timer: asyncio.TimerHandle | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watch, if that did not begin before."""
        if self._timer is None:
            self._set(loop)

    def stop(self) -> None:
        """Watch no longer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = loop.call_later(TICK_SECONDS, self._fire, loop, loop.time() + TICK_SECONDS)

    def _fire(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self.late_seconds.observe(max(0.0, loop.time() - due))
        self._set(loop)


def process_families(started_at: float) -> Iterator[Family]:
    """Under the names that every Prometheus client gives them; what the system does not tell, not.

    Units: `started_at` in seconds since 1970.
    """
    yield single("process_start_time_seconds", "When the process began, Unix time.", started_at)
    yield single("process_cpu_seconds_total", "CPU time used.", time.process_time(), kind="counter")
    with suppress(OSError):
        pages = int((_PROC / "statm").read_text("ascii").split()[1])
        size = pages * os.sysconf("SC_PAGE_SIZE")
        yield single("process_resident_memory_bytes", "Memory in use.", size)
    with suppress(OSError):
        handles = len(os.listdir(_PROC / "fd"))
        yield single("process_open_fds", "Open files and connections.", handles)
