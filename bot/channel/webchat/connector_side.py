"""The bot's side: Bot Connector 3.0 as far as the bot uses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.channel.addresses import MalformedActivity
from bot.channel.incoming import parse_body
from bot.channel.webchat.people import DEMO_TENANT_ID, person_of
from bot.channel.webchat.room import Room

PATH = "/chat/connector/v3/conversations/{conversation}"


class ConnectorSide:
    """Messages from the bot, their newer versions and deletions, and who is in a conversation."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> tuple[tuple[str, str, Any], ...]:
        """Method, path and handler of each route."""
        return (
            ("POST", PATH + "/activities", self.post),
            ("POST", PATH + "/activities/{activity}", self.post),
            ("PUT", PATH + "/activities/{activity}", self.put),
            ("DELETE", PATH + "/activities/{activity}", self.delete),
            ("GET", PATH + "/members/{member}", self.member),
        )

    async def post(self, request: web.Request) -> web.Response:
        """Show a message of the bot; a typing indicator is shown and not kept."""
        key, activity = _conversation(request), await self._read(request)
        if activity.get("type") == "typing":
            await self._room.push(key, activity, self._room.journal.last_number(key))
            return web.json_response({"id": ""}, status=201)
        return web.json_response({"id": await self._room.publish(key, activity)}, status=201)

    async def put(self, request: web.Request) -> web.Response:
        """Show another version of a message."""
        key, activity_id = _conversation(request), request.match_info["activity"]
        if not await self._room.replace(key, activity_id, await self._read(request)):
            raise web.HTTPNotFound
        return web.json_response({"id": activity_id})

    async def delete(self, request: web.Request) -> web.Response:
        """Take a message away; Web Chat knows no deletion, so a word is left of it."""
        key, activity_id = _conversation(request), request.match_info["activity"]
        word = "(지워진 메시지)" if self._room.is_korean(key) else "(message removed)"
        empty = {"type": "message", "from": self._room.bot_json(), "text": word}
        if not await self._room.replace(key, activity_id, empty):
            raise web.HTTPNotFound
        return web.json_response({})

    async def member(self, request: web.Request) -> web.Response:
        """The person in the conversation."""
        who = person_of(_conversation(request))
        if who is None or who.user_id != request.match_info["member"]:
            raise web.HTTPNotFound
        return web.json_response(
            {
                "id": who.user_id,
                "name": who.name,
                "aadObjectId": who.object_id,
                "email": f"{who.key}@partner.example",
                "userPrincipalName": f"{who.key}@partner.example",
                "tenantId": DEMO_TENANT_ID,
            }
        )

    async def _read(self, request: web.Request) -> dict[str, Any]:
        try:
            activity: Mapping[str, Any] = parse_body(await request.read())
        except MalformedActivity as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return {**activity, "from": self._room.bot_json()}


def _conversation(request: web.Request) -> str:
    key = request.match_info["conversation"]
    if person_of(key) is None:
        raise web.HTTPNotFound
    return key
