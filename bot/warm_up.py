"""What is done once around the start, so that neither a start nor a turn has to wait for it."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.003
_THRESHOLDS = (2_000, 10, 20)
"""A turn makes some thousand objects, nearly all freed without the collector."""


def begin_loading() -> None:
    """Rest the garbage collector: what a start loads is no garbage."""
    gc.disable()


def keep_what_is_loaded() -> None:
    """Tell the garbage collector that all that was loaded so far stays for ever.

    It would otherwise walk through it now and then: 80 ms in which no turn goes on.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


@asynccontextmanager
async def loading_the_rest(pieces: Iterable[Callable[[], object]]) -> AsyncIterator[None]:
    """Load beside the turns what the start has put off, piece by piece in a thread of its own.

    A piece that fails is logged and ends it: whoever needs the others loads them then.
    """
    keep_what_is_loaded()
    stop = threading.Event()
    task = asyncio.create_task(asyncio.to_thread(_load, pieces, stop))
    task.add_done_callback(_tell)
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([task])


def _load(pieces: Iterable[Callable[[], object]], stop: threading.Event) -> None:
    for piece in pieces:
        if stop.wait(PAUSE_SECONDS):  # in which a turn goes on
            return
        piece()
    keep_what_is_loaded()
    log.debug("loaded_the_rest")


def _tell(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        log.error("loading_failed", exc_info=task.exception())
