"""Durable work: a row, written in the commit that makes it necessary, leased to who does it.

A key names the fact that a job serves, so a second enqueue is harmless. A lease that is not renewed
runs out and anyone may take the job over; what the late worker then reports is refused.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, false, func, literal_column, or_, select, update

from bot.storage.engines import insert_if_new
from bot.storage.job_rows import COLUMNS as COLUMNS
from bot.storage.job_rows import Job as Job
from bot.storage.job_rows import JobState as JobState
from bot.storage.job_rows import Paced as Paced
from bot.storage.job_rows import Rank as Rank
from bot.storage.job_rows import job_of as job_of
from bot.storage.prepared import Prepared
from bot.storage.tables import jobs

_c = jobs.c


_ENQUEUE = Prepared(insert_if_new(jobs))
_HELD = and_(_c.job_key == bindparam("key"), _c.owner == bindparam("holder"))
"""Whoever settles a job or takes its lease away takes its owner away."""
_RENEW = Prepared(update(jobs).where(_HELD).values(run_at=bindparam("until")))
_SETTLE = Prepared(
    update(jobs)
    .where(_HELD)
    .values(
        state=bindparam("new_state"),
        run_at=bindparam("next_at"),
        last_error=bindparam("error"),
        result=bindparam("outcome"),
        owner=None,
    )
)
_NOTE = Prepared(update(jobs).where(_HELD).values(result=bindparam("outcome")))
_GIVE_BACK = Prepared(
    update(jobs)
    .where(_HELD)
    .values(
        state=JobState.READY.value,
        run_at=bindparam("next_at"),
        last_error=bindparam("error"),
        owner=None,
    )
)
_START_OVER = Prepared(
    update(jobs)
    .where(_HELD)
    .values(
        state=JobState.READY.value,
        run_at=bindparam("next_at"),
        planned_at=bindparam("next_at"),
        attempts=0,
        last_error="",
        owner=None,
    )
)
_REVIVE = Prepared(
    update(jobs)
    .where(_c.job_key == bindparam("key"), _c.state == JobState.DEAD.value)
    .values(
        state=JobState.READY.value,
        run_at=bindparam("now"),
        planned_at=bindparam("now"),
        attempts=0,
    )
)
_AGAIN = Prepared(
    update(jobs)
    .where(_c.job_key == bindparam("key"), _c.state == JobState.DONE.value)
    .values(
        state=JobState.READY.value,
        run_at=bindparam("at"),
        planned_at=bindparam("at"),
        attempts=0,
    )
)
_HASTEN = Prepared(
    update(jobs)
    .where(
        _c.job_key == bindparam("key"),
        _c.state == JobState.READY.value,
        _c.attempts == 0,
        _c.run_at > bindparam("now"),
    )
    .values(run_at=bindparam("now"))
)
_LOAD = Prepared(select(*COLUMNS).where(_c.job_key == bindparam("key")))
_NEXT = Prepared(
    select(
        *(
            select(func.min(_c.run_at)).where(_c.rank == int(rank)).scalar_subquery()
            for rank in Rank
        )
    )
)


def enqueue(
    c: Connection,
    *,
    job_key: str,
    kind: str,
    arguments: Mapping[str, Any],
    run_at: datetime,
    lane: str = "",
    tenant: str = "",
    rank: Rank = Rank.REST,
) -> bool:
    """Write down work to do from `run_at` on; False and no change if the key is known.

    Shape: `arguments` are small plain JSON, ids rather than contents.
    """
    values = {
        "job_key": job_key,
        "kind": kind,
        "arguments": json.dumps(dict(arguments), ensure_ascii=False),
        "planned_at": run_at,
        "run_at": run_at,
        "state": JobState.READY.value,
        "attempts": 0,
        "lane": lane,
        "tenant": tenant,
        "rank": int(rank),
        "last_error": "",
        "owner": None,
        "result": None,
    }
    return bool(_ENQUEUE.run(c, values))


def lease_jobs(
    c: Connection,
    *,
    owner: str,
    now: datetime,
    lease_seconds: float,
    limit: int,
    kinds: Collection[str] | None = None,
    lease_now: datetime | None = None,
    late_seconds: float | None = None,
    rank: Rank | None = None,
) -> list[Job]:
    """Take up to `limit` due jobs, those of dead workers included, in the order they were planned.

    None for `kinds` or `rank` means all. Each counts as one more attempt, also if the worker dies
    over it. Leases are counted from `lease_now` where `now` is a virtual time that may jump. Paced
    jobs more than `late_seconds` late are left until they have new slots.
    """
    real = lease_now or now
    values: dict[str, Any] = {"holder": owner, "now": now, "limit": limit, "lease_now": real}
    on_time = None if late_seconds is None else now - timedelta(seconds=late_seconds)
    values["on_time"] = on_time or datetime(1, 1, 2, tzinfo=UTC)
    values |= {"latest": max(now, real), "until": real + timedelta(seconds=lease_seconds)}
    if kinds is not None:
        values |= {f"kind_{number}": kind for number, kind in enumerate(sorted(kinds))}
    ranks = tuple(Rank) if rank is None else (rank,)
    rows = _lease_statement(None if kinds is None else len(kinds), ranks).rows(c, values)
    return sorted((job_of(row) for row in rows), key=lambda job: (job.planned_at, job.job_key))


def renew(c: Connection, job_key: str, owner: str, until: datetime) -> bool:
    """Hold a lease for longer; False if it was lost."""
    return bool(_RENEW.run(c, {"key": job_key, "holder": owner, "until": until}))


def finish(c: Connection, job_key: str, owner: str, result: Any = None) -> bool:
    """Note that the work is done; False if the lease was lost: the result is refused."""
    outcome = None if result is None else json.dumps(result, ensure_ascii=False)
    return _settle(c, job_key, owner, JobState.DONE, None, "", outcome)


def note(c: Connection, job_key: str, owner: str, result: Any) -> bool:
    """Note what the next attempt shall find as the job's result if this one does not end; False if
    the lease was lost.
    """
    outcome = json.dumps(result, ensure_ascii=False)
    return bool(_NOTE.run(c, {"key": job_key, "holder": owner, "outcome": outcome}))


def retry_later(
    c: Connection, job_key: str, owner: str, run_at: datetime, error: str, result: Any = None
) -> bool:
    """Give the job back for another attempt at `run_at`, which finds this result; False if the
    lease was lost.
    """
    outcome = None if result is None else json.dumps(result, ensure_ascii=False)
    return _settle(c, job_key, owner, JobState.READY, run_at, error, outcome)


def give_back(c: Connection, job_key: str, owner: str, run_at: datetime, error: str) -> bool:
    """Give the job back in the middle of an attempt, with what that noted."""
    values = {"key": job_key, "holder": owner, "next_at": run_at, "error": error}
    return bool(_GIVE_BACK.run(c, values))


def start_over(c: Connection, job_key: str, owner: str, run_at: datetime) -> bool:
    """Give the job back as new, due at `run_at`; False if the lease was lost."""
    values = {"key": job_key, "holder": owner, "next_at": run_at}
    return bool(_START_OVER.run(c, values))


def bury(c: Connection, job_key: str, owner: str, error: str) -> bool:
    """Give up until an operator looks; False if the lease was lost."""
    return _settle(c, job_key, owner, JobState.DEAD, None, error, None)


def revive(c: Connection, job_key: str, now: datetime) -> bool:
    """Start a dead job over as if planned now; False if it is not dead."""
    return bool(_REVIVE.run(c, {"key": job_key, "now": now}))


def again(c: Connection, job_key: str, run_at: datetime) -> bool:
    """Plan a done job once more, for work that recurs under one key; False if it is not done."""
    return bool(_AGAIN.run(c, {"key": job_key, "at": run_at}))


def hasten(c: Connection, job_key: str, now: datetime) -> bool:
    """Let a job begin now that was planned for later; False if it has begun or is due, also where
    it waits to be tried again.
    """
    return bool(_HASTEN.run(c, {"key": job_key, "now": now}))


def load_job(c: Connection, job_key: str) -> Job | None:
    """One job in any state, or None."""
    row = _LOAD.first(c, {"key": job_key})
    return job_of(row) if row else None


def due_by_rank(c: Connection) -> dict[Rank, datetime | None]:
    """The earliest moment at which a job of each rank may be leased, None without one."""
    return dict(zip(Rank, _NEXT.rows(c, {})[0], strict=True))


@cache
def _lease_statement(number_of_kinds: int | None, ranks: tuple[Rank, ...]) -> Prepared:
    due = select(_c.job_key).where(
        _c.rank.in_([literal_column(str(int(rank))) for rank in ranks]),
        _c.run_at <= bindparam("latest", type_=_c.run_at.type),
        or_(
            and_(
                _c.state == JobState.READY.value,
                _c.run_at <= bindparam("now", type_=_c.run_at.type),
                or_(
                    _c.tenant == "",
                    _c.run_at >= bindparam("on_time", type_=_c.run_at.type),
                ),
            ),
            and_(
                _c.state == JobState.LEASED.value,
                _c.run_at <= bindparam("lease_now", type_=_c.run_at.type),
            ),
        ),
    )
    if number_of_kinds is not None:
        names = [f"kind_{number}" for number in range(number_of_kinds)]
        due = due.where(or_(false(), *(_c.kind == bindparam(name) for name in names)))
    due = due.order_by(_c.run_at).limit(bindparam("limit"))
    # SQLite has no locking clause and leaves it out; a CTE is evaluated once, a subquery may not be
    chosen = due.with_for_update(skip_locked=True).cte("due")
    return Prepared(
        update(jobs)
        .where(_c.job_key.in_(select(chosen.c.job_key)))
        .values(
            state=JobState.LEASED.value,
            owner=bindparam("holder"),
            run_at=bindparam("until"),
            attempts=_c.attempts + 1,
        )
        .returning(*COLUMNS)
    )


def _settle(
    c: Connection,
    job_key: str,
    owner: str,
    state: JobState,
    next_at: datetime | None,
    error: str,
    outcome: str | None,
) -> bool:
    values = {"key": job_key, "holder": owner, "new_state": state.value, "next_at": next_at}
    return bool(_SETTLE.run(c, values | {"error": error, "outcome": outcome}))
