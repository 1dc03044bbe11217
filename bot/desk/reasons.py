"""What there is to remind a contact of, as stored at this moment; read inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.domain import periods, reminders
from bot.domain.catalog import Catalog, Program
from bot.domain.claim import ClaimStatus
from bot.domain.partner import Contact
from bot.domain.reminders import Item, Policy, Reason, ReminderKind, Wishes
from bot.holidays import holidays_around
from bot.storage import claims, contacts, conversations
from bot.storage import reminders as stored
from bot.storage.conversations import ConversationRow

MAX_CLAIMS = 50
FUNDS_USED_FOR = timedelta(days=2)
"""A balance heard longer ago than this is no reason to speak."""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as reminders see them.

    Shape: `rows` their personal chats, last used first; `zone` an IANA name; `country` ISO 3166 or
    "".
    """

    contact: Contact
    wishes: Wishes
    rows: tuple[ConversationRow, ...]
    zone: str
    language: str

    @property
    def country(self) -> str:
        """Whose public holidays count: those of the first location."""
        return next((place.country for place in self.contact.locations if place.country), "")

    @property
    def reachable(self) -> ConversationRow | None:
        """The chat to speak in, None while there is none."""
        return next((row for row in self.rows if not row.unreachable_reason), None)

    def day_at(self, now: datetime) -> date:
        """The day where the person is."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def holidays(self, day: date, policy: Policy) -> frozenset[date]:
        """Public holidays around a day, as far as the policy knows the country."""
        known = self.country in policy.countries
        return holidays_around(self.country, day) if known else frozenset()


def load_person(c: Connection, contact_id: str, default_zone: str) -> Person | None:
    """A contact with wishes and chats, or None for one nobody knows."""
    known = contacts.load_contact_by_id(c, contact_id)
    if known is None:
        return None
    rows = [row for row in conversations.find_conversations(c, contact_id) if row.is_personal]
    zone = next((row.time_zone for row in rows if row.time_zone), default_zone)
    language = next((row.language for row in rows if row.language), "en")
    return Person(known[0], load_wishes(c, contact_id), tuple(rows), zone, language)


def load_wishes(c: Connection, contact_id: str) -> Wishes:
    """What a contact chose about reminders."""
    chosen = contacts.load_preferences(c, contact_id)
    off = str(chosen.get("reminders_off", "")).split(",")
    until = str(chosen.get("stand_in_until", ""))
    return Wishes(
        frozenset(kind for kind in ReminderKind if kind.value in off),
        stored.snoozes_of(c, contact_id),
        str(chosen.get("stand_in", "")),
        date.fromisoformat(until) if until else None,
    )


def reasons_of(c: Connection, catalog: Catalog, contact: Contact, now: datetime) -> list[Reason]:
    """Everything to remind this contact of, most pressing first."""
    found = [
        *_drafts(c, catalog, contact, now),
        *_requests(c, catalog, contact),
        *_funds(c, catalog, contact, now),
    ]
    return sorted(found, key=lambda reason: (reason.closes_at, reason.subject))


def items_on(
    reasons: Iterable[Reason], person: Person, day: date, policy: Policy
) -> tuple[Item, ...]:
    """What one message tells on a day; empty when nothing is due."""
    holidays = person.holidays(day, policy)
    told = (reminders.item_on(r, day, person.wishes, policy, holidays) for r in reasons)
    return tuple(item for item in told if item is not None)


def coop_enrollments(catalog: Catalog, contact: Contact) -> Iterator[tuple[str, Program]]:
    """Location id and program of everything a contact may claim co-op funds for."""
    for location in contact.locations:
        for enrollment in location.enrollments:
            program = catalog.programs.get(enrollment.program)
            if program is not None and program.route == "coop" and enrollment.roles:
                yield location.location_id, program


def may_stand_in(catalog: Catalog, contact: Contact, other: Contact) -> bool:
    """Whether another contact may see what this one is reminded of: a colleague with a common role
    for a program at a location.
    """
    if (
        other.contact_id == contact.contact_id
        or other.partner.partner_id != contact.partner.partner_id
    ):
        return False
    mine = {(place, program.code) for place, program in coop_enrollments(catalog, contact)}
    theirs = {(place, program.code) for place, program in coop_enrollments(catalog, other)}
    return bool(mine & theirs)


def program_of(catalog: Catalog, code: str) -> Program:
    """A program, or the first co-op program for a draft that has none yet."""
    return catalog.programs.get(code) or catalog.coop_programs()[0]


def _drafts(c: Connection, catalog: Catalog, contact: Contact, now: datetime) -> Iterator[Reason]:
    partner_id = contact.partner.partner_id
    for claim in claims.open_drafts(c, contact.contact_id, partner_id=partner_id, limit=MAX_CLAIMS):
        reason = reminders.draft_reason(claim, program_of(catalog, claim.program), now)
        if reason is not None:
            yield reason


def _requests(c: Connection, catalog: Catalog, contact: Contact) -> Iterator[Reason]:
    waiting = claims.list_claims(
        c,
        partner_id=contact.partner.partner_id,
        owner_id=contact.contact_id,
        statuses=(ClaimStatus.ACTION_REQUIRED,),
        limit=MAX_CLAIMS,
    )
    for claim in waiting:
        zone = program_of(catalog, claim.program).time_zone
        reason = reminders.request_reason(claim, zone)
        if reason is not None:
            yield reason


def _funds(c: Connection, catalog: Catalog, contact: Contact, now: datetime) -> Iterator[Reason]:
    for location_id, program in coop_enrollments(catalog, contact):
        usage = periods.open_usage_period(now, program)
        heard = contacts.load_funds(
            c, contact.partner.partner_id, location_id, program.code, usage.code
        )
        if heard is None or now - heard[1] > FUNDS_USED_FOR:
            continue
        reason = reminders.funds_reason(heard[0], program, now)
        if reason is not None:
            yield reason
