"""The real bot as processes that are started, killed and asked from beside; the world around."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from bot.catalog import load_catalog
from bot.domain import periods
from tests.journeys.fake_channel import FakeChannel
from tests.journeys.stage import Clock, Stage
from tests.ports import own_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 20.0
SETTINGS = {
    "CONVERSATION_SEND_WINDOWS": "100000/1",
    "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true",
    "JOB_LEASE_SECONDS": "0.6",
    "JOB_POLL_SECONDS": "0.05",
    "PYTHONWARNINGS": "ignore",
}


class Process:
    """`app.py` on one folder and port, over all its lives."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.port, self._settings = folder, own_port(), settings
        self._running: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Of the present life."""
        assert self._running is not None
        return self._running.pid

    async def starts(self) -> None:
        """Begin a life, and wait until it serves."""
        with (self.folder / "bot.log").open("ab") as log:
            self._running = await self._begins("app.py", stdout=log, stderr=log)
        await until(self._serves)

    async def is_killed(self) -> None:
        """End a life as a power cut does."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                self._running.send_signal(signal.SIGKILL)
            await self._running.wait()
            self._running = None

    async def is_told_to_stop(self) -> int:
        """End a life as a platform does, and give its exit code."""
        assert self._running is not None
        self._running.terminate()
        async with asyncio.timeout(PATIENCE_SECONDS):
            code = await self._running.wait()
        self._running = None
        return code

    async def tries(self, *arguments: str, **settings: str) -> tuple[int, str]:
        """Exit code and words of a command beside it that ends by itself."""
        pipe = asyncio.subprocess.PIPE
        other = await self._begins("app.py", *arguments, stdout=pipe, stderr=pipe, more=settings)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                said, complained = await other.communicate()
        except TimeoutError:
            other.kill()
            raise
        assert other.returncode is not None
        return other.returncode, (said + complained).decode()

    async def _begins(
        self, *command: str, more: dict[str, str] | None = None, **streams: Any
    ) -> asyncio.subprocess.Process:
        told = {"PORT": str(self.port), "VAR_FOLDER": str(self.folder), **SETTINGS}
        environment = {**os.environ, **told, **self._settings, **(more or {})}
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=environment, **streams
        )

    async def _serves(self) -> bool:
        assert self._running is not None
        if self._running.returncode is not None:
            raise RuntimeError((self.folder / "bot.log").read_text("utf-8")[-2000:])
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
