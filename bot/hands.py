"""Threads for short work that would hold up the event loop, and the way back to the loop.

What `asyncio.to_thread` does with less: no second future, no copy of the context, and one wake-up
of the loop for all that ended since the last.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

THREADS = min(32, (os.cpu_count() or 1) + 4)
"""As many as the loop's own executor has."""


class WayBack:
    """Brings results of threads to one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._given: deque[tuple[asyncio.Future[Any], Any, BaseException | None]] = deque()
        self._is_waking = False

    def give(self, future: asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
        """Let who waits for the future have its value or error. From any thread."""
        self._given.append((future, value, error))
        if self._is_waking:
            return
        self._is_waking = True
        # a loop that was closed meanwhile has nobody left to hear the answer
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        self._is_waking = False  # before looking: what comes from now on wakes again
        while self._given:
            _settle(*self._given.popleft())


class WaysBack:
    """The way back to the loop that runs: a process has one."""

    def __init__(self) -> None:
        self._way: WayBack | None = None

    def here(self) -> WayBack:
        """To the running loop."""
        loop = asyncio.get_running_loop()
        way = self._way
        if way is None or way.loop is not loop:
            way = self._way = WayBack(loop)
        return way


class _Task(NamedTuple):
    work: Callable[[], Any]
    future: asyncio.Future[Any]
    way: WayBack


class Hands:
    """Threads, one more where all have something to do; they end with the process."""

    def __init__(self, threads: int = THREADS) -> None:
        self._most, self._started = threads, 0
        self._queue: SimpleQueue[_Task] = SimpleQueue()
        self._free = threading.Semaphore(0)
        self._ways = WaysBack()

    async def do(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn` returns or raises, run in a thread. A caller that is cancelled does not stop
        it.
        """
        way = self._ways.here()
        future = way.loop.create_future()
        self._queue.put(_Task(partial(fn, *args, **kwargs), future, way))
        if self._started < self._most and not self._free.acquire(blocking=False):
            self._started += 1
            threading.Thread(target=self._work, name=f"hand-{self._started}", daemon=True).start()
        result: T = await future
        return result

    def _work(self) -> None:
        while True:
            task = self._queue.get()
            value, error = None, None
            try:
                value = task.work()
            except BaseException as raised:  # handed to the caller, whatever it is
                error = raised
            self._free.release()  # before the caller goes on, whose next work it may take
            task.way.give(task.future, value, error)
            del task, value, error  # the next get() may wait long


_hands = Hands()
in_thread = _hands.do


def _settle(future: asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
    if future.done():  # the caller was cancelled
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)
