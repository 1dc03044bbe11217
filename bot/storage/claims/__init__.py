"""Claims: the body is the whole claim as JSON and the truth, other columns are to find it."""

from __future__ import annotations

from bot.storage.claims.history import HistoryEntry, add_event, events_of
from bot.storage.claims.lists import (
    MONEY_STATUSES,
    claims_by_deadline,
    list_claims,
    money_claimed,
    open_drafts,
)
from bot.storage.claims.marks import claims_using_document, claims_using_invoice, is_name_taken
from bot.storage.claims.rows import (
    Held,
    find_by_reference,
    find_by_submission_key,
    held_as_read,
    hold_claim,
    insert_claim,
    load_claim,
    read_claim,
    recent_claim,
    save_claim,
)

__all__ = [
    "MONEY_STATUSES",
    "Held",
    "HistoryEntry",
    "add_event",
    "claims_by_deadline",
    "claims_using_document",
    "claims_using_invoice",
    "events_of",
    "find_by_reference",
    "find_by_submission_key",
    "held_as_read",
    "hold_claim",
    "insert_claim",
    "is_name_taken",
    "list_claims",
    "load_claim",
    "money_claimed",
    "open_drafts",
    "read_claim",
    "recent_claim",
    "save_claim",
]
