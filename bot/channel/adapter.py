"""The SDK's adapter over our connector: activities become JSON here, without copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)
from msrest.serialization import Model

from bot.channel.connector import Connector, Place
from bot.channel.incoming import Received
from bot.errors import ConnectorError

_TYPING_WAIT_SECONDS = 0.0
_PLAIN = (
    ("text", "text"),
    ("text_format", "textFormat"),
    ("attachment_layout", "attachmentLayout"),
    ("summary", "summary"),
    ("input_hint", "inputHint"),
    ("locale", "locale"),
    ("importance", "importance"),
    ("name", "name"),
    ("value", "value"),
    ("channel_data", "channelData"),
    ("reply_to_id", "replyToId"),
)


class PlainActivity(Activity):  # type: ignore[misc]  # the SDK carries no types
    """An activity that keeps only what is given; the rest reads as None from the class.

    The SDK's own sets 45 attributes each time.
    """

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)


for _name in Activity._attribute_map:
    setattr(PlainActivity, _name, None)
PlainActivity.additional_properties = None


class ChannelAdapter(BotAdapter):  # type: ignore[misc]  # the SDK carries no types
    """Sends what dialogs say in a turn to the conversation the turn came from."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def send_activities(
        self, context: TurnContext, activities: Sequence[Activity]
    ) -> list[ResourceResponse]:
        """Post in order; the channel's ids. Raises: ConnectorError, not for typing."""
        return [await self._send(_received(context), activity) for activity in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Replace the message that `activity.id` names. Raises: ConnectorError."""
        received = _received(context)
        if not activity.id:
            raise ValueError("update_activity: set activity.id to the id of the message")
        body = activity_json(activity, received)
        return ResourceResponse(
            id=await self._connector.update(place_of(received), activity.id, body)
        )

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Delete the message that `reference.activity_id` names. Raises: ConnectorError."""
        await self._connector.delete(place_of(_received(context)), reference.activity_id)

    async def _send(self, received: Received, activity: Activity) -> ResourceResponse:
        kind = activity.type or ActivityTypes.message
        if kind == ActivityTypes.trace:
            return ResourceResponse(id="")
        if kind == ActivityTypes.typing:
            await self.show_typing(received)
            return ResourceResponse(id="")
        reply_to = received.incoming.activity_id if received.incoming.activity_id else ""
        body = activity_json(activity, received)
        body["replyToId"] = reply_to
        sent = await self._connector.send(place_of(received), body, reply_to=reply_to)
        return ResourceResponse(id=sent)

    async def show_typing(self, received: Received) -> None:
        """Show that an answer is coming; left out when the channel is busy or refuses."""
        body = {"type": "typing", **_sides(received)}
        try:
            await self._connector.send(
                place_of(received), body, max_wait_seconds=_TYPING_WAIT_SECONDS
            )
        except ConnectorError:
            return


class ChannelContext(TurnContext):  # type: ignore[misc]  # the SDK carries no types
    """One turn; the SDK's own context copies every card it sends."""

    def __init__(self, adapter: ChannelAdapter, received: Received) -> None:
        super().__init__(adapter, sdk_activity(received))
        self.turn_state["received"] = received

    async def send_activities(self, activities: Sequence[Activity]) -> list[ResourceResponse]:
        """Send without copying; activities are the caller's and are not changed."""
        sent: list[ResourceResponse] = await self.adapter.send_activities(self, activities)
        if any(activity.type != ActivityTypes.trace for activity in activities):
            self.responded = True
        return sent

    async def update_activity(self, activity: Activity) -> ResourceResponse:
        """Replace the message that `activity.id` names."""
        return await self.adapter.update_activity(self, activity)

    async def delete_activity(self, id_or_reference: str | ConversationReference) -> None:
        """Delete a message by its id."""
        if isinstance(id_or_reference, str):
            id_or_reference = ConversationReference(activity_id=id_or_reference)
        await self.adapter.delete_activity(self, id_or_reference)


def sdk_activity(received: Received) -> Activity:
    """The little of an activity that dialogs of the SDK look at."""
    address, incoming = received.address, received.incoming
    return PlainActivity(
        type=received.activity_type,
        id=incoming.activity_id,
        name=received.name or None,
        text=incoming.text or None,
        locale=incoming.locale,
        channel_id=address.channel_id,
        service_url=address.service_url,
        conversation=ConversationAccount(
            id=address.conversation_id, is_group=not incoming.is_personal
        ),
        from_property=ChannelAccount(id=address.user_id, name=address.user_name),
        recipient=ChannelAccount(id=address.bot_id, name=address.bot_name),
    )


def activity_json(activity: Activity, received: Received) -> dict[str, Any]:
    """The JSON of an outgoing activity; attachments' contents go out as they are."""
    body: dict[str, Any] = {"type": activity.type or "message", **_sides(received)}
    for name, key in _PLAIN:
        value = getattr(activity, name)
        if value is not None:
            body[key] = value
    if activity.attachments:
        body["attachments"] = [_attachment(one) for one in activity.attachments]
    if activity.suggested_actions is not None:
        body["suggestedActions"] = _plain(activity.suggested_actions)
    if activity.entities:
        body["entities"] = [_plain(entity) for entity in activity.entities]
    return body


def place_of(received: Received) -> Place:
    """Where answers to an activity go."""
    address = received.address
    return Place(address.service_url, address.conversation_id, address.tenant_id)


def _sides(received: Received) -> dict[str, Any]:
    address = received.address
    return {
        "from": {"id": address.bot_id, "name": address.bot_name},
        "recipient": {"id": address.user_id, "name": address.user_name},
        "conversation": {"id": address.conversation_id},
        "channelId": address.channel_id,
        "serviceUrl": address.service_url,
    }


def _attachment(attachment: Any) -> Mapping[str, Any]:
    if isinstance(attachment, Mapping):
        return attachment
    body = {"contentType": attachment.content_type, "content": _plain(attachment.content)}
    if attachment.name:
        body["name"] = attachment.name
    if attachment.content_url:
        body["contentUrl"] = attachment.content_url
    return body


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.serialize()  # type: ignore[no-untyped-call]  # the SDK carries no types
    return value


def _received(context: TurnContext) -> Received:
    received = context.turn_state["received"]
    if not isinstance(received, Received):
        raise TypeError("this adapter serves contexts of ChannelContext only")
    return received
