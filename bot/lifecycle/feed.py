"""The feed of the claims office, read again and again in case a webhook did not arrive.

One job that recurs under one key, so one replica reads at a time; the cursor is stored in the
commit that keeps the events.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.backend.contract import EventPage
from bot.errors import BackendRefused, BackendUnavailable
from bot.lifecycle.inbound import is_usable, take_event
from bot.storage import events, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome

log = logging.getLogger(__name__)

KIND = "poll_events"
FEED = "claims"
PAGE = 100
MAX_PAGES = 50
"""In one run; a longer backlog is gone on with at once in the next."""

CURSOR_UNKNOWN = "cursor-unknown"


def ensure_recurring(c: Connection, key: str, now: datetime) -> None:
    """See that the recurring job of this key and kind is planned, also after it had died."""
    if not jobs.enqueue(c, job_key=key, kind=key, arguments={}, run_at=now):
        jobs.revive(c, key, now)
        jobs.again(c, key, now)


class FeedReader:
    """Handler of the `poll_events` job; it plans itself again, whatever the backend answers."""

    def __init__(
        self,
        database: Database,
        backend: BackendClient,
        *,
        clock: Callable[[], datetime],
        interval: timedelta,
    ) -> None:
        self._database, self._backend = database, backend
        self._clock, self._interval = clock, interval

    async def __call__(self, job: Job) -> JobOutcome:
        """Read what is new, page by page."""
        cursor = await self._database.run(lambda c: events.feed_position(c, FEED), write=False)
        fresh, pause = 0, self._interval
        try:
            for _ in range(MAX_PAGES):
                page = await self._page(cursor)
                fresh += await self._keep(page)
                cursor = page.next
                if not page.has_more:
                    break
            else:
                pause = timedelta(0)
        except BackendUnavailable as error:
            pause = max(pause, timedelta(seconds=error.retry_after_seconds or 0))
            return self._again(pause, {"error": str(error)[:200], "new": fresh})
        except BackendRefused as error:
            log.warning("feed_refused status=%d code=%s", error.status, error.code)
            return self._again(pause, {"error": str(error)[:200], "new": fresh})
        return self._again(pause, {"new": fresh})

    async def _page(self, cursor: str) -> EventPage:
        """A page; from the start when the feed no longer knows the cursor: ids tell what is new."""
        try:
            return await self._backend.events(cursor, PAGE)
        except BackendRefused as error:
            if not cursor or error.code != CURSOR_UNKNOWN:
                raise
            log.warning("feed_cursor_unknown")
            return await self._backend.events("", PAGE)

    async def _keep(self, page: EventPage) -> int:
        now = self._clock()
        usable = [event for event in page.events if is_usable(event)]

        def work(c: Connection) -> int:
            events.save_feed_position(c, FEED, page.next, now)
            return sum(take_event(c, event, "feed", now) for event in usable)

        return await self._database.run(work)

    def _again(self, pause: timedelta, result: dict[str, Any]) -> JobOutcome:
        run_at = self._clock() + pause
        return Done(result, lambda c: _plan(c, run_at))


def _plan(c: Connection, run_at: datetime) -> None:
    jobs.again(c, KIND, run_at)
