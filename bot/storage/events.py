"""Events of the claims office as they came, each once, and how far its feed was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.storage.engines import insert_if_new, insert_or_replace
from bot.storage.tables import backend_events, feed_positions

_e, _f = backend_events.c, feed_positions.c


class EventState(StrEnum):
    """What became of an event. `WAITING` has no claim of ours yet; `PARKED` gave up waiting."""

    NEW = "new"
    WAITING = "waiting"
    APPLIED = "applied"
    KNOWN = "known"
    LATE = "late"
    IGNORED = "ignored"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. Shape: `body` is the event as JSON; `came_by` is "webhook" or "feed"."""

    event_id: str
    reference: str
    sequence: int
    type: str
    came_by: str
    received_at: datetime
    state: EventState
    body: str


_INSERT = insert_if_new(backend_events)
_COLUMNS = (
    _e.event_id,
    _e.reference,
    _e.sequence,
    _e.type,
    _e.came_by,
    _e.received_at,
    _e.state,
    _e.body,
)
_LOAD = select(*_COLUMNS).where(_e.event_id == bindparam("id"))
_MARK = update(backend_events).where(_e.event_id == bindparam("id"))
_MARKED = _MARK.values(state=bindparam("new_state"))
_IN_STATE = (
    select(*_COLUMNS)
    .where(_e.state == bindparam("state"))
    .order_by(_e.received_at.desc(), _e.event_id)
    .limit(bindparam("limit"))
)
_POSITION = select(_f.cursor).where(_f.feed == bindparam("feed"))
_SAVE_POSITION = insert_or_replace(feed_positions)


def insert_event(c: Connection, row: EventRow) -> bool:
    """Keep an event; False and no change when its id is known."""
    values = {name: getattr(row, name) for name in EventRow.__slots__}
    return bool(c.execute(_INSERT, values | {"state": row.state.value}).rowcount)


def load_event(c: Connection, event_id: str) -> EventRow | None:
    """One event, or None."""
    row = c.execute(_LOAD, {"id": event_id}).first()
    return None if row is None else _row(row)


def mark_event(c: Connection, event_id: str, state: EventState) -> None:
    """Note what became of an event."""
    c.execute(_MARKED, {"id": event_id, "new_state": state.value})


def events_in(c: Connection, state: EventState, limit: int = 50) -> list[EventRow]:
    """Events in one state, last received first."""
    rows = c.execute(_IN_STATE, {"state": state.value, "limit": limit})
    return [_row(row) for row in rows]


def feed_position(c: Connection, feed: str) -> str:
    """The cursor behind the last event read, "" at the start."""
    return str(c.execute(_POSITION, {"feed": feed}).scalar() or "")


def save_feed_position(c: Connection, feed: str, cursor: str, now: datetime) -> None:
    """Remember how far a feed was read."""
    c.execute(_SAVE_POSITION, {"feed": feed, "cursor": cursor, "read_at": now})


def _row(row: Row[Any]) -> EventRow:
    values = row._asdict()
    return EventRow(**values | {"state": EventState(row.state)})
