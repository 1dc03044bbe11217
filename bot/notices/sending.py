"""Delivers the messages that were written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channel.proactive import Failed, Notifier, Sent, Throttled, Unreachable
from bot.domain.claim import Claim
from bot.domain.partner import Contact
from bot.notices.missed import look_after_turns
from bot.notices.written import MISSED, Notice, reachable, still_matters
from bot.storage import claims, contacts, conversations, slots
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

Card = Mapping[str, Any]
MakeCards = Callable[[str, Claim, Contact, str, str], tuple[Card, str, Card | None]]
"""For notice, claim, contact, language, time zone: the card, its plain text, and what the claim's
card becomes.
"""


class NoticeSender:
    """Handler of `notice` jobs. What nobody could be told waits until the person is back."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        make_cards: MakeCards,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._notifier, self._make_cards = database, notifier, make_cards
        self._clock = clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Deliver one notice to the person's newest reachable chat."""
        claim, contact, rows = await self._database.run_each(lambda c: _load(c, job))
        if claim is None or contact is None:
            return Dead("the claim or its contact is gone")
        if 0 < job.arguments.get("sequence", 0) < claim.followup.sequence:
            return Done({"moved_on": claim.followup.sequence})
        notice = Notice(job.arguments["notice"])
        if job.result == MISSED and not still_matters(notice, claim, self._clock()):
            return Done({"over": claim.status.value})
        chats = reachable(rows)
        if not chats:
            now, contact_id = self._clock(), contact.contact_id
            return Done(MISSED, lambda c: look_after_turns(c, contact_id, rows, now))
        row = chats[0]
        card, text, present = self._make_cards(notice, claim, contact, row.language, row.time_zone)
        await self._refresh(claim, rows, present)
        outcome = await self._notifier.send_card(row, card, text)
        return settled(outcome, row, self._clock())

    async def _refresh(self, claim: Claim, rows: list[ConversationRow], card: Card | None) -> None:
        """Update the claim's card in place; that it fails loses nothing, the new message says the
        same.
        """
        if card is None or not claim.card_activity_id:
            return
        for row in rows:
            if row.conversation_key == claim.card_conversation:
                await self._notifier.send_card(
                    row, card, "", update_activity_id=claim.card_activity_id
                )


def settled(outcome: object, row: ConversationRow, now: datetime) -> JobOutcome:
    """What the channel's answer makes of a job that sent a message."""
    if isinstance(outcome, Sent):
        return Done({"activity_id": outcome.activity_id})
    if isinstance(outcome, Throttled):
        until = outcome.until

        def push_back(c: Connection) -> None:
            slots.push_back(c, tenant=row.tenant_id, until=until)

        return RetryAt(until, "throttled", push_back)
    if isinstance(outcome, Unreachable):
        reason = outcome.reason
        return RetryAt(  # another chat of the same person, if there is one
            now, reason, lambda c: conversations.mark_unreachable(c, row, reason, now)
        )
    assert isinstance(outcome, Failed)
    if outcome.is_passing:
        # these notices rather come twice than never: they tell of money
        return RetryAt(now + timedelta(seconds=30), outcome.detail)
    return Dead(outcome.detail)


def _load(c: Connection, job: Job) -> tuple[Claim | None, Contact | None, list[ConversationRow]]:
    claim = claims.load_claim(c, job.arguments["claim_id"])
    known = contacts.load_contact_by_id(c, job.arguments["contact_id"])
    rows = conversations.find_conversations(c, job.arguments["contact_id"])
    return claim, known[0] if known else None, rows
