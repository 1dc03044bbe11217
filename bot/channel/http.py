"""The routes of the channel and of whoever watches the process."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from time import perf_counter

from aiohttp import web

from bot.channel.addresses import MalformedActivity
from bot.channel.auth import Authentication
from bot.channel.handler import TurnAnswer, TurnHandler
from bot.channel.incoming import MAX_TEXT_CHARS, Received, parse_body, read_activity
from bot.channel.order import TurnBusy
from bot.channel.raw import json_bytes
from bot.counting import Histogram
from bot.domain.inputs import IncomingKind
from bot.errors import AuthRefused, KeysUnavailable, StorageUnavailable

log = logging.getLogger("bot.channel.http")

MAX_BODY_BYTES = 256 * 1024
CHECK_SECONDS = 3
TURN_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15)
"""Bounds by which turns are counted; the channel gives up after 15 seconds."""

Check = Callable[[], Awaitable[object]]

_TURN = "turn"
_POSTPONED = {
    KeysUnavailable: "without_keys",
    StorageUnavailable: "without_database",
    TurnBusy: "busy",
}
OUTCOMES = (
    *("answered", "seen_before", "ignored", "refused", "malformed", "failed"),
    *_POSTPONED.values(),
)
"""What becomes of an activity. Ignored is what is no turn, as somebody typing; the channel is asked
to deliver again what found the turn before still going on, no database or no signing keys.
"""


class ActivityEndpoint:
    """`POST /api/messages`: who is it, what is it, may they; then the turn.

    Statuses: 202 handled, 200 with a body for a button press, 400 no activity, 401 refused, 413 too
    big, 415 no JSON, 501 an invoke we do not know, 503 try again.
    """

    def __init__(
        self,
        authentication: Authentication,
        handler: TurnHandler,
        *,
        clock: Callable[[], datetime],
        max_body_bytes: int = MAX_BODY_BYTES,
        max_text_chars: int = MAX_TEXT_CHARS,
    ) -> None:
        self._authentication, self._handler, self._clock = authentication, handler, clock
        self._max_body_bytes, self._max_text_chars = max_body_bytes, max_text_chars
        self._ended: Counter[str] = Counter()
        self._answered = 0
        self.turn_seconds = Histogram(TURN_SECONDS)

    async def post(self, request: web.Request) -> web.Response:
        """Answer one activity."""
        began, outcome = perf_counter(), "failed"
        try:
            received = await self._receive(request)
            answer = await self._handler.handle(received)
            outcome = _outcome(received, answer)
            return _response(answer)
        except AuthRefused as error:
            log.warning("activity_refused reason=%s", error)
            outcome = "refused"
            return _problem(401, "Unauthorized")
        except MalformedActivity as error:
            log.warning("activity_malformed part=%s", error)
            outcome = "malformed"
            return _problem(400, "BadRequest")
        except web.HTTPClientError:
            outcome = "malformed"
            raise
        except (KeysUnavailable, StorageUnavailable, TurnBusy) as error:
            log.warning("activity_postponed reason=%s", type(error).__name__)
            outcome = _POSTPONED.get(type(error), "failed")
            return _problem(503, "ServiceUnavailable")
        finally:
            self._ended[outcome] += 1
            if outcome == _TURN:
                self.turn_seconds.observe(perf_counter() - began)

    def turns(self) -> dict[str, int]:
        """Outcome → how many activities had it since the start.

        A turn that failed and then found no database to give back its conversation counts twice, as
        `failed` and `without_database`, and takes one off the answered.
        """
        counts = {name: self._ended[name] for name in OUTCOMES}
        seen, failed = (self._handler.counts[name] for name in ("seen_before", "failed"))
        # the handler counts a failure before its turn ends: what was told once is not taken back
        self._answered = max(self._answered, self._ended[_TURN] - seen - failed)
        counts["failed"] += failed
        return counts | {"answered": self._answered, "seen_before": seen}

    async def _receive(self, request: web.Request) -> Received:
        caller = await self._authentication.identify(request)
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType()
        body = await _read(request, self._max_body_bytes)
        received = read_activity(
            parse_body(body), now=self._clock(), max_text_chars=self._max_text_chars
        )
        self._authentication.admit(caller, received.address)
        return received


class Health:
    """`/healthz`: the process answers; `/readyz`: what it needs answers too."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def alive(self, request: web.Request) -> web.Response:
        """Always 200."""
        return web.json_response({"status": "ok"})

    async def ready(self, request: web.Request) -> web.Response:
        """200 when every check passes, else 503; names only, no reasons."""
        results = {name: await _passes(name, check) for name, check in self._checks.items()}
        status = 200 if all(results.values()) else 503
        checks = {name: "ok" if passed else "failing" for name, passed in results.items()}
        return web.json_response(
            {"status": "ok" if status == 200 else "failing", "checks": checks}, status=status
        )


def add_channel_routes(app: web.Application, endpoint: ActivityEndpoint, health: Health) -> None:
    """Serve the channel and the health pages."""
    app.router.add_post("/api/messages", endpoint.post)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)


def _outcome(received: Received, answer: TurnAnswer) -> str:
    is_other = received.incoming.kind is IncomingKind.OTHER or answer.status == 501
    return "ignored" if is_other else _TURN


async def _passes(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except Exception as error:  # a health page tells of every failure
        log.warning("not_ready check=%s error=%s", name, type(error).__name__)
        return False
    return True


async def _read(request: web.Request, max_bytes: int) -> bytes:
    length = request.content_length
    if (length or 0) > max_bytes:
        raise web.HTTPRequestEntityTooLarge(max_bytes)
    is_packed = "Content-Encoding" in request.headers  # then the length is not that of the body
    body = b""
    try:
        while chunk := await request.content.readany():
            body += chunk
            if len(body) > max_bytes:
                raise web.HTTPRequestEntityTooLarge(max_bytes)
            if len(body) == length and not is_packed:
                break
    except web.RequestPayloadError as error:  # not packed as announced
        raise MalformedActivity(type(error).__name__) from None
    return body


def _response(answer: TurnAnswer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.Response(
        status=answer.status,
        body=json_bytes(answer.body),
        content_type="application/json",
    )


def _problem(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code}}, status=status)
