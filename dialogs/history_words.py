"""A line of a claim's history in words: who did what."""

from __future__ import annotations

from bot.answers import STATUS_WORDS
from bot.desk import HistoryEntry
from bot.domain.claim import ClaimStatus
from dialogs.turn import Turn

EVENT_WORDS = {
    "started": "Draft started",
    "copied": "Copied from another claim",
    "answered": "Answers saved",
    "cost_entered": "Cost entered",
    "document_received": "Document received",
    "document_set_aside": "Document left for later",
    "document_removed": "Document removed",
    "submit_pressed": "Submitted by you",
    "submission_retried": "Sending started again",
    "accepted": "Accepted by the claims office",
    "refused": "Sent back by the claims office",
    "needs_attention": "Sending gave up",
    "discarded": "Draft discarded",
    "item_answered": "Answer to the reviewer saved",
    "item_cleared": "Answer to the reviewer taken back",
    "answers_sent": "Answers sent to the reviewer",
    "dispute_started": "Dispute started",
    "dispute_saved": "Dispute saved",
    "dispute_sent": "Dispute sent",
    "dispute_dropped": "Dispute given up",
    "withdrawal_sent": "Withdrawal sent",
    "response_refused": "Not taken by the claims office",
}


def history_line(turn: Turn, entry: HistoryEntry) -> str:
    """What happened, who did it, in whose words; that it was heard late is said."""
    _ = turn._
    parts = [_what(turn, entry.code), entry.actor_name]
    said = entry.values.get("comment") or entry.values.get("why") or entry.values.get("name", "")
    parts.append(f"“{said[:200]}”" if said else "")
    if entry.values.get("late"):
        parts.append(_("heard later than what came after it"))
    return " · ".join(part for part in parts if part)


def _what(turn: Turn, code: str) -> str:
    status = code.removeprefix("status_")
    if status != code and status in {s.value for s in ClaimStatus}:
        return turn._(STATUS_WORDS[ClaimStatus(status)])
    return turn._(EVENT_WORDS.get(code, "Changed"))
