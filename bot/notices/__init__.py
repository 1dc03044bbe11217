"""Messages to send outside a turn: written down with what causes them, then delivered by the
worker.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.channel.proactive import Notifier
from bot.notices.cards import CardUpdate, DrawClaim
from bot.notices.missed import CatchUp, came_back
from bot.notices.sending import MakeWords, NoticeSender
from bot.notices.written import Letter, Notice, enqueue_notice, enqueue_notices
from bot.storage.database import Database
from bot.worker import Handler

__all__ = [
    "Letter",
    "Notice",
    "came_back",
    "enqueue_notice",
    "enqueue_notices",
    "notice_handlers",
]


def notice_handlers(
    database: Database,
    notifier: Notifier,
    make_words: MakeWords,
    draw_claim: DrawClaim,
    *,
    clock: Callable[[], datetime],
) -> dict[str, Handler]:
    """Handlers of the jobs of this module, by kind."""
    sender = NoticeSender(database, notifier, make_words, clock=clock)
    return {
        "notice": sender,
        "card": CardUpdate(database, notifier, draw_claim, clock=clock),
        "missed": CatchUp(database, clock=clock),
    }
