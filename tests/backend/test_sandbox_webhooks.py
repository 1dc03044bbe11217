"""Webhooks arrive signed, at least once, and as badly as switched."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.backend.contract import ClaimEvent
from bot.backend.signature import verify
from bot.errors import AuthRefused
from tests.backend.builders import NOW, Sandbox

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[str]]


class Receiver:
    """Takes webhooks and remembers them; answers as told."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[ClaimEvent] = []
        self.refused = 0
        self._changed = asyncio.Event()

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        status = self.statuses.pop(0) if self.statuses else 204
        if status < 300:
            try:
                verify(request.headers, body, secrets=["shared"], now=NOW)
                self.got.append(ClaimEvent.model_validate_json(body))
            except AuthRefused:
                self.refused += 1
                status = 401
        self._changed.set()
        return web.Response(status=status)

    async def until(self, reached: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not reached():
                await self._changed.wait()
                self._changed.clear()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def hooked(sandbox: Sandbox, serve: Serve, receiver: Receiver) -> Sandbox:
    """The sandbox, sending its webhooks to the receiver."""
    await sandbox.stop()
    url = await serve(receiver)
    await sandbox.start(webhook_url=f"{url}/events", webhook_secret="shared")
    return sandbox


async def deliveries(sandbox: Sandbox) -> list[dict[str, Any]]:
    async with sandbox.session.get(f"{sandbox.url}/control/deliveries") as response:
        return list(json.loads(await response.text())["deliveries"])


async def outcome(sandbox: Sandbox, wanted: str) -> None:
    """Wait until a delivery has come to this."""
    async with asyncio.timeout(5):
        while wanted not in [one["outcome"] for one in await deliveries(sandbox)]:
            pass


async def test_every_event_arrives_signed(hooked: Sandbox, receiver: Receiver) -> None:
    reference = await hooked.accept_claim()
    await hooked.press(reference, "start_review")
    await receiver.until(lambda: len(receiver.got) == 2)

    assert [(event.reference, event.sequence) for event in receiver.got] == [
        (reference, 1),
        (reference, 2),
    ]


async def test_a_doubled_event_has_one_id(hooked: Sandbox, receiver: Receiver) -> None:
    await hooked.switch(webhooks="duplicate")
    await hooked.accept_claim()
    await receiver.until(lambda: len(receiver.got) == 2)

    assert receiver.got[0] == receiver.got[1]


async def test_events_may_come_out_of_order(hooked: Sandbox, receiver: Receiver) -> None:
    await hooked.switch(webhooks="out_of_order", webhook_delay_seconds=3600)
    reference = await hooked.accept_claim()
    await hooked.press(reference, "start_review")
    await receiver.until(lambda: len(receiver.got) == 2)

    assert [event.sequence for event in receiver.got] == [2, 1]


async def test_a_wrong_signature_is_given_up(hooked: Sandbox, receiver: Receiver) -> None:
    await hooked.switch(webhooks="wrong_signature")
    await hooked.accept_claim()
    await receiver.until(lambda: receiver.refused == 1)

    assert receiver.got == []


async def test_a_late_event_waits_for_its_time(hooked: Sandbox, receiver: Receiver) -> None:
    await hooked.switch(webhooks="late", webhook_delay_seconds=60)
    reference = await hooked.accept_claim()
    assert [one["state"] for one in await deliveries(hooked)] == ["waiting"]
    hooked.now = NOW.replace(minute=32)
    await hooked.press(reference, "start_review")
    await receiver.until(lambda: len(receiver.got) == 1)

    assert receiver.got[0].sequence == 1


async def test_an_event_that_was_not_taken_comes_again(hooked: Sandbox, receiver: Receiver) -> None:
    receiver.statuses = [503]
    reference = await hooked.accept_claim()
    await outcome(hooked, "HTTP 503")
    hooked.now = NOW.replace(minute=31)
    await hooked.press(reference, "start_review")
    await receiver.until(lambda: len(receiver.got) == 2)

    assert sorted(event.sequence for event in receiver.got) == [1, 2]


async def test_with_webhooks_off_nothing_is_sent_then_or_later(
    hooked: Sandbox, receiver: Receiver
) -> None:
    await hooked.switch(webhooks="off")
    reference = await hooked.accept_claim()
    await hooked.switch(webhooks="on")
    await hooked.press(reference, "start_review")
    await receiver.until(lambda: len(receiver.got) == 1)

    assert receiver.got[0].sequence == 2


async def test_webhooks_stay_on_this_machine(hooked: Sandbox, receiver: Receiver) -> None:
    await hooked.switch(webhook_url="https://hooks.example/x")
    await hooked.accept_claim()
    await outcome(hooked, "not an address of this machine")

    assert [one["state"] for one in await deliveries(hooked)] == ["failed"]
    assert receiver.got == []
