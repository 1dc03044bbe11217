"""A message that showed a submission under way, and was taken by the chat when that was over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.channel.proactive import Notifier
from bot.domain.claim import Claim
from bot.domain.partner import Contact
from bot.notices.sending import settled
from bot.storage import claims, contacts, conversations
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome

DrawClaim = Callable[[Claim, Contact, str, str], Mapping[str, Any]]
"""For claim, contact, language, time zone: the card that shows the claim as it stands."""


class CardUpdate:
    """Handler of `card` jobs. Running twice shows the same once more in the same message."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        draw: DrawClaim,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._notifier, self._draw, self._clock = database, notifier, draw, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Bring one message up to date; who cannot be reached sees it by its button."""
        claim, row, contact = await self._database.run_each(lambda c: _load(c, job))
        if claim is None or row is None or contact is None or row.unreachable_reason:
            return Done({"shown": False})
        card = self._draw(claim, contact, row.language, row.time_zone)
        outcome = await self._notifier.send_card(
            row, card, "", update_activity_id=job.arguments["activity_id"]
        )
        return settled(outcome, row, self._clock())


def _load(c: Connection, job: Job) -> tuple[Claim | None, ConversationRow | None, Contact | None]:
    claim = claims.load_claim(c, job.arguments["claim_id"])
    row = conversations.load_conversation(c, job.arguments["conversation_key"])
    known = contacts.load_contact_by_id(c, row.contact_id) if row else None
    return claim, row, known[0] if known else None
