"""What is done when a partner asks, in words, to change, withdraw, contest or answer about a claim.

Each gets the claims that may be meant and says True when it has shown something itself; otherwise
the answer with the rule is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.claim import Claim
from bot.domain.responses import may_answer, open_request
from dialogs import reminders, status
from dialogs.responding_views import request_view
from dialogs.turn import Turn


async def edit_claim(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Change a claim: a draft is opened from its card."""
    return await _show_only(turn, claims)


async def withdraw_claim(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Pull a claim back, or discard a draft."""
    return await _show_only(turn, claims)


async def dispute(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Contest a rejection: its card says what to fix and offers the dispute."""
    return await _show_only(turn, claims)


async def respond_request(turn: Turn, claims: Sequence[Claim]) -> bool:
    """Deliver what a reviewer asked for: all items of the request, with the way to each."""
    request = open_request(claims[0]) if len(claims) == 1 else None
    if request is None or not may_answer(turn.contact, claims[0]):
        return await _show_only(turn, claims)
    await turn.show(request_view(turn, claims[0], request))
    return True


async def switch_reminders(turn: Turn, *, on: bool) -> bool:
    """Switch reminders on or off."""
    return await reminders.switch(turn, on=on)


async def _show_only(turn: Turn, claims: Sequence[Claim]) -> bool:
    """The card of the one claim that is meant."""
    if len(claims) != 1:
        return False
    await turn.show(await status.claim_view(turn, claims[0]))
    return True
