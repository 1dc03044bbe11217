"""Lean Bot Connector client on a shared session: send, replace and delete messages.

Source: Bot Connector REST API v3; which statuses may be repeated: "Send and receive messages",
status table.
"""

from __future__ import annotations

import asyncio
import email.utils
import logging
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.channel.auth import is_loopback_url
from bot.channel.raw import message_bytes, read_json
from bot.channel.throttle import Throttle
from bot.channel.tokens import TokenSource
from bot.errors import ConnectorError

log = logging.getLogger("bot.channel.connector")

_NOT_TAKEN = (412, 429)
_DOWN = (502, 503, 504)
_MAX_ANSWER_BYTES = 64 * 1024
RESULTS = (
    *("taken", "throttled", "refused", "unauthorized", "failed", "unanswered"),
    *("without_token", "held_back"),
)
"""What becomes of a call. The channel refuses by 4xx, and fails by 5xx; without a token, or where
our own limits would be passed (typing is then left out), there was no call.
"""


class Place(NamedTuple):
    """Where a message goes."""

    service_url: str
    conversation_id: str
    tenant_id: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one call may take altogether. Units: seconds."""

    timeout_seconds: float = 10
    retries: int = 2
    first_pause_seconds: float = 0.5
    max_wait_seconds: float = 5


class Connector:
    """The channel's REST API.

    A message is repeated only when the service cannot have taken it: 412, 429, no connection. What
    replaces or deletes is repeated on 502, 503, 504 and time-outs too. Bodies are never logged.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        token: TokenSource | None,
        throttle: Throttle | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._session, self._token = session, token
        self._throttle = throttle or Throttle()
        self._patience = patience or Patience()
        self._sleep, self._jitter, self._wall_clock = sleep, jitter, wall_clock
        self._timeout = aiohttp.ClientTimeout(total=self._patience.timeout_seconds)
        self.counts: Counter[str] = Counter()

    async def send(
        self,
        place: Place,
        activity: Mapping[str, Any],
        *,
        reply_to: str = "",
        max_wait_seconds: float | None = None,
    ) -> str:
        """Post a message; the channel's id of it, "" when the channel gave none.

        Units: `max_wait_seconds` bounds the wait for our own limits.
        Raises: ConnectorError.
        """
        path = f"/{_segment(reply_to)}" if reply_to else ""
        answer = await self._call("POST", place, path, activity, max_wait_seconds)
        return _id_in(answer)

    async def update(self, place: Place, activity_id: str, activity: Mapping[str, Any]) -> str:
        """Replace a message; its id. Raises: ConnectorError."""
        answer = await self._call("PUT", place, f"/{_segment(activity_id)}", activity)
        return _id_in(answer) or activity_id

    async def delete(self, place: Place, activity_id: str) -> None:
        """Delete a message. Raises: ConnectorError."""
        await self._call("DELETE", place, f"/{_segment(activity_id)}", None)

    async def _call(
        self,
        method: str,
        place: Place,
        path: str,
        body: Mapping[str, Any] | None,
        max_wait_seconds: float | None = None,
    ) -> bytes:
        url = _url(place, path)
        content = None if body is None else message_bytes(body)
        longest = self._patience.max_wait_seconds
        try:
            await self._throttle.wait(
                place.conversation_id,
                place.tenant_id,
                longest if max_wait_seconds is None else max_wait_seconds,
            )
        except ConnectorError:
            self.counts["held_back"] += 1
            raise
        attempt = 0
        while True:
            try:
                answer = await self._once(method, url, content)
            except ConnectorError as error:
                self.counts[_result(error)] += 1
                wait = self._pause(method, error, attempt, place)
                if wait is None:
                    raise
            else:
                self.counts["taken"] += 1
                return answer
            attempt += 1
            await self._sleep(wait)

    async def _once(self, method: str, url: URL, content: bytes | None) -> bytes:
        headers = {"Content-Type": "application/json"} if content is not None else {}
        token = ""
        if self._token:
            token = await self._token.get()
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._session.request(
                method,
                url,
                data=content,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except aiohttp.ClientConnectorError as error:
            raise ConnectorError(0, "NotReachable", type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ConnectorError(0, "NoAnswer", type(error).__name__) from error
        if response.status < 300:
            return answer
        if response.status == 401 and self._token:
            self._token.forget(token)
        raise ConnectorError(
            response.status,
            _code_in(answer),
            retry_after_seconds=self._retry_after(response.headers.get("Retry-After")),
        )

    def _pause(
        self, method: str, error: ConnectorError, attempt: int, place: Place
    ) -> float | None:
        if error.status == 429 and error.retry_after_seconds:
            self._throttle.hold(place.conversation_id, error.retry_after_seconds)
        if attempt >= self._patience.retries or not _may_repeat(method, error, attempt):
            return None
        pause = self._patience.first_pause_seconds * 2**attempt * (0.5 + self._jitter())
        wait = pause if error.retry_after_seconds is None else error.retry_after_seconds
        return wait if wait <= self._patience.max_wait_seconds else None

    def _retry_after(self, value: str | None) -> float | None:
        if not value:
            return None
        try:
            return max(0.0, float(value))
        except ValueError:
            pass
        try:
            instant = email.utils.parsedate_to_datetime(value)
        except ValueError:
            return None
        return max(0.0, instant.timestamp() - self._wall_clock())


def _result(error: ConnectorError) -> str:
    if error.status == 0:
        return "without_token" if error.code == "TokenUnavailable" else "unanswered"
    if error.status >= 500:
        return "failed"
    return {401: "unauthorized", 429: "throttled"}.get(error.status, "refused")


def _may_repeat(method: str, error: ConnectorError, attempt: int) -> bool:
    if error.status in _NOT_TAKEN or error.code == "NotReachable":
        return True
    if error.status == 401:
        return attempt == 0
    return method != "POST" and (error.status in _DOWN or error.code == "NoAnswer")


def _url(place: Place, path: str) -> URL:
    activities = _activities(place.service_url, place.conversation_id)
    # a third of what it takes to read the whole URL again
    return activities.with_path(activities.raw_path + path, encoded=True)


@lru_cache(maxsize=256)
def _activities(service_url: str, conversation_id: str) -> URL:
    base = service_url.rstrip("/")
    if not base.startswith("https://") and not is_loopback_url(base):
        raise ConnectorError(0, "InsecureServiceUrl")
    return URL(f"{base}/v3/conversations/{_segment(conversation_id)}/activities", encoded=True)


def _segment(identifier: str) -> str:
    return quote(identifier, safe="")


def _id_in(answer: bytes) -> str:
    parsed = _parse(answer)
    identifier = parsed.get("id")
    return identifier if isinstance(identifier, str) else ""


def _code_in(answer: bytes) -> str:
    error = _parse(answer).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code[:100] if isinstance(code, str) and code.isprintable() else "Unknown"


def _parse(answer: bytes) -> Mapping[str, Any]:
    if not answer or len(answer) > _MAX_ANSWER_BYTES:
        return {}
    try:
        parsed = read_json(answer)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}
