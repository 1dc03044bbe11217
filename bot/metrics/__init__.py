"""Figures for whoever watches the bot, in the text format of Prometheus."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot.channel.http import ActivityEndpoint
from bot.desk import ClaimDesk
from bot.ground import Ground
from bot.lifecycle import Lifecycle
from bot.lifecycle.feed import FEED
from bot.metrics.families import Counts
from bot.metrics.page import PATH, MetricsPage
from bot.metrics.readings import Readings
from bot.storage.figures import Figures, read_figures
from bot.worker import Worker

__all__ = ["PATH", "add_metrics"]


def add_metrics(
    application: web.Application,
    ground: Ground,
    desk: ClaimDesk,
    endpoint: ActivityEndpoint,
    lifecycle: Lifecycle,
    worker: Worker,
) -> None:
    """Serve the figures of these parts and of the database."""
    database, clock = ground.database, ground.clock

    async def read() -> Figures:
        work = partial(read_figures, now=clock(), feed=FEED)
        return await database.run(work, write=False)

    counts = Counts(
        endpoint,
        channel=ground.connector.counts,
        uploads=desk.files.counts,
        backend=ground.backend.counts,
        events=lifecycle.posts,
        attempts=worker.counts,
        job_kinds=worker.kinds,
    )
    readings = Readings(read, clock=clock.real)
    page = MetricsPage(ground.settings.metrics_token, counts, readings, clock=clock)
    application.router.add_get(PATH, page.get)
    application.on_cleanup.append(page.close)
