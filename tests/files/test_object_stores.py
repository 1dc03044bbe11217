"""Documents in Azure Blob and S3, named by nothing but their URL and the environment."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import FileUnavailable
from bot.files import DocumentStore

BYTES = b"%PDF-1.4 an invoice" * 50_000
SHA256 = hashlib.sha256(BYTES).hexdigest()
KEY = f"{SHA256[:2]}/{SHA256}"


class Objects:
    """A small object store that keeps what is put, by path."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.signed: list[str] = []
        self.is_down = False

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.signed.append(request.headers.get("Authorization", ""))
        if self.is_down:
            return web.Response(status=403)
        path, headers = request.path, {"ETag": '"1"'}
        if request.method == "PUT":
            self.kept[path] = await request.read()
            return web.Response(status=201, headers=headers)
        if path not in self.kept:
            return web.Response(status=404)
        headers["Last-Modified"] = format_datetime(datetime(2026, 11, 23, tzinfo=UTC), usegmt=True)
        return web.Response(body=self.kept[path], headers=headers)


@pytest.fixture
async def objects(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Objects]:
    store = Objects()
    application = web.Application(client_max_size=2**24)
    application.router.add_route("*", "/{tail:.*}", store.answer)
    async with TestServer(application) as server:
        base = str(server.make_url("")).rstrip("/")
        for name, value in {
            "AWS_ENDPOINT_URL": base,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "ap-northeast-2",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AZURE_STORAGE_ENDPOINT": base,
            "AZURE_ALLOW_HTTP": "true",
            "AZURE_STORAGE_ACCOUNT_NAME": "contoso",
            "AZURE_STORAGE_ACCOUNT_KEY": "c2VjcmV0",
        }.items():
            monkeypatch.setenv(name, value)
        yield store


@pytest.mark.parametrize(
    ("url", "path", "scheme"),
    [
        ("s3://documents", f"/documents/{KEY}", "AWS4-HMAC-SHA256 Credential=key/"),
        ("s3://documents/claims/2026", f"/documents/claims/2026/{KEY}", "AWS4-HMAC-SHA256"),
        ("az://documents", f"/documents/{KEY}", "SharedKey contoso:"),
        ("az://documents/claims/2026", f"/documents/claims/2026/{KEY}", "SharedKey contoso:"),
    ],
)
async def test_a_document_is_kept_below_the_url_and_given_back_byte_for_byte(
    objects: Objects, url: str, path: str, scheme: str
) -> None:
    store = DocumentStore(url)
    assert not await store.exists(SHA256)
    await store.put(SHA256, BYTES)
    assert objects.kept == {path: BYTES}
    assert await store.exists(SHA256)

    assert b"".join([chunk async for chunk in store.open_stream(SHA256)]) == BYTES
    assert all(signed.startswith(scheme) for signed in objects.signed)


@pytest.mark.parametrize("url", ["s3://documents", "az://documents"])
async def test_a_store_that_refuses_is_unavailable(objects: Objects, url: str) -> None:
    objects.is_down = True
    store = DocumentStore(url)

    with pytest.raises(FileUnavailable):
        await store.put(SHA256, BYTES)
    with pytest.raises(FileUnavailable):
        await store.exists(SHA256)
