"""When the feed of the claims office is read next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.backend.contract import EventPage
from bot.errors import BackendRefused, BackendUnavailable
from bot.lifecycle import feed
from bot.lifecycle.feed import FeedReader, ensure_recurring
from bot.storage import events
from bot.storage.database import Database
from bot.worker import Worker
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import load

INTERVAL = timedelta(seconds=30)


class Backend:
    """A claims API whose feed has so many pages, or an error instead."""

    def __init__(self, pages: int = 1, error: Exception | None = None) -> None:
        self._pages, self._error, self.asked = pages, error, 0

    async def events(self, cursor: str, limit: int) -> EventPage:
        if self._error is not None:
            raise self._error
        self.asked += 1
        return EventPage(events=(), next=f"page-{self.asked}", has_more=self.asked < self._pages)


async def reads(database: Database, clock: Clock, backend: Any) -> None:
    reader = FeedReader(database, backend, clock=clock, interval=INTERVAL)
    await database.run(lambda c: ensure_recurring(c, feed.KIND, NOW))
    await Worker(database, {feed.KIND: reader}, owner="one", clock=clock).run_due()


async def test_a_long_backlog_is_gone_on_with_at_once(database: Database, clock: Clock) -> None:
    backend = Backend(pages=feed.MAX_PAGES + 1)
    await reads(database, clock, backend)

    assert backend.asked == feed.MAX_PAGES + 1
    assert await database.run(lambda c: events.feed_position(c, feed.FEED)) == "page-51"
    assert (await load(database, feed.KIND)).run_at == NOW + INTERVAL


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (BackendUnavailable("busy", retry_after_seconds=600), 600),
        (BackendUnavailable("busy", retry_after_seconds=1), 30),
        (BackendRefused(403, "forbidden", "No."), 30),
    ],
)
async def test_a_feed_that_cannot_be_read_is_read_later(
    database: Database, clock: Clock, error: Exception, seconds: int
) -> None:
    await reads(database, clock, Backend(error=error))

    assert (await load(database, feed.KIND)).run_at == NOW + timedelta(seconds=seconds)


async def test_a_feed_that_was_read_is_read_again_after_a_start(
    database: Database, clock: Clock
) -> None:
    await reads(database, clock, Backend())
    clock.advance(INTERVAL.total_seconds())
    backend = Backend()
    await reads(database, clock, backend)

    assert backend.asked == 1
