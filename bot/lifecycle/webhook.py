"""The route on which the claims office tells of events, signed and within a window of time."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web
from pydantic import ValidationError

from bot.backend.contract import ClaimEvent
from bot.backend.signature import verify
from bot.errors import AuthRefused, StorageUnavailable
from bot.lifecycle.inbound import is_usable, take_event
from bot.storage.database import Database

log = logging.getLogger(__name__)

PATH = "/api/backend-events"
MAX_BODY_BYTES = 256 * 1024
RESULTS = ("kept", "known", "refused", "malformed", "postponed")
"""What becomes of an event that is posted."""


class EventEndpoint:
    """`POST /api/backend-events`: signature, then shape, then one commit, then the answer.

    Statuses: 202 kept (also when it was known), 400 no event, 401 not signed by us or too old,
    413 too big, 503 try again. Without secrets everything is refused.
    """

    def __init__(
        self,
        database: Database,
        *,
        secrets: Sequence[str],
        clock: Callable[[], datetime],
        nudge: Callable[[], None],
        counts: Counter[str] | None = None,
    ) -> None:
        self._database, self._secrets = database, tuple(secrets)
        self._clock, self._nudge = clock, nudge
        self._counts = Counter[str]() if counts is None else counts

    def add_routes(self, application: web.Application) -> None:
        """Serve the events."""
        application.router.add_post(PATH, self.post)

    async def post(self, request: web.Request) -> web.Response:
        """Take one event."""
        now = self._clock()
        body = await _read(request)
        try:
            verify(request.headers, body, secrets=self._secrets, now=now)
            event = ClaimEvent.model_validate_json(body)
        except AuthRefused as error:
            log.warning("event_refused reason=%s", error)
            return self._refuse("refused", 401, "Unauthorized")
        except ValidationError as error:
            log.warning("event_malformed problems=%d", error.error_count())
            return self._refuse("malformed", 400, "BadRequest")
        if not is_usable(event):
            return self._refuse("malformed", 400, "BadRequest")
        try:
            fresh = await self._database.run(lambda c: take_event(c, event, "webhook", now))
        except StorageUnavailable:
            return self._refuse("postponed", 503, "ServiceUnavailable")
        self._counts["kept" if fresh else "known"] += 1
        if fresh:
            self._nudge()
        return web.Response(status=202)

    def _refuse(self, result: str, status: int, code: str) -> web.Response:
        self._counts[result] += 1
        return web.json_response({"error": {"code": code}}, status=status)


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES)
    body = bytearray()
    while chunk := await request.content.readany():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES)
    return bytes(body)
