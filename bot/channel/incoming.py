"""One raw activity of the channel, translated into values of ours; nothing hostile raises."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.channel.actions import read_action
from bot.channel.addresses import Address, MalformedActivity, read_address
from bot.channel.attachments import FILE_CONSENT, read_consent, read_files
from bot.channel.mentions import without_mentions
from bot.channel.raw import (
    is_clean_id,
    mapping_of,
    read_json,
    records_of,
    text_of,
    without_controls,
)
from bot.domain.inputs import CardAction, Incoming, IncomingFile, IncomingKind

CARD_ACTION = "adaptiveCard/action"
INVOKES = (CARD_ACTION, FILE_CONSENT)
"""The invokes that are answered."""
MAX_TEXT_CHARS = 2000

_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_EDITS = ("messageUpdate", "messageDelete")
_KINDS = {
    "message": IncomingKind.MESSAGE,
    "messageUpdate": IncomingKind.EDITED,
    "messageDelete": IncomingKind.DELETED,
    "messageReaction": IncomingKind.REACTION,
}


class Received(NamedTuple):
    """One activity at the edge.

    Shape: `activity_key` is the same for each delivery of one activity, "" when it cannot be told.
    """

    activity_type: str
    name: str
    activity_key: str
    address: Address
    incoming: Incoming


def parse_body(body: bytes) -> Mapping[str, Any]:
    """The JSON mapping in a request body. Raises: MalformedActivity."""
    try:
        payload = read_json(body)
    except (ValueError, RecursionError) as error:
        raise MalformedActivity("not JSON") from error
    if not isinstance(payload, dict):
        raise MalformedActivity("not a JSON object")
    return payload


def read_activity(
    payload: Mapping[str, Any], *, now: datetime, max_text_chars: int = MAX_TEXT_CHARS
) -> Received:
    """Translate one raw activity.

    Units: `now` stands in for a missing or unreadable time stamp.
    Raises: MalformedActivity without type, channel, service URL, conversation id or (for what a
    person does) the person's id, or when one of these is not a plain short text.
    """
    activity_type = text_of(payload, "type")
    name = text_of(payload, "name")
    address = read_address(payload)
    if not activity_type or not is_clean_id(activity_type) or not is_clean_id(name):
        raise MalformedActivity("type")
    if activity_type in ("message", "invoke") and not address.user_id:
        raise MalformedActivity("from.id")
    activity_id = text_of(payload, "id")
    if not is_clean_id(activity_id):
        raise MalformedActivity("id")
    return Received(
        activity_type=activity_type,
        name=name,
        activity_key=_activity_key(
            address.conversation_key,
            activity_type,
            name,
            activity_id,
            text_of(payload, "timestamp"),
        ),
        address=address,
        incoming=_read_incoming(payload, activity_type, address, now, max_text_chars),
    )


@lru_cache(maxsize=512)
def known_zone(name: str) -> str | None:
    """The IANA name when this machine knows the time zone, else None."""
    if not re.fullmatch(r"[A-Za-z0-9_+\-/]{1,64}", name):
        return None
    try:
        return str(ZoneInfo(name).key)
    except (KeyError, ValueError, OSError):
        return None


def known_locale(name: str) -> str | None:
    """A locale that looks like a BCP 47 tag, else None."""
    return name if _LOCALE.fullmatch(name) else None


def _read_incoming(
    payload: Mapping[str, Any],
    activity_type: str,
    address: Address,
    now: datetime,
    max_text_chars: int,
) -> Incoming:
    kind = _kind(payload, activity_type, address.bot_id)
    name = text_of(payload, "name") if activity_type == "invoke" else ""
    action, unreadable = _action(payload, name, kind)
    text, was_cut = _text(payload, address.bot_id, max_text_chars)
    files: tuple[IncomingFile, ...] = ()
    if kind is IncomingKind.MESSAGE:
        files = read_files(payload, address.channel_id, address.service_url)
    return Incoming(
        kind=kind,
        activity_id=text_of(payload, "id"),
        channel_id=address.channel_id,
        conversation_id=address.conversation_id,
        tenant_id=address.tenant_id,
        user_id=address.user_id,
        object_id=address.object_id,
        user_name=address.user_name,
        sent_at=_instant(text_of(payload, "timestamp"), now),
        is_personal=_is_personal(mapping_of(payload, "conversation")),
        is_invoke=name == CARD_ACTION,
        locale=_locale(payload),
        time_zone=_time_zone(payload),
        text=text,
        action=action,
        unreadable_action=unreadable,
        consent=read_consent(payload) if name == FILE_CONSENT else None,
        files=files,
        reply_to=_reply_to(payload),
        text_was_cut=was_cut,
        is_refresh=text_of(mapping_of(payload, "value"), "trigger") == "automatic",
    )


def _action(
    payload: Mapping[str, Any], name: str, kind: IncomingKind
) -> tuple[CardAction | None, bool]:
    value = payload.get("value")
    if name == FILE_CONSENT:
        value = mapping_of(payload, "value").get("context")
    elif name:
        value = mapping_of(mapping_of(payload, "value"), "action").get("data")
    elif kind is not IncomingKind.MESSAGE or value is None:
        return None, False
    action = read_action(value)
    return action, action is None


def _kind(payload: Mapping[str, Any], activity_type: str, bot_id: str) -> IncomingKind:
    if activity_type == "invoke":
        is_known = text_of(payload, "name") in INVOKES
        return IncomingKind.MESSAGE if is_known else IncomingKind.OTHER
    if activity_type == "installationUpdate":
        action = text_of(payload, "action")
        if action.startswith("add"):
            return IncomingKind.INSTALLED
        return IncomingKind.UNINSTALLED if action == "remove" else IncomingKind.OTHER
    if activity_type == "conversationUpdate":
        if _names(payload, "membersAdded", bot_id):
            return IncomingKind.INSTALLED
        if _names(payload, "membersRemoved", bot_id):
            return IncomingKind.UNINSTALLED
    return _KINDS.get(activity_type, IncomingKind.OTHER)


def _names(payload: Mapping[str, Any], key: str, bot_id: str) -> bool:
    return bool(bot_id) and any(m.get("id") == bot_id for m in records_of(payload, key))


def _text(payload: Mapping[str, Any], bot_id: str, max_chars: int) -> tuple[str, bool]:
    raw = text_of(payload, "text")
    window = raw[: max_chars * 4]
    text = without_controls(without_mentions(window, records_of(payload, "entities"), bot_id))
    text = text.strip()
    return text[:max_chars], len(text) > max_chars or len(raw) > len(window)


def _is_personal(conversation: Mapping[str, Any]) -> bool:
    if conversation.get("isGroup") is True:
        return False
    return text_of(conversation, "conversationType") in ("", "personal")


def _reply_to(payload: Mapping[str, Any]) -> str | None:
    reply_to = text_of(payload, "replyToId")
    return reply_to if reply_to and is_clean_id(reply_to) else None


def _client(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    for entity in records_of(payload, "entities"):
        if entity.get("type") == "clientInfo":
            return entity
    return {}


def _locale(payload: Mapping[str, Any]) -> str | None:
    return known_locale(text_of(payload, "locale")) or known_locale(
        text_of(_client(payload), "locale")
    )


def _time_zone(payload: Mapping[str, Any]) -> str | None:
    return known_zone(text_of(_client(payload), "timezone")) or known_zone(
        text_of(payload, "localTimezone")
    )


def _instant(value: str, now: datetime) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return now


def _activity_key(
    conversation_key: str, activity_type: str, name: str, activity_id: str, timestamp: str
) -> str:
    if not activity_id:
        return ""
    edited_at = timestamp if activity_type in _EDITS else ""  # an edit has the id of the message
    told = "\n".join((conversation_key, activity_type, name, activity_id, edited_at))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
