"""The database is read as seldom as it may, whoever asks and however it answers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import StorageUnavailable
from bot.metrics.readings import Readings
from bot.storage.figures import Figures

NOTHING = Figures({}, {}, None, {}, {}, {}, None)


class Source:
    """A database that can be down, slow or silent; counts how often it was read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, tzinfo=UTC)
        self.reads, self.takes, self.seconds = 0, 0.0, 0.0
        self.error: Exception | None = None
        self.silence: asyncio.Event | None = None

    async def read(self) -> Figures:
        self.reads += 1
        self.seconds += self.takes
        if self.silence:
            await self.silence.wait()
        if self.error:
            raise self.error
        return NOTHING

    def readings(self, **options: Any) -> Readings:
        return Readings(
            self.read, clock=lambda: self.now, stopwatch=lambda: self.seconds, **options
        )

    def moves(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


async def test_ever_so_many_questions_are_one_reading() -> None:
    source = Source()
    readings = source.readings()
    found = await asyncio.gather(*(readings.latest() for _ in range(50)))
    source.moves(9)
    found.append(await readings.latest())

    assert {reading.figures is NOTHING for reading in found} == {True}
    assert source.reads == 1

    source.moves(1)
    await readings.latest()

    assert source.reads == 2


@pytest.mark.parametrize(("takes", "fresh"), [(0.05, 10), (0.5, 50), (60, 300)])
async def test_what_takes_long_is_read_less_often(takes: float, fresh: float) -> None:
    source = Source()
    source.takes = takes
    readings = source.readings()
    await readings.latest()
    source.moves(fresh - 0.1)
    await readings.latest()
    before = source.reads
    source.moves(0.1)
    await readings.latest()

    assert (before, source.reads) == (1, 2)


@pytest.mark.parametrize("error", [StorageUnavailable("away"), ValueError("odd")])
async def test_a_database_that_fails_is_asked_again_ten_seconds_later(error: Exception) -> None:
    source = Source()
    source.error, source.takes = error, 30
    readings = source.readings()
    assert (await readings.latest()).figures is None
    source.moves(9)
    assert (await readings.latest()).figures is None
    assert source.reads == 1
    source.moves(1)
    source.error = None

    assert (await readings.latest()).figures is NOTHING


async def test_a_database_that_is_silent_is_waited_for_once() -> None:
    source = Source()
    source.silence = asyncio.Event()
    readings = source.readings(wait_seconds=0)
    for _ in range(3):
        assert (await readings.latest()).figures is None
        source.moves(3600)
    assert source.reads == 1
    source.silence.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert (await readings.latest()).figures is NOTHING
    assert source.reads == 1


async def test_a_clock_that_goes_back_keeps_nothing_fresh() -> None:
    source = Source()
    readings = source.readings()
    await readings.latest()
    source.moves(-3600)
    await readings.latest()

    assert source.reads == 2


async def test_what_is_being_read_is_given_up_at_the_end() -> None:
    source = Source()
    source.silence = asyncio.Event()
    readings = source.readings(wait_seconds=0)
    await readings.latest()
    await readings.close()

    assert [task for task in asyncio.all_tasks() if task.get_name() == "metrics reading"] == []
