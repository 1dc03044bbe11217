"""Routes of the local chat; every one is for this machine alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.channel.auth import refuse_strangers
from bot.channel.webchat.connector_side import ConnectorSide
from bot.channel.webchat.direct_line import DirectLine
from bot.channel.webchat.drive import Drive
from bot.channel.webchat.journal import Journal
from bot.channel.webchat.page import Page
from bot.channel.webchat.room import Room
from bot.errors import AuthRefused

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """Where the local chat lives.

    Shape: `base_url` is how this machine reaches the server (http://127.0.0.1:port); `folder` keeps
    what was said and uploaded; `bundle` is the folder of `webchat.js`, which may still be empty;
    `sandbox_path` is the page that shows what the backend received.
    Units: `max_upload_bytes` per file.
    """

    base_url: str
    folder: Path
    bundle: Path
    sandbox_path: str = "/sandbox/"
    max_upload_bytes: int = 100 * 1024 * 1024


def add_webchat(
    app: web.Application,
    settings: WebChatSettings,
    *,
    session: aiohttp.ClientSession,
    clock: Callable[[], datetime],
) -> Room:
    """Serve the chat page at `/chat` (and `/`), its Direct Line and its Bot Connector."""
    base_url = settings.base_url.rstrip("/")
    journal = Journal(settings.folder / "journal.jsonl")
    journal.load()
    files = Drive(settings.folder / "drive", base_url, settings.max_upload_bytes)
    room = Room(
        journal,
        session,
        base_url=base_url,
        bot_url=f"{base_url}/api/messages",
        files=files,
        clock=clock,
    )
    line = DirectLine(room, settings.folder / "uploads", settings.max_upload_bytes)
    page = Page(settings.bundle, settings.sandbox_path)
    for method, path, handler in (
        *page.routes(),
        *line.routes(),
        *files.routes(),
        *ConnectorSide(room).routes(),
    ):
        app.router.add_route(method, path, _local(handler))

    async def close(_: web.Application) -> None:
        await room.close()

    app.on_shutdown.append(close)
    return room


def _local(handler: _Handler) -> _Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            refuse_strangers(request)
        except AuthRefused as error:
            raise web.HTTPForbidden(text=str(error)) from error
        return await handler(request)

    return guarded
