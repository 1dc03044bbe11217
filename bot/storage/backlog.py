"""All jobs together: those that gave up, how many there are, and forgetting the old ones."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, literal_column, select, update

from bot.storage.jobs import COLUMNS, Job, JobState, Rank, job_of
from bot.storage.prepared import Prepared
from bot.storage.tables import jobs

_c = jobs.c

_PULL_IN = Prepared(
    update(jobs)
    .where(
        _c.rank.in_([literal_column(str(int(rank))) for rank in Rank]),  # which the index has first
        _c.state == JobState.READY.value,
        _c.run_at > bindparam("now"),
        _c.run_at <= bindparam("before"),
    )
    .values(run_at=bindparam("now"), planned_at=bindparam("now"))
)
_DEAD = Prepared(
    select(*COLUMNS)
    .where(_c.state == JobState.DEAD.value)
    .order_by(_c.planned_at.desc(), _c.job_key.desc())
    .limit(bindparam("limit"))
)
_RELEASE = Prepared(
    update(jobs)
    .where(_c.run_at.is_not(None), _c.state == JobState.LEASED.value)
    .values(state=JobState.READY.value, run_at=bindparam("now"), owner=None)
)
_DONE_WITH = Prepared(
    select(*COLUMNS).where(
        _c.lane == bindparam("of_lane"),
        _c.run_at.is_(None),
        _c.state == JobState.DONE.value,
        _c.result == bindparam("outcome"),
    )
)
_UNDER_WAY = Prepared(
    select(_c.job_key)
    .where(
        _c.lane == bindparam("of_lane"),
        _c.run_at.is_not(None),
        _c.state == JobState.LEASED.value,
    )
    .limit(1)
)
_COUNTS = select(_c.state, func.count()).group_by(_c.state)
_PRUNE = delete(jobs).where(_c.state == JobState.DONE.value, _c.planned_at < bindparam("before"))


def dead_jobs(c: Connection, limit: int = 50) -> list[Job]:
    """Jobs that wait for an operator, last planned first."""
    return [job_of(row) for row in _DEAD.rows(c, {"limit": limit})]


def done_with(c: Connection, lane: str, result: Any) -> list[Job]:
    """Done jobs of a lane that ended with this result, first planned first."""
    outcome = json.dumps(result, ensure_ascii=False)
    found = [job_of(row) for row in _DONE_WITH.rows(c, {"of_lane": lane, "outcome": outcome})]
    return sorted(found, key=lambda job: (job.planned_at, job.job_key))


def is_under_way(c: Connection, lane: str) -> bool:
    """Whether somebody works on a job of a lane."""
    return _UNDER_WAY.first(c, {"of_lane": lane}) is not None


def job_counts(c: Connection) -> dict[JobState, int]:
    """State → number of jobs; a state without jobs has 0."""
    counts = dict.fromkeys(JobState, 0)
    counts.update((JobState(state), number) for state, number in c.execute(_COUNTS))
    return counts


def pull_in(c: Connection, *, before: datetime, now: datetime) -> int:
    """Make due now what would have been due by `before`: a virtual clock went back to `now`."""
    return _PULL_IN.run(c, {"before": before, "now": now})


def release_leases(c: Connection, now: datetime) -> int:
    """Make due now what a process that is gone had begun; returns how many.

    Only for who is alone at the database: another process's work would be done twice. Attempts stay
    counted, so a handler still sees that the job was begun before.
    """
    return _RELEASE.run(c, {"now": now})


def prune_jobs(c: Connection, before: datetime) -> int:
    """Forget done jobs planned before this moment, and their keys; returns how many."""
    return c.execute(_PRUNE, {"before": before}).rowcount
