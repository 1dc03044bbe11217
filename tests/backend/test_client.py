"""Whatever the claims API does, the client names it: an answer, an outage, a refusal."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from bot.errors import BackendRefused, BackendUnavailable, FileUnavailable
from tests.backend.builders import KEY, NOW, PERSON, TENANT, Sandbox, a_submitted_claim, stream_of
from tests.backend.fake_backend import (
    HASH,
    Answer,
    Backend,
    Serve,
    always,
    client_for,
    outage_of,
    problem,
)
from tests.backend.test_contract import CONTACT


async def test_a_backend_that_never_answers_is_an_outage(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    async def never(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    outage = await outage_of(serve, session, never, timeout_seconds=0.05)

    assert "no answer in time" in str(outage)


async def test_a_backend_that_is_not_there_is_an_outage(
    unused_tcp_port: int, session: aiohttp.ClientSession
) -> None:
    client = client_for(f"http://127.0.0.1:{unused_tcp_port}", session)

    with pytest.raises(BackendUnavailable):
        await client.claim("CL-2026-000001")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 425, 429, 302, 204])
async def test_these_statuses_are_outages(
    status: int, serve: Serve, session: aiohttp.ClientSession
) -> None:
    outage = await outage_of(serve, session, always(status))

    assert str(status) in str(outage)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("17", 17.0),
        ("Tue, 01 Sep 2026 09:31:00 GMT", 60.0),
        ("Tue, 01 Sep 2026 09:00:00 GMT", 0.0),
        ("-5", 0.0),
        ("9999999", 86400.0),
        ("soon", None),
        ("nan", None),
        ("", None),
    ],
)
async def test_the_pause_the_server_asks_for_is_kept(
    given: str, seconds: float | None, serve: Serve, session: aiohttp.ClientSession
) -> None:
    outage = await outage_of(serve, session, always(429, headers={"Retry-After": given}))

    assert outage.retry_after_seconds == seconds


@pytest.mark.parametrize(
    "answer",
    [
        always(text="<html>maintenance</html>", content_type="text/html"),
        always(json={"unexpected": 1}),
        always(json=[]),
        always(text="{", content_type="application/json"),
        always(text="", content_type="application/json"),
        always(body=b"\xff\xfe", content_type="application/json"),
    ],
)
async def test_an_answer_that_is_no_receipt_is_an_outage(
    answer: Answer, serve: Serve, session: aiohttp.ClientSession
) -> None:
    outage = await outage_of(serve, session, answer)

    assert "by-key" in str(outage)


async def test_an_answer_without_end_is_cut_off(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    outage = await outage_of(
        serve, session, always(json={"x": "y" * 5000}), max_response_bytes=1000
    )

    assert "over 1000 bytes" in str(outage)


async def test_a_connection_that_breaks_within_the_answer_is_an_outage(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500"})
        response.content_type = "application/json"
        await response.prepare(request)
        await response.write(b'{"reference":')
        assert request.transport is not None
        request.transport.abort()
        return response

    await outage_of(serve, session, broken)


@pytest.mark.parametrize("status", [400, 404, 403])
async def test_a_proxy_page_says_nothing_about_the_claim(
    status: int, serve: Serve, session: aiohttp.ClientSession
) -> None:
    page = always(status, text="<h1>Forbidden</h1>", content_type="text/html")

    await outage_of(serve, session, page)


async def test_a_refusal_brings_its_findings(serve: Serve, session: aiohttp.ClientSession) -> None:
    finding = {"code": "funds-exceeded", "message": "Too much.", "field": "claim_amount"}
    answer = problem(422, "claim-refused", detail="No.", findings=[finding])
    client = client_for(await serve(Backend(answer)), session)

    with pytest.raises(BackendRefused) as caught:
        await client.submit_claim(KEY, a_submitted_claim(CONTACT))
    assert (caught.value.status, caught.value.code) == (422, "claim-refused")
    assert caught.value.findings == (finding,)


@pytest.mark.parametrize("path_is_wrong", [True, False])
async def test_only_the_own_word_for_unknown_means_there_is_none(
    path_is_wrong: bool, serve: Serve, session: aiohttp.ClientSession
) -> None:
    code = "not-found" if path_is_wrong else "claim-unknown"
    client = client_for(await serve(Backend(problem(404, code))), session)

    if path_is_wrong:
        with pytest.raises(BackendRefused):
            await client.find_claim(KEY)
    else:
        assert await client.find_claim(KEY) is None


async def test_an_error_of_our_own_store_is_no_outage_of_the_backend(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    async def missing() -> AsyncIterator[bytes]:
        yield b"1234"
        raise FileNotFoundError("not in our store")

    client = client_for(await serve(Backend(always(json={}))), session)

    with pytest.raises(FileNotFoundError):
        await client.upload_document(HASH, 8, "a/b", "a.pdf", missing)


@pytest.mark.parametrize("announced", [10, 600_000])
@pytest.mark.parametrize("more", [-1, 1])
async def test_a_stored_file_of_another_size_is_not_sent_cut_off(
    serve: Serve, session: aiohttp.ClientSession, announced: int, more: int
) -> None:
    client = client_for(await serve(Backend(always(json={}))), session, upload_timeout_seconds=1)
    stored = stream_of(b"x" * (announced + more))

    with pytest.raises(FileUnavailable):
        await client.upload_document(HASH, announced, "a/b", "a.pdf", stored)


async def test_an_identifier_cannot_leave_its_path(session: aiohttp.ClientSession) -> None:
    client = client_for("http://127.0.0.1:9", session)

    with pytest.raises(ValueError, match="not an identifier"):
        await client.claim("..")


async def test_a_feed_that_stands_still_is_an_outage(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    page = {"events": [], "next": "c-1", "has_more": True}
    client = client_for(await serve(Backend(always(json=page))), session)

    with pytest.raises(BackendUnavailable, match="stands still"):
        await client.events("c-1", 10)


async def test_an_answer_about_another_thing_is_an_outage(sandbox: Sandbox) -> None:
    reference = await sandbox.accept_claim()
    client = sandbox.client()
    claim = a_submitted_claim(CONTACT, claim_name="Another claim")
    place = (CONTACT.partner.partner_id, CONTACT.locations[0].location_id)
    calls: list[Callable[[], Awaitable[object]]] = [
        lambda: client.find_contact(TENANT, PERSON),
        lambda: client.funds(*place, "CSP_IR", "2026-H2"),
        lambda: client.has_document(hashlib.sha256(b"%PDF-1.7 an invoice").hexdigest()),
        lambda: client.upload_document(HASH, 8, "a/b", "a", stream_of(b"12345678")),
        lambda: client.find_claim(KEY),
        lambda: client.submit_claim("submission-0002", claim),
        lambda: client.claim(reference),
        lambda: client.colleagues(place[0]),
    ]
    await sandbox.switch(outage="another_claim")

    for call in calls:
        with pytest.raises(BackendUnavailable, match="another"):
            await call()


async def test_a_receipt_with_another_content_hash_is_an_outage(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    receipt = {
        "reference": "CL-2026-000001",
        "submission_key": KEY,
        "content_hash": "0" * 64,
        "status": "submitted",
        "received_at": NOW.isoformat(),
    }
    client = client_for(await serve(Backend(always(201, json=receipt))), session)

    with pytest.raises(BackendUnavailable, match="another claim"):
        await client.submit_claim(KEY, a_submitted_claim(CONTACT))
