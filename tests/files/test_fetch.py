"""Uploads are fetched from allowed places only, with a cap and in time."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from yarl import URL

from bot.domain.inputs import FileSource, IncomingFile
from bot.errors import FileRefused, FileUnavailable
from bot.files import (
    DOWNLOAD_HOSTS,
    SERVICE_HOSTS,
    DocumentStore,
    FileFetcher,
    FileLimits,
    keep,
)
from bot.files.fetch import BUFFER_BYTES, MAX_REDIRECTS
from bot.files.hosts import GuardedResolver, InternalAddress, may_fetch
from tests.files.channel import BIG_FILE, FILE, Channel, Names

CAP = 300_000


@pytest.fixture
async def channel() -> AsyncIterator[Channel]:
    channel = Channel()
    await channel.server.start_server()
    yield channel
    channel.released.set()
    await channel.server.close()


async def _token() -> str:
    return "bot-token"


def fetcher(**changes: Any) -> FileFetcher:
    usual: dict[str, Any] = {
        "max_bytes": CAP, "timeout_seconds": 5, "token": _token, "allow_loopback": True
    }  # fmt: skip
    return FileFetcher(**{**usual, **changes})


def upload(url: str, source: FileSource = FileSource.LINK, name: str = "a.pdf") -> IncomingFile:
    return IncomingFile(name, "application/pdf", url, source)


async def fetched(url: str, spool: Path, **changes: Any) -> Any:
    one = fetcher(**changes)
    try:
        return await one.fetch(upload(url), spool)
    finally:
        await one.close()


async def test_a_file_is_fetched_and_hashed(channel: Channel, tmp_path: Path) -> None:
    file = await fetched(channel.url("file"), tmp_path / "spool")

    assert file.content == FILE
    assert (file.size_bytes, file.sha256) == (len(FILE), hashlib.sha256(FILE).hexdigest())
    assert channel.requests[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("what", ["announced", "endless"])
async def test_a_file_over_the_cap_is_cut_off_and_told(
    channel: Channel, tmp_path: Path, what: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        await fetched(channel.url(what), tmp_path)

    assert refused.value.finding.code == "file_too_large"
    assert list(tmp_path.iterdir()) == []


async def test_a_file_of_exactly_the_cap_is_taken_and_one_byte_more_is_not(
    channel: Channel, tmp_path: Path
) -> None:
    url = channel.url("unannounced")
    file = await fetched(url, tmp_path, max_bytes=len(FILE))
    with pytest.raises(FileRefused):
        await fetched(url, tmp_path, max_bytes=len(FILE) - 1)

    assert file.content == FILE


async def test_what_was_written_of_a_file_over_the_cap_is_deleted(
    channel: Channel, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused):
        await fetched(channel.url("endless"), tmp_path, max_bytes=2 * BUFFER_BYTES)

    assert list(tmp_path.iterdir()) == []


async def test_so_many_redirects_are_followed_and_no_more(channel: Channel, tmp_path: Path) -> None:
    with pytest.raises(FileUnavailable, match="too many redirects"):
        await fetched(channel.url("circle"), tmp_path)

    assert len(channel.requests) == 1 + MAX_REDIRECTS


@pytest.mark.parametrize("what", ["403", "404", "410", "500", "lying", "packed", "circle"])
async def test_what_the_channel_does_not_hand_over_is_unavailable(
    channel: Channel, tmp_path: Path, what: str
) -> None:
    with pytest.raises(FileUnavailable) as unavailable:
        await fetched(channel.url(what), tmp_path)

    assert "127.0.0.1" not in str(unavailable.value)
    assert unavailable.value.__cause__ is None
    assert list(tmp_path.iterdir()) == []


async def test_a_slow_channel_is_given_up_on(channel: Channel, tmp_path: Path) -> None:
    with pytest.raises(FileUnavailable, match="TimeoutError"):
        await fetched(channel.url("slow"), tmp_path, timeout_seconds=0.1)


async def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailable):
        await fetcher().fetch(upload("", FileSource.MISSING), tmp_path)


async def test_a_redirect_is_followed_to_an_allowed_place(channel: Channel, tmp_path: Path) -> None:
    assert (await fetched(channel.url("moved"), tmp_path)).size_bytes == len(FILE)


async def test_a_redirect_to_an_internal_address_is_refused(
    channel: Channel, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused) as refused:
        await fetched(channel.url("inward"), tmp_path)

    assert refused.value.finding.code == "file_place_not_allowed"


@pytest.mark.parametrize(
    "address",
    [
        "http://contoso.sharepoint.com/a.pdf",
        "https://contoso.sharepoint.com:8443/a.pdf",
        "https://user:secret@contoso.sharepoint.com/a.pdf",
        "https://contoso.sharepoint.com@evil.example/a.pdf",
        "https://evilsharepoint.com/a.pdf",
        "https://sharepoint.com/a.pdf",
        "https://contoso.sharepoint.com.evil.example/a.pdf",
        "https://evil.trafficmanager.net/a.pdf",
        "https://10.0.0.8/a.pdf",
        "https://127.0.0.1/a.pdf",
        "https://[::1]/a.pdf",
        "https://[::ffff:10.0.0.8]/a.pdf",
        "https://2130706433/a.pdf",
        "https://2852039166/latest/meta-data",
        "https://0x7f.1/a.pdf",
        "https://0177.0.0.1/a.pdf",
        "https://127.1/a.pdf",
        "https://0/a.pdf",
        "https://[::]/a.pdf",
        "https://[fe80::1]/a.pdf",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/a.pdf",
        "file:///etc/passwd",
        "ftp://contoso.sharepoint.com/a.pdf",
        "data:text/plain,hello",
        "//contoso.sharepoint.com/a.pdf",
        "not an address",
        "https://[",
    ],
)
async def test_other_places_are_never_called(tmp_path: Path, address: str) -> None:
    with pytest.raises(FileRefused) as refused:
        await fetched(address, tmp_path, allow_loopback=False)

    assert refused.value.finding.code == "file_place_not_allowed"


@pytest.mark.parametrize(
    "address",
    [
        "https://contoso-my.sharepoint.com/personal/a/_layouts/15/download.aspx?UniqueId=1",
        "https://contoso.sharepoint.us/a.pdf",
        "https://public.by.files.1drv.com/a.pdf",
        "https://smba.trafficmanager.net/kr/v3/attachments/0-1/views/original",
    ],
)
def test_the_places_where_teams_keeps_files_are_allowed(address: str) -> None:
    assert may_fetch(URL(address), (*DOWNLOAD_HOSTS, *SERVICE_HOSTS), allow_loopback=False)


INWARD = (
    *("127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.1", "100.64.0.1", "192.0.0.8"),
    *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "fec0::1"),
    *("ff02::1", "::ffff:10.0.0.8", "::10.0.0.8", "::ffff:0:10.0.0.8", "64:ff9b::a00:1"),
    *("64:ff9b:1::a00:1", "2002:a00:1::", "no address"),
)


@pytest.mark.parametrize("address", INWARD)
async def test_an_allowed_name_that_leads_inside_is_refused_when_connecting(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        await fetched("https://contoso.sharepoint.com/a.pdf", tmp_path, resolver=Names(address))

    assert refused.value.finding.code == "file_place_not_allowed"


@pytest.mark.parametrize("address", ["52.96.0.1", "2603:1036::1", "64:ff9b::3460:1"])
async def test_a_public_address_passes_the_guard(address: str) -> None:
    answers = await GuardedResolver(Names(address)).resolve("contoso.sharepoint.com")

    assert answers[0]["host"] == address


async def test_one_inward_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(InternalAddress):
        await GuardedResolver(Names("52.96.0.1", "10.0.0.8")).resolve("contoso.sharepoint.com")


async def test_localhost_must_be_this_machine() -> None:
    with pytest.raises(InternalAddress):
        await GuardedResolver(Names("10.0.0.8"), allow_loopback=True).resolve("localhost")


async def test_the_bots_token_goes_to_the_channel_for_its_own_images_only(
    channel: Channel, tmp_path: Path
) -> None:
    one = fetcher()
    for source in (FileSource.INLINE, FileSource.LINK):
        await one.fetch(upload(channel.url("file"), source), tmp_path)
    await one.close()

    assert [r.headers.get("Authorization") for r in channel.requests] == ["Bearer bot-token", None]


async def test_the_token_is_not_shown_to_a_download_host() -> None:
    one = fetcher(allow_loopback=False)
    url = URL("https://contoso.sharepoint.com/image.png")

    assert "Authorization" not in await one._headers(url, FileSource.INLINE)


async def test_no_log_line_names_the_address(
    channel: Channel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await fetched(channel.url("file") + "?tempauth=secret", tmp_path)
    with pytest.raises(FileUnavailable) as unavailable:
        await fetched(channel.url("404") + "?tempauth=secret", tmp_path)

    ours = [record for record in caplog.records if record.name != "aiohttp.access"]
    assert "secret" not in repr(unavailable.value)
    assert "secret" not in " ".join(record.getMessage() for record in ours)


@pytest.mark.parametrize(("route", "file"), [("file", FILE), ("big", BIG_FILE)])
async def test_a_good_upload_is_kept_under_its_hash(
    channel: Channel, tmp_path: Path, route: str, file: bytes
) -> None:
    store, one = DocumentStore(tmp_path), fetcher(max_bytes=len(BIG_FILE))
    kept = await keep(
        upload(channel.url(route), name="../송장.PDF"),
        formats=("pdf",), fetcher=one, store=store, limits=FileLimits(),
    )  # fmt: skip
    await one.close()

    assert (kept.name, kept.media_type, kept.size_bytes) == (
        "송장.PDF",
        "application/pdf",
        len(file),
    )
    assert b"".join([chunk async for chunk in store.open_stream(kept.sha256)]) == file
    assert list(store.spool.iterdir()) == []


@pytest.mark.parametrize(("route", "file"), [("file", FILE), ("big", BIG_FILE)])
async def test_a_refused_upload_leaves_nothing_behind(
    channel: Channel, tmp_path: Path, route: str, file: bytes
) -> None:
    store, one = DocumentStore(tmp_path), fetcher(max_bytes=len(BIG_FILE))
    with pytest.raises(FileRefused) as refused:
        await keep(
            upload(channel.url(route), name="a.png"),
            formats=("png",), fetcher=one, store=store, limits=FileLimits(),
        )  # fmt: skip
    await one.close()

    assert refused.value.finding.code == "file_mislabelled"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not await store.exists(hashlib.sha256(file).hexdigest())
