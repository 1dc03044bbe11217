"""What an operator watches of the database: how much there is of what, and how old it is.

Read now and then, never in a turn. What may be many rows is counted along an index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, bindparam, case, func, select

from bot.storage.events import EventState
from bot.storage.jobs import JobState
from bot.storage.reminders import LogState
from bot.storage.tables import backend_events, claims, feed_positions, jobs, reminder_log

JOB_STATES = ("waiting", "postponed", "running", "dead")
"""Of jobs whose moment has come. Waiting ones are due; postponed ones were begun before, or are
paced, and are due again later.
"""
_NAMED = {JobState.LEASED.value: "running", JobState.DEAD.value: "dead"}
OPEN_EVENTS = (EventState.NEW, EventState.WAITING, EventState.PARKED)
REMINDERS_OF = timedelta(days=1)

_c, _e, _r, _f = jobs.c, backend_events.c, reminder_log.c, feed_positions.c
_IS_DUE = case((_c.run_at <= bindparam("now"), 1), else_=0).label("is_due")
_JOBS = (
    select(_c.kind, _c.state, _IS_DUE, func.count(), func.min(_c.planned_at), func.min(_c.run_at))
    .where(
        _c.state.in_([state.value for state in (JobState.READY, JobState.LEASED, JobState.DEAD)]),
        _c.planned_at <= bindparam("now"),
    )
    .group_by(_c.kind, _c.state, "is_due")
)
_CLAIMS = select(claims.c.status, func.count()).group_by(claims.c.status)
_EVENTS = (
    select(_e.state, func.count())
    .where(_e.state.in_([state.value for state in OPEN_EVENTS]))
    .group_by(_e.state)
)
_REMINDERS = (
    select(_r.state, func.count())
    .where(
        _r.state.in_([state.value for state in LogState]),  # which the index has first
        _r.changed_at >= bindparam("since"),
    )
    .group_by(_r.state)
)
_FEED = select(_f.read_at).where(_f.feed == bindparam("feed"))


@dataclass(frozen=True, slots=True)
class Figures:
    """One reading.

    Shape: `jobs` (kind, one of JOB_STATES) → number; `oldest` kind → the moment for which the
    oldest job that is not settled was planned; `due_since` when the job became due that waits
    longest; `claims`, `events` and `reminders` state → number, `events` only of OPEN_EVENTS,
    `reminders` only of the last day; `feed_read_at` is None where the feed was never read.
    """

    jobs: Mapping[tuple[str, str], int]
    oldest: Mapping[str, datetime]
    due_since: datetime | None
    claims: Mapping[str, int]
    events: Mapping[str, int]
    reminders: Mapping[str, int]
    feed_read_at: datetime | None


def read_figures(c: Connection, now: datetime, feed: str) -> Figures:
    """Count. Units: `now` by the clock that jobs are planned by."""
    numbers: Counter[tuple[str, str]] = Counter()
    oldest: dict[str, datetime] = {}
    due_since: list[datetime] = []
    for kind, state, is_due, number, planned_at, run_at in c.execute(_JOBS, {"now": now}):
        named = _NAMED.get(state) or ("waiting" if is_due else "postponed")
        numbers[kind, named] += number
        if named != "dead":
            oldest[kind] = min(planned_at, oldest.get(kind, planned_at))
        if named == "waiting":
            due_since.append(run_at)
    return Figures(
        jobs=numbers,
        oldest=oldest,
        due_since=min(due_since, default=None),
        claims=_numbers(c, _CLAIMS),
        events=_numbers(c, _EVENTS),
        reminders=_numbers(c, _REMINDERS, since=now - REMINDERS_OF),
        feed_read_at=c.execute(_FEED, {"feed": feed}).scalar(),
    )


def _numbers(
    c: Connection, statement: Select[tuple[str, int]], **values: datetime
) -> dict[str, int]:
    return {row[0]: row[1] for row in c.execute(statement, values)}
