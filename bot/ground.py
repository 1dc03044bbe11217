"""What everything stands on, opened from the settings: connections, stores, clocks, the port."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

import aiohttp
from aiohttp import web

from bot import commands
from bot.backend.client import BackendClient, backend_from
from bot.channel.assembly import token_source_from
from bot.channel.connector import Connector
from bot.channel.throttle import Throttle
from bot.clock import VirtualClock
from bot.domain.catalog import Catalog
from bot.errors import SettingsError
from bot.files import DocumentStore, FileFetcher
from bot.files.fetch import fetcher_from
from bot.settings import Settings
from bot.storage.database import Database


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on: connections, stores, clocks."""

    settings: Settings
    session: aiohttp.ClientSession
    database: Database
    store: DocumentStore
    backend: BackendClient
    connector: Connector
    fetcher: FileFetcher
    catalog: Catalog
    owner: str
    clock: VirtualClock
    real: Callable[[], datetime]


async def open_ground(
    settings: Settings, stack: AsyncExitStack, real: Callable[[], datetime], *, serves: bool
) -> Ground:
    """Open everything; what must be closed is left on the stack.

    Raises: SettingsError when what VAR_FOLDER names cannot be written.
    Raises: StorageInUse, before anything is touched, when another process `serves` the same file.
    """
    _need_folder(settings)
    session = await stack.enter_async_context(
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
        )
    )
    database = Database(settings.database)
    await database.open()
    stack.push_async_callback(database.close)
    if serves:
        database.serve_alone()
    await database.migrate()
    token = token_source_from(settings, session)
    throttle = Throttle(
        conversation_windows=settings.windows(settings.conversation_send_windows),
        tenant_windows=settings.windows(settings.tenant_send_windows),
    )
    fetcher = fetcher_from(settings, token.get if token else None)
    stack.push_async_callback(fetcher.close)
    return Ground(
        settings,
        session,
        database,
        DocumentStore(settings.documents),
        backend_from(settings, session, real),
        Connector(session, token=token, throttle=throttle),
        fetcher,
        commands.catalog_of(settings),
        new_id(),
        VirtualClock(real),
        real,
    )


async def listen(runner: web.AppRunner, settings: Settings) -> None:
    """Serve at the address and port of the settings.

    Raises: SettingsError when the port is taken or the address is not of this machine.
    """
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"port {settings.port} is taken by another program: stop that one, or choose "
                "another port, as in PORT=4000 make run"
            ) from error
        raise SettingsError(
            f"cannot listen at HOST={settings.host} PORT={settings.port}: {error.strerror}"
        ) from error


def _need_folder(settings: Settings) -> None:
    """The folder of the embedded defaults, if one of them is in use."""
    if settings.database_url and settings.documents_url and not settings.is_sandboxed:
        return
    folder = Path(settings.var_folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SettingsError(
            f"VAR_FOLDER is {settings.var_folder!r}, which cannot be written "
            f"({error.strerror}): write a folder in which this user may make files"
        ) from error
