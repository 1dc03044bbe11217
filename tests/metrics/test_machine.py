"""What the process takes, and how late its event loop is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from bot.metrics.exposition import text_of
from bot.metrics.machine import TICK_SECONDS, LoopWatch, process_families
from tests.metrics.strict import families_of


class Timer:
    """One timer that fires when the test says so."""

    def __init__(self) -> None:
        self.now, self.set = 100.0, 0
        self._then: tuple[Callable[..., None], tuple[Any, ...]] | None = None

    def time(self) -> float:
        return self.now

    def call_later(self, _seconds: float, fn: Callable[..., None], *given: Any) -> Timer:
        self._then, self.set = (fn, given), self.set + 1
        return self

    def cancel(self) -> None:
        self._then = None

    def fires(self, late: float) -> None:
        self.now += TICK_SECONDS + late
        assert self._then is not None
        fn, given = self._then
        fn(*given)

    @property
    def is_set(self) -> bool:
        return self._then is not None


def test_something_that_holds_the_loop_is_counted_by_how_long() -> None:
    loop, watch = Timer(), LoopWatch()
    watch.start(cast(Any, loop))
    watch.start(cast(Any, loop))
    assert loop.set == 1
    for late in (0.001, 0.3, -0.001):
        loop.fires(late)
    found = dict(zip(watch.late_seconds.bounds, watch.late_seconds.cells, strict=False))

    assert {bound: number for bound, number in found.items() if number} == {0.005: 2, 0.5: 1}
    assert round(watch.late_seconds.total, 3) == 0.301

    watch.stop()

    assert not loop.is_set


def test_the_process_is_told_under_the_names_everybody_uses() -> None:
    found = families_of(text_of(process_families(1_795_000_000.0)))

    assert found["process_start_time_seconds"].samples["", ()] == 1_795_000_000.0
    assert found["process_cpu_seconds_total"].samples["", ()] > 0
    assert found["process_resident_memory_bytes"].samples["", ()] > 2**20
    assert found["process_open_fds"].samples["", ()] >= 3
