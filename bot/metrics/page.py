"""`GET /metrics`: who may read it, and what it says."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Iterator

from aiohttp import web

from bot.channel.auth import refuse_strangers
from bot.clock import VirtualClock
from bot.errors import AuthRefused
from bot.metrics.exposition import CONTENT_TYPE, Family, text_of
from bot.metrics.families import Counts, database_figures, process_counts
from bot.metrics.machine import LoopWatch, process_families
from bot.metrics.readings import Readings

log = logging.getLogger(__name__)

PATH = "/metrics"
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


class MetricsPage:
    """Statuses: 200; where a token is set 401 without it, else 403 from another machine."""

    def __init__(
        self, token: str, counts: Counts, readings: Readings, *, clock: VirtualClock
    ) -> None:
        self._token, self._counts, self._readings = token.encode(), counts, readings
        self._clock, self._loop = clock, LoopWatch()
        self._started, self._really_started = clock(), clock.real()

    async def get(self, request: web.Request) -> web.Response:
        """All figures."""
        try:
            admit(request, self._token)
        except AuthRefused as error:
            log.warning("metrics_refused reason=%s", error)
            if self._token:
                return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
            return web.Response(status=403)
        self._loop.start(asyncio.get_running_loop())
        text = text_of([*await self._database(), *self._process()])
        return web.Response(
            body=text.encode(), headers={"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"}
        )

    async def close(self, _: web.Application) -> None:
        """Watch no longer."""
        self._loop.stop()
        await self._readings.close()

    async def _database(self) -> Iterator[Family]:
        reading = await self._readings.latest()
        return database_figures(
            reading,
            self._counts.job_kinds,
            now=self._clock(),
            real=self._clock.real(),
            started=self._started,
        )

    def _process(self) -> Iterator[Family]:
        yield from process_counts(self._counts, self._loop.late_seconds)
        yield from process_families(self._really_started.timestamp())


def admit(request: web.Request, token: bytes) -> None:
    """Who may read: with a token whoever shows it, without one this machine alone.

    Raises: AuthRefused.
    """
    if not token:
        refuse_strangers(request)
        if any(name in request.headers for name in _FORWARDED):
            raise AuthRefused("forwarded from elsewhere")
        return
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    is_right = hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token)
    if scheme.lower() != "bearer" or not is_right:
        raise AuthRefused("not the token")
