"""Composition root and command line: settings → stores → clients → dialogs → web application."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
from aiohttp import web

from bot import commands, embedded, housekeeping
from bot.answers import Answers
from bot.answers.classifier import classifier_from
from bot.backend.client import BackendClient, backend_from
from bot.channel.adapter import ChannelAdapter
from bot.channel.assembly import authentication_from, token_source_from
from bot.channel.connector import Connector
from bot.channel.handler import TurnHandler, TurnSettings
from bot.channel.http import ActivityEndpoint, Health, add_channel_routes
from bot.channel.order import OrderLimits, TurnOrder
from bot.channel.proactive import Notifier
from bot.channel.throttle import Throttle
from bot.clock import VirtualClock
from bot.desk import ClaimDesk, FileRoom, MoneyDesk, PeopleDesk
from bot.domain.catalog import Catalog
from bot.errors import BotError, SettingsError
from bot.files import DocumentStore, FileLimits
from bot.files.fetch import fetcher_from
from bot.holidays import holidays_around
from bot.lifecycle import Lifecycle
from bot.loop_probe import watch_loop
from bot.notices import NoticeSender
from bot.questions import QuestionDesk
from bot.reminders import Reminders, ensure_planned, reminder_desk
from bot.settings import Settings
from bot.storage.claims import load_claim
from bot.storage.database import Database
from bot.submission import Submission
from bot.support import SupportHook
from bot.understanding import Recognizer
from bot.warm_up import begin_loading, keep_what_is_loaded
from bot.worker import Worker
from dialogs.main import MainDialog
from dialogs.notices import NoticeCards
from dialogs.reminder_cards import ReminderCards
from dialogs.turn import House
from dialogs.words import failure_text

log = logging.getLogger("bot.app")

SCHEMA_VERSION = 1
"""Of the dialog state; raised when the meaning of the pointer changes."""


def utc_now() -> datetime:
    """The real time; everything else is handed a clock."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(12)


@dataclass(slots=True)
class Bot:
    """The parts of one process, for those who start, stop and watch it."""

    settings: Settings
    web: web.Application
    database: Database
    worker: Worker
    desk: ClaimDesk
    catalog: Catalog
    clock: VirtualClock


async def build(
    settings: Settings,
    stack: AsyncExitStack,
    *,
    clock: Callable[[], datetime] = utc_now,
    works: bool = True,
) -> Bot:
    """Everything connected and ready to be served. What must be closed is left on the stack.

    Without `works` jobs are written but not run, until somebody calls `worker.run_due()`.
    """
    owner, real, clock = new_id(), clock, VirtualClock(clock)
    catalog = commands.catalog_of(settings)
    session = await stack.enter_async_context(
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    )
    database = Database(settings.database)
    await database.open()
    stack.push_async_callback(database.close)
    await database.migrate()
    store = DocumentStore(settings.documents)
    token = token_source_from(settings, session)
    throttle = Throttle(
        conversation_windows=settings.windows(settings.conversation_send_windows),
        tenant_windows=settings.windows(settings.tenant_send_windows),
    )
    connector = Connector(session, token=token, throttle=throttle)
    backend = backend_from(settings, session, real)
    fetcher = fetcher_from(settings, token.get if token else None)
    stack.push_async_callback(fetcher.close)
    worker_box: list[Worker] = []
    desk = ClaimDesk(
        database,
        catalog,
        FileRoom(fetcher, store, FileLimits(max_file_bytes=settings.max_file_bytes)),
        PeopleDesk(database, backend, fresh=timedelta(seconds=settings.contact_fresh_seconds)),
        MoneyDesk(
            database, backend, catalog, fresh=timedelta(seconds=settings.funds_fresh_seconds)
        ),
        new_id=new_id,
        nudge=lambda: worker_box[0].nudge(),
    )
    house = House(
        desk=desk,
        reminders=reminder_desk(database, catalog, desk.money, settings),
        catalog=catalog,
        answers=Answers(catalog, Recognizer.load(catalog)),
        questions=QuestionDesk(database, has_hook=bool(settings.support_hook_url)),
        new_id=new_id,
        support_contact=settings.support_contact,
        default_zone=settings.default_time_zone,
        is_sandbox=settings.is_sandboxed,
        posts_handovers=bool(settings.support_hook_url),
        classifier=classifier_from(settings, session, real),
        is_virtual=lambda: clock.is_virtual,
        holidays=holidays_around,
    )
    lifecycle = Lifecycle(database, backend, store, catalog, settings, clock=clock, real=real)
    worker = _worker(
        settings,
        session,
        database,
        backend,
        store,
        house,
        lifecycle,
        connector,
        owner,
        clock,
    )
    worker_box.append(worker)
    now = clock()
    await database.run(lambda c: housekeeping.enqueue_prune(c, now.date()))
    for plan in (ensure_planned, lifecycle.ensure_planned):
        await database.run(partial(plan, now=now))
    application = _web(settings, session, database, house, connector, owner, clock)
    lifecycle.add_routes(application, worker.nudge)
    if works:
        worker.start()
    stack.push_async_callback(worker.stop)
    return Bot(settings, application, database, worker, desk, catalog, clock)


def _worker(
    settings: Settings,
    session: aiohttp.ClientSession,
    database: Database,
    backend: BackendClient,
    store: DocumentStore,
    house: House,
    lifecycle: Lifecycle,
    connector: Connector,
    owner: str,
    clock: VirtualClock,
) -> Worker:
    max_age, catalog = timedelta(hours=settings.submission_max_hours), house.catalog
    submission = Submission(database, backend, store, clock=clock, max_age=max_age)
    notifier = Notifier(connector, clock=clock)
    sender = NoticeSender(database, notifier, NoticeCards(house, clock).make, clock=clock)
    reminders = Reminders(database, catalog, house.reminders, settings, clock)
    return Worker(
        database,
        {
            "submit": submission,
            "notice": sender,
            **lifecycle.handlers(),
            "support": SupportHook(database, session, settings.support_hook_url, clock=clock),
            **reminders.handlers(notifier, session, ReminderCards(house).make),
            housekeeping.KIND: housekeeping.Housekeeping(database, store, clock=clock),
        },
        owner=owner,
        clock=clock,
        lease_seconds=settings.job_lease_seconds,
        poll_seconds=settings.job_poll_seconds,
        concurrency=settings.job_concurrency,
        max_age_seconds=max_age.total_seconds() * 2,
        on_dead=lifecycle.on_dead(submission.on_dead),
        lease_clock=clock.real,
    )


def _web(
    settings: Settings,
    session: aiohttp.ClientSession,
    database: Database,
    house: House,
    connector: Connector,
    owner: str,
    clock: VirtualClock,
) -> web.Application:
    handler = TurnHandler(
        MainDialog(house, settings.default_language),
        adapter=ChannelAdapter(connector),
        order=TurnOrder(
            database,
            owner=owner,
            clock=clock.real,
            limits=OrderLimits(wait_seconds=settings.lock_wait_seconds),
        ),
        settings=TurnSettings(
            failure_text=failure_text,
            new_reference=lambda: secrets.token_hex(4),
            clock=clock,
            schema_version=SCHEMA_VERSION,
        ),
        read_claim=load_claim,
    )
    endpoint = ActivityEndpoint(
        authentication_from(settings, session),
        handler,
        clock=clock.real,
        max_text_chars=settings.max_text_characters,
    )
    application = web.Application()
    health = Health(
        {"database": lambda: database.run(lambda c: c.connection is not None, write=False)}
    )
    add_channel_routes(application, endpoint, health)
    if settings.is_sandboxed:
        from bot.backend.sandbox import create_sandbox  # the product itself runs without it

        embedded.add_sandbox(
            application, create_sandbox, settings, session, database, clock, house.catalog
        )
    return application


async def serve(settings: Settings) -> None:
    """Serve until the process is told to stop."""
    begin_loading()
    async with AsyncExitStack() as stack:
        bot = await build(settings, stack)
        runner = web.AppRunner(bot.web, access_log=None, handle_signals=True)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, settings.host, settings.port).start()
        keep_what_is_loaded()
        if settings.loop_probe_file:
            probe = asyncio.create_task(watch_loop(Path(settings.loop_probe_file)))
            stack.callback(probe.cancel)
        if settings.is_sandboxed and not settings.app_id:
            await embedded.announce(settings, print)
        else:
            print(f"Claims bot: {settings.base_url}/api/messages", flush=True)
        await asyncio.Event().wait()


def main(arguments: list[str]) -> int:
    """The command line. Gives the exit code."""
    given = commands.parser(__doc__ or "").parse_args(arguments)
    logging.basicConfig(
        level=os.environ.get("LOG_LEVEL", "WARNING").upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    try:
        settings = Settings.from_environment(os.environ)
        if given.command in commands.COMMANDS:
            return commands.COMMANDS[given.command](settings, given, utc_now())
        asyncio.run(serve(settings))
    except SettingsError as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    except BotError as error:
        print(f"Cannot start: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
