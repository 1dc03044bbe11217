"""A small backend that answers as told, and a client of it."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.backend.client import BackendClient
from bot.errors import BackendUnavailable
from tests.backend.builders import KEY, NOW

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Answer], Awaitable[str]]
HASH = hashlib.sha256(b"12345678").hexdigest()


class Backend:
    """A small backend: tokens work, everything else is answered as told."""

    def __init__(self, answer: Answer, expires_in: int = 3600) -> None:
        self.answer, self.expires_in = answer, expires_in
        self.tokens_given = 0
        self.bodies: list[bytes] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/oauth2/token":
            self.tokens_given += 1
            token = f"token-{self.tokens_given}"
            content = {"access_token": token, "token_type": "Bearer", "expires_in": self.expires_in}
            return web.json_response(content)
        self.bodies.append(await request.read())
        return await self.answer(request)


def always(status: int = 200, **answer: Any) -> Answer:
    async def respond(_request: web.Request) -> web.StreamResponse:
        if "json" in answer:
            return web.json_response(answer["json"], status=status)
        return web.Response(status=status, **answer)

    return respond


def problem(status: int, code: str, **more: Any) -> Answer:
    async def respond(_request: web.Request) -> web.StreamResponse:
        content = {"type": f"/problems/{code}", "title": code, "status": status, **more}
        return web.json_response(content, status=status, content_type="application/problem+json")

    return respond


def client_for(url: str, session: aiohttp.ClientSession, **settings: Any) -> BackendClient:
    values: dict[str, Any] = {"client_id": "bot", "client_secret": "secret", "clock": lambda: NOW}
    return BackendClient(url, session=session, **(values | settings))


async def outage_of(
    serve: Serve, session: aiohttp.ClientSession, answer: Answer, **settings: Any
) -> BackendUnavailable:
    client = client_for(await serve(Backend(answer)), session, **settings)
    with pytest.raises(BackendUnavailable) as caught:
        await client.find_claim(KEY)
    return caught.value
