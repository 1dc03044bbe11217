"""The real process, killed at every named point of a submission: one whole claim in the end."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from bot.catalog import load_catalog
from bot.domain import periods
from tests.journeys.fake_channel import FakeChannel
from tests.journeys.filing import Filing
from tests.journeys.processes import Process as OneProcess
from tests.journeys.processes import until
from tests.journeys.stage import Clock, Stage
from tests.journeys.test_submitting import whole


class Process(OneProcess):
    """What it stored, too."""

    def claim(self) -> dict[str, Any]:
        """The one claim as the process stored it."""
        with sqlite3.connect(f"file:{self.folder / 'bot.db'}?mode=ro", uri=True) as connection:
            [(body,)] = connection.execute("select body from claims").fetchall()
        connection.close()
        claim: dict[str, Any] = json.loads(body)
        return claim

    def sent(self) -> int:
        """How many documents the claim knows to be at the backend."""
        return sum(d["state"] in ("sent", "accepted") for d in self.claim()["documents"])


@pytest.fixture
async def process(tmp_path):
    one = Process(tmp_path)
    yield one
    await one.is_killed()


@pytest.fixture
async def outside(process):
    """The world around the process: a channel, and a partner's clock."""
    async with AsyncExitStack() as stack:
        channel = FakeChannel()
        await channel.open(stack)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        bot: Any = SimpleNamespace(catalog=load_catalog())
        base = f"http://127.0.0.1:{process.port}"
        yield Stage(bot, channel, Clock(datetime.now(UTC)), session, base)


def claimable_day(stage: Stage) -> str:
    """A day that is over and whose claim window is open."""
    now = stage.clock.now
    usage = periods.open_usage_period(now, stage.bot.catalog.programs["CSP_IR"])
    return min(usage.last, (now - timedelta(days=2)).date()).isoformat()


async def test_a_claim_survives_a_kill_at_every_point_of_its_way(process, outside):
    day = claimable_day(outside)
    asha = outside.person("Asha")
    filing = Filing(asha, plan={"activity_start": day, "activity_end": day})

    await process.starts()
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    await process.is_killed()  # in the middle of the questions

    await process.starts()
    await asha.says("continue")
    asha.sees("Costs of this claim", "USD 1,200.50")
    await filing.goes_on(until="claim.submit")
    await outside.control(outage="unavailable")
    await filing.submits()
    asha.sees("Sending: Autumn campaign")
    await process.is_killed()  # submitted here, nothing sent yet

    await process.starts()
    assert await outside.received() == []
    await outside.control(outage="none", slow_seconds=0.15)
    await until(lambda: process.sent() >= 1)
    await process.is_killed()  # after the first document
    assert 1 <= process.sent() < 4

    await process.starts()
    await until(lambda: process.sent() == 4)
    await outside.control(outage="answer_lost", outage_on="claims", slow_seconds=0.3)
    await until(lambda: holds_one(outside))
    await process.is_killed()  # accepted there, not known here
    assert process.claim()["status"] == "submitting"

    outside.channel.silence = asyncio.Event()
    await process.starts()
    await outside.control(outage="none", slow_seconds=0)
    await until(lambda: process.claim()["status"] == "submitted")
    await process.is_killed()  # accepted, and nobody was told

    outside.channel.silence.set()
    outside.channel.silence = None
    await process.starts()
    await until(lambda: told(asha) >= 1)
    await whole(outside, filing)
    assert told(asha) == 1
    assert process.claim()["status"] == "submitted"


async def holds_one(stage: Stage) -> bool:
    return len(await stage.received()) == 1


def told(partner) -> int:
    return sum("Receipt: your claim is accepted" in m.words for m in partner.messages)
