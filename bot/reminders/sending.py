"""Sending one reminder: look again, write "sending", send, write what became of it.

A process that dies between the last two leaves a message of which nobody knows whether it arrived.
What is urgent (a step on the last day or the day before) is then sent again, everything else is
left to the next step of the cadence.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channel.proactive import Failed, Notifier, Outcome, Sent, Throttled, Unreachable
from bot.desk import reasons
from bot.desk.reasons import Person
from bot.desk.reminders import Message, ReminderDesk
from bot.domain import reminders
from bot.domain.catalog import Catalog
from bot.domain.reminders import Item
from bot.reminders import mail
from bot.storage import contacts, conversations, slots
from bot.storage import reminders as stored
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.storage.reminders import LogEntry, LogState
from bot.worker import Commit, Done, JobOutcome, RetryAt

PAUSE = timedelta(seconds=30)
MAX_WAIT_SECONDS = 1.0
"""Longest wait at the gate: under load the slot given when a message was written down is missed, so
the present second is shared once more among all replicas right before the send.
"""

Card = Mapping[str, Any]
_UNSETTLED = (LogState.WAITING, LogState.SENDING)


MakeCard = Callable[[Message, datetime], tuple[Card, str]]
"""The card of a message and its plain text, for the language and zone of who gets it."""


@dataclass(frozen=True, slots=True)
class _Ready:
    message: Message
    row: ConversationRow
    send_at: datetime


class ReminderSender:
    """Handler of `remind` jobs."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        desk: ReminderDesk,
        notifier: Notifier,
        make_card: MakeCard,
        *,
        default_zone: str,
        mail_hook_url: str,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database, self._catalog, self._desk = database, catalog, desk
        self._sleep = sleep
        self._notifier, self._make_card = notifier, make_card
        self._default_zone, self._mail_hook_url = default_zone, mail_hook_url
        self._clock = clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Deliver one reminder, or find that there is nothing left to say."""
        contact_id = job.arguments["contact_id"]
        known = await self._database.run_each(lambda c: contacts.load_contact_by_id(c, contact_id))
        if known is not None:  # the network is asked before, never inside the transaction
            await self._desk.hear_funds(known[0], self._clock())
        begun = await self._database.run(lambda c: self._begin(c, job, self._clock()))
        if not isinstance(begun, _Ready):
            return begun
        card, text = self._make_card(begun.message, self._clock())
        wait = (begun.send_at - self._clock()).total_seconds()
        if wait > 0:
            await self._sleep(min(wait, MAX_WAIT_SECONDS))
        outcome = await self._notifier.send_card(begun.row, card, text)
        return self._settle(begun, outcome, self._clock())

    # before the send, in one transaction

    def _begin(self, c: Connection, job: Job, now: datetime) -> _Ready | JobOutcome:
        entry = stored.load_entry(c, job.job_key)
        if entry is not None and entry.state not in _UNSETTLED:
            return Done({"state": entry.state.value})
        if entry is not None and entry.state is LogState.SENDING and not entry.is_urgent:
            stored.settle_entry(
                c, job.job_key, LogState.LEFT, now, reason="interrupted", via=entry.via
            )
            return Done({"state": LogState.LEFT.value})
        about = reasons.load_person(c, job.arguments["contact_id"], self._default_zone)
        if about is None:
            return Done({"state": LogState.SKIPPED.value, "reason": "unknown contact"})
        message = self._message(c, job, about, now)
        if message.day > about.day_at(now):  # a virtual clock went back
            return RetryAt(
                reminders.speaking_hours(message.day, about.zone, self._desk.policy)[0], "early"
            )
        if not message.items:
            return self._end(c, message, LogState.SKIPPED, "no reason left", now)
        if not message.is_test and message.day < about.day_at(now):  # it waited over night
            message = self._without_todays(c, message, now)
            if not message.items:
                return self._end(c, message, LogState.LEFT, "told today", now)
        return self._address(c, message, now)

    def _without_todays(self, c: Connection, message: Message, now: datetime) -> Message:
        """What the message of this day does not tell anyway."""
        about = message.about
        found = reasons.reasons_of(c, self._catalog, about.contact, now)
        todays = reasons.items_on(found, about, about.day_at(now), self._desk.policy)
        told = {item.reason.subject for item in todays}
        left = tuple(item for item in message.items if item.reason.subject not in told)
        return replace(message, items=left)

    def _message(self, c: Connection, job: Job, about: Person, now: datetime) -> Message:
        is_test = bool(job.arguments.get("test"))
        day = about.day_at(now)
        if "day" in job.arguments:
            day = date.fromisoformat(job.arguments["day"])
        found = reasons.reasons_of(c, self._catalog, about.contact, now)
        if is_test:
            items = tuple(
                self._next_item(reason, about, day)
                for reason in found
                if reason.kind not in about.wishes.off
            )
        else:
            items = reasons.items_on(found, about, day, self._desk.policy)
        to = about if is_test else self._recipient(c, about, day)
        return Message(job.job_key, about, to, items, day, is_test)

    def _next_item(self, reason: reminders.Reason, about: Person, day: date) -> Item:
        holidays = about.holidays(day, self._desk.policy)
        steps = reminders.steps_for(reason, about.wishes, self._desk.policy, holidays)
        return Item(reason, (reason.aim - day).days, tuple(step for step in steps if step > day))

    def _recipient(self, c: Connection, about: Person, day: date) -> Person:
        """The stand-in while one is named, also when the contact cannot be spoken to."""
        wishes = about.wishes
        other_id = wishes.stand_in_on(day)
        if not other_id and about.reachable is None:
            other_id = wishes.stand_in
        if not other_id:
            return about
        other = reasons.load_person(c, other_id, self._default_zone)
        if other is None or other.reachable is None:
            return about
        may = reasons.may_stand_in(self._catalog, about.contact, other.contact)
        return other if may else about

    def _address(self, c: Connection, message: Message, now: datetime) -> _Ready | JobOutcome:
        row = message.to.reachable
        if row is None:
            return self._by_mail(c, message, now)
        if not message.is_test:
            later = self._not_now(c, message, now)
            if later is not None:
                return later
        send_at = slots.next_cell(c, tenant=row.tenant_id, now=now)
        if (send_at - now).total_seconds() > MAX_WAIT_SECONDS:
            return RetryAt(send_at, "busy")
        state = replace(_entry(message, now), via="chat", conversation_key=row.conversation_key)
        stored.save_entry(c, replace(state, state=LogState.SENDING))
        return _Ready(message, row, send_at)

    def _not_now(self, c: Connection, message: Message, now: datetime) -> JobOutcome | None:
        """Quiet hours: wait for the morning, or leave it to the next step."""
        policy, zone = self._desk.policy, message.to.zone
        if reminders.may_speak(now, zone, policy):
            return None
        today = message.to.day_at(now)
        opens, _ = reminders.speaking_hours(today, zone, policy)
        if now >= opens:
            opens, _ = reminders.speaking_hours(today + timedelta(days=1), zone, policy)
            closing = min(item.reason.closes_at for item in message.items)
            if not message.is_urgent or opens >= closing:
                return self._end(c, message, LogState.LEFT, "quiet hours", now)
        return RetryAt(opens, "quiet hours")

    def _by_mail(self, c: Connection, message: Message, now: datetime) -> JobOutcome:
        rows = message.to.rows
        why = rows[0].unreachable_reason if rows else "never installed"
        if not self._mail_hook_url:
            return self._end(c, message, LogState.FAILED, why, now)
        card, _ = self._make_card(message, now)
        mail.enqueue_mail(
            c, message.reminder_key, message.about, str(card["fallbackText"]), why, now
        )
        stored.save_entry(c, replace(_entry(message, now), via="email", reason=why))
        return Done({"via": "email"})

    def _end(
        self, c: Connection, message: Message, state: LogState, reason: str, now: datetime
    ) -> JobOutcome:
        stored.save_entry(c, replace(_entry(message, now), state=state, reason=reason))
        return Done({"state": state.value, "reason": reason})

    # after the send

    def _settle(self, ready: _Ready, outcome: Outcome, now: datetime) -> JobOutcome:
        key, row = ready.message.reminder_key, ready.row
        if isinstance(outcome, Sent):
            sent = outcome.activity_id
            return Done(
                {"activity_id": sent},
                _noting(key, LogState.DELIVERED, now, via="chat", activity_id=sent),
            )
        if isinstance(outcome, Throttled):
            waits = _noting(key, LogState.WAITING, now, reason="throttled")
            return RetryAt(outcome.until, "throttled", waits, silent=row.tenant_id)
        if isinstance(outcome, Unreachable):
            reason = outcome.reason

            def lose(c: Connection) -> None:
                conversations.mark_unreachable(c, row, reason, now)
                _noting(key, LogState.WAITING, now, reason=reason)(c)

            return RetryAt(now, reason, lose)  # another chat, the stand-in, or mail
        return self._failed(ready, outcome, now)

    def _failed(self, ready: _Ready, outcome: Failed, now: datetime) -> JobOutcome:
        key, detail = ready.message.reminder_key, outcome.detail
        if not outcome.is_passing:
            return Done({"failed": detail}, _noting(key, LogState.FAILED, now, reason=detail))
        if outcome.is_unsure and not ready.message.is_urgent:
            return Done({"left": detail}, _noting(key, LogState.LEFT, now, reason=detail))
        return RetryAt(now + PAUSE, detail, _noting(key, LogState.WAITING, now, reason=detail))


def _entry(message: Message, now: datetime) -> LogEntry:
    subjects = {
        item.reason.subject: f"{item.reason.kind.value} {item.days_left}" for item in message.items
    }
    return LogEntry(
        message.reminder_key,
        message.about.contact.contact_id,
        message.to.contact.contact_id,
        message.day,
        now,
        subjects,
        message.is_urgent,
        message.is_test,
    )


def _noting(
    key: str,
    state: LogState,
    now: datetime,
    *,
    reason: str = "",
    via: str = "",
    activity_id: str = "",
) -> Commit:
    def note(c: Connection) -> None:
        stored.settle_entry(
            c, key, state, now, reason=reason[:300], via=via, activity_id=activity_id
        )

    return note
