"""A small working channel: signing keys, tokens, and a Bot Connector that keeps what it is sent."""

from __future__ import annotations

import json
import uuid
from collections import deque
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
ISSUER = "https://api.botframework.com"
NOW = 1_795_000_000.0


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEYS = [new_key() for _ in range(3)]


class FakeChannel:
    """Serves metadata, keys and `/v3/conversations`; `sent` holds (method, path, body)."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self.headers: list[dict[str, str]] = []
        self.refusals: deque[tuple[int, str, dict[str, str]]] = deque()
        self.published = {"key-0": (KEYS[0], ["msteams"])}
        self.key_reads = 0
        self.keys_status = 200
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_route("*", "/v3/conversations/{tail:.*}", self._take)
        self._server = TestServer(app)

    async def start(self) -> None:
        await self._server.start_server()

    async def stop(self) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    @property
    def texts(self) -> list[str]:
        return [body.get("text", "") for _, _, body in self.sent if body.get("type") == "message"]

    def token(
        self,
        *,
        key: Any = KEYS[0],
        kid: str = "key-0",
        algorithm: str = "RS256",
        without: tuple[str, ...] = (),
        **claims: Any,
    ) -> str:
        payload = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": self.url,
            "nbf": int(NOW) - 60,
            "exp": int(NOW) + 3600,
        } | claims
        payload = {name: value for name, value in payload.items() if name not in without}
        return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": kid})

    def activity(self, **changes: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": uuid.uuid4().hex,
            "channelId": "msteams",
            "serviceUrl": self.url,
            "timestamp": "2026-11-20T08:00:00.1234567Z",
            "locale": "ko-KR",
            "from": {"id": "29:asha", "name": "Asha", "aadObjectId": "33333333-asha"},
            "recipient": {"id": f"28:{APP_ID}", "name": "Bot"},
            "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "timezone": "Asia/Seoul", "locale": "ko-KR"}],
            "text": "hello",
        } | changes

    async def _openid(self, request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_reads += 1
        keys = []
        for kid, (key, endorsements) in self.published.items():
            record = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
            keys.append(record | {"kid": kid, "endorsements": endorsements})
        return web.json_response({"keys": keys}, status=self.keys_status)

    async def _take(self, request: web.Request) -> web.Response:
        raw = await request.read()
        self.headers.append(dict(request.headers))
        self.sent.append((request.method, request.raw_path, json.loads(raw) if raw else {}))
        if self.refusals:
            status, code, headers = self.refusals.popleft()
            return web.json_response({"error": {"code": code}}, status=status, headers=headers)
        return web.json_response({"id": f"m{len(self.sent)}"}, status=201)


class FakeClock:
    """A wall and a monotonic clock that only move when told, and a sleep that moves them."""

    def __init__(self) -> None:
        self.seconds = NOW
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
