"""Reminders: the log of what was sent, silence until a day, and who may be due."""

from __future__ import annotations

from bot.storage.reminders.due import (
    contacts_page,
    draft_deadlines,
    draft_owners,
    owners_with_status,
    snoozers,
)
from bot.storage.reminders.log import (
    LogEntry,
    LogState,
    acknowledge,
    acknowledge_answered,
    entries,
    latest_of,
    load_entry,
    prune_log,
    save_entry,
    settle_entry,
)
from bot.storage.reminders.snoozes import prune_snoozes, save_snooze, snoozes_of

__all__ = [
    "LogEntry",
    "LogState",
    "acknowledge",
    "acknowledge_answered",
    "contacts_page",
    "draft_deadlines",
    "draft_owners",
    "entries",
    "latest_of",
    "load_entry",
    "owners_with_status",
    "prune_log",
    "prune_snoozes",
    "save_entry",
    "save_snooze",
    "settle_entry",
    "snoozers",
    "snoozes_of",
]
