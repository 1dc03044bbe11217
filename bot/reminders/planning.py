"""The sweep: now and then one replica looks who has a step today and writes their messages down.

It reads along indexes what is due: deadlines, ended snoozes, open requests; on a step of the funds
cadence it walks through the contacts. Writing a message down twice is harmless, so a killed sweep
is simply run again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from bot.desk import reasons
from bot.desk.reminders import JOB_KIND, ReminderDesk
from bot.domain import periods, reminders
from bot.domain.catalog import Catalog
from bot.domain.claim import ClaimStatus
from bot.domain.reminders import Policy
from bot.errors import BackendUnavailable
from bot.holidays import holidays_around
from bot.storage import jobs, slots
from bot.storage import reminders as stored
from bot.storage.database import Database
from bot.storage.jobs import Job, Paced
from bot.worker import Again, Done, JobOutcome

PLAN = "plan_reminders"
PLAN_FUNDS = "plan_funds"
EVERY = timedelta(hours=1)
BATCH = 50
ANSWERED_WITHIN = timedelta(hours=24)
"""Somebody who speaks this soon after a reminder has taken note of it."""
KEPT = timedelta(days=400)


def ensure_planned(c: Connection, now: datetime) -> None:
    """Write the sweep down once for all replicas, or start it over if it had given up."""
    jobs.enqueue(c, job_key=PLAN, kind=PLAN, arguments={}, run_at=now)
    jobs.revive(c, PLAN, now)


class Planner:
    """Handler of the one `plan_reminders` job."""

    never_ends = True

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        *,
        policy: Policy,
        default_zone: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._catalog, self._policy = database, catalog, policy
        self._default_zone, self._clock = default_zone, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Write down the messages of everybody whose day has begun."""
        now = self._clock()
        days = days_on_earth(now)
        await asyncio.to_thread(self._know_holidays, days[0])
        await self._database.run(lambda c: self._tidy(c, now))
        for deadline in await self._due_deadlines(days, now):
            await self._plan_owners(deadline, now)
        await self._plan_people(await self._others(days), now)
        await self._database.run(lambda c: self._enqueue_funds(c, days, now))
        return Again(now + EVERY)

    def _know_holidays(self, day: date) -> None:
        """Load the calendars off the event loop; they are slow the first time."""
        for country in self._policy.countries:
            holidays_around(country, day)

    def _tidy(self, c: Connection, now: datetime) -> None:
        stored.acknowledge_answered(c, now, ANSWERED_WITHIN)
        stored.prune_log(c, now - KEPT)
        stored.prune_snoozes(c, (now - KEPT).date())

    async def _due_deadlines(self, days: Collection[date], now: datetime) -> list[date | None]:
        """Deadlines whose drafts have a step today, and None if those without a date have."""
        furthest = max(days) + timedelta(days=self._reach())

        def work(c: Connection) -> list[date]:
            return stored.draft_deadlines(c, min(days), furthest)

        found = await self._database.run(work, write=False)
        due: list[date | None] = [
            d for d in found if self._is_step(aims_of(self._catalog, d), days)
        ]
        if self._is_step(open_aims(self._catalog, now), days):
            due.append(None)
        return due

    def _reach(self) -> int:
        """Days ahead in which a deadline can have a step today."""
        return max(self._policy.days_before, default=0) + reminders.MAX_MOVED_DAYS + 31

    def _is_step(self, aims: Collection[date], days: Collection[date]) -> bool:
        return any(is_step(aim, day, self._policy) for aim in aims for day in days)

    async def _plan_owners(self, deadline: date | None, now: datetime) -> None:
        after, seen = "", set[str]()
        while True:
            page_after = after
            owners, after = await self._database.run(
                lambda c: stored.draft_owners(c, deadline, after=page_after),  # noqa: B023 # run at once
                write=False,
            )
            await self._plan_people(owners - seen, now)
            seen |= owners
            if not after:
                return

    async def _others(self, days: Collection[date]) -> set[str]:
        def work(c: Connection) -> set[str]:
            waking = stored.snoozers(c, min(days), max(days))
            return waking | stored.owners_with_status(c, ClaimStatus.ACTION_REQUIRED)

        return await self._database.run(work, write=False)

    async def _plan_people(self, contact_ids: Collection[str], now: datetime) -> None:
        ordered = sorted(contact_ids)
        for start in range(0, len(ordered), BATCH):
            await self._plan_batch(ordered[start : start + BATCH], now)

    async def _plan_batch(self, contact_ids: Collection[str], now: datetime) -> None:
        def plan(c: Connection) -> int:
            return write_down(c, [self._due(c, contact_id, now) for contact_id in contact_ids])

        await self._database.run(plan)

    def _due(self, c: Connection, contact_id: str, now: datetime) -> Due | None:
        return due_contact(
            c, self._catalog, contact_id, now, policy=self._policy, zone=self._default_zone
        )

    def _enqueue_funds(self, c: Connection, days: Collection[date], now: datetime) -> None:
        for day in days:
            if self._is_step(open_aims(self._catalog, now), (day,)):
                _enqueue_page(c, day, ("", ""), now)


class FundsPlanner:
    """Handler of `plan_funds` jobs: one page of contacts on one day, then the next page.

    Balances are asked per partner, location and program, at most a little old; contacts of one
    partner share them.
    """

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        desk: ReminderDesk,
        *,
        default_zone: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._catalog, self._desk = database, catalog, desk
        self._default_zone, self._clock = default_zone, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Ask for the balances of these contacts, write down the messages of those with funds."""
        now, after = self._clock(), tuple(job.arguments["after"])
        people, following = await self._database.run(
            lambda c: stored.contacts_page(c, after=(after[0], after[1]), limit=BATCH),
            write=False,
        )
        for contact in people:
            if not await self._desk.hear_funds(contact, now):
                raise BackendUnavailable("the balance of a contact is not known")
        day = date.fromisoformat(job.arguments["day"])

        def due(c: Connection, contact_id: str) -> Due | None:
            policy, zone = self._desk.policy, self._default_zone
            return due_contact(c, self._catalog, contact_id, now, policy=policy, zone=zone, day=day)

        def plan(c: Connection) -> None:
            write_down(c, [due(c, contact.contact_id) for contact in people])
            if following is not None:
                _enqueue_page(c, day, following, now)

        return Done({"contacts": len(people)}, plan)


@dataclass(frozen=True, slots=True)
class Due:
    """A message to write down: whose, on which day, from when."""

    contact_id: str
    tenant_id: str
    day: date
    opens: datetime

    @property
    def job_key(self) -> str:
        """One message per contact and day."""
        return f"{JOB_KIND}:{self.contact_id}:digest:{self.day.isoformat()}"

    @property
    def paced(self) -> Paced:
        """Its job, which waits for a slot."""
        lane, rest = f"reminder:{self.contact_id}", jobs.Rank.REST
        return Paced(self.job_key, lane, self.tenant_id, rest, self.opens)


def due_contact(
    c: Connection,
    catalog: Catalog,
    contact_id: str,
    now: datetime,
    *,
    policy: Policy,
    zone: str,
    day: date | None = None,
) -> Due | None:
    """The one message of a contact for today (or a given day), if anything is due.

    None when nothing is due, the day is over, or the message is written down already.
    """
    person = reasons.load_person(c, contact_id, zone)
    if person is None:
        return None
    day = max(day or date.min, person.day_at(now))
    opens, closes = reminders.speaking_hours(day, person.zone, policy)
    due = Due(contact_id, person.contact.tenant_id, day, max(opens, now))
    if now >= closes or jobs.load_job(c, due.job_key) is not None:
        return None
    found = reasons.reasons_of(c, catalog, person.contact, now)
    return due if reasons.items_on(found, person, day, policy) else None


def write_down(c: Connection, found: Iterable[Due | None]) -> int:
    """Give each message its slot; returns how many were new. Everything was read before."""
    due = sorted(filter(None, found), key=lambda one: (one.tenant_id, one.contact_id))
    fresh = [one.paced for one in due if _enqueue(c, one)]
    slots.move_jobs(c, fresh, ahead=True)
    return len(fresh)


def _enqueue(c: Connection, due: Due) -> bool:
    key, lane, tenant, _, opens = due.paced
    about = {"contact_id": due.contact_id, "day": due.day.isoformat()}
    return jobs.enqueue(
        c, job_key=key, kind=JOB_KIND, arguments=about, run_at=opens, lane=lane, tenant=tenant
    )


def days_on_earth(now: datetime) -> tuple[date, ...]:
    """The two or three calendar days that it is somewhere at this instant, earliest first."""
    here = now.astimezone(UTC)
    first, last = (here - timedelta(hours=12)).date(), (here + timedelta(hours=14)).date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def is_step(aim: date, day: date, policy: Policy) -> bool:
    """Whether a deadline aimed at is told on a day, in any of the countries."""
    return any(
        day in reminders.deadline_steps(aim, policy, holidays_around(country, day))
        for country in ("", *sorted(policy.countries))
    )


def aims_of(catalog: Catalog, deadline: date) -> set[date]:
    """Safe dates that belong to a stored deadline, under any program's rule."""
    return set(_aims(catalog, deadline))


def open_aims(catalog: Catalog, now: datetime) -> set[date]:
    """Safe dates of the usage periods that can be claimed now."""
    return {
        periods.safe_date(periods.open_usage_period(now, program), program)
        for program in catalog.coop_programs()
    }


def _aims(catalog: Catalog, deadline: date) -> Iterator[date]:
    here = periods.usage_period(deadline)
    before = periods.earning_period(here)
    for program in catalog.coop_programs():
        for usage in (here, before, periods.earning_period(before)):
            if periods.claim_window(usage, program).last == deadline:
                yield periods.safe_date(usage, program)


def _enqueue_page(c: Connection, day: date, after: tuple[str, str], now: datetime) -> None:
    jobs.enqueue(
        c,
        job_key=f"{PLAN_FUNDS}:{day.isoformat()}:{after[0]}|{after[1]}",
        kind=PLAN_FUNDS,
        arguments={"day": day.isoformat(), "after": list(after)},
        run_at=now,
    )
