"""What became of each reminder: one row per message, written before it is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, or_, select, update

from bot.storage.engines import insert_or_replace
from bot.storage.tables import conversations, reminder_log

_r, _v = reminder_log.c, conversations.c


class LogState(StrEnum):
    """Where a reminder stands.

    `SENDING` was committed right before the send: after a crash nobody knows whether it arrived.
    `SKIPPED` had nothing left to say; `LEFT` was given up for the next step of the cadence.
    """

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SKIPPED = "skipped"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One message.

    Shape: `subjects` subject → "kind days_left"; `sent_to` differs from `contact_id` for a
    stand-in; `via` is "chat", "email" or ""; `reason` says why it failed, was skipped or left.
    """

    reminder_key: str
    contact_id: str
    sent_to: str
    day: date
    changed_at: datetime
    subjects: dict[str, str] = field(default_factory=dict)
    is_urgent: bool = False
    is_test: bool = False
    state: LogState = LogState.WAITING
    reason: str = ""
    via: str = ""
    conversation_key: str = ""
    activity_id: str = ""
    acknowledged_at: datetime | None = None


_NAMES = tuple(f.name for f in fields(LogEntry))
_COLUMNS = tuple(_r[name] for name in _NAMES)
_SAVE = insert_or_replace(reminder_log)
_LOAD = select(*_COLUMNS).where(_r.reminder_key == bindparam("key"))
_SETTLE = (
    update(reminder_log)
    .where(_r.reminder_key == bindparam("key"))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("why"),
        via=bindparam("through"),
        activity_id=bindparam("activity"),
        changed_at=bindparam("now"),
    )
)
_LATEST = (
    select(*_COLUMNS)
    .where(
        _r.sent_to == bindparam("contact_id"),
        _r.changed_at >= bindparam("since"),
        _r.state == LogState.DELIVERED.value,
    )
    .order_by(_r.changed_at.desc())
    .limit(1)
)
_ACKNOWLEDGE = (
    update(reminder_log)
    .where(_r.reminder_key == bindparam("key"), _r.acknowledged_at.is_(None))
    .values(acknowledged_at=bindparam("now"))
)
_SPOKE_LATER = and_(
    _v.contact_id == _r.sent_to,
    _v.last_seen_at > _r.changed_at,
)
_UNANSWERED = select(_r.reminder_key).where(
    _r.state == LogState.DELIVERED.value,
    _r.changed_at >= bindparam("since"),
    _r.acknowledged_at.is_(None),
    exists().where(_SPOKE_LATER),
)
_PAGE = (
    select(*_COLUMNS)
    .where(
        or_(
            _r.changed_at > bindparam("after_at", type_=_r.changed_at.type),
            and_(
                _r.changed_at == bindparam("after_at", type_=_r.changed_at.type),
                _r.reminder_key > bindparam("after_key"),
            ),
        )
    )
    .order_by(_r.changed_at, _r.reminder_key)
    .limit(bindparam("limit"))
)
_PRUNE = delete(reminder_log).where(_r.changed_at < bindparam("before"))


def load_entry(c: Connection, reminder_key: str) -> LogEntry | None:
    """What became of one reminder, or None."""
    row = c.execute(_LOAD, {"key": reminder_key}).first()
    return _entry(row) if row else None


def save_entry(c: Connection, entry: LogEntry) -> None:
    """Write an entry, in place of an earlier one of the same key."""
    values = {name: getattr(entry, name) for name in _NAMES}
    values |= {"subjects": json.dumps(entry.subjects, ensure_ascii=False)}
    values |= {"is_urgent": int(entry.is_urgent), "is_test": int(entry.is_test)}
    c.execute(_SAVE, values | {"state": entry.state.value})


def settle_entry(
    c: Connection,
    reminder_key: str,
    state: LogState,
    now: datetime,
    *,
    reason: str = "",
    via: str = "",
    activity_id: str = "",
) -> None:
    """Note what became of a reminder."""
    values = {"key": reminder_key, "new_state": state.value, "now": now}
    c.execute(_SETTLE, values | {"why": reason, "through": via, "activity": activity_id})


def latest_of(c: Connection, contact_id: str, since: datetime) -> LogEntry | None:
    """The newest reminder delivered to a contact since then."""
    row = c.execute(_LATEST, {"contact_id": contact_id, "since": since}).first()
    return _entry(row) if row else None


def acknowledge(c: Connection, reminder_key: str, now: datetime) -> bool:
    """Note that the person reacted; False if that was known or the reminder is not."""
    return bool(c.execute(_ACKNOWLEDGE, {"key": reminder_key, "now": now}).rowcount)


def acknowledge_answered(c: Connection, now: datetime, within: timedelta) -> int:
    """Note those delivered lately after which the person spoke; returns how many.

    Looked up now and then rather than in every turn: a turn has one database hop.
    """
    keys = list(c.execute(_UNANSWERED, {"since": now - within}).scalars())
    return sum(acknowledge(c, key, now) for key in keys)


def entries(
    c: Connection, *, after: tuple[datetime, str] | None = None, limit: int = 1000
) -> list[LogEntry]:
    """One page of the log, oldest change first; `after` is of the last one of the page before."""
    at, key = after or (datetime(1, 1, 2, tzinfo=UTC), "")
    rows = c.execute(_PAGE, {"after_at": at, "after_key": key, "limit": limit})
    return [_entry(row) for row in rows]


def prune_log(c: Connection, before: datetime) -> int:
    """Forget what was last changed before this moment; returns how many."""
    return c.execute(_PRUNE, {"before": before}).rowcount


def _entry(row: Row[Any]) -> LogEntry:
    values = dict(zip(_NAMES, row, strict=True))
    values["subjects"] = json.loads(values["subjects"])
    values["is_urgent"], values["is_test"] = bool(values["is_urgent"]), bool(values["is_test"])
    values["state"] = LogState(values["state"])
    return LogEntry(**values)
