"""Webhooks of the sandbox: a row per delivery, signed, repeated with growing pauses.

The switch makes them late, doubled, out of order or wrongly signed. They go to this machine only.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

import aiohttp

from bot.backend.sandbox.store import Store, read_setting, write_setting
from bot.backend.sandbox.switches import Switches
from bot.backend.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign

MAX_ATTEMPTS = 12
MAX_PAUSE_SECONDS = 60.0
TIMEOUT_SECONDS = 10.0
POLL_SECONDS = 1.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def queue_deliveries(connection: sqlite3.Connection, switches: Switches, now: datetime) -> None:
    """Make deliveries of the events that have none yet; with webhooks off they are passed over."""
    mark = int(read_setting(connection, "webhook_mark") or 0)
    rows = connection.execute("SELECT number FROM events WHERE number > ?", (mark,)).fetchall()
    if not rows:
        return
    write_setting(connection, "webhook_mark", str(max(row[0] for row in rows)))
    if switches.webhooks == "off" or not switches.webhook_url:
        return
    moment = now.timestamp()
    due_at = moment
    if switches.webhooks in ("late", "out_of_order"):
        due_at += switches.webhook_delay_seconds
    if switches.webhooks == "out_of_order":
        waiting = "UPDATE deliveries SET due_at = ? WHERE state = 'waiting' AND attempts = 0"
        if connection.execute(waiting, (moment,)).rowcount:
            due_at = moment
    for row in rows * (2 if switches.webhooks == "duplicate" else 1):
        connection.execute(
            "INSERT INTO deliveries (number, due_at) VALUES (?, ?)", (row[0], due_at)
        )


class WebhookSender:
    """Sends what is due. Units: `clock` is the real one, also when the sandbox's is moved."""

    def __init__(
        self,
        store: Store,
        session: aiohttp.ClientSession,
        *,
        switches: Callable[[], Switches],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._session = store, session
        self._switches, self._clock = switches, clock
        self._wake = asyncio.Event()

    def nudge(self) -> None:
        """There may be something to send now."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            self._wake.clear()
            await self.send_due()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)

    async def send_due(self) -> int:
        """Send everything due once; how many were tried."""
        switches = self._switches()
        if switches.webhooks == "off" or not switches.webhook_url:
            return 0
        descending = switches.webhooks == "out_of_order"
        now = self._clock().timestamp()
        due = await self._store.run(lambda connection: _due(connection, now, descending))
        for delivery_id, attempts, body in due:
            outcome, done, failed = await self._post(body, switches)
            given_up = failed or attempts >= MAX_ATTEMPTS
            state = "sent" if done else "failed" if given_up else "waiting"
            due_at = self._clock().timestamp() + min(2.0**attempts, MAX_PAUSE_SECONDS)
            await self._store.run(partial(_settle, (state, outcome, due_at, delivery_id)))
        return len(due)

    async def _post(self, body: bytes, switches: Switches) -> tuple[str, bool, bool]:
        """What came of one delivery in words, whether it arrived, whether to give up."""
        if urlsplit(switches.webhook_url).hostname not in LOOPBACK:
            return "not an address of this machine", False, True
        timestamp = str(int(self._clock().timestamp()))
        secret = switches.webhook_secret
        if switches.webhooks == "wrong_signature":
            secret += " wrong"
        headers = {
            "Content-Type": "application/json",
            TIMESTAMP_HEADER: timestamp,
            SIGNATURE_HEADER: sign(secret, timestamp, body),
        }
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        try:
            async with self._session.post(
                switches.webhook_url,
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status = response.status
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return type(error).__name__, False, False
        refused = 400 <= status < 500 and status not in (408, 425, 429)
        return f"HTTP {status}", 200 <= status < 300, refused


def recent_deliveries(connection: sqlite3.Connection, limit: int) -> list[dict[str, object]]:
    """The last deliveries, newest first: event id, state, attempts, outcome."""
    rows = connection.execute(
        "SELECT json_extract(events.body, '$.event_id'), deliveries.state, attempts, outcome"
        " FROM deliveries JOIN events USING (number) ORDER BY delivery_id DESC LIMIT ?",
        (limit,),
    )
    names = ("event_id", "state", "attempts", "outcome")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _due(
    connection: sqlite3.Connection, now: float, descending: bool
) -> list[tuple[int, int, bytes]]:
    rows = connection.execute(
        "SELECT delivery_id, attempts + 1, events.body FROM deliveries JOIN events USING (number)"
        " WHERE state = 'waiting' AND due_at <= ?"
        " ORDER BY number * ?, delivery_id LIMIT 100",
        (now, -1 if descending else 1),
    ).fetchall()
    return [(row[0], row[1], row[2].encode()) for row in rows]


def _settle(row: tuple[str, str, float, int], connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE deliveries SET state = ?, outcome = ?, due_at = ?, attempts = attempts + 1"
        " WHERE delivery_id = ?",
        row,
    )
