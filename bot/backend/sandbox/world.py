"""The sandbox as one object: its store, its switches, its clock."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from aiohttp import web

from bot.backend.sandbox.claims import Moment
from bot.backend.sandbox.directory import ToUsd
from bot.backend.sandbox.feed import forget_cursors
from bot.backend.sandbox.store import Store, read_setting, write_setting
from bot.backend.sandbox.switches import Switches
from bot.backend.sandbox.webhooks import queue_deliveries

T = TypeVar("T")

TOKEN_SECONDS = 3600


async def no_clock(days: float) -> None:
    """Nobody follows the sandbox's clock."""


@dataclass
class World:
    """What every route of the sandbox shares.

    Units: `clock` is the real clock in UTC; `now` adds the offset that a person has set.
    """

    store: Store
    clock: Callable[[], datetime]
    client_id: str
    client_secret: str
    to_usd: ToUsd
    max_document_bytes: int
    pause: Callable[[float], Awaitable[None]]
    webhook_defaults: tuple[str, str] = ("", "")
    nudge_webhooks: Callable[[], None] = lambda: None
    on_clock: Callable[[float], Awaitable[None]] = no_clock
    switches: Switches = field(default_factory=Switches)
    switched: asyncio.Event = field(default_factory=asyncio.Event)
    _token_key: bytes = b""

    def now(self) -> datetime:
        """The sandbox's own time."""
        return self.clock() + timedelta(days=self.switches.clock_offset_days)

    def webhook_switches(self) -> Switches:
        """The switches with the address and secret that webhooks go to."""
        url, secret = self.webhook_defaults
        return self.switches.model_copy(
            update={
                "webhook_url": self.switches.webhook_url or url,
                "webhook_secret": self.switches.webhook_secret or secret,
            }
        )

    async def open(self) -> None:
        """Open the store and read what was switched before."""
        await self.store.open()
        stored, token_key = await self.store.run(_read)
        self.switches, self._token_key = stored, token_key
        await self.on_clock(stored.clock_offset_days)

    async def change(self, wanted: Switches, *, let_go: bool = True) -> Switches:
        """Keep new switches; calls that hang are let go, unless they shall not."""
        forget = wanted.feed == "forget_cursors"
        kept = wanted.model_copy(update={"feed": "normal"}) if forget else wanted

        def write(connection: sqlite3.Connection) -> None:
            if forget:
                forget_cursors(connection)
            write_setting(connection, "switches", kept.model_dump_json())

        is_moved = kept.clock_offset_days != self.switches.clock_offset_days
        self.switches = kept
        await self.store.run(write)
        if is_moved:
            await self.on_clock(kept.clock_offset_days)
        if let_go:
            self.switched.set()
            self.switched = asyncio.Event()
        return kept

    async def act(self, transaction: Callable[[sqlite3.Connection, Moment], T]) -> T:
        """The result of a transaction that may make events; their webhooks are queued with it."""
        moment = Moment(now=self.now(), switches=self.switches, to_usd=self.to_usd)
        webhooks, real_now = self.webhook_switches(), self.clock()

        def run(connection: sqlite3.Connection) -> T:
            result = transaction(connection, moment)
            queue_deliveries(connection, webhooks, real_now)
            return result

        result = await self.store.run(run)
        self.nudge_webhooks()
        return result

    def new_token(self) -> str:
        """A bearer token that needs no row: its end and a signature."""
        until = str(int(self.clock().timestamp()) + TOKEN_SECONDS)
        return f"{until}.{self._signed(until)}"

    def is_token(self, token: str) -> bool:
        """Is this a token of ours that has not ended?"""
        until, _, signature = token.partition(".")
        if not (until.isascii() and until.isdigit() and signature.isascii() and len(until) < 13):
            return False
        if not hmac.compare_digest(signature, self._signed(until)):
            return False
        return int(until) > self.clock().timestamp()

    def _signed(self, text: str) -> str:
        return hmac.new(self._token_key, text.encode(), hashlib.sha256).hexdigest()


WORLD = web.AppKey("world", World)


def _read(connection: sqlite3.Connection) -> tuple[Switches, bytes]:
    key = read_setting(connection, "token_key")
    if key is None:
        key = secrets.token_hex(32)
        write_setting(connection, "token_key", key)
    stored = read_setting(connection, "switches")
    return (Switches.model_validate_json(stored) if stored else Switches()), key.encode()
