"""For the benchmark: how late a short timer fires, so how long something held the event loop."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

TICK_SECONDS = 0.005
REPORT_SECONDS = 1.0


async def watch_loop(path: Path) -> None:
    """Write the longest stall in ms to a file about once a second; a removed file starts over."""
    longest, reported, written = 0.0, time.perf_counter(), False
    while True:
        before = time.perf_counter()
        await asyncio.sleep(TICK_SECONDS)
        now = time.perf_counter()
        longest = max(longest, now - before - TICK_SECONDS)
        if now - reported < REPORT_SECONDS:
            continue
        reported = now
        if written and not path.exists():  # noqa: ASYNC240  one stat, in a benchmark only
            longest = 0.0
        path.write_text(f"{longest * 1000:.2f}")  # noqa: ASYNC240
        written = True
