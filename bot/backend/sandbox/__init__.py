"""An embedded stand-in of the claims backend, with its own file and a page for a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.backend.sandbox import api, control, page
from bot.backend.sandbox.directory import ToUsd, plain_usd
from bot.backend.sandbox.outage import outage, own_machine, problems
from bot.backend.sandbox.store import Store
from bot.backend.sandbox.webhooks import WebhookSender
from bot.backend.sandbox.world import WORLD, World, no_clock

__all__ = ["ToUsd", "create_sandbox"]


def create_sandbox(
    path: Path,
    *,
    clock: Callable[[], datetime],
    client_id: str,
    client_secret: str,
    webhook_url: str = "",
    webhook_secret: str = "",
    to_usd: ToUsd = plain_usd,
    max_document_bytes: int = 25 * 1024 * 1024,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    on_clock: Callable[[float], Awaitable[None]] = no_clock,
) -> web.Application:
    """The sandbox as an application to be mounted, or run by itself.

    Shape: API at /oauth2/token and /v1, page at /, switches at /control, time at /clock, all below
    where it is mounted. Webhook address and secret
    hold while the switches name no others.
    Units: `clock` gives the real time in UTC; `on_clock` gets the offset in days that a person set,
    at start too.
    """
    app = web.Application(middlewares=[problems, own_machine, outage])
    world = World(
        store=Store(path),
        clock=clock,
        client_id=client_id,
        client_secret=client_secret,
        to_usd=to_usd,
        max_document_bytes=max_document_bytes,
        pause=pause,
        webhook_defaults=(webhook_url, webhook_secret),
        on_clock=on_clock,
    )
    app[WORLD] = world
    api.add_routes(app)
    control.add_routes(app)
    page.add_routes(app)
    app.cleanup_ctx.append(_life)
    return app


async def _life(app: web.Application) -> AsyncIterator[None]:
    """Open the store, send webhooks while the application runs, close both."""
    world = app[WORLD]
    await world.open()
    async with aiohttp.ClientSession() as session:
        sender = WebhookSender(
            world.store, session, switches=world.webhook_switches, clock=world.clock
        )
        world.nudge_webhooks = sender.nudge
        task = asyncio.create_task(sender.run(), name="sandbox-webhooks")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await world.store.close()
