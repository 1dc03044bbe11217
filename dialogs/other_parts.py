"""Messages about another part of the draft than the one that is asked."""

from __future__ import annotations

from typing import Any

from bot.domain.claim import Claim
from bot.domain.steps import Step
from dialogs import (
    document_wishes,
    header_words,
    replacing,
    so_far,
    still_open,
    taking_out,
    told_ahead,
    why_asked,
)
from dialogs.turn import Turn

Pointer = dict[str, Any]


async def took(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message takes something out, puts another program, location or activity, tells
    the days before they are asked, wants a document replaced, or is about the draft as a whole:
    what it holds, what it lacks, another one instead.
    """
    if await replacing.took_choice(turn, claim, state):
        return True
    if await why_asked.took(turn, claim, step, state):
        return True
    if await taking_out.took_out(turn, claim, step, state):
        return True
    if await told_ahead.took_claim(turn, claim, step, state):
        return True
    if await header_words.took_header(turn, claim, step, state):
        return True
    if await document_wishes.took(turn, claim, step, state):
        return True
    if await told_ahead.took_days(turn, claim, step, state):
        return True
    if await so_far.took(turn, claim, step, state):
        return True
    return await still_open.took(turn, claim, step, state)
