"""The token of the claims API: fetched once, renewed in time, renewed when refused."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.errors import BackendUnavailable
from tests.backend.builders import KEY, NOW, stream_of
from tests.backend.fake_backend import (
    HASH,
    Backend,
    Serve,
    always,
    client_for,
    problem,
)


async def test_a_refused_token_is_renewed_once(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    async def first_token_is_stale(request: web.Request) -> web.StreamResponse:
        if request.headers["Authorization"] == "Bearer token-1":
            return web.Response(status=401)
        return await problem(404, "document-unknown")(request)

    backend = Backend(first_token_is_stale)
    client = client_for(await serve(backend), session)

    assert await client.has_document(HASH) is False
    assert backend.tokens_given == 2


async def test_credentials_that_stay_refused_are_an_outage(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    backend = Backend(always(401))
    client = client_for(await serve(backend), session)

    with pytest.raises(BackendUnavailable, match="credentials"):
        await client.claim("CL-2026-000001")
    assert backend.tokens_given == 2


async def test_an_upload_starts_again_from_its_first_byte_after_a_renewed_token(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    async def stale_then_taken(request: web.Request) -> web.StreamResponse:
        if request.headers["Authorization"] == "Bearer token-1":
            return web.Response(status=401)
        held = {"sha256": HASH, "size_bytes": 8, "media_type": "a/b"}
        return web.json_response(held | {"received_at": NOW.isoformat()})

    backend = Backend(stale_then_taken)
    client = client_for(await serve(backend), session)

    await client.upload_document(HASH, 8, "a/b", "a.pdf", stream_of(b"12345678"))
    assert backend.bodies == [b"12345678", b"12345678"]


async def test_a_token_is_fetched_once_for_all_who_wait(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    backend = Backend(problem(404, "claim-unknown"))
    client = client_for(await serve(backend), session)

    await asyncio.gather(*(client.find_claim(KEY) for _ in range(8)))
    assert backend.tokens_given == 1


async def test_a_token_is_renewed_shortly_before_it_ends(
    serve: Serve, session: aiohttp.ClientSession
) -> None:
    now: list[datetime] = [NOW]
    backend = Backend(problem(404, "claim-unknown"), expires_in=100)
    client = client_for(await serve(backend), session, clock=lambda: now[0])

    await client.find_claim(KEY)
    now[0] += timedelta(seconds=69)
    await client.find_claim(KEY)
    assert backend.tokens_given == 1
    now[0] += timedelta(seconds=2)
    await client.find_claim(KEY)
    assert backend.tokens_given == 2
