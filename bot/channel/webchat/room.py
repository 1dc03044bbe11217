"""The middle of the local channel: what is said, who listens, and the way to the bot."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

import aiohttp
from aiohttp import web

from bot.channel.attachments import DOWNLOAD_INFO, FILE_CONSENT
from bot.channel.raw import mapping_of, text_of
from bot.channel.webchat import bridge, drive
from bot.channel.webchat.journal import Activity, Journal
from bot.channel.webchat.people import BOT_ID, BOT_NAME, DEMO_TENANT_ID, Person

CARD_TYPE = "application/vnd.microsoft.card.adaptive"

_BOT_SECONDS = 60


class Room:
    """All local conversations.

    Shape: `base_url` is where this server is reached, without a slash at the end; `bot_url` takes
    activities; `files` is where the bot may put what a person allows.
    """

    def __init__(
        self,
        journal: Journal,
        session: aiohttp.ClientSession,
        *,
        base_url: str,
        bot_url: str,
        files: drive.Drive,
        clock: Callable[[], datetime],
    ) -> None:
        self.journal, self.base_url = journal, base_url
        self._session, self._bot_url, self._clock = session, bot_url, clock
        self._drive = files
        self._listeners: dict[str, set[web.WebSocketResponse]] = defaultdict(set)
        self._client: dict[str, Mapping[str, str]] = {}
        self._greeting: set[str] = set()

    def meet(self, person: Person, locale: str, time_zone: str) -> None:
        """Remember the language and zone of a person's browser."""
        told = {"locale": locale, "timezone": time_zone}
        self._client[person.conversation_id] = {key: entry for key, entry in told.items() if entry}

    def listen(self, conversation_id: str, socket: web.WebSocketResponse) -> None:
        """Push what comes to a socket, from now on."""
        self._listeners[conversation_id].add(socket)

    def leave(self, conversation_id: str, socket: web.WebSocketResponse) -> None:
        """Stop pushing to a socket."""
        self._listeners[conversation_id].discard(socket)

    async def close(self) -> None:
        """Close all sockets, so that the server can stop."""
        for sockets in list(self._listeners.values()):
            for socket in list(sockets):
                await socket.close()

    async def greet(self, person: Person) -> None:
        """Tell the bot once that it was added; again at the next visit if it did not answer."""
        key = person.conversation_id
        if self.journal.last_number(key) or key in self._greeting:
            return
        self._greeting.add(key)
        people = [{"id": BOT_ID, "name": BOT_NAME}, {"id": person.user_id, "name": person.name}]
        try:
            await self.to_bot(person, {"type": "conversationUpdate", "membersAdded": people})
        finally:
            self._greeting.discard(key)

    async def say(self, person: Person, activity: Activity, files: list[Activity]) -> str | None:
        """Take what a person said to the bot; the activity's id, or None when refused."""
        press = bridge.pressed(activity.get("value"))
        if press and press.execute is not None:
            return await self._execute(person, press)
        if press and (told := drive.consented(press.data)):
            return await self._consent(person, press.activity_id, told)
        if press:
            activity = {**activity, "value": press.data, "replyToId": press.activity_id}
        shown = {**activity, "from": self._person_json(person), "attachments": files}
        activity_id = await self.publish(person.conversation_id, shown)
        kept = ("type", "text", "textFormat", "value", "locale", "localTimezone", "replyToId")
        sent = {key: activity[key] for key in kept if key in activity}
        attachments = [_as_teams(file) for file in files]
        status, _ = await self.to_bot(
            person, {**sent, "id": activity_id, "attachments": attachments}
        )
        return activity_id if status < 400 else None

    async def publish(self, conversation_id: str, activity: Activity) -> str:
        """Write an activity into the conversation and show it; its id."""
        number = self.journal.last_number(conversation_id)
        activity_id = f"{number + 1:07d}-{uuid.uuid4().hex[:12]}"
        stamped = {
            **activity,
            "id": activity_id,
            "timestamp": self._now(),
            "channelId": "msteams",
            "conversation": {"id": conversation_id},
            "attachments": self._drawn(conversation_id, activity, activity_id),
        }
        known = self.journal.find(conversation_id, text_of(activity, "replyToId"))
        if known is None:
            stamped.pop(
                "replyToId", None
            )  # Web Chat would wait five seconds for what it replies to
        await self._write(conversation_id, stamped)
        return activity_id

    async def replace(self, conversation_id: str, activity_id: str, activity: Activity) -> bool:
        """Show another version of an activity at its old place; False when there is none."""
        old = self.journal.find(conversation_id, activity_id)
        if old is None:
            return False
        kept = {key: old[key] for key in ("id", "timestamp", "channelId", "conversation")}
        reply_to = {"replyToId": old["replyToId"]} if "replyToId" in old else {}
        new = {key: entry for key, entry in activity.items() if key != "replyToId"}
        new["attachments"] = self._drawn(conversation_id, activity, activity_id)
        await self._write(conversation_id, {**new, **kept, **reply_to})
        return True

    async def push(self, conversation_id: str, activity: Activity, number: int) -> None:
        """Show an activity to everybody who listens."""
        message = json.dumps(
            {"activities": [activity], "watermark": str(number)}, ensure_ascii=False
        )
        for socket in list(self._listeners[conversation_id]):
            try:
                await socket.send_str(message)
            except (ConnectionError, RuntimeError):  # closed meanwhile
                self.leave(conversation_id, socket)

    async def to_bot(self, person: Person, activity: Activity) -> tuple[int, Mapping[str, Any]]:
        """Post an activity as Teams does; status and JSON of the answer, 504 when there is none."""
        client = self._client.get(person.conversation_id, {})
        body = {
            "id": uuid.uuid4().hex,
            **({"locale": client["locale"]} if "locale" in client else {}),
            **activity,
            "timestamp": self._now(),
            "channelId": "msteams",
            "serviceUrl": f"{self.base_url}/chat/connector",
            "from": self._person_json(person),
            "recipient": {"id": BOT_ID, "name": BOT_NAME},
            "conversation": {
                "id": person.conversation_id,
                "conversationType": "personal",
                "tenantId": DEMO_TENANT_ID,
            },
            "channelData": {"tenant": {"id": DEMO_TENANT_ID}},
            "entities": [{"type": "clientInfo", "platform": "Web", **client}],
        }
        timeout = aiohttp.ClientTimeout(total=_BOT_SECONDS)
        try:
            async with self._session.post(self._bot_url, json=body, timeout=timeout) as response:
                return response.status, _mapping(await response.read())
        except (aiohttp.ClientError, TimeoutError):
            return 504, {}

    async def _execute(self, person: Person, press: bridge.Press) -> str | None:
        key = person.conversation_id
        invoke = {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": press.invoke_value,
            "replyToId": press.activity_id,
        }
        status, answer = await self.to_bot(person, invoke)
        if status >= 400:
            return None
        card = self.journal.find(key, press.activity_id)
        if answer.get("type") == CARD_TYPE and card:
            attachments = [{"contentType": CARD_TYPE, "content": mapping_of(answer, "value")}]
            await self.replace(key, card["id"], {**card, "attachments": attachments})
        elif text_of(answer, "value"):
            said = {"type": "message", "from": self.bot_json(), "text": answer["value"]}
            await self.publish(key, said)
        return uuid.uuid4().hex

    async def _consent(
        self, person: Person, activity_id: str, told: Mapping[str, Any]
    ) -> str | None:
        """Answer an offered file as Teams does; when it is allowed, with a place for it."""
        value: dict[str, Any] = {"type": "fileUpload", "action": told.get("action")}
        value["context"] = told.get("context")
        if told.get("action") == "accept":
            value["uploadInfo"] = self._drive.make_room(person, text_of(told, "name"))
        invoke = {"type": "invoke", "name": FILE_CONSENT, "value": value, "replyToId": activity_id}
        status, _ = await self.to_bot(person, invoke)
        return uuid.uuid4().hex if status < 400 else None

    def _drawn(self, conversation_id: str, activity: Activity, activity_id: str) -> Any:
        language = self._client.get(conversation_id, {}).get("locale", "")
        shown = [drive.drawn(one, language) for one in activity.get("attachments") or []]
        return bridge.drawn(shown, activity_id)

    async def _write(self, conversation_id: str, activity: Activity) -> None:
        number = await self.journal.add(conversation_id, activity)
        await self.push(conversation_id, activity, number)

    def is_korean(self, conversation_id: str) -> bool:
        """Whether the page of this conversation is in Korean."""
        return self._client.get(conversation_id, {}).get("locale", "").startswith("ko")

    def bot_json(self) -> dict[str, str]:
        """The bot as the page sees it."""
        return {"id": BOT_ID, "name": BOT_NAME, "role": "bot"}

    def _person_json(self, person: Person) -> dict[str, str]:
        return {
            "id": person.user_id,
            "name": person.name,
            "aadObjectId": person.object_id,
            "role": "user",
        }

    def _now(self) -> str:
        instant = self._clock().astimezone(UTC)
        return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _as_teams(file: Activity) -> Activity:
    """A file as Teams hands it over: a download link under the file's own name."""
    suffix = PurePath(file["name"]).suffix.lstrip(".")
    content = {
        "downloadUrl": file["contentUrl"],
        "uniqueId": uuid.uuid4().hex,
        "fileType": suffix.lower(),
    }
    return {
        "contentType": DOWNLOAD_INFO,
        "name": file["name"],
        "contentUrl": file["contentUrl"],
        "content": content,
    }


def _mapping(body: bytes) -> Mapping[str, Any]:
    try:
        parsed = json.loads(body)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
