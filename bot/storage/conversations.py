"""Conversations: the address of a partner, what was asked last, what was answered already."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import (
    Connection,
    bindparam,
    or_,
    select,
    update,
)

from bot.errors import StateConflict
from bot.storage.answered import is_known, noted
from bot.storage.engines import insert_if_new
from bot.storage.prepared import Prepared
from bot.storage.recent import Recent, recent_of
from bot.storage.tables import conversations

_c = conversations.c


class WrittenState(dict[str, Any]):
    """A dialog state together with its JSON text, which need not be written again."""

    __slots__ = ("text",)

    def __init__(self, state: Mapping[str, Any], text: str) -> None:
        super().__init__(state)
        self.text = text


class ConversationRow(NamedTuple):
    """One conversation.

    Shape: `conversation_key` is channel and conversation id; `dialog_state` plain JSON with its
    schema version, and `version` 0 means never saved. Empty text stands for "not known".
    `unreachable_reason` is empty while the person can be spoken to. `answered` is what is known of
    the activities that were answered (`bot.storage.answered`).
    """

    conversation_key: str
    version: int = 0
    channel_id: str = ""
    conversation_id: str = ""
    service_url: str = ""
    bot_id: str = ""
    bot_name: str = ""
    user_id: str = ""
    tenant_id: str = ""
    object_id: str = ""
    is_personal: bool = True
    contact_id: str = ""
    language: str = ""
    language_source: str = ""
    time_zone: str = ""
    welcomed_at: datetime | None = None
    unreachable_reason: str = ""
    unreachable_since: datetime | None = None
    last_seen_at: datetime | None = None
    dialog_state: Mapping[str, Any] = MappingProxyType({})
    answered: str = ""


class TurnStart(NamedTuple):
    """How a turn begins: answer it unless it was `already_seen` or is `busy` elsewhere."""

    row: ConversationRow
    already_seen: bool = False
    busy: bool = False


_NAMES = ConversationRow._fields
_COLUMNS = tuple(_c[name] for name in _NAMES)
_EACH_TURN = (
    "version",
    "unreachable_reason",  # may be set under a turn, which then overwrites it
    "unreachable_since",
    "last_seen_at",
    "dialog_state",
    "answered",
)
_KEPT = tuple(name for name in _NAMES if name not in ("conversation_key", *_EACH_TURN))
_kept = itemgetter(*map(_NAMES.index, _KEPT))
_RELEASED = {"turn_owner": None, "turn_until": None}
_FREE = or_(
    _c.turn_until.is_(None), _c.turn_until < bindparam("now"), _c.turn_owner == bindparam("owner")
)
_MINE = or_(_c.turn_owner.is_(None), _c.turn_owner == bindparam("owner"))
_LOAD = Prepared(select(*_COLUMNS).where(_c.conversation_key == bindparam("key")))
_LEASE = Prepared(
    update(conversations)
    .where(_c.conversation_key == bindparam("key"), _FREE)
    .values(turn_owner=bindparam("owner"), turn_until=bindparam("until"))
    .returning(*_COLUMNS)
)
_RELEASE = Prepared(
    update(conversations)
    .where(_c.conversation_key == bindparam("key"), _c.turn_owner == bindparam("owner"))
    .values(_RELEASED)
)
_OF_CONTACT = Prepared(select(*_COLUMNS).where(_c.contact_id == bindparam("contact_id")))
_UNREACHABLE = Prepared(
    update(conversations)
    .where(_c.conversation_key == bindparam("key"), _c.version == bindparam("read_version"))
    .values(unreachable_reason=bindparam("reason"), unreachable_since=bindparam("now"))
)
_INSERT_IF_NEW = Prepared(insert_if_new(conversations))


@cache
def _updating(changed: tuple[str, ...]) -> Prepared:
    """Sets, of what most turns leave as it is, those columns only that changed: an index is written
    anew with each of its columns that is set.
    """
    values: dict[str, Any] = {name: bindparam(name) for name in (*_EACH_TURN, *changed)}
    same = _c.conversation_key == bindparam("key"), _c.version == bindparam("read_version")
    return Prepared(update(conversations).where(*same, _MINE).values(values | _RELEASED))


def begin_turn(
    c: Connection,
    key: str,
    activity_key: str,
    *,
    owner: str,
    now: datetime,
    lease_seconds: float,
    take_lease: bool,
    sent_at: datetime | None = None,
) -> TurnStart:
    """Load the conversation or a fresh one, and tell whether this activity was answered before.

    `activity_key` is a hash in hex that differs for each activity of the conversation; `sent_at` is
    when the channel says that it was sent. With
    `take_lease` (needed when processes share the database) the conversation belongs to `owner`
    until the turn ends or the lease runs out. An owner may take its own lease again: inside one
    process a lock keeps order.
    """
    values: dict[str, Any] = {"key": key}
    if not take_lease:
        row = _LOAD.first(c, values)
        return _started(row, activity_key, sent_at) if row else TurnStart(ConversationRow(key))
    until = now + timedelta(seconds=lease_seconds)
    row = _LEASE.first(c, values | {"owner": owner, "now": now, "until": until})
    if row:
        start = _started(row, activity_key, sent_at)
        if start.already_seen:
            release_turn(c, key, owner=owner)
        return start
    fresh = ConversationRow(key)
    leased = _values(fresh) | {"turn_owner": owner, "turn_until": until}
    if _INSERT_IF_NEW.run(c, leased):
        return TurnStart(fresh)
    [row] = _LOAD.rows(c, values)
    return _started(row, activity_key, sent_at)._replace(busy=True)


def resumed_turn(
    recent: Recent, key: str, activity_key: str, sent_at: datetime | None
) -> TurnStart | None:
    """What `begin_turn` would find, without asking the database; None where it must be asked."""
    saved: ConversationRow | None = recent.conversations.get(key)
    if saved is None:
        return None
    state = saved.dialog_state
    assert isinstance(state, WrittenState)  # only such are kept
    # read anew each time: a turn changes what it has read
    fresh = saved._replace(dialog_state=from_json(state.text, cache_strings="keys"))
    return TurnStart(fresh, is_known(saved.answered, activity_key, sent_at))


def end_turn(
    c: Connection,
    row: ConversationRow,
    activity_key: str,
    *,
    read: ConversationRow,
    owner: str,
    sent_at: datetime | None = None,
) -> ConversationRow:
    """Save the conversation, which was `read` when the turn began, note the activity as answered,
    give the lease back.

    Raises: StateConflict if the row was saved by another turn since, or the lease went to another
    owner.
    """
    recent = recent_of(c).conversations
    recent.drop(row.conversation_key)
    answered = noted(row.answered, activity_key, sent_at)
    saved = row._replace(version=read.version + 1, answered=answered)
    values = _values(saved)
    keyed = values | {"key": row.conversation_key, "read_version": read.version, "owner": owner}
    if not _updating(_changed(read, saved)).run(c, keyed) and not (
        # never saved and never leased: the row is not there yet
        read.version == 0 and _INSERT_IF_NEW.run(c, values | _RELEASED)
    ):
        raise StateConflict(f"conversation {row.conversation_key} has moved on from {read.version}")
    if isinstance(saved.dialog_state, WrittenState):
        recent.note(row.conversation_key, saved)
    return saved


def release_turn(c: Connection, key: str, *, owner: str) -> None:
    """Give the lease back after a turn that failed; nothing else changes."""
    _RELEASE.run(c, {"key": key, "owner": owner})


def load_conversation(c: Connection, key: str) -> ConversationRow | None:
    """The conversation as last saved, or None."""
    row = _LOAD.first(c, {"key": key})
    return _conversation(row) if row else None


def save_conversation(c: Connection, row: ConversationRow, *, read_version: int) -> ConversationRow:
    """Save outside a turn, say when a person is found unreachable; returns the row as saved.

    Raises: StateConflict if a turn saved it since or is under way elsewhere: read again, decide
    again.
    """
    recent_of(c).conversations.drop(row.conversation_key)
    saved = row._replace(version=read_version + 1)
    keyed = _values(saved) | {
        "key": row.conversation_key,
        "read_version": read_version,
        "owner": "",
    }
    if not _updating(_KEPT).run(c, keyed):
        raise StateConflict(f"conversation {row.conversation_key} has moved on from {read_version}")
    return saved


def mark_unreachable(c: Connection, row: ConversationRow, reason: str, now: datetime) -> None:
    """Note that the person cannot be spoken to there, unless a turn was saved since `row` was read.

    The version stays: a turn under way saves over it, because then the person is speaking.
    """
    recent_of(c).conversations.drop(row.conversation_key)
    key = {"key": row.conversation_key, "read_version": row.version}
    _UNREACHABLE.run(c, {**key, "reason": reason, "now": now})


def find_conversations(c: Connection, contact_id: str, *, limit: int = 20) -> list[ConversationRow]:
    """Conversations of one contact, last used first.

    A person has few; an index in their order would have to be written in every turn.
    """
    rows = _OF_CONTACT.rows(c, {"contact_id": contact_id})
    return [_conversation(row) for row in heapq.nlargest(limit, rows, key=_last_used)]


def _changed(read: ConversationRow, saved: ConversationRow) -> tuple[str, ...]:
    """The columns that differ, of those that most turns leave as they are."""
    before, after = _kept(read), _kept(saved)
    if before == after:
        return ()
    return tuple(n for n, was, will in zip(_KEPT, before, after, strict=True) if was != will)


def _last_used(row: tuple[Any, ...]) -> tuple[bool, datetime | None, str]:
    return row[_LAST_SEEN_AT] is not None, row[_LAST_SEEN_AT], row[0]


def _started(row: tuple[Any, ...], activity_key: str, sent_at: datetime | None) -> TurnStart:
    conversation = _conversation(row)
    return TurnStart(conversation, is_known(conversation.answered, activity_key, sent_at))


def _conversation(row: tuple[Any, ...]) -> ConversationRow:
    values = list(row[: len(_NAMES)])
    values[_IS_PERSONAL] = bool(values[_IS_PERSONAL])
    values[_DIALOG_STATE] = from_json(values[_DIALOG_STATE], cache_strings="keys")
    return ConversationRow._make(values)


_IS_PERSONAL, _DIALOG_STATE = _NAMES.index("is_personal"), _NAMES.index("dialog_state")
_LAST_SEEN_AT = _NAMES.index("last_seen_at")


def _values(row: ConversationRow) -> dict[str, Any]:
    values = row._asdict()
    values["is_personal"] = int(row.is_personal)
    state = row.dialog_state
    written = state.text if isinstance(state, WrittenState) else to_json(dict(state)).decode()
    values["dialog_state"] = written
    return values
