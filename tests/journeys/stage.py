"""A stage for journeys: the real application over HTTP, a fake channel that hears its replies,
people who talk.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

import app as composition
from bot.settings import Settings

CARD = "application/vnd.microsoft.card.adaptive"
FILE_INFO = "application/vnd.microsoft.teams.file.download.info"
TENANT = "22222222-2222-2222-2222-222222222222"


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        """Move on, in the units of timedelta."""
        self.now += timedelta(**by)


@dataclass
class Message:
    """One message of the bot as a client holds it."""

    id: str
    text: str
    card: dict[str, Any] | None
    replaced: int = 0

    @property
    def words(self) -> str:
        """Everything a reader would see, as one text."""
        return self.text + "\n" + "\n".join(texts(self.card)) if self.card else self.text


def texts(node: Any) -> Iterator[str]:
    """Every text in a card, in order; Markdown escapes are taken off."""
    if isinstance(node, dict):
        for key, value in node.items():
            readable = key in ("text", "title", "label", "errorMessage", "placeholder", "value")
            if readable and isinstance(value, str):
                yield plain(value)
            elif key not in ("data", "fallbackText"):
                yield from texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)


def plain(text: str) -> str:
    """Words as they are read: without the escapes that keep them from being formatted."""
    out = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\u200b", "")
    return "".join(c for i, c in enumerate(out) if c != "\\" or out[i + 1 : i + 2].isalnum())


def actions(node: Any) -> Iterator[dict[str, Any]]:
    """Every button of a card."""
    if isinstance(node, dict):
        if str(node.get("type", "")) in ("Action.Submit", "Action.Execute"):
            yield node
        for value in node.values():
            yield from actions(value)
    elif isinstance(node, list):
        for one in node:
            yield from actions(one)


def inputs(node: Any) -> Iterator[dict[str, Any]]:
    """Every input of a card."""
    if isinstance(node, dict):
        if str(node.get("type", "")).startswith("Input."):
            yield node
        for value in node.values():
            yield from inputs(value)
    elif isinstance(node, list):
        for one in node:
            yield from inputs(one)


class FakeChannel:
    """The Bot Connector's side: hears replies, hands out files."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Message]] = {}
        self.files: dict[str, bytes] = {}
        self.refuse_sends: list[tuple[int, str]] = []
        self._ids = itertools.count(1)
        self.base = ""

    async def open(self, stack: AsyncExitStack) -> None:
        server = web.Application()
        at = "/v3/conversations/{cid}/activities"
        server.router.add_post(at, self._post)
        server.router.add_post(at + "/{aid}", self._post)
        server.router.add_put(at + "/{aid}", self._put)
        server.router.add_get("/files/{fid}/{name}", self._file)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.base = f"http://127.0.0.1:{port}"

    async def _post(self, request: web.Request) -> web.Response:
        if self.refuse_sends:
            status, code = self.refuse_sends.pop(0)
            return web.json_response({"error": {"code": code}}, status=status)
        body = await request.json()
        message = self._message(str(next(self._ids)), body)
        if body.get("type") == "message":
            self.messages.setdefault(request.match_info["cid"], []).append(message)
        return web.json_response({"id": message.id}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        body = await request.json()
        for message in self.messages.get(request.match_info["cid"], []):
            if message.id == request.match_info["aid"]:
                fresh = self._message(message.id, body)
                message.text, message.card = fresh.text, fresh.card
                message.replaced += 1
                return web.json_response({"id": message.id})
        return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)

    @staticmethod
    def _message(message_id: str, body: dict[str, Any]) -> Message:
        cards = [a["content"] for a in body.get("attachments") or [] if a["contentType"] == CARD]
        return Message(message_id, body.get("text") or "", cards[0] if cards else None)

    async def _file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["fid"])
        return web.Response(status=404) if data is None else web.Response(body=data)


@dataclass
class Stage:
    """One running bot, its channel and its clock."""

    bot: composition.Bot
    channel: FakeChannel
    clock: Clock
    session: aiohttp.ClientSession
    base: str
    people: dict[str, Persona] = field(default_factory=dict)

    def person(
        self, name: str, *, locale: str = "en-US", tenant: str = TENANT, device: str = "desktop"
    ) -> Persona:
        """Somebody with a 1:1 chat."""
        return Persona(self, name, locale, tenant, device)

    async def work(self) -> int:
        """Run every job that is due."""
        return await self.bot.worker.run_due()

    async def control(self, **switches: Any) -> dict[str, Any]:
        """Turn the sandbox's switches."""
        async with self.session.get(f"{self.base}/sandbox/control") as response:
            present = await response.json()
        put = self.session.put(f"{self.base}/sandbox/control", json={**present, **switches})
        async with put as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def received(self) -> list[dict[str, Any]]:
        """The claims the backend holds, as its page knows them."""
        async with self.session.get(f"{self.base}/sandbox/claims") as response:
            answer = await response.json()
            claims: list[dict[str, Any]] = answer["claims"]
            return claims


class Persona:
    """A partner who talks to the bot. Every verb waits for the bot's HTTP answer."""

    def __init__(self, stage: Stage, name: str, locale: str, tenant: str, device: str) -> None:
        self.stage, self.name, self.locale, self.tenant = stage, name, locale, tenant
        self.object_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{tenant}/{name}"))
        self.conversation_id = f"a:{device}-{self.object_id}"
        self.status = 0
        self.new: list[Message] = []
        self._ids = itertools.count(1)
        self._before = 0

    @property
    def messages(self) -> list[Message]:
        """All messages of the bot in this chat, oldest first."""
        return self.stage.channel.messages.setdefault(self.conversation_id, [])

    def activity(self, **more: Any) -> dict[str, Any]:
        """An activity as Teams sends it."""
        return {
            "type": "message",
            "id": f"{self.conversation_id}-{next(self._ids)}",
            "channelId": "msteams",
            "serviceUrl": self.stage.channel.base,
            "timestamp": self.stage.clock.now.astimezone(UTC).isoformat(),
            "locale": self.locale,
            "from": {
                "id": f"29:{self.object_id}",
                "name": self.name,
                "aadObjectId": self.object_id,
            },
            "recipient": {"id": "28:bot", "name": "Claims Bot"},
            "conversation": {
                "id": self.conversation_id,
                "conversationType": "personal",
                "tenantId": self.tenant,
            },
            "channelData": {"tenant": {"id": self.tenant}},
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": self.locale,
                    "platform": "Windows",
                    "timezone": "Asia/Seoul",
                }
            ],
            **more,
        }

    async def sends(self, activity: dict[str, Any]) -> Persona:
        """Post an activity and collect what the bot said to it."""
        before = len(self.messages)
        async with self.stage.session.post(
            f"{self.stage.base}/api/messages", json=activity
        ) as response:
            self.status = response.status
            await response.read()
        self.new = self.messages[before:]
        return self

    async def installs(self) -> Persona:
        """Install the bot: both events that Teams sends."""
        me = {"id": f"29:{self.object_id}"}
        await self.sends(self.activity(type="installationUpdate", action="add"))
        first = self.new
        members = [{"id": "28:bot"}, me]
        await self.sends(self.activity(type="conversationUpdate", membersAdded=members))
        self.new = [*first, *self.new]
        return self

    async def says(self, text: str) -> Persona:
        """Type a message."""
        return await self.sends(self.activity(text=text))

    def press(self, title: str, values: dict[str, str] | None = None) -> dict[str, Any]:
        """The activity of a press on the newest card that has such a button, with its defaults
        filled in.
        """
        for message in reversed(self.messages):
            for action in actions(message.card):
                if title in (action.get("title", ""), action.get("id")):
                    return self._pressed(message, action, values or {})
        raise LookupError(
            f"no button {title!r} on any card; the newest says: {self.messages[-1].words}"
        )

    def _pressed(
        self, message: Message, action: dict[str, Any], values: dict[str, str]
    ) -> dict[str, Any]:
        shown = {i["id"]: str(i["value"]) for i in inputs(message.card) if i.get("value")}
        known = {i["id"] for i in inputs(message.card)}
        unknown = set(values) - known
        assert not unknown, f"the card has no inputs {unknown}, only {known}"
        given = {} if action.get("associatedInputs") == "none" else {**shown, **values}
        return self.activity(value={**action.get("data", {}), **given}, replyToId=message.id)

    async def clicks(self, title: str, **values: str) -> Persona:
        """Press a button of the newest card that has it, with inputs filled in."""
        return await self.sends(self.press(title, values))

    async def uploads(self, *files: tuple[str, bytes], text: str = "") -> Persona:
        """Send files as Teams does in a 1:1 chat."""
        attachments = [self.attachment(name, content) for name, content in files]
        return await self.sends(
            self.activity(attachments=attachments, **({"text": text} if text else {}))
        )

    def attachment(self, name: str, content: bytes) -> dict[str, Any]:
        """A file attachment with a download link."""
        fid = uuid.uuid4().hex
        self.stage.channel.files[fid] = content
        url = f"{self.stage.channel.base}/files/{fid}/{quote(name[-40:], safe='')}"
        return {
            "contentType": FILE_INFO,
            "name": name,
            "contentUrl": url,
            "content": {"downloadUrl": url, "uniqueId": fid, "fileType": name.rpartition(".")[2]},
        }

    def sees(self, *words: str) -> None:
        """Assert that the newest answers say all of this."""
        said = "\n".join(message.words for message in self.new)
        for word in words:
            assert word in said, f"{word!r} is not in what {self.name} sees:\n{said}"

    def sees_not(self, *words: str) -> None:
        """Assert that the newest answers say none of this."""
        said = "\n".join(message.words for message in self.new)
        for word in words:
            assert word not in said, f"{word!r} is in what {self.name} sees:\n{said}"

    async def waits(self) -> Persona:
        """Let the bot do its durable work, and collect what it says of its own accord."""
        before = len(self.messages)
        await self.stage.work()
        self.new = self.messages[before:]
        return self


@asynccontextmanager
async def stage(folder: Path, *, now: datetime, **settings: Any) -> AsyncIterator[Stage]:
    """A bot with embedded defaults in a folder, a fake channel, and a clock that stands still."""
    async with AsyncExitStack() as stack:
        channel = FakeChannel()
        await channel.open(stack)
        clock = Clock(now)
        port = free_port()
        given = {"port": port, "var_folder": str(folder), **settings}
        bot = await composition.build(Settings(**given), stack, clock=clock, works=False)
        runner = web.AppRunner(bot.web, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Stage(bot, channel, clock, session, f"http://127.0.0.1:{port}")


def as_json(value: Any) -> str:
    """For assertions that look anywhere in a value."""
    return json.dumps(value, ensure_ascii=False)


async def soon(check: Any, *, tries: int = 200) -> None:
    """Let other tasks run until a check holds; no real time passes."""
    for _ in range(tries):
        if check():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not come to pass")
