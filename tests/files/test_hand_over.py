"""A file is handed over to places where Teams keeps files, whole, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import FileRefused, FileUnavailable
from bot.files import FileFetcher
from tests.files.channel import Names

CONTENT = b"PK\x03\x04 a document"


class Drive:
    """A person's drive on loopback: `kept` is what was put there, by path."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, str]] = {}
        self.released = asyncio.Event()
        application = web.Application()
        application.router.add_put("/{name}", self.put)
        self.server = TestServer(application)

    def url(self, name: str) -> str:
        return str(self.server.make_url(f"/{name}"))

    async def put(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name == "moved":
            raise web.HTTPTemporaryRedirect("/elsewhere")
        if name == "slow":
            await self.released.wait()
        if name.isdecimal():
            return web.Response(status=int(name))
        self.kept[name] = await request.read(), request.headers["Content-Range"]
        return web.json_response({"id": "1"}, status=201)


@pytest.fixture
async def drive() -> AsyncIterator[Drive]:
    drive = Drive()
    await drive.server.start_server()
    yield drive
    drive.released.set()
    await drive.server.close()


async def _token() -> str:
    return "bot-token"


async def handed(address: str, **changes: Any) -> None:
    usual: dict[str, Any] = {
        "max_bytes": 1000, "timeout_seconds": 5, "token": _token, "allow_loopback": True
    }  # fmt: skip
    one = FileFetcher(**{**usual, **changes})
    try:
        await one.hand_over(CONTENT, "CSR.docx", address)
    finally:
        await one.close()


async def test_a_file_is_put_whole(drive: Drive) -> None:
    await handed(drive.url("csr"))

    whole = f"bytes 0-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert drive.kept == {"csr": (CONTENT, whole)}


@pytest.mark.parametrize("name", ["moved", "404", "410", "202", "503"])
async def test_what_does_not_take_it_is_told_and_no_redirect_is_followed(
    drive: Drive, name: str
) -> None:
    with pytest.raises(FileUnavailable):
        await handed(drive.url(name))

    assert drive.kept == {}


async def test_a_slow_drive_is_given_up_on(drive: Drive) -> None:
    with pytest.raises(FileUnavailable):
        await handed(drive.url("slow"), timeout_seconds=0.05)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/up",
        "http://contoso-my.sharepoint.com/up",
        "https://contoso-my.sharepoint.com:8443/up",
        "https://evil.example/up",
        "https://contoso-my.sharepoint.com.evil.example/up",
        "https://smba.trafficmanager.net/up",
        "https://169.254.169.254/up",
        "",
    ],
)
async def test_no_other_place_gets_it(address: str) -> None:
    with pytest.raises(FileRefused):
        await handed(address, allow_loopback=False)


@pytest.mark.parametrize("host", ["smba.trafficmanager.net", "*.trafficmanager.net"])
async def test_the_channels_own_service_gets_no_file_though_it_may_be_fetched_from(
    host: str,
) -> None:
    hosts = ("*.sharepoint.com", host)
    with pytest.raises(FileRefused):
        await handed(
            "https://smba.trafficmanager.net/up",
            allowed_hosts=hosts,
            resolver=Names("52.96.0.1"),
            timeout_seconds=0.2,
        )


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
async def test_an_allowed_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(FileRefused):
        await handed("https://contoso-my.sharepoint.com/up", resolver=Names(address))
