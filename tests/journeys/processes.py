"""The real process of the bot, to be killed at will, and the world around it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from bot.catalog import load_catalog
from bot.domain import periods
from tests.journeys.fake_channel import FakeChannel, free_port
from tests.journeys.stage import Clock, Stage

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 20.0
SETTINGS = {
    "CONVERSATION_SEND_WINDOWS": "100000/1",
    "JOB_LEASE_SECONDS": "0.6",
    "JOB_POLL_SECONDS": "0.05",
    "PYTHONWARNINGS": "ignore",
}


class Process:
    """`app.py` on one folder and port, over all its lives."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._running: asyncio.subprocess.Process | None = None

    async def starts(self) -> None:
        """Begin a life, and wait until it serves."""
        told = {"PORT": str(self.port), "VAR_FOLDER": str(self.folder), **SETTINGS}
        with (self.folder / "bot.log").open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable,
                "app.py",
                cwd=ROOT,
                env={**os.environ, **told},
                stdout=log,
                stderr=log,
            )
        await until(self._serves)

    async def is_killed(self) -> None:
        """End a life as a power cut does."""
        if self._running is not None:
            self._running.send_signal(signal.SIGKILL)
            await self._running.wait()
            self._running = None

    async def _serves(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True

    def claim(self) -> dict[str, Any]:
        """The one claim as the process stored it."""
        [(body,)] = self._rows("bot.db", "select body from claims")
        claim: dict[str, Any] = json.loads(body)
        return claim

    def sent(self) -> int:
        """How many documents the backend holds."""
        return len(self._rows("sandbox.db", "select sha256 from documents"))

    def _rows(self, database: str, query: str) -> list[Any]:
        with sqlite3.connect(f"file:{self.folder / database}?mode=ro", uri=True) as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows


async def until(holds: Callable[[], Any]) -> None:
    """Wait for something in another process."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            answer = holds()
            if await answer if asyncio.iscoroutine(answer) else answer:
                return
            await asyncio.sleep(0.01)


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
