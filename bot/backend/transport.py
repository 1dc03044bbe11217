"""One call to the claims API: token, time limits, and every failure named.

A 4xx with problem details is a refusal (`BackendRefused`). Everything else that is not the answer
asked for is an outage (`BackendUnavailable`), also the 4xx page of a proxy in between, for it says
nothing about the claim, and refused credentials, which an operator must put right.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import aiohttp
from pydantic import BaseModel, Field, ValidationError

from bot.backend.contract import Problem
from bot.errors import BackendRefused, BackendUnavailable, FileUnavailable

T = TypeVar("T", bound=BaseModel)
OpenStream = Callable[[], AsyncIterator[bytes]]

TRY_AGAIN = frozenset({408, 425, 429})
TOKEN_MARGIN = timedelta(seconds=30)
AT_ONCE_BYTES = 512 * 2**10
RESULTS = ("answered", "refused", "unavailable")
"""What becomes of a call."""
MAX_RETRY_AFTER_SECONDS = 24 * 3600.0


class _Token(BaseModel):
    access_token: str = Field(pattern=r"^[!-~]{1,7000}$")
    expires_in: int


class Transport:
    """Calls the claims API with a token of the client-credentials grant (RFC 6749, 4.4).

    The token is kept until shortly before it expires, fetched once for all who wait, and renewed
    once when the API answers 401.
    """

    def __init__(
        self,
        base_url: str,
        *,
        session: aiohttp.ClientSession,
        client_id: str,
        client_secret: str,
        token_url: str,
        timeout_seconds: float,
        max_response_bytes: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = session
        self._credentials = {"client_id": client_id, "client_secret": client_secret}
        self._token_url = token_url
        self._timeout_seconds = timeout_seconds
        self._max_response_bytes = max_response_bytes
        self._clock = clock
        self._token: _Token | None = None
        self._token_until = datetime.min.replace(tzinfo=UTC)
        self._token_lock = asyncio.Lock()
        self.counts: Counter[str] = Counter()

    async def call(
        self,
        answer: type[T],
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        content: BaseModel | None = None,
        headers: Mapping[str, str] | None = None,
        stream: OpenStream | None = None,
        timeout_seconds: float | None = None,
    ) -> T:
        """The answer to one call, checked against its shape.

        Raises: BackendUnavailable, BackendRefused; and what `stream` itself raises.
        """
        what = f"{method} {path.split('?')[0]}"
        with self._counting():
            token = await self._bearer()
            for attempt in (1, 2):
                request: dict[str, Any] = {"params": params, "headers": dict(headers or {})}
                request["headers"]["Authorization"] = f"Bearer {token}"
                if content is not None:
                    request["headers"]["Content-Type"] = "application/json"
                    request["data"] = content.model_dump_json().encode()
                status, body = await self._send(
                    what, method, self._base_url + path, request, stream, timeout_seconds
                )
                if status != 401:
                    return _parsed(answer, what, body)
                if attempt == 1:
                    token = await self._bearer(instead_of=token)
            raise BackendUnavailable(f"{what}: 401, the credentials of the bot are refused")

    @contextmanager
    def _counting(self) -> Iterator[None]:
        try:
            yield
        except BackendRefused:
            self.counts["refused"] += 1
            raise
        except BackendUnavailable:
            self.counts["unavailable"] += 1
            raise
        self.counts["answered"] += 1

    async def _send(
        self,
        what: str,
        method: str,
        url: str,
        request: dict[str, Any],
        stream: OpenStream | None,
        timeout_seconds: float | None,
    ) -> tuple[int, bytes]:
        timeout = aiohttp.ClientTimeout(total=timeout_seconds or self._timeout_seconds)
        source = _Source(stream) if stream else None
        async with _named(what, source):
            if source:
                request = request | {"data": await source.data(request["headers"])}
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **request
            ) as response:
                body = await self._read(what, response)
        if response.status not in (200, 201, 401):
            raise self._failure(what, response, body)
        if response.status != 401:
            _require_json(what, response)
        return response.status, body

    async def _read(self, what: str, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for chunk in response.content.iter_chunked(65536):
            body += chunk
            if len(body) > self._max_response_bytes:
                response.close()
                raise BackendUnavailable(f"{what}: answer over {self._max_response_bytes} bytes")
        return bytes(body)

    def _failure(
        self, what: str, response: aiohttp.ClientResponse, body: bytes
    ) -> BackendUnavailable | BackendRefused:
        status = response.status
        problem = _problem(response, body)
        if 400 <= status < 500 and status not in TRY_AGAIN and problem is not None:
            findings = [finding.model_dump() for finding in problem.findings]
            return BackendRefused(status, problem.code, problem.detail or problem.title, findings)
        return BackendUnavailable(
            f"{what}: HTTP {status} {problem.code if problem else ''}".rstrip(),
            retry_after_seconds=_retry_after(response.headers.get("Retry-After"), self._clock()),
        )

    async def _bearer(self, *, instead_of: str = "") -> str:
        async with self._token_lock:
            known = self._token
            if known and known.access_token != instead_of and self._clock() < self._token_until:
                return known.access_token
            form = {"grant_type": "client_credentials", **self._credentials}
            what = "POST token"
            try:
                status, body = await self._send(
                    what, "POST", self._token_url, {"data": form}, None, None
                )
            except BackendRefused as refused:
                raise BackendUnavailable(f"{what}: {refused}") from refused
            if status == 401:
                raise BackendUnavailable(f"{what}: 401, the credentials of the bot are refused")
            token = _parsed(_Token, what, body)
            self._token = token
            lifetime = timedelta(seconds=max(0, min(token.expires_in, 86400)))
            self._token_until = self._clock() + lifetime - TOKEN_MARGIN
            return token.access_token


class _Source:
    """An upload's bytes; remembers an error of our own reading, which is no outage of the API."""

    def __init__(self, open_stream: OpenStream) -> None:
        self._open_stream = open_stream
        self.error: Exception | None = None

    async def data(self, headers: Mapping[str, str]) -> bytes | AsyncIterator[bytes]:
        """All bytes of a small upload, as one piece goes out with its headers; else a stream."""
        announced = int(headers["Content-Length"]) if "Content-Length" in headers else None
        if announced is not None and announced < AT_ONCE_BYTES:
            return b"".join([chunk async for chunk in self.chunks(announced)])
        return self.chunks(announced)

    async def chunks(self, announced: int | None) -> AsyncIterator[bytes]:
        """The bytes, piece by piece. Raises: FileUnavailable for others than were announced: the
        API would wait for the missing ones or get a file that is cut off.
        """
        sent = 0
        try:
            async for chunk in self._open_stream():
                sent += len(chunk)
                if announced is not None and sent > announced:
                    break
                yield chunk
            if announced is not None and sent != announced:
                raise FileUnavailable(f"a stored file is not the {announced} bytes it was")
        except Exception as error:
            self.error = error
            raise


@asynccontextmanager
async def _named(what: str, source: _Source | None) -> AsyncIterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise BackendUnavailable(f"{what}: no answer in time", is_slow=True) from error
    except (aiohttp.ClientError, OSError) as error:
        if source and source.error:
            raise source.error from error
        raise BackendUnavailable(f"{what}: {type(error).__name__}") from error


def _require_json(what: str, response: aiohttp.ClientResponse) -> None:
    if response.content_type != "application/json":
        raise BackendUnavailable(f"{what}: answered {response.content_type}, not JSON")


def _parsed(answer: type[T], what: str, body: bytes) -> T:
    try:
        return answer.model_validate_json(body, extra="ignore")  # so that the API may grow
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise BackendUnavailable(
            f"{what}: the answer is not a {answer.__name__}: {place} {fault['type']}"
        ) from None


def _problem(response: aiohttp.ClientResponse, body: bytes) -> Problem | None:
    if response.content_type != "application/problem+json":
        return None
    try:
        return Problem.model_validate_json(body)
    except ValidationError:
        return None


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After in seconds or as an HTTP date; None without a usable one."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    if not math.isfinite(seconds):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_SECONDS)
