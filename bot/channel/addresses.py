"""Where an activity came from: read once per conversation, since every activity brings the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from bot.channel.identity import object_id_of, tenant_of
from bot.channel.raw import is_clean_id, mapping_of, single_line, text_of

_USUAL_CHARS = 2_000
"""Of an address altogether; a longer one is not kept."""


class MalformedActivity(ValueError):
    """The request body is no activity. Handled by the HTTP route: 400."""


class Address(NamedTuple):
    """Where an activity came from and where an answer goes; stored, so that we can speak later."""

    service_url: str
    channel_id: str
    conversation_id: str
    tenant_id: str
    bot_id: str
    bot_name: str
    user_id: str
    object_id: str
    user_name: str

    @property
    def conversation_key(self) -> str:
        """Key of the conversation's row and of the lock around its turns."""
        return f"{self.channel_id}|{self.conversation_id}"


def read_address(payload: Mapping[str, Any]) -> Address:
    """The address of a raw activity.

    Raises: MalformedActivity when a part that is needed is missing or not a plain short text.
    """
    person = mapping_of(payload, "from")
    recipient = mapping_of(payload, "recipient")
    given = (
        text_of(payload, "serviceUrl"),
        text_of(payload, "channelId"),
        text_of(mapping_of(payload, "conversation"), "id"),
        tenant_of(payload),
        text_of(recipient, "id"),
        text_of(recipient, "name"),
        text_of(person, "id"),
        object_id_of(payload),
        text_of(person, "name"),
    )
    is_usual = sum(map(len, given)) < _USUAL_CHARS
    return _address(*given) if is_usual else _address.__wrapped__(*given)


@lru_cache(maxsize=256)
def _address(
    service_url: str,
    channel_id: str,
    conversation_id: str,
    tenant_id: str,
    bot_id: str,
    bot_name: str,
    user_id: str,
    object_id: str,
    user_name: str,
) -> Address:
    address = Address(
        service_url=service_url,
        channel_id=channel_id,
        conversation_id=conversation_id,
        tenant_id=tenant_id,
        bot_id=bot_id,
        bot_name=single_line(bot_name),
        user_id=user_id,
        object_id=object_id,
        user_name=single_line(user_name),
    )
    for needed in ("service_url", "channel_id", "conversation_id"):
        if not getattr(address, needed):
            raise MalformedActivity(needed)
    for field in ("service_url", "channel_id", "conversation_id", "tenant_id", "bot_id", "user_id"):
        if not is_clean_id(getattr(address, field)):
            raise MalformedActivity(field)
    return address
