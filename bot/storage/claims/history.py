"""A claim's history: who did what, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, insert, select

from bot.storage.prepared import Prepared
from bot.storage.tables import claim_events

_e = claim_events.c


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a claim's history; `values` fill the sentence that belongs to `code`."""

    at: datetime
    actor_id: str
    actor_name: str
    code: str
    values: dict[str, str]


_ADD_EVENT = Prepared(
    insert(claim_events)
    .inline()
    .values({c.name: bindparam(c.name) for c in _e if c.name != "event_id"})
)
_EVENTS = Prepared(
    select(_e.at, _e.actor_id, _e.actor_name, _e.code, _e["values"])
    .where(_e.claim_id == bindparam("id"))
    .order_by(_e.event_id.desc())
    .limit(bindparam("limit"))
)


def add_event(
    c: Connection,
    claim_id: str,
    at: datetime,
    actor_id: str,
    actor_name: str,
    code: str,
    values: Mapping[str, str] | None = None,
) -> None:
    """Write one line of history."""
    _ADD_EVENT.run(
        c,
        {
            "claim_id": claim_id,
            "at": at,
            "actor_id": actor_id,
            "actor_name": actor_name,
            "code": code,
            "values": to_json(dict(values)).decode() if values else "{}",
        },
    )


def events_of(c: Connection, claim_id: str, limit: int = 50) -> list[HistoryEntry]:
    """The last lines of history, newest first."""
    rows = _EVENTS.rows(c, {"id": claim_id, "limit": limit})
    return [HistoryEntry(at, who, name, code, from_json(v)) for at, who, name, code, v in rows]
