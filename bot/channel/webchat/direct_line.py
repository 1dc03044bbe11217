"""The browser's side: Direct Line 3.0 as far as Web Chat uses it."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import BodyPartReader, WSMsgType, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.channel.addresses import MalformedActivity
from bot.channel.incoming import parse_body
from bot.channel.raw import mapping_of, single_line
from bot.channel.webchat.journal import Activity
from bot.channel.webchat.people import Person, person, person_of
from bot.channel.webchat.room import Room

PATH = "/chat/directline"

_FILE_ID = re.compile(r"[0-9a-f]{32}")


class DirectLine:
    """Tokens, conversations, activities (by socket or by polling) and uploads."""

    def __init__(self, room: Room, uploads: Path, max_upload_bytes: int) -> None:
        self._room, self._uploads, self._max_upload_bytes = room, uploads, max_upload_bytes

    def routes(self) -> tuple[tuple[str, str, Any], ...]:
        """Method, path and handler of each route."""
        conversation = PATH + "/conversations/{conversation}"
        return (
            ("POST", PATH + "/tokens/generate", self.token),
            ("POST", PATH + "/tokens/refresh", self.start),
            ("POST", PATH + "/conversations", self.start),
            ("GET", conversation, self.reconnect),
            ("GET", conversation + "/stream", self.stream),
            ("GET", conversation + "/activities", self.poll),
            ("POST", conversation + "/activities", self.post),
            ("POST", conversation + "/upload", self.upload),
            ("GET", "/chat/files/{file}/{name}", self.download),
        )

    async def token(self, request: web.Request) -> web.Response:
        """A token for the person named in the query; it names the conversation."""
        who = person(request.query.get("user", ""))
        self._room.meet(who, request.query.get("locale", ""), request.query.get("zone", ""))
        shown = {"id": who.user_id, "name": who.name}
        return web.json_response(self._grant(who, "-") | {"person": shown})

    async def start(self, request: web.Request) -> web.Response:
        """Open the conversation of a token."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return web.json_response(self._grant(_person_of(token), "-"), status=201)

    async def reconnect(self, request: web.Request) -> web.Response:
        """Go on with a conversation, also after the server was restarted."""
        return web.json_response(
            self._grant(_in_conversation(request), request.query.get("watermark", "-"))
        )

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Push activities: first what came after the watermark, then each as it comes."""
        who = _in_conversation(request)
        key = who.conversation_id
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        missed = self._room.journal.since(key, _number(request))
        self._room.listen(key, socket)
        if missed:
            await socket.send_str(_json(self._set_of(key, missed)))
        greeting = asyncio.create_task(self._room.greet(who))
        try:
            async for message in socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            self._room.leave(key, socket)
            await greeting
        return socket

    async def poll(self, request: web.Request) -> web.Response:
        """What came after the watermark."""
        who = _in_conversation(request)
        await self._room.greet(who)
        missed = self._room.journal.since(who.conversation_id, _number(request))
        return web.json_response(self._set_of(who.conversation_id, missed))

    async def post(self, request: web.Request) -> web.Response:
        """Take a message, a button press or (to no effect) a typing indicator."""
        who = _in_conversation(request)
        return await self._say(who, _activity(await request.read()), [])

    async def upload(self, request: web.Request) -> web.Response:
        """Take files, kept under ids of ours and handed to the bot by link."""
        who = _in_conversation(request)
        try:
            activity, files = await self._parts(request)
        except (ValueError, AssertionError, HttpProcessingError) as error:  # of aiohttp's reader
            raise web.HTTPBadRequest(text="not the parts of an upload") from error
        return await self._say(who, activity, files)

    async def _parts(self, request: web.Request) -> tuple[Mapping[str, Any], list[Activity]]:
        activity: Mapping[str, Any] = {"type": "message"}
        files: list[tuple[int, Activity]] = []
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            kind = part.headers.get("Content-Type", "application/octet-stream").split(";")[0]
            if part.name == "activity" or kind == "application/vnd.microsoft.activity":
                activity = _activity(bytes(await part.read()))
            else:
                files.append(await self._keep(part, kind))
        return activity, _as_chosen(activity, files)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """An uploaded file; shown by nobody but the page, run by nobody."""
        file_id = request.match_info["file"]
        path = self._uploads / file_id
        if not _FILE_ID.fullmatch(file_id) or not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Disposition": "attachment",
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(path, headers=headers)

    async def _say(self, who: Person, activity: Activity, files: list[Activity]) -> web.Response:
        await self._room.greet(who)
        if activity.get("type") != "message":
            return web.json_response({"id": uuid.uuid4().hex})
        activity_id = await self._room.say(who, activity, files)
        if activity_id is None:
            return web.json_response({"error": {"code": "BotError"}}, status=502)
        return web.json_response({"id": activity_id})

    async def _keep(self, part: BodyPartReader, kind: str) -> tuple[int, Activity]:
        file_id = uuid.uuid4().hex
        name = single_line((part.filename or "file").replace("/", "_").replace("\\", "_"))
        path = self._uploads / file_id
        await asyncio.to_thread(self._uploads.mkdir, parents=True, exist_ok=True)
        size = 0
        with path.open("wb") as file:
            while chunk := await part.read_chunk(256 * 1024):
                size += len(chunk)
                if size > self._max_upload_bytes:
                    path.unlink()
                    raise web.HTTPRequestEntityTooLarge(self._max_upload_bytes)
                await asyncio.to_thread(file.write, chunk)
        url = f"{self._room.base_url}/chat/files/{file_id}/{quote(name, safe='')}"
        return size, {"contentType": kind, "name": name, "contentUrl": url}

    def _grant(self, who: Person, watermark: str) -> dict[str, Any]:
        key = who.conversation_id
        base = self._room.base_url.replace("http", "ws", 1)
        return {
            "conversationId": key,
            "token": key,
            "expires_in": 3600,
            "streamUrl": f"{base}{PATH}/conversations/{quote(key, safe='')}/stream"
            f"?watermark={quote(watermark, safe='')}",
        }

    def _set_of(self, key: str, activities: list[Activity]) -> dict[str, Any]:
        return {"activities": activities, "watermark": str(self._room.journal.last_number(key))}


def _person_of(conversation_id: str) -> Person:
    who = person_of(conversation_id)
    if who is None:
        raise web.HTTPNotFound(
            text=_json({"error": {"code": "ConversationNotFound"}}),
            content_type="application/json",
        )
    return who


def _in_conversation(request: web.Request) -> Person:
    return _person_of(request.match_info["conversation"])


def _as_chosen(activity: Activity, files: list[tuple[int, Activity]]) -> list[Activity]:
    """Files in the order in which the person chose them: Web Chat hands them over in the order in
    which it has read them, the small ones first, and tells the sizes in theirs.
    """
    told = mapping_of(activity, "channelData").get("attachmentSizes")
    sizes = told if isinstance(told, list) else []
    files.sort(key=lambda file: sizes.index(file[0]) if file[0] in sizes else len(sizes))
    return [shown for _, shown in files]


def _number(request: web.Request) -> int:
    watermark = request.query.get("watermark", "")
    return int(watermark) if re.fullmatch(r"[0-9]{1,15}", watermark) else 0


def _activity(body: bytes) -> Mapping[str, Any]:
    try:
        return parse_body(body)
    except MalformedActivity as error:
        raise web.HTTPBadRequest(text=str(error)) from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
