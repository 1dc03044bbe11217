"""The lifecycle put together from the settings, for the composition root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.domain.catalog import Catalog
from bot.files import DocumentStore
from bot.lifecycle import feed, inbound, outbound, terms
from bot.lifecycle.feed import FeedReader, ensure_recurring
from bot.lifecycle.inbound import EventHandler
from bot.lifecycle.outbound import Outbound
from bot.lifecycle.terms import DraftSweep, RetentionHandler
from bot.lifecycle.webhook import EventEndpoint
from bot.settings import DEFAULT_WEBHOOK_SECRET, Settings
from bot.storage import events
from bot.storage.database import Database
from bot.storage.events import EventState
from bot.storage.jobs import Job
from bot.worker import Handler

OnDead = Callable[[Connection, Job, str], None]


class Lifecycle:
    """Everything that follows an accepted claim. `posts` counts what became of posted events.

    Units: `clock` may be moved by a person in the sandbox; `real` tells when a webhook was signed.
    """

    def __init__(
        self,
        database: Database,
        backend: BackendClient,
        store: DocumentStore,
        catalog: Catalog,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        real: Callable[[], datetime],
    ) -> None:
        self._database, self._backend, self._settings = database, backend, settings
        self._catalog, self._clock, self._real = catalog, clock, real
        max_age = timedelta(hours=settings.submission_max_hours)
        self.posts: Counter[str] = Counter()
        self._outbound = Outbound(database, backend, store, catalog, clock=clock, max_age=max_age)

    def handlers(self) -> dict[str, Handler]:
        """Job kind → handler."""
        max_wait = timedelta(hours=self._settings.event_wait_hours)
        interval = timedelta(seconds=self._settings.event_poll_seconds)
        clock, database = self._clock, self._database
        return {
            **dict.fromkeys(outbound.KINDS, self._outbound),
            inbound.KIND: EventHandler(database, clock=clock, max_wait=max_wait),
            feed.KIND: FeedReader(database, self._backend, clock=clock, interval=interval),
            terms.SWEEP_KIND: DraftSweep(database, self._catalog, clock=clock),
            terms.RETAIN_KIND: RetentionHandler(database, clock=clock),
        }

    def on_dead(self, also: OnDead) -> OnDead:
        """What is done when a job is buried, together with what others do then."""

        def both(c: Connection, job: Job, error: str) -> None:
            also(c, job, error)
            self._outbound.on_dead(c, job, error)
            if job.kind == inbound.KIND:
                events.mark_event(c, job.arguments["event_id"], EventState.PARKED)

        return both

    def ensure_planned(self, c: Connection, now: datetime) -> None:
        """See that what recurs is planned."""
        ensure_recurring(c, feed.KIND, now)
        ensure_recurring(c, terms.SWEEP_KIND, now)

    def add_routes(self, application: web.Application, nudge: Callable[[], None]) -> None:
        """Serve the events of the claims office. A secret that everybody knows signs nothing."""
        secrets = self._settings.backend_webhook_secret.split(",")
        if not self._settings.is_sandboxed:
            secrets = [one for one in secrets if one.strip() != DEFAULT_WEBHOOK_SECRET]
        endpoint = EventEndpoint(
            self._database,
            secrets=[one.strip() for one in secrets],
            clock=self._real,
            nudge=nudge,
            counts=self.posts,
        )
        endpoint.add_routes(application)
