"""What stands in for the outside world in local use: the sandbox of the API and the chat page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import aiohttp
from aiohttp import web
from sqlalchemy import Connection

from bot.clock import VirtualClock
from bot.domain.catalog import Catalog
from bot.reminders.planning import EVERY
from bot.settings import Settings
from bot.storage import backlog, slots
from bot.storage.database import Database

Say = Callable[[str], None]


def add_sandbox(
    application: web.Application,
    create_sandbox: Callable[..., web.Application],
    settings: Settings,
    session: aiohttp.ClientSession,
    database: Database,
    clock: VirtualClock,
    catalog: Catalog,
) -> None:
    """Mount the sandbox, and the chat page where nobody is authenticated.

    A claim in a currency without a rate uses none of the sandbox's funds.
    """
    # imported only here: the product itself must run without it
    from bot.channel.webchat import WebChatSettings, add_webchat

    folder = Path(settings.var_folder)
    sandbox = create_sandbox(
        folder / "sandbox.db",
        clock=clock.real,
        on_clock=clock_mover(database, clock),
        client_id=settings.backend_client_id,
        client_secret=settings.backend_client_secret,
        webhook_url=f"{settings.local_url}/api/backend-events",
        webhook_secret=settings.backend_webhook_secret.partition(",")[0].strip(),
        to_usd=lambda amount, currency, on: (
            catalog.convert(amount, currency, "USD", on) or Decimal(0)
        ),
    )
    application.add_subapp("/sandbox", sandbox)
    if not settings.app_id:
        bundle = Path(settings.webchat_folder or folder / "webchat")
        chat = WebChatSettings(
            base_url=settings.local_url,
            folder=folder / "chat",
            bundle=bundle,
        )
        add_webchat(application, chat, session=session, clock=clock.real)


def clock_mover(database: Database, clock: VirtualClock) -> Callable[[float], Awaitable[None]]:
    """What follows the sandbox's clock: gets its offset in days.

    When it goes back, what was to be done by the time before is due at once, and the send slots
    given away for that time are taken back.
    """

    async def move(days: float) -> None:
        before, now = clock.move(timedelta(days=days))
        if now >= before:
            return

        def pull_in(c: Connection) -> None:
            slots.forget_slots(c)
            backlog.pull_in(c, before=before + EVERY, now=now)

        await database.run(pull_in)

    return move


async def announce(settings: Settings, say: Say) -> None:
    """Tell where everything is, and fetch the chat page's script if it is not there yet."""
    from bot.channel.webchat.page import ensure_bundle

    base = settings.local_url
    say("Claims bot is running, everything embedded.")
    say(f"  Chat:                      {base}/chat")
    say(f"  What the backend received: {base}/sandbox/")
    say(f"  Messages (Playground):     {base}/api/messages")
    say("  Nobody signs in here: everyone on this machine may talk to it (APP_ID is not set).")
    await ensure_bundle(Path(settings.webchat_folder or Path(settings.var_folder, "webchat")))
