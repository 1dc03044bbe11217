"""Silence until a day, per contact and subject."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, delete, select

from bot.storage.engines import insert_or_replace
from bot.storage.tables import reminder_snoozes

_s = reminder_snoozes.c
_SAVE = insert_or_replace(reminder_snoozes)
_OF = select(_s.subject, _s.until).where(_s.contact_id == bindparam("contact_id"))
_PRUNE = delete(reminder_snoozes).where(_s.until < bindparam("before"))


def save_snooze(c: Connection, contact_id: str, subject: str, until: date) -> None:
    """Keep silent about a subject until that day, whatever was asked before."""
    c.execute(_SAVE, {"contact_id": contact_id, "subject": subject, "until": until})


def snoozes_of(c: Connection, contact_id: str) -> dict[str, date]:
    """Subject → day on which it comes back."""
    return {row.subject: row.until for row in c.execute(_OF, {"contact_id": contact_id})}


def prune_snoozes(c: Connection, before: date) -> int:
    """Forget those that ended before this day; returns how many."""
    return c.execute(_PRUNE, {"before": before}).rowcount
