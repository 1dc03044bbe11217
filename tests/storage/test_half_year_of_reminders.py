"""Half a year on a virtual clock, somebody in every time zone: each reminder in its hours, once.

Of zones that are alike in these months one stands for all. Requests are laid so that their steps
fall on the first business days after the changes of daylight saving, and on those that are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Connection, delete, select

from bench.reminders import add_draft, add_person
from bot.catalog import load_catalog
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import AskedItem, Followup, MoreRequest
from bot.domain.reminders import Policy
from bot.reminders import Planner
from bot.storage import claims, conversations, tables
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from tests.storage.conftest import on_sqlite

FIRST, LAST = date(2027, 1, 4), date(2027, 7, 4)
DEADLINE = date(2027, 2, 15)
DRAFT_STEPS = {
    *(date(2027, 1, day) for day in (15, 29)),
    *(date(2027, 2, day) for day in (5, 11, 12, 14)),
}
REQUESTS = {
    (date(2027, 3, 10), date(2027, 3, 16)): {date(2027, 3, 12), date(2027, 3, 15)},
    (date(2027, 3, 24), date(2027, 3, 30)): {date(2027, 3, 26), date(2027, 3, 29)},
    (date(2027, 4, 1), date(2027, 4, 6)): {date(2027, 4, 2), date(2027, 4, 5)},
    (date(2027, 4, 26), date(2027, 5, 3)): {date(2027, 4, 29), date(2027, 4, 30)},
}
"""First and last day of a request → the days it is told."""
POLICY = Policy()


def kinds_of_zones() -> list[str]:
    """One zone for each way in which the clocks run from FIRST to LAST."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    moments = [datetime.combine(day, time(hour), UTC) for day in days for hour in (0, 12)]
    kinds: dict[tuple[object, ...], str] = {}
    for name in sorted(zone for zone in available_timezones() if "/" in zone):
        zone = ZoneInfo(name)
        kinds.setdefault(tuple(moment.astimezone(zone).utcoffset() for moment in moments), name)
    return sorted(kinds.values())


def add_people(c: Connection, zones: list[str]) -> None:
    for number, zone in enumerate(zones):
        add_person(c, number, 3, "http://127.0.0.1:9")
        for row in conversations.find_conversations(c, f"t{number % 3}:{number}"):
            c.execute(
                tables.conversations.update()
                .where(tables.conversations.c.conversation_key == row.conversation_key)
                .values(time_zone=zone)
            )


def ask(c: Connection, number: int, begins: date, ends: date) -> None:
    """A reviewer asks this person, by midnight of the last day in Los Angeles."""
    program = ZoneInfo("America/Los_Angeles")
    request = MoreRequest(
        request_id=f"r-{number}-{begins}",
        created_at=datetime.combine(begins, time(12), program),
        due_at=datetime.combine(ends, time(23, 59), program),
        items=(AskedItem(item_id="1", question="When?"),),
    )
    owner = f"t{number % 3}:{number}"
    add_draft(c, request.request_id, owner, f"p-t{number % 3}", DEADLINE)
    draft = claims.load_claim(c, request.request_id)
    assert draft is not None
    asked: Claim = draft.model_copy(
        update={
            "status": ClaimStatus.ACTION_REQUIRED,
            "followup": Followup(requests=(request,)),
        }
    )
    claims.save_claim(c, asked, read_version=draft.version, usage_period="", deadline=None)


def moments() -> Iterator[datetime]:
    """Every four hours where anything can be due, else twice a day."""
    lively = [(date(2027, 1, 13), date(2027, 2, 17))]
    lively += [(begins, ends + timedelta(days=1)) for begins, ends in REQUESTS]
    day = FIRST
    while day <= LAST:
        step = 4 if any(first <= day <= last for first, last in lively) else 12
        yield from (datetime.combine(day, time(hour), UTC) for hour in range(0, 24, step))
        day += timedelta(days=1)


def keep_requests(c: Connection, day: date, people: int) -> None:
    """Ask what is asked on this day, and forget what was answered the day before."""
    for begins, ends in REQUESTS:
        if day == begins:
            for number in range(people):
                ask(c, number, begins, ends)
        if day == ends + timedelta(days=2):
            answered = tables.claims.c.status == ClaimStatus.ACTION_REQUIRED.value
            c.execute(delete(tables.claims).where(answered))


@on_sqlite
async def test_every_reminder_of_half_a_year_is_planned_once_in_the_hours_of_its_zone(
    database: Database,
) -> None:
    zones, now = kinds_of_zones(), [datetime.combine(FIRST, time(0), UTC)]
    await database.run(lambda c: add_people(c, zones))
    planner = Planner(
        database,
        load_catalog(),
        policy=POLICY,
        default_zone="Asia/Seoul",
        clock=lambda: now[0],
    )
    sweep = Job("plan", "plan", {}, now[0], now[0], JobState.LEASED, 1, "test", "", "", "")
    for moment in moments():
        now[0] = moment
        if moment.hour == 0:
            await database.run(lambda c: keep_requests(c, now[0].date(), len(zones)))
        await planner(sweep)

    told = await database.run(lambda c: planned(c, zones), write=False)
    days = DRAFT_STEPS.union(*REQUESTS.values())
    assert len(zones) > 40
    assert {zone: sorted(moment.date() for moment in told[zone]) for zone in zones} == {
        zone: sorted(days) for zone in zones
    }
    assert [m for zone in zones for m in told[zone] if not 9 <= m.hour < 17] == []


def planned(c: Connection, zones: list[str]) -> dict[str, list[datetime]]:
    """Zone → when its reminders are sent, in its own time."""
    found: dict[str, list[datetime]] = {zone: [] for zone in zones}
    jobs = select(tables.jobs.c.job_key, tables.jobs.c.planned_at)
    for key, at in c.execute(jobs.where(tables.jobs.c.kind == "remind")):
        zone = zones[int(key.split(":")[2])]
        found[zone].append(at.astimezone(ZoneInfo(zone)))
    return found
