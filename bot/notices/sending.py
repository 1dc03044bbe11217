"""Delivers the messages that were written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot.channel.proactive import Failed, Notifier, Sent, Throttled, Unreachable
from bot.domain.claim import Claim
from bot.domain.partner import Contact
from bot.errors import ClaimConflict
from bot.notices.missed import look_after_turns
from bot.notices.written import MISSED, Notice, reachable, still_matters
from bot.storage import claims, contacts, conversations, jobs
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

Card = Mapping[str, Any]


class Words(NamedTuple):
    """What is told: the card, its plain text, what the claim's card in the chat becomes, and the
    text that only says where to look.
    """

    card: Card
    text: str
    present: Card | None = None
    pointer: str = ""


MakeWords = Callable[[str, Claim, Contact, str, str], tuple[Card, str, Card | None, str]]
"""For notice, claim, contact, language, time zone: the fields of `Words`."""
BEGUN = {"begun": True}
"""Result of a receipt whose sending was begun and did not end: nobody knows whether it arrived."""


class NoticeSender:
    """Handler of `notice` jobs. What nobody could be told waits until the person is back."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        make_words: MakeWords,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._notifier, self._make_words = database, notifier, make_words
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
        words = Words(*self._make_words(notice, claim, contact, row.language, row.time_zone))
        if notice is Notice.RECEIPT:
            return await self._tell_receipt(job, claim, rows, row, words)
        await self._refresh(claim, rows, words.present)
        outcome = await self._notifier.send_card(row, words.card, words.text)
        return settled(outcome, row, self._clock())

    async def _tell_receipt(
        self,
        job: Job,
        claim: Claim,
        rows: list[ConversationRow],
        row: ConversationRow,
        words: Words,
    ) -> JobOutcome:
        """A receipt is told once as far as the channel allows: what was begun before is noted."""
        is_here = claim.card_activity_id and claim.card_conversation == row.conversation_key
        if job.result == BEGUN and is_here:
            ended = await self._point_to_receipt(claim, row, words)
            if ended is not None:
                return ended
        is_held = await self._database.run(
            lambda c: jobs.note(c, job.job_key, job.owner or "", BEGUN)
        )
        if not is_held:
            return Done()  # somebody else has it now, and this is refused
        await self._refresh(claim, rows, words.present)
        outcome = await self._notifier.send_card(row, words.card, words.text)
        ended = settled(outcome, row, self._clock())
        is_unsure = isinstance(outcome, Failed) and outcome.is_unsure
        return _begun(ended) if is_unsure else ended

    async def _point_to_receipt(
        self, claim: Claim, row: ConversationRow, words: Words
    ) -> JobOutcome | None:
        """The message that showed the claim on its way becomes the receipt, which may be repeated;
        what is said anew only points there. None where that message cannot be replaced.
        """
        shown = await self._notifier.send_card(
            row, words.card, words.text, update_activity_id=claim.card_activity_id
        )
        if isinstance(shown, Failed) and not shown.is_passing:
            return None
        if not isinstance(shown, Sent):
            return _begun(settled(shown, row, self._clock()))
        ended = settled(
            await self._notifier.send_card(row, None, words.pointer), row, self._clock()
        )
        if not isinstance(ended, Done):
            return _begun(ended)
        return Done(ended.result, lambda c: _keep_receipt(c, claim))

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
        return RetryAt(outcome.until, "throttled", silent=row.tenant_id)
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


def _begun(outcome: JobOutcome) -> JobOutcome:
    """The next attempt shall know that this one may have been seen."""
    return replace(outcome, result=BEGUN) if isinstance(outcome, RetryAt) else outcome


def _keep_receipt(c: Connection, claim: Claim) -> None:
    """The message that has become the receipt shows later news no more: they have their own."""
    held = claims.hold_claim(c, claim.claim_id)
    if held is None or held.claim.card_activity_id != claim.card_activity_id:
        return
    freed = held.claim.model_copy(update={"card_activity_id": ""})
    with suppress(ClaimConflict):
        claims.save_claim(c, freed, read_version=held.claim.version, held=held)


def _load(c: Connection, job: Job) -> tuple[Claim | None, Contact | None, list[ConversationRow]]:
    claim = claims.load_claim(c, job.arguments["claim_id"])
    known = contacts.load_contact_by_id(c, job.arguments["contact_id"])
    rows = conversations.find_conversations(c, job.arguments["contact_id"])
    return claim, known[0] if known else None, rows
