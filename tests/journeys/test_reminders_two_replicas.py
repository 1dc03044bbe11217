"""Reminders of two replicas on one PostgreSQL: shared, and nobody's is lost when one dies."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bench.reminders import BEGIN, Volume, add_person, person, volume
from bot.storage import jobs
from bot.storage.jobs import Job
from bot.storage.reminders import LogState
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import log
from tests.journeys.stage import Stage
from tests.storage.conftest import database_url, on_postgresql

__all__ = ["database_url"]

pytestmark = on_postgresql

PEOPLE, TENANTS = 36, 3
LEASE_SECONDS = 60


@pytest.fixture
async def replicas(stage_of: MakeStage, database_url: str) -> tuple[Stage, Stage]:
    """Two bots on one database, on the morning on which everybody has a reminder."""
    one = await stage_of(now=BEGIN, folder="one", database_url=database_url)
    two = await stage_of(now=BEGIN, folder="two", channel=one.channel, database_url=database_url)
    base = one.channel.base

    def fill(c):
        for number in range(PEOPLE):
            add_person(c, number, TENANTS, base)

    await one.bot.database.run(fill)
    return one, two


async def test_a_killed_ones_reminders_are_sent_once_by_the_other(
    replicas: tuple[Stage, Stage],
) -> None:
    one, two = replicas
    await go_on(one, two, until_told=PEOPLE // 2)
    held = await dies_holding(one, 6)

    await go_on(two, until_told=PEOPLE - len(held))
    assert told(one).keys().isdisjoint(whose(held))
    two.clock.moves(seconds=LEASE_SECONDS + 1)
    await go_on(two, until_told=PEOPLE)

    everybody = [person(number, TENANTS) for number in range(PEOPLE)]
    assert told(one) == Counter(everybody)
    assert [entry.state for entry in await log(two)] == [LogState.DELIVERED] * PEOPLE


async def go_on(*living: Stage, until_told: int) -> None:
    """Time runs, and those who live work at once, until so many were told."""
    for _ in range(400):
        if sum(told(living[0]).values()) >= until_told:
            return
        await asyncio.gather(*(one.work() for one in living))
        for one in living:
            one.clock.moves(seconds=0.03)
    raise AssertionError(f"only {len(told(living[0]))} of {until_told} were told")


async def dies_holding(stage: Stage, count: int) -> list[Job]:
    """The next reminders are leased by a process that is no more."""
    soon = stage.clock.now + timedelta(seconds=2)
    held = await stage.bot.database.run(
        lambda c: jobs.lease_jobs(
            c,
            owner="dead",
            now=soon,
            lease_now=stage.clock.now,
            lease_seconds=LEASE_SECONDS,
            limit=count,
            kinds=["remind"],
        )
    )
    assert len(held) == count
    return held


def whose(held: list[Job]) -> set[str]:
    return {job.arguments["contact_id"] for job in held}


def told(stage: Stage) -> Counter[str]:
    """Conversation → reminders that arrived there."""
    return Counter({who: len(sent) for who, sent in stage.channel.messages.items()})


async def test_a_real_kill_under_a_throttling_channel_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path
) -> None:
    size = Volume(people=48, tenants=3, lease_seconds=3, throttled=0.1, down=0)

    told = await volume(database_url, size, tmp_path)

    assert told.wrong == 0
    assert told.delivered == size.people - 1, "one of them has blocked the bot"
    assert told.twice <= told.in_flight
    assert told.log == {"delivered": size.people - 1, "failed": 1}
