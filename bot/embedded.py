"""What stands in for the outside world in local use: the sandbox of the API and the chat page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.settings import Settings

Say = Callable[[str], None]


def add_sandbox(
    application: web.Application,
    create_sandbox: Callable[..., web.Application],
    settings: Settings,
    session: aiohttp.ClientSession,
    clock: Callable[[], datetime],
) -> None:
    """Mount the sandbox, and the chat page where nobody is authenticated."""
    # imported only here: the product itself must run without it
    from bot.channel.webchat import WebChatSettings, add_webchat

    folder = Path(settings.var_folder)
    sandbox = create_sandbox(
        folder / "sandbox.db",
        clock=clock,
        client_id=settings.backend_client_id,
        client_secret=settings.backend_client_secret,
        webhook_secret=settings.backend_webhook_secret,
    )
    application.add_subapp("/sandbox", sandbox)
    if not settings.app_id:
        bundle = Path(settings.webchat_folder or folder / "webchat")
        chat = WebChatSettings(
            base_url=f"http://{settings.host}:{settings.port}",
            folder=folder / "chat",
            bundle=bundle,
        )
        add_webchat(application, chat, session=session, clock=clock)


async def announce(settings: Settings, say: Say) -> None:
    """Tell where everything is, and fetch the chat page's script if it is not there yet."""
    from bot.channel.webchat.page import ensure_bundle

    base = f"http://{settings.host}:{settings.port}"
    say("Claims bot is running, everything embedded.")
    say(f"  Chat:                      {base}/chat")
    say(f"  What the backend received: {base}/sandbox/")
    say(f"  Messages (Playground):     {base}/api/messages")
    await ensure_bundle(Path(settings.webchat_folder or Path(settings.var_folder, "webchat")))
