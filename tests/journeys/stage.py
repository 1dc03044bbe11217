"""A stage for journeys: the real application over HTTP, a fake channel that hears its replies,
people who talk.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

import app as composition
from bot.settings import Settings
from tests.journeys.fake_channel import FakeChannel, Message, actions, inputs, texts
from tests.journeys.persona import FILE_INFO, Persona
from tests.ports import listener

__all__ = [
    "FILE_INFO",
    "TENANT",
    "Clock",
    "FakeChannel",
    "Message",
    "Persona",
    "Stage",
    "actions",
    "as_json",
    "inputs",
    "soon",
    "stage",
    "texts",
]

TENANT = "22222222-2222-2222-2222-222222222222"
UNHURRIED = ("100000/1",)
"""Send windows that no journey fills: the pace of a channel is tested where it is made."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        """Move on, in the units of timedelta."""
        self.now += timedelta(**by)


@dataclass
class Stage:
    """One running bot, its channel and its clock."""

    bot: composition.Bot
    channel: FakeChannel
    clock: Clock
    session: aiohttp.ClientSession
    base: str
    people: dict[str, Persona] = field(default_factory=dict)

    def person(
        self,
        name: str,
        *,
        locale: str = "en-US",
        tenant: str = TENANT,
        device: str = "desktop",
        zone: str = "Asia/Seoul",
        group: str = "personal",
    ) -> Persona:
        """Somebody with a chat: 1:1, unless `group` says groupChat or channel."""
        return Persona(self, name, locale, tenant, device, zone, group=group)

    async def work(self) -> int:
        """Run every job that is due."""
        return await self.bot.worker.run_due()

    async def control(self, **switches: Any) -> dict[str, Any]:
        """Turn the sandbox's switches."""
        patch = self.session.patch(f"{self.base}/sandbox/control", json=switches)
        async with patch as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def received(self) -> list[dict[str, Any]]:
        """The claims the backend holds, oldest first: `claim` as received, `state`, `papers`."""
        async with self.session.get(f"{self.base}/sandbox/control/claims") as response:
            answer = await response.json()
            return list(reversed(answer["claims"]))

    async def held(self, sha256: str) -> bytes:
        """The bytes of a document in the backend."""
        async with self.session.get(f"{self.base}/sandbox/documents/{sha256}") as response:
            assert response.status == 200, f"the backend does not hold {sha256}"
            return await response.read()


@asynccontextmanager
async def stage(
    folder: Path, *, now: datetime, channel: FakeChannel | None = None, **settings: Any
) -> AsyncIterator[Stage]:
    """A bot with embedded defaults in a folder, a fake channel, and a clock that stands still.

    Shape: `channel` is given where several bots share one. In the end every card that was sent must
    have been a good one.
    """
    async with AsyncExitStack() as stack:
        if channel is None:
            channel = FakeChannel()
            await channel.open(stack)
        clock = Clock(now)
        listens, port = listener()
        stack.enter_context(listens)
        given: dict[str, Any] = {
            "port": port,
            "var_folder": str(folder),
            "conversation_send_windows": UNHURRIED,
            "tenant_send_windows": UNHURRIED,
            **settings,
        }
        bot = await composition.build(Settings(**given), stack, clock=clock, works=False)
        runner = web.AppRunner(bot.web, access_log=None, shutdown_timeout=0)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.SockSite(runner, listens).start()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Stage(bot, channel, clock, session, f"http://127.0.0.1:{port}")
        assert not channel.faults, "\n".join(channel.faults)


def as_json(value: Any) -> str:
    """For assertions that look anywhere in a value."""
    return json.dumps(value, ensure_ascii=False)


async def soon(check: Any, *, tries: int = 200) -> None:
    """Let other tasks run until a check holds; no real time passes."""
    for _ in range(tries):
        if check():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not come to pass")
