"""A partner who talks to the bot as clients do. Every verb waits for the bot's HTTP answer."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.journeys.fake_channel import Message, actions, inputs, plain

if TYPE_CHECKING:
    from tests.journeys.stage import Stage

FILE_INFO = "application/vnd.microsoft.teams.file.download.info"


class Persona:
    """One person in one conversation; `new` holds what the bot said to the last thing done."""

    def __init__(
        self,
        stage: Stage,
        name: str,
        locale: str,
        tenant: str,
        device: str,
        zone: str = "Asia/Seoul",
        *,
        group: str = "personal",
    ) -> None:
        self.stage, self.name, self.locale, self.tenant = stage, name, locale, tenant
        self.zone, self.group, self.channel_id = zone, group, "msteams"
        self.object_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{tenant}/{name}"))
        self.conversation_id = f"a:{device}-{self.object_id}"
        self.status = 0
        self.answer: Any = None
        self.headers: dict[str, str] = {}
        self.new: list[Message] = []
        self._ids = itertools.count(1)

    @property
    def messages(self) -> list[Message]:
        """All messages of the bot in this chat, oldest first."""
        return self.stage.channel.messages.setdefault(self.conversation_id, [])

    @property
    def said(self) -> str:
        """What the newest answers say, as one text."""
        return "\n".join(message.words for message in self.new)

    def activity(self, **more: Any) -> dict[str, Any]:
        """An activity as Teams sends it."""
        return {
            "type": "message",
            "id": f"{self.conversation_id}-{next(self._ids)}",
            "channelId": self.channel_id,
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
                "conversationType": self.group,
                "tenantId": self.tenant,
                **({"isGroup": True} if self.group != "personal" else {}),
            },
            "channelData": {"tenant": {"id": self.tenant}},
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": self.locale,
                    "platform": "Windows",
                    "timezone": self.zone,
                }
            ],
            **more,
        }

    async def sends(self, activity: dict[str, Any]) -> Persona:
        """Post an activity and collect what the bot said to it."""
        before = {message.id for message in self.messages}
        async with self.stage.session.post(
            f"{self.stage.base}/api/messages", json=activity, headers=self.headers
        ) as response:
            self.status = response.status
            is_json = response.content_type == "application/json"
            self.answer = await response.json() if is_json else await response.read()
        self.new = [message for message in self.messages if message.id not in before]
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

    async def uninstalls(self) -> Persona:
        """Remove the bot."""
        return await self.sends(self.activity(type="installationUpdate", action="remove"))

    async def says(self, text: str) -> Persona:
        """Type a message."""
        return await self.sends(self.activity(text=text))

    def press(
        self, title: str, values: dict[str, str] | None = None, *, on: Message | None = None
    ) -> dict[str, Any]:
        """The activity of a press, with the card's defaults filled in, on the given card or on the
        newest with such a button.

        Shape: `title` is what stands on the button, or the kind of its action.
        """
        for message in [on] if on else reversed(self.messages):
            for card in reversed(message.cards):
                for action in actions(card):
                    kind = action.get("data", {}).get("act", {}).get("kind")
                    if title in (action.get("title", ""), kind):
                        return self._pressed(message, action, values or {})
        raise LookupError(
            f"no button {title!r} on any card; the newest says: {self.messages[-1].words}"
        )

    def _pressed(
        self, message: Message, action: dict[str, Any], values: dict[str, str]
    ) -> dict[str, Any]:
        card = next(one for one in message.cards if action in list(actions(one)))
        shown = {i["id"]: str(i["value"]) for i in inputs(card) if i.get("value")}
        known = {i["id"] for i in inputs(card)}
        unknown = set(values) - known
        assert not unknown, f"the card has no inputs {unknown}, only {known}"
        given = {} if action.get("associatedInputs") == "none" else {**shown, **values}
        data = {**action.get("data", {}), **given}
        if action["type"] == "Action.Execute":
            value = {"action": {"type": "Action.Execute", "data": data}, "trigger": "manual"}
            return self.activity(
                type="invoke", name="adaptiveCard/action", value=value, replyToId=message.id
            )
        return self.activity(value=data, replyToId=message.id)

    async def clicks(self, title: str, **values: str) -> Persona:
        """Press a button of the newest card that has it, with inputs filled in."""
        return await self.sends(self.press(title, values))

    async def clicks_on(self, message: Message, title: str, **values: str) -> Persona:
        """Press a button of a given card, however old."""
        return await self.sends(self.press(title, values, on=message))

    async def uploads(self, *files: tuple[str, bytes], text: str = "") -> Persona:
        """Send files as Teams does in a 1:1 chat."""
        attachments = [self.attachment(name, content) for name, content in files]
        return await self.sends(
            self.activity(attachments=attachments, **({"text": text} if text else {}))
        )

    def consent(
        self, *, allows: bool, on: Message | None = None, upload_url: str = ""
    ) -> dict[str, Any]:
        """The answer of Teams for the file offered last, or by the given message."""
        message = on or next(m for m in reversed(self.messages) if m.offer)
        assert message.offer is not None
        card, fid = message.offer["content"], uuid.uuid4().hex
        value: dict[str, Any] = {
            "type": "fileUpload",
            "action": "accept" if allows else "decline",
            "context": card["acceptContext" if allows else "declineContext"],
        }
        if allows:
            value["uploadInfo"] = {
                "contentUrl": f"{self.stage.channel.base}/drive/{fid}",
                "name": message.offer["name"],
                "uploadUrl": upload_url or f"{self.stage.channel.base}/drive/{fid}",
                "uniqueId": fid,
                "fileType": message.offer["name"].rpartition(".")[2],
            }
        return self.activity(
            type="invoke", name="fileConsent/invoke", value=value, replyToId=message.id
        )

    async def allows(self) -> Persona:
        """Let the bot put the file that it offered last into one's own drive."""
        return await self.sends(self.consent(allows=True))

    async def declines(self) -> Persona:
        """Do not want the file that it offered last."""
        return await self.sends(self.consent(allows=False))

    @property
    def received_files(self) -> list[bytes]:
        """What the newest answers hand over, read where they say it is."""
        shown = [message.file for message in self.new if message.file]
        kept = [self.stage.channel.drive[file["content"]["uniqueId"]] for file in shown]
        assert all(len(copies) == 1 for copies in kept)
        return [copies[0] for copies in kept]

    def attachment(self, name: str, content: bytes) -> dict[str, Any]:
        """A file attachment with a download link."""
        url, fid = self.link(name, content)
        return {
            "contentType": FILE_INFO,
            "name": name,
            "contentUrl": url,
            "content": {"downloadUrl": url, "uniqueId": fid, "fileType": name.rpartition(".")[2]},
        }

    def link(self, name: str, content: bytes) -> tuple[str, str]:
        """Where the channel hands this file out, and its id there."""
        fid = uuid.uuid4().hex
        self.stage.channel.files[fid] = content
        safe = quote(name.encode("utf-8", "ignore")[-40:], safe="")
        return f"{self.stage.channel.base}/files/{fid}/{safe or 'file'}", fid

    def sees(self, *words: str) -> None:
        """Assert that the newest answers say all of this."""
        for word in words:
            assert word in self.said, f"{word!r} is not in what {self.name} sees:\n{self.said}"

    def sees_not(self, *words: str) -> None:
        """Assert that the newest answers say none of this."""
        for word in words:
            assert word not in self.said, f"{word!r} is in what {self.name} sees:\n{self.said}"

    def beside(self, field_id: str) -> tuple[str, str]:
        """Value of one input of the newest card, and the words right below it."""
        card = self.new[-1].card
        assert card is not None, self.said
        siblings = card["body"]
        place = next(n for n, node in enumerate(siblings) if node.get("id") == field_id)
        below = siblings[place + 1] if place + 1 < len(siblings) else {}
        words = "".join(run["text"] for run in below.get("inlines", ()))
        return str(siblings[place].get("value", "")), plain(words)

    async def waits(self) -> Persona:
        """Let the bot do all durable work that is due, and collect what it says by itself."""
        before = {message.id for message in self.messages}
        while await self.stage.work():
            pass
        self.new = [message for message in self.messages if message.id not in before]
        return self
