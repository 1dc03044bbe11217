"""Composition root and command line: settings → stores → clients → dialogs → web application."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.warm_up import begin_loading, keep_what_is_loaded, loading_the_rest

if __name__ == "__main__":
    begin_loading()  # most of a start are the imports below

from aiohttp import web

from bot import commands, embedded, housekeeping
from bot.answers import Answers
from bot.answers.classifier import classifier_from
from bot.channel.adapter import ChannelAdapter
from bot.channel.assembly import authentication_from
from bot.channel.handler import ReadClaim, TurnHandler, TurnSettings
from bot.channel.http import ActivityEndpoint, Health, add_channel_routes
from bot.channel.order import OrderLimits, TurnOrder
from bot.channel.proactive import Notifier
from bot.clock import VirtualClock
from bot.desk import ClaimDesk, FileRoom, MoneyDesk, PeopleDesk
from bot.domain.catalog import Catalog
from bot.domain.value import to_build
from bot.errors import BotError, SettingsError, StorageUnavailable
from bot.files import FileLimits
from bot.ground import Ground, listen, new_id, open_ground
from bot.holidays import holidays_around
from bot.lifecycle import Lifecycle
from bot.loop_probe import watch_loop
from bot.metrics import add_metrics
from bot.notices import came_back, notice_handlers
from bot.questions import QuestionDesk
from bot.reminders import Reminders, ensure_planned, reminder_desk
from bot.settings import Settings
from bot.storage import backlog
from bot.storage.claims import read_claim, recent_claim
from bot.storage.database import Database
from bot.submission import Submission
from bot.support import SupportHook
from bot.text.patterns import to_compile
from bot.understanding import LateRecognizer, to_read
from bot.worker import Handler, Worker
from dialogs.main import MainDialog
from dialogs.notices import NoticeCards
from dialogs.reminder_cards import ReminderCards
from dialogs.turn import House
from dialogs.words import failure_text

SCHEMA_VERSION = 1
"""Of the dialog state; raised when the meaning of the pointer changes."""


def utc_now() -> datetime:
    """The real time; everything else is handed a clock."""
    return datetime.now(UTC)


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
    ground = await open_ground(settings, stack, clock, serves=works)
    worker_box: list[Worker] = []
    house = _house(ground, _desk(ground, lambda: worker_box[0].nudge()))
    lifecycle = Lifecycle(
        ground.database,
        ground.backend,
        ground.store,
        ground.catalog,
        settings,
        clock=ground.clock,
        real=ground.real,
    )
    worker = _worker(ground, house, lifecycle)
    worker_box.append(worker)
    now = ground.clock()
    if works and ground.database.serve_alone():
        await ground.database.run(lambda c: backlog.release_leases(c, now))
    await ground.database.run(lambda c: housekeeping.enqueue_prune(c, now.date()))
    for plan in (ensure_planned, lifecycle.ensure_planned):
        await ground.database.run(partial(plan, now=now))
    application, endpoint = _web(ground, house)
    lifecycle.add_routes(application, worker.nudge)
    add_metrics(application, ground, house.desk, endpoint, lifecycle, worker)
    if works:
        worker.start()
    stack.push_async_callback(worker.stop)
    return Bot(
        settings, application, ground.database, worker, house.desk, ground.catalog, ground.clock
    )


def _desk(ground: Ground, nudge: Callable[[], None]) -> ClaimDesk:
    settings, database, backend = ground.settings, ground.database, ground.backend
    limits = FileLimits(max_file_bytes=settings.max_file_bytes)
    contact_fresh = timedelta(seconds=settings.contact_fresh_seconds)
    funds_fresh = timedelta(seconds=settings.funds_fresh_seconds)
    return ClaimDesk(
        database,
        ground.catalog,
        FileRoom(ground.fetcher, ground.store, limits),
        PeopleDesk(database, backend, fresh=contact_fresh),
        MoneyDesk(database, backend, ground.catalog, fresh=funds_fresh),
        new_id=new_id,
        nudge=nudge,
    )


def _house(ground: Ground, desk: ClaimDesk) -> House:
    settings, catalog, clock = ground.settings, ground.catalog, ground.clock
    return House(
        desk=desk,
        reminders=reminder_desk(ground.database, catalog, desk.money, settings),
        catalog=catalog,
        answers=Answers(catalog, LateRecognizer.load(catalog)),
        questions=QuestionDesk(ground.database, has_hook=bool(settings.support_hook_url)),
        new_id=new_id,
        support_contact=settings.support_contact,
        default_zone=settings.default_time_zone,
        is_sandbox=settings.is_sandboxed,
        posts_handovers=bool(settings.support_hook_url),
        classifier=classifier_from(settings, ground.session, ground.real),
        is_virtual=lambda: clock.is_virtual,
        holidays=holidays_around,
    )


def _worker(ground: Ground, house: House, lifecycle: Lifecycle) -> Worker:
    settings, database, clock = ground.settings, ground.database, ground.clock
    max_age, catalog = timedelta(hours=settings.submission_max_hours), ground.catalog
    submission = Submission(database, ground.backend, ground.store, clock=clock, max_age=max_age)
    notifier = Notifier(ground.connector, clock=clock)
    reminders = Reminders(database, catalog, house.reminders, settings, clock)
    prune = housekeeping.Housekeeping(database, ground.store, clock=clock)
    cards = NoticeCards(house, clock)
    send_reminders = reminders.handlers(notifier, ground.session, ReminderCards(house).make)
    handlers: dict[str, Handler] = {
        "submit": submission,
        "support": SupportHook(database, ground.session, settings.support_hook_url, clock=clock),
        housekeeping.KIND: prune,
        **notice_handlers(database, notifier, cards.make, cards.draw, clock=clock),
        **lifecycle.handlers(),
        **send_reminders,
    }
    return Worker(
        database,
        handlers,
        owner=ground.owner,
        clock=clock,
        lease_seconds=settings.job_lease_seconds,
        poll_seconds=settings.job_poll_seconds,
        concurrency=settings.job_concurrency,
        max_age_seconds=max_age.total_seconds() * 2,
        on_dead=lifecycle.on_dead(submission.on_dead),
        lease_clock=clock.real,
    )


def _web(ground: Ground, house: House) -> tuple[web.Application, ActivityEndpoint]:
    settings, session, database = ground.settings, ground.session, ground.database
    clock = ground.clock
    handler = _handler(ground, house)
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
    return application, endpoint


def _handler(ground: Ground, house: House) -> TurnHandler:
    settings, clock = ground.settings, ground.clock
    return TurnHandler(
        MainDialog(house, settings.default_language),
        adapter=ChannelAdapter(ground.connector),
        order=TurnOrder(
            ground.database,
            owner=ground.owner,
            clock=clock.real,
            limits=OrderLimits(wait_seconds=settings.lock_wait_seconds),
        ),
        settings=TurnSettings(
            failure_text=failure_text,
            new_reference=lambda: secrets.token_hex(4),
            clock=clock,
            schema_version=SCHEMA_VERSION,
            came_back=partial(came_back, ground.database),
        ),
        read_claim=ReadClaim(read_claim, recent_claim),
    )


async def serve(settings: Settings) -> None:
    """Serve until the process is told to stop."""
    begin_loading()
    async with AsyncExitStack() as stack:
        bot = await build(settings, stack)
        runner = web.AppRunner(bot.web, access_log=None, handle_signals=True)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await listen(runner, settings)
        await stack.enter_async_context(loading_the_rest(to_read(), to_compile(), to_build()))
        if settings.loop_probe_file:
            probe = asyncio.create_task(watch_loop(Path(settings.loop_probe_file)))
            stack.callback(probe.cancel)
        if settings.is_sandboxed and not settings.app_id:
            await embedded.announce(settings, partial(print, flush=True))
        else:
            print(f"Claims bot: {settings.base_url}/api/messages", flush=True)
        await asyncio.Event().wait()


def main(arguments: list[str]) -> int:
    """The command line. Gives the exit code."""
    if arguments[:1] == ["manifest"]:
        return commands.pack_manifest(arguments[1:])
    given = commands.parser(__doc__ or "").parse_args(arguments)
    try:
        commands.begin_logging()
        settings = Settings.from_environment(os.environ)
        if given.command in commands.COMMANDS:
            keep_what_is_loaded()
            return commands.COMMANDS[given.command](settings, given, utc_now())
        settings.check_serving()
        asyncio.run(serve(settings))
    except SettingsError as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, web.GracefulExit):
        return 0
    except StorageUnavailable as error:
        print(f"Cannot start: the database cannot be used (DATABASE_URL): {error}", file=sys.stderr)
        return 1
    except BotError as error:
        print(f"Cannot start: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
