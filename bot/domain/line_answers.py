"""What an expense line holds, as its fields ask for it."""

from __future__ import annotations

from bot.domain.claim import ExpenseLine


def line_answer(line: ExpenseLine | None, field_id: str) -> object | None:
    """What an expense line holds for a field of the expense step."""
    if line is None:
        return None
    if field_id == "tax_is_cost":
        return ("yes",) if line.tax_is_cost else ("no",)
    if field_id == "claimed" and line.claimed == (line.gross if line.tax_is_cost else line.net):
        return None  # it follows the net amount when that is changed
    value: object | None = getattr(line, field_id)
    return value
