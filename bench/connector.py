"""The fake channel that bots answer to: Bot Connector, file host, keys and login, on loopback."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from bench.files import DEFAULT_BYTES, make_file
from bench.signer import ISSUER, Signer

TENANT = "22222222-2222-2222-2222-222222222222"
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class Reply:
    """Something the bot sent. `text` holds message text and cards: what expectations look at."""

    kind: str
    text: str
    at: float
    authorized: bool = True


@dataclass
class Conversation:
    """One person in a 1:1 chat with the bot."""

    number: int
    conversation_id: str
    user_id: str
    cards: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # oldest first
    sent_id: str = ""
    replies: list[Reply] = field(default_factory=list)
    strays: int = 0  # replies that belong to an earlier turn
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def object_id(self) -> str:
        """The person's Entra object id."""
        return str(uuid5(NAMESPACE_URL, self.user_id))

    @property
    def seen(self) -> str:
        """All that this turn's replies say."""
        return "\n".join(reply.text for reply in self.replies)

    def take(self, reply: Reply, reply_to: str | None = None) -> None:
        """Count a reply to the present turn, or a stray one."""
        if reply_to and reply_to != self.sent_id:
            self.strays += 1
            return
        self.replies.append(reply)
        self.arrived.set()

    def keep_cards(self, activity_id: str, attachments: list[dict[str, Any]]) -> None:
        """Remember the cards of an activity; an update replaces its older one."""
        for attachment in attachments:
            if attachment.get("contentType") == CARD:
                self.cards = [card for card in self.cards if card[0] != activity_id][-9:]
                self.cards.append((activity_id, attachment.get("content") or {}))


class Connector:
    """A web server with the routes of the channel; `base_url` is the service URL."""

    def __init__(self, *, signer: Signer | None = None) -> None:
        self.signer = signer
        self.base_url = ""
        self.conversations: dict[str, Conversation] = {}
        self.counts: Counter[str] = Counter()
        self._last_id = 1_700_000_000_000

    def next_id(self) -> str:
        """A new activity id."""
        self._last_id += 1
        return str(self._last_id)

    def open_conversation(self, number: int, run: str) -> Conversation:
        """A new person's chat; `run` keeps several measurements apart."""
        conversation = Conversation(number, f"a:{run}-{number}", f"29:{run}-u{number}")
        self.conversations[conversation.conversation_id] = conversation
        return conversation

    async def start(self) -> Callable[[], Awaitable[None]]:
        """Listen on a free port of loopback; returns what stops it."""
        app = web.Application(client_max_size=64 << 20)
        self._add_routes(app.router)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner.cleanup

    def _add_routes(self, router: web.UrlDispatcher) -> None:
        conversation = "/v3/conversations/{conversation}"
        router.add_post("/v3/conversations", self._create)
        router.add_post(conversation + "/activities", self._message)
        router.add_post(conversation + "/activities/{activity}", self._message)
        router.add_put(conversation + "/activities/{activity}", self._update)
        router.add_delete(conversation + "/activities/{activity}", self._delete)
        router.add_get(conversation + "/members/{member}", self._member)
        router.add_get("/files/{kind}/{size}/{seed}/{name}", self._file)
        router.add_get("/.well-known/openidconfiguration", self._announcement)
        router.add_get("/keys", self._keys)
        router.add_post("/{tenant}/oauth2/v2.0/token", self._login)

    async def _message(self, request: web.Request) -> web.Response:
        return await self._take(request, "message")

    async def _update(self, request: web.Request) -> web.Response:
        return await self._take(request, "update")

    async def _take(self, request: web.Request, kind: str) -> web.Response:
        at = time.perf_counter()
        self.counts["calls"] += 1
        body = json.loads(await request.read())
        named = request.match_info.get("activity")
        activity_id = named if kind == "update" and named else self.next_id()
        conversation = self.conversations.get(request.match_info["conversation"])
        if conversation is None:
            self.counts["unknown_conversation"] += 1
        elif body.get("type") == "typing":
            self.counts["typing"] += 1
        else:
            attachments = body.get("attachments") or []
            conversation.keep_cards(activity_id, attachments)
            cards = [json.dumps(a.get("content"), ensure_ascii=False) for a in attachments]
            text = "\n".join([body.get("text") or "", *cards])
            reply = Reply(kind, text, at, "Authorization" in request.headers)
            conversation.take(reply, None if kind == "update" else body.get("replyToId") or named)
        return web.json_response({"id": activity_id}, status=200 if kind == "update" else 201)

    async def _delete(self, request: web.Request) -> web.Response:
        if conversation := self.conversations.get(request.match_info["conversation"]):
            conversation.take(Reply("delete", "", time.perf_counter()))
        return web.Response()

    async def _create(self, request: web.Request) -> web.Response:
        body = await request.json()
        user_id = ((body.get("members") or [{}])[0]).get("id", "?")
        known = (c.conversation_id for c in self.conversations.values() if c.user_id == user_id)
        conversation_id = next(known, "a:new-" + self.next_id())
        answer = {"id": conversation_id, "activityId": self.next_id(), "serviceUrl": self.base_url}
        return web.json_response(answer, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        member = request.match_info["member"]
        person = {"id": member, "name": "Load User", "tenantId": TENANT, "userRole": "user"}
        return web.json_response(person | {"aadObjectId": str(uuid5(NAMESPACE_URL, member))})

    async def _file(self, request: web.Request) -> web.Response:
        self.counts["downloads"] += 1
        of = request.match_info
        content = make_file(of["kind"], of["seed"], int(of["size"] or DEFAULT_BYTES))
        return web.Response(body=content, content_type="application/octet-stream")

    async def _announcement(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": ISSUER,
                "jwks_uri": self.base_url + "/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(self.signer.keys() if self.signer else {"keys": []})

    async def _login(self, _: web.Request) -> web.Response:
        self.counts["logins"] += 1
        token = {"token_type": "Bearer", "expires_in": 3600, "access_token": "outgoing"}
        return web.json_response(token)
