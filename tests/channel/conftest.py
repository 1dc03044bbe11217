from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from botbuilder.dialogs import Dialog, DialogContext, DialogTurnResult

from bot.channel.adapter import ChannelAdapter
from bot.channel.auth import TeamsAuthentication
from bot.channel.connector import Connector
from bot.channel.handler import TurnHandler, TurnSettings
from bot.channel.http import ActivityEndpoint, Health, add_channel_routes
from bot.channel.identity import Admission
from bot.channel.keys import SigningKeys
from bot.channel.order import OrderLimits, TurnOrder
from bot.channel.throttle import Throttle
from bot.channel.tokens import TokenSource
from bot.domain.conversation import TurnConversation
from bot.domain.inputs import Incoming
from bot.storage.database import Database
from tests.channel.fake_channel import APP_ID, FakeChannel, FakeClock

Script = Callable[[DialogContext, Incoming, TurnConversation], Any]


class ScriptedDialog(Dialog):
    """A root dialog that counts its turns and does what the test says."""

    def __init__(self, dialog_id: str = "root") -> None:
        super().__init__(dialog_id)
        self.script: Script | None = None
        self.seen: list[Incoming] = []
        self.running = 0
        self.most_at_once = 0

    async def begin_dialog(self, dc: DialogContext, options: object = None) -> DialogTurnResult:
        return await self.continue_dialog(dc)

    async def continue_dialog(self, dc: DialogContext) -> DialogTurnResult:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            await self._turn(dc)
        finally:
            self.running -= 1
        return Dialog.end_of_turn

    async def _turn(self, dc: DialogContext) -> None:
        incoming = dc.context.turn_state["incoming"]
        self.seen.append(incoming)
        state = dc.active_dialog.state
        state["turns"] = state.get("turns", 0) + 1
        if self.script:
            await self.script(dc, incoming, dc.context.turn_state["conversation"])
        else:
            await dc.context.send_activity(f"{state['turns']}: {incoming.text}")


class Bot:
    """One instance of the bot; several may share a database."""

    def __init__(
        self, channel: FakeChannel, database: Database, root: Dialog, **options: Any
    ) -> None:
        self.channel, self.database, self.root = channel, database, root
        self.clock = options.get("clock") or FakeClock()
        self._options = options

    async def start(self) -> None:
        self.session = aiohttp.ClientSession()
        clock = lambda: datetime.fromtimestamp(self.clock(), UTC)  # noqa: E731
        self.handler = self._handler(clock)
        self.keys = SigningKeys(self.session, f"{self.channel.url}/openid", monotonic=self.clock)
        authentication = self._options.get("authentication") or TeamsAuthentication(
            APP_ID,
            self.keys,
            self._options.get("admission") or Admission(),
            wall_clock=self.clock,
        )
        app = web.Application()
        add_channel_routes(
            app,
            ActivityEndpoint(authentication, self.handler, clock=clock),
            Health(self._options.get("checks", {})),
        )
        self.client = TestClient(TestServer(app))
        await self.client.start_server()

    def _handler(self, clock: Callable[[], datetime]) -> TurnHandler:
        connector = Connector(
            self.session,
            token=TokenSource(_token, monotonic=self.clock),
            throttle=Throttle(monotonic=self.clock, sleep=self.clock.sleep),
            sleep=self.clock.sleep,
            jitter=lambda: 0.5,
            wall_clock=self.clock,
        )
        return TurnHandler(
            self.root,
            adapter=ChannelAdapter(connector),
            order=TurnOrder(
                self.database,
                owner=self._options.get("owner", "one"),
                clock=clock,
                limits=self._options.get("limits") or OrderLimits(),
            ),
            settings=TurnSettings(
                failure_text=lambda language, reference: f"[{language}] failed {reference}",
                new_reference=lambda: "REF-1",
                clock=clock,
                schema_version=self._options.get("schema_version", 1),
            ),
        )

    async def stop(self) -> None:
        await self.client.close()
        await self.session.close()

    async def post(
        self, activity: dict[str, Any], token: str | None = None
    ) -> aiohttp.ClientResponse:
        headers = {"Authorization": f"Bearer {token or self.channel.token()}"}
        return await self.client.post("/api/messages", json=activity, headers=headers)

    async def says(self, text: str, **changes: Any) -> int:
        response = await self.post(self.channel.activity(text=text, **changes))
        return response.status


async def _token() -> dict[str, object]:
    return {"access_token": "out", "expires_in": 3600}


@pytest.fixture
async def channel() -> AsyncIterator[FakeChannel]:
    fake = FakeChannel()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    await opened.open()
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
def root() -> ScriptedDialog:
    return ScriptedDialog()


@pytest.fixture
async def make_bot(
    channel: FakeChannel, database: Database, root: ScriptedDialog
) -> AsyncIterator[Callable[..., Any]]:
    started: list[Bot] = []

    async def make(**options: Any) -> Bot:
        bot = Bot(channel, options.pop("database", database), options.pop("root", root), **options)
        await bot.start()
        started.append(bot)
        return bot

    yield make
    await asyncio.gather(*(bot.stop() for bot in started))


@pytest.fixture
async def bot(make_bot: Callable[..., Any]) -> Bot:
    made: Bot = await make_bot()
    return made
