"""A person's drive on the local page: where the bot may put a file that was allowed, each once.

It stands in for OneDrive: Web Chat draws neither the card that offers a file nor the one that shows
it, so the first becomes a card with two buttons and the second a link to what the drive holds.
"""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.channel.raw import mapping_of, single_line, text_of
from bot.channel.webchat.people import Person, person_of

PATH = "/chat/drive/{conversation}/{file}/{name}"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent"
FILE_CARD = "application/vnd.microsoft.teams.card.file.info"
MARK = "__consent"
MAX_OPEN = 200
"""Places that wait for their file; the oldest end first."""

_FILE_ID = re.compile(r"[0-9a-f]{32}")
_WORDS = {
    "en": ("The bot wants to save a file for you:", "Allow", "Decline"),
    "ko": ("봇이 파일을 저장하려고 합니다:", "허용", "거부"),
}


class Drive:
    """Files by conversation and an id that nobody can guess; what is kept survives a restart."""

    def __init__(self, folder: Path, base_url: str, max_bytes: int) -> None:
        self._folder, self._base_url, self._max_bytes = folder, base_url, max_bytes
        self._open: dict[tuple[str, str], None] = {}

    def routes(self) -> tuple[tuple[str, str, Any], ...]:
        """Method, path and handler of each route."""
        return (("PUT", PATH, self.put), ("GET", PATH, self.get))

    def make_room(self, person: Person, name: str) -> Mapping[str, str]:
        """A place for one file of this person, as the channel tells it to the bot."""
        file_id, key = uuid.uuid4().hex, person.conversation_id
        self._open[key, file_id] = None
        if len(self._open) > MAX_OPEN:
            del self._open[next(iter(self._open))]
        safe = quote(name.replace("/", "_").replace("\\", "_"), safe="")
        url = f"{self._base_url}/chat/drive/{quote(key, safe='')}/{file_id}/{safe}"
        kind = name.rpartition(".")[2].lower()
        return {
            "contentUrl": url,
            "uploadUrl": url,
            "name": name,
            "uniqueId": file_id,
            "fileType": kind,
        }

    async def put(self, request: web.Request) -> web.Response:
        """Take the file that was allowed here, once."""
        who, file_id = _address(request)
        place = (who.conversation_id, file_id)
        if place not in self._open:
            raise web.HTTPNotFound
        del self._open[place]  # now: a second one may come while this one is read
        content = await _body(request, self._max_bytes)
        await asyncio.to_thread(_write, self._path(who, file_id), content)
        return web.json_response({"id": file_id}, status=201)

    async def get(self, request: web.Request) -> web.StreamResponse:
        """A file of this conversation, to be saved; run by nobody."""
        path = self._path(*_address(request))
        if not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Disposition": "attachment",
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(path, headers=headers)

    def _path(self, who: Person, file_id: str) -> Path:
        return self._folder / who.key / file_id


def drawn(attachment: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """An attachment as Web Chat can show it; any other than an offered or shown file is left."""
    kind, content = attachment.get("contentType"), mapping_of(attachment, "content")
    name = single_line(text_of(attachment, "name"))
    if kind == FILE_CARD:
        shown = {"contentType": "application/octet-stream", "name": name}
        return {**shown, "contentUrl": text_of(attachment, "contentUrl")}
    if kind != CONSENT_CARD:
        return attachment
    asked, allow, decline = _WORDS["ko" if language.startswith("ko") else "en"]
    lines = (asked, name, text_of(content, "description"))
    body = [_line(text, is_strong=text is name) for text in lines]
    actions = [
        _button(allow, "accept", name, content.get("acceptContext")),
        _button(decline, "decline", name, content.get("declineContext")),
    ]
    card = {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": actions}
    return {"contentType": CARD_TYPE, "content": card}


def consented(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a press of one of the two buttons says: action, context, name; None for other data."""
    told = data.get(MARK)
    return told if isinstance(told, dict) else None


def _line(text: str, *, is_strong: bool) -> dict[str, Any]:
    """A line of a card that reads no formatting into names."""
    run = {"type": "TextRun", "text": text, **({"weight": "bolder"} if is_strong else {})}
    return {"type": "RichTextBlock", "inlines": [run]}


def _button(title: str, action: str, name: str, context: object) -> dict[str, Any]:
    told = {"action": action, "name": name, "context": context}
    return {"type": "Action.Submit", "title": title, "data": {MARK: told}}


def _address(request: web.Request) -> tuple[Person, str]:
    who, file_id = person_of(request.match_info["conversation"]), request.match_info["file"]
    if who is None or not _FILE_ID.fullmatch(file_id):
        raise web.HTTPNotFound
    return who, file_id


async def _body(request: web.Request, most: int) -> bytes:
    content = bytearray()
    async for chunk in request.content.iter_any():
        content += chunk
        if len(content) > most:
            raise web.HTTPRequestEntityTooLarge(most)
    return bytes(content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
