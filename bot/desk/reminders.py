"""What a contact can do about reminders: see what is planned, switch, postpone, hand over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.desk import reasons
from bot.desk.money import MoneyDesk
from bot.desk.reasons import Person
from bot.domain import periods, reminders
from bot.domain.catalog import Catalog
from bot.domain.partner import Contact
from bot.domain.reminders import Item, Policy, Reason, ReminderKind, SnoozeRefusal, Wishes
from bot.storage import contacts, jobs
from bot.storage import reminders as stored
from bot.storage.database import Database
from bot.storage.reminders import LogEntry

MEANT_WITHIN = timedelta(days=14)
""" "Remind me on Monday" is about a reminder at most this old, else about everything."""

JOB_KIND = "remind"


@dataclass(frozen=True, slots=True)
class Planned:
    """One reason and the days on which it will be told; none while its kind is off."""

    reason: Reason
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Snoozed:
    """How a wish to be reminded later ended: refused, about nothing, or done."""

    refusal: SnoozeRefusal | None = None
    reason: Reason | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What is told to whom: `to` differs from `about` when a colleague stands in."""

    reminder_key: str
    about: Person
    to: Person
    items: tuple[Item, ...]
    day: date
    is_test: bool = False

    @property
    def is_urgent(self) -> bool:
        """Whether it rather comes twice than never."""
        return any(item.is_urgent for item in self.items)


class ReminderDesk:
    """Verbs on reminders, one transaction each."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        money: MoneyDesk,
        *,
        policy: Policy,
        default_zone: str,
    ) -> None:
        self._database, self._catalog, self._money = database, catalog, money
        self.policy, self._default_zone = policy, default_zone

    async def planned(self, contact: Contact, now: datetime) -> tuple[Planned, ...]:
        """What will be told and when, most pressing first."""
        await self.hear_funds(contact, now)

        def work(c: Connection) -> tuple[Planned, ...]:
            person = self._person(c, contact)
            today = person.day_at(now)
            holidays = person.holidays(today, self.policy)
            found = []
            for reason in reasons.reasons_of(c, self._catalog, contact, now):
                days = reminders.steps_for(reason, person.wishes, self.policy, holidays)
                found.append(Planned(reason, tuple(day for day in days if day > today)))
            return tuple(found)

        return await self._database.run(work, write=False)

    async def wishes(self, contact: Contact) -> Wishes:
        """What the contact chose."""
        return await self._database.run(
            lambda c: reasons.load_wishes(c, contact.contact_id), write=False
        )

    async def switch(self, contact: Contact, kinds: Iterable[ReminderKind], *, on: bool) -> Wishes:
        """Switch kinds on or off. Gives the wishes as they are now."""

        def work(c: Connection) -> Wishes:
            off = set(reasons.load_wishes(c, contact.contact_id).off)
            off = off - set(kinds) if on else off | set(kinds)
            chosen = ",".join(sorted(kind.value for kind in off))
            _prefer(c, contact.contact_id, reminders_off=chosen)
            return reasons.load_wishes(c, contact.contact_id)

        return await self._database.run(work)

    async def snooze(
        self, contact: Contact, until: date, now: datetime, *, reminder_key: str = ""
    ) -> Snoozed:
        """Be silent until a day about what a reminder told, and remind again on it.

        Without a key the newest reminder is meant, else everything there is. A stand-in postpones
        what they were shown, for the colleague it is about.
        """

        def work(c: Connection) -> Snoozed:
            person = self._person(c, _about(c, contact, reminder_key))
            whose = person.contact
            meant = _meant(c, whose, reminder_key, now)
            all_reasons = reasons.reasons_of(c, self._catalog, whose, now)
            about = [r for r in all_reasons if not meant or r.subject in meant]
            refused = reminders.check_snooze(
                until, person.day_at(now), about, person.zone, self.policy
            )
            if refused is not None:
                return Snoozed(*refused)
            for reason in about:
                stored.save_snooze(c, whose.contact_id, reason.subject, until)
            if reminder_key:
                stored.acknowledge(c, reminder_key, now)
            return Snoozed(subjects=tuple(reason.subject for reason in about))

        await self.hear_funds(contact, now)
        return await self._database.run(work)

    async def colleagues(self, contact: Contact) -> tuple[Contact, ...]:
        """Who could stand in: others of the partner who use the bot and share a role."""

        def work(c: Connection) -> list[Contact]:
            return contacts.colleagues(c, contact.partner.partner_id)

        others = await self._database.run(work, write=False)
        return tuple(one for one in others if reasons.may_stand_in(self._catalog, contact, one))

    async def stand_in(self, contact: Contact, other_id: str, until: date | None) -> bool:
        """Let a colleague get the reminders up to and including a day; "" ends it.

        False when the colleague cannot stand in.
        """
        if other_id and other_id not in {p.contact_id for p in await self.colleagues(contact)}:
            return False
        day = until.isoformat() if until and other_id else ""
        await self._database.run(
            lambda c: _prefer(c, contact.contact_id, stand_in=other_id, stand_in_until=day)
        )
        return True

    async def entry(self, contact: Contact, reminder_key: str) -> LogEntry | None:
        """One reminder that this contact got, or None."""
        found = await self._database.run(lambda c: stored.load_entry(c, reminder_key), write=False)
        return found if found and contact.contact_id in (found.sent_to, found.contact_id) else None

    async def newest(self, contact: Contact, now: datetime) -> str:
        """Key of the newest reminder this contact got lately, or ""."""
        found = await self._database.run(
            lambda c: stored.latest_of(c, contact.contact_id, now - MEANT_WITHIN), write=False
        )
        return found.reminder_key if found else ""

    async def acknowledge(self, contact: Contact, reminder_key: str, now: datetime) -> None:
        """Note that the person reacted to a reminder."""
        if await self.entry(contact, reminder_key) is not None:
            await self._database.run(lambda c: stored.acknowledge(c, reminder_key, now))

    async def test(self, contact: Contact, key: str, now: datetime) -> None:
        """Send now what would be sent on the next step, marked as a test; once per key."""
        await self.hear_funds(contact, now)
        await self._database.run(lambda c: _enqueue_test(c, contact, key, now))

    async def hear_funds(self, contact: Contact, now: datetime) -> bool:
        """Ask for the balances of everything the contact may claim; False if one is not known."""
        known = True
        for location_id, program in reasons.coop_enrollments(self._catalog, contact):
            usage = periods.open_usage_period(now, program)
            funds = await self._money.funds(contact, program.code, location_id, usage.code, now)
            known = known and funds is not None
        return known

    def _person(self, c: Connection, contact: Contact) -> Person:
        person = reasons.load_person(c, contact.contact_id, self._default_zone)
        return person or Person(contact, Wishes(), (), self._default_zone, "en")


def _prefer(c: Connection, contact_id: str, **choices: str) -> None:
    kept = contacts.load_preferences(c, contact_id)
    contacts.save_preferences(c, contact_id, {**kept, **choices})


def _about(c: Connection, contact: Contact, reminder_key: str) -> Contact:
    """Whom a reminder is about that this contact got: themselves, or who named them stand-in."""
    entry = stored.load_entry(c, reminder_key) if reminder_key else None
    if entry is None or entry.sent_to != contact.contact_id:
        return contact
    known = contacts.load_contact_by_id(c, entry.contact_id)
    return known[0] if known else contact


def _meant(c: Connection, contact: Contact, reminder_key: str, now: datetime) -> set[str]:
    entry = stored.load_entry(c, reminder_key) if reminder_key else None
    if entry is None:
        entry = stored.latest_of(c, contact.contact_id, now - MEANT_WITHIN)
    if entry is None or entry.contact_id != contact.contact_id:
        return set()
    return set(entry.subjects)


def _enqueue_test(c: Connection, contact: Contact, key: str, now: datetime) -> None:
    jobs.enqueue(
        c,
        job_key=f"{JOB_KIND}:{contact.contact_id}:test:{key}",
        kind=JOB_KIND,
        arguments={"contact_id": contact.contact_id, "test": True},
        run_at=now,
        lane=f"awaited:{contact.contact_id}",
        tenant=contact.tenant_id,
        rank=jobs.Rank.FIRST,
    )
