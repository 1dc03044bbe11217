"""The Bot Connector's side of a journey: hears replies, checks every card, hands out files."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.cards.check_card import nodes, problems
from tests.ports import listener

CARD = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_CARD = "application/vnd.microsoft.teams.card.file.info"
LONGEST_TITLE = 20
PRESSES = ("Action.Submit", "Action.Execute")


@dataclass
class Message:
    """One message of the bot as a client holds it.

    Shape: `card` is the last of its cards, `above` are those that stand above it; `offer` and
    `file` are the attachments with which a file is offered and shown.
    """

    id: str
    text: str
    card: dict[str, Any] | None
    replaced: int = 0
    above: tuple[dict[str, Any], ...] = ()
    offer: dict[str, Any] | None = None
    file: dict[str, Any] | None = None

    @property
    def cards(self) -> tuple[dict[str, Any], ...]:
        """All its cards, in order."""
        return (*self.above, self.card) if self.card else ()

    @property
    def words(self) -> str:
        """Everything a reader would see, as one text."""
        return self.text + "\n" + "\n".join(texts(list(self.cards))) if self.card else self.text

    @property
    def everything(self) -> str:
        """What is seen, and what is only read out or shown where cards are not."""
        return "\n".join((self.words, plain((self.card or {}).get("fallbackText", ""))))


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


def actions(card: Any) -> Iterator[dict[str, Any]]:
    """Every button of a card that sends something to the bot."""
    return (node for node in nodes(card) if node["type"] in PRESSES)


def inputs(card: Any) -> Iterator[dict[str, Any]]:
    """Every input of a card."""
    return (node for node in nodes(card) if str(node["type"]).startswith("Input."))


def _buttons(node: Any) -> Iterator[dict[str, Any]]:
    """What is drawn as a button; an area that can be pressed has a title only for being read."""
    if isinstance(node, list):
        for one in node:
            yield from _buttons(one)
    elif isinstance(node, dict):
        if str(node.get("type", "")).startswith("Action."):
            yield node
        for key, value in node.items():
            if key not in ("data", "selectAction"):
                yield from _buttons(value)


def faults_of(card: dict[str, Any]) -> list[str]:
    """Everything wrong with a card: shape, size, number of buttons, length of their titles."""
    long = [
        f"button title of {len(a['title'])} characters: {a['title']!r}"
        for a in _buttons(card)
        if len(a.get("title", "")) > LONGEST_TITLE
    ]
    return problems(card) + long


class FakeChannel:
    """A small working Bot Connector; `faults` collects what is wrong with cards it was sent."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Message]] = {}
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.declared_sizes: dict[str, int] = {}
        self.endless: set[str] = set()
        self.drive: dict[str, list[bytes]] = {}
        self.drive_status = 201
        self.handed_out = 0
        self.refuse_sends: list[tuple[int, str]] = []
        self.silence: asyncio.Event | None = None
        self.holds: list[asyncio.Event] = []
        self.held_back = 0
        self.lost_answers: list[int | None] = []
        self.keeps_answers: asyncio.Event | None = None
        self.refuse_updates: list[tuple[int, str]] = []
        self.faults: list[str] = []
        self._ids = itertools.count(1)
        self.base = ""

    async def open(self, stack: AsyncExitStack) -> None:
        """Serve until the stack is closed."""
        server = web.Application()
        at = "/v3/conversations/{cid}/activities"
        server.router.add_post(at, self._post)
        server.router.add_post(at + "/{aid}", self._post)
        server.router.add_put(at + "/{aid}", self._put)
        server.router.add_delete(at + "/{aid}", self._delete)
        server.router.add_get("/files/{fid}/{name}", self._file)
        server.router.add_put("/drive/{fid}", self._take)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        listens, port = listener()
        await web.SockSite(runner, listens).start()
        self.base = f"http://127.0.0.1:{port}"

    async def _post(self, request: web.Request) -> web.Response:
        if self.silence is not None:
            await self.silence.wait()
            return web.json_response({"error": {"code": "ServiceUnavailable"}}, status=503)
        if self.holds:  # this one is taken later
            self.held_back += 1
            await self.holds.pop(0).wait()
        if self.refuse_sends:
            status, code = self.refuse_sends.pop(0)
            return web.json_response({"error": {"code": code}}, status=status)
        body = await request.json()
        message = self.heard(str(next(self._ids)), body)
        if body.get("type") == "message":
            self.messages.setdefault(request.match_info["cid"], []).append(message)
            if self.keeps_answers is not None:  # taken, and not confirmed before that
                await self.keeps_answers.wait()
            if self.lost_answers:  # taken all the same; None answers nothing
                status = self.lost_answers.pop(0)
                if status is None and request.transport is not None:
                    request.transport.close()
                return web.json_response({"error": {"code": "Lost"}}, status=status or 500)
        return web.json_response({"id": message.id}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        if self.refuse_updates:
            status, code = self.refuse_updates.pop(0)
            return web.json_response({"error": {"code": code}}, status=status)
        body = await request.json()
        for message in self.messages.get(request.match_info["cid"], []):
            if message.id == request.match_info["aid"]:
                fresh = self.heard(message.id, body)
                message.text, message.card, message.above = fresh.text, fresh.card, fresh.above
                message.replaced += 1
                return web.json_response({"id": message.id})
        return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)

    async def _delete(self, request: web.Request) -> web.Response:
        kept = self.messages.setdefault(request.match_info["cid"], [])
        gone = [message for message in kept if message.id == request.match_info["aid"]]
        for message in gone:
            kept.remove(message)
        return web.json_response({}, status=200 if gone else 404)

    async def _take(self, request: web.Request) -> web.Response:
        """A person's drive: keeps each file that the bot puts there, whole or not at all."""
        body = await request.read()
        if self.drive_status == 201:
            told = request.headers["Content-Range"]
            assert told == f"bytes 0-{len(body) - 1}/{len(body)}", told
            self.drive.setdefault(request.match_info["fid"], []).append(body)
        return web.json_response({"id": "01"}, status=self.drive_status)

    def heard(self, message_id: str, body: dict[str, Any]) -> Message:
        """A message of the bot, its card checked."""
        attachments = body.get("attachments") or []
        cards = [a["content"] for a in attachments if a["contentType"] == CARD]
        for card in cards:
            self.faults += faults_of(card)
        return Message(
            message_id,
            body.get("text") or "",
            cards[-1] if cards else None,
            above=tuple(cards[:-1]),
            offer=next((a for a in attachments if a["contentType"] == CONSENT), None),
            file=next((a for a in attachments if a["contentType"] == FILE_CARD), None),
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        fid = request.match_info["fid"]
        if fid in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[fid]})
        data = self.files.get(fid)
        if data is None:
            return web.Response(status=404)
        if fid in self.endless:
            return await self._without_end(request, data)
        if fid in self.declared_sizes:
            response = web.StreamResponse()
            response.content_length = self.declared_sizes[fid]
            await response.prepare(request)
            await response.write(data)
            return response
        return web.Response(body=data)

    async def _without_end(self, request: web.Request, piece: bytes) -> web.StreamResponse:
        """Two gigabytes of which nothing is said before; `handed_out` counts what was taken."""
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(OSError):
            while self.handed_out < 2 * 2**30:
                await response.write(piece)
                self.handed_out += len(piece)
        return response
