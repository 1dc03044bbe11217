"""Fetching an upload: allowed hosts only, capped, in time, trusting nothing announced; and handing
a file over.
"""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.domain.inputs import FileSource, IncomingFile
from bot.errors import FileRefused, FileUnavailable
from bot.files.findings import readable_size, refusal
from bot.files.hosts import (
    DOWNLOAD_HOSTS,
    SERVICE_HOSTS,
    GuardedResolver,
    InternalAddress,
    is_loopback,
    matches,
    may_fetch,
)
from bot.files.names import clean_name
from bot.hands import in_thread
from bot.settings import Settings

MAX_REDIRECTS = 3
BUFFER_BYTES = 2**20

TokenSource = Callable[[], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file as it came. Shape: `content` is its bytes, or where it lies in the spool when it has
    more than `BUFFER_BYTES`, to be deleted by whoever fetched it; `name` is clean.
    """

    content: bytes | Path
    size_bytes: int
    sha256: str
    name: str


class FileFetcher:
    """Fetches uploads, and hands files over, on a session of its own whose connections go to public
    addresses only.

    Shape: `allowed_hosts` are patterns for download and upload links, `service_hosts` those of the
    channel, which alone are shown the bot's token and never a file. `allow_loopback` is for local
    use, where the channel is this machine.
    Units: bytes; seconds for one file from first to last byte.
    """

    def __init__(
        self,
        *,
        allowed_hosts: Collection[str] = DOWNLOAD_HOSTS,
        service_hosts: Collection[str] = SERVICE_HOSTS,
        max_bytes: int,
        timeout_seconds: float,
        token: TokenSource,
        allow_loopback: bool = False,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._file_hosts = tuple(allowed_hosts)
        self._allowed_hosts = (*allowed_hosts, *service_hosts)
        self._service_hosts = tuple(service_hosts)
        self._max_bytes = max_bytes
        self._timeout_seconds = timeout_seconds
        self._token = token
        self._allow_loopback = allow_loopback
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, file: IncomingFile, spool: Path) -> FetchedFile:
        """Fetch one upload into the folder `spool`.

        Raises: FileRefused for a place that is not allowed or a file over the cap; FileUnavailable
        when the channel announced the file without handing it over, is slow, or answers with an
        error. Never names the URL.
        """
        if file.source is FileSource.MISSING or not file.url:
            raise FileUnavailable("the channel announced a file without handing it over")
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._follow(file, spool)
        except aiohttp.ClientConnectorDNSError as error:
            if isinstance(error.os_error, InternalAddress):
                raise self._refused_place(clean_name(file.name)) from None
            raise FileUnavailable("the host of the file is unknown") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            # The error's text may hold the URL, which is as good as the file.
            raise FileUnavailable(
                f"the file could not be fetched: {type(error).__name__}"
            ) from None

    async def hand_over(self, content: bytes, name: str, address: str) -> None:
        """Put a whole file where its receiver allowed it; never follows a redirect.

        Raises: FileRefused for a place that is not allowed; FileUnavailable when it does not take
        the file in time. Never names the URL.
        """
        url = self._checked(address, clean_name(name), hosts=self._file_hosts)
        if matches(url.host or "", self._service_hosts):
            raise self._refused_place(clean_name(name))
        headers = {
            "Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}",
            "Content-Type": "application/octet-stream",
        }
        try:
            async with (
                asyncio.timeout(self._timeout_seconds),
                self._open_session().put(
                    url, data=content, headers=headers, allow_redirects=False
                ) as response,
            ):
                status = response.status
        except aiohttp.ClientConnectorDNSError as error:
            if isinstance(error.os_error, InternalAddress):
                raise self._refused_place(clean_name(name)) from None
            raise FileUnavailable("the host that takes the file is unknown") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            # The error's text may hold the URL, which is as good as a right to write.
            raise FileUnavailable(f"not handed over: {type(error).__name__}") from None
        if status not in (200, 201):
            raise FileUnavailable(f"the place for the file answered {status}")

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _follow(self, file: IncomingFile, spool: Path) -> FetchedFile:
        """Call the address, then each address it redirects to, every one checked anew."""
        name = clean_name(file.name)
        url = self._checked(file.url, name)
        for _ in range(MAX_REDIRECTS + 1):
            async with self._open_session().get(
                url, headers=await self._headers(url, file.source), allow_redirects=False
            ) as response:
                if response.status not in (301, 302, 303, 307, 308):
                    return await self._receive(response, name, spool)
                url = self._checked(response.headers.get("Location", ""), name, base=url)
        raise FileUnavailable("too many redirects")

    def _checked(
        self,
        address: str,
        name: str,
        base: URL | None = None,
        hosts: Collection[str] | None = None,
    ) -> URL:
        known = self._allowed_hosts if hosts is None else hosts
        try:
            url = URL(address) if base is None else base.join(URL(address))
            allowed = may_fetch(url, known, allow_loopback=self._allow_loopback)
        except ValueError:
            allowed = False
        if not allowed:
            raise self._refused_place(name)
        return url

    def _refused_place(self, name: str) -> FileRefused:
        return FileRefused(refusal("place_not_allowed", name=name))

    async def _headers(self, url: URL, source: FileSource) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"}
        host = url.host or ""
        is_service = matches(host, self._service_hosts) or (
            self._allow_loopback and is_loopback(host)
        )
        if source is FileSource.INLINE and is_service and (token := await self._token()):
            headers["Authorization"] = f"Bearer {token}"
        return headers

    async def _receive(
        self, response: aiohttp.ClientResponse, name: str, spool: Path
    ) -> FetchedFile:
        if response.status != 200:
            raise FileUnavailable(f"the channel answered {response.status} instead of the file")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise FileUnavailable("the channel packed the file although it was asked not to")
        if (response.content_length or 0) > self._max_bytes:
            raise self._too_large(name)
        path = spool / uuid.uuid4().hex
        try:
            return await self._stream(response, path, name)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    async def _stream(self, response: aiohttp.ClientResponse, path: Path, name: str) -> FetchedFile:
        """Hash on the loop (microseconds a chunk), write in a thread (a disk may take its time)."""
        digest, size, buffer = hashlib.sha256(), 0, bytearray()
        async for chunk in response.content.iter_any():
            size += len(chunk)
            if size > self._max_bytes:
                raise self._too_large(name)
            digest.update(chunk)
            buffer += chunk
            if len(buffer) >= BUFFER_BYTES:
                await in_thread(_append, path, bytes(buffer))
                buffer.clear()
        if size == len(buffer):
            return FetchedFile(bytes(buffer), size, digest.hexdigest(), name)
        await in_thread(_append, path, bytes(buffer))
        return FetchedFile(path, size, digest.hexdigest(), name)

    def _too_large(self, name: str) -> FileRefused:
        return FileRefused(refusal("too_large", name=name, limit=readable_size(self._max_bytes)))

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            inner = self._resolver or aiohttp.DefaultResolver()
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=GuardedResolver(inner, allow_loopback=self._allow_loopback), limit=50
                ),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                read_bufsize=BUFFER_BYTES,
                timeout=aiohttp.ClientTimeout(total=self._timeout_seconds),
            )
        return self._session


def fetcher_from(settings: Settings, token: Callable[[], Awaitable[str]] | None) -> FileFetcher:
    """The fetcher that the settings describe; `token` gives the bot's own token, if it has one."""

    async def bearer() -> str | None:
        return await token() if token else None

    return FileFetcher(
        allowed_hosts=settings.file_hosts,
        service_hosts=SERVICE_HOSTS,
        max_bytes=settings.max_file_bytes,
        timeout_seconds=settings.file_fetch_seconds,
        token=bearer,
        allow_loopback=settings.allows_loopback_files,
    )


def _append(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as spooled:
        spooled.write(data)
