"""Pacing: a message gets its moment when it is enqueued, so no timer lives in one process.

A tenant's seconds are cut into cells and a cell is given away once: any second holds at most
`tenant_per_second` messages, however many replicas enqueue. A conversation ("lane") waits its gap
after its own last message.
Each transaction locks jobs, then all its tenants in their order, then all its lanes in theirs; what
else it locks (a claim, its funds) comes before. Writing a job down locks it too: a key that is
known is waited for while somebody changes that job. So nobody waits in a circle.
Source: Teams "Optimize your bot with rate limiting" (50/s per app and tenant, 7 in 1 s per
conversation); planned a little below it because workers jitter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from bot.storage.engines import insert_if_new, insert_or_replace
from bot.storage.job_rows import paced_of
from bot.storage.jobs import Job, Paced, Rank, due_by_rank, lease_jobs
from bot.storage.prepared import Prepared
from bot.storage.tables import jobs, send_lanes, send_slots

LANE_GAP_SECONDS = 1.1
TENANT_PER_SECOND = 45
GATE_PER_SECOND = 40
"""At the send itself: what is under way jitters, and what the channel refused is sent again."""
LATE_SECONDS = 0.1
"""A paced job this late has lost its slot: sending a backlog at once would break the limit."""
PACED_AT_ONCE = 20
"""Late messages that get new slots in one look at the jobs; a lock is held meanwhile."""
KEPT_FREE = 9
"""Every ninth cell of a second is for messages of the first rank alone: a burst of others cannot
keep them waiting, and has the rest."""

_j, _l, _s = jobs.c, send_lanes.c, send_slots.c
_MICRO = 1_000_000
_PAGE = 60
_EVER, _NEVER = datetime(1, 1, 2, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_NEW_LANE = Prepared(insert_if_new(send_lanes))
_LOCK_LANE = Prepared(select(_l.free_at).where(_l.lane_key == bindparam("key")).with_for_update())
_MOVE_LANE = Prepared(
    update(send_lanes).where(_l.lane_key == bindparam("key")).values(free_at=bindparam("until"))
)
_TAKEN = Prepared(
    select(_s.second, _s.used)
    .where(_s.tenant == bindparam("tenant_key"), _s.second >= bindparam("first"))
    .order_by(_s.second)
    .limit(_PAGE)
)
_TAKE = Prepared(insert_or_replace(send_slots))
_PRUNE_SLOTS = delete(send_slots).where(_s.second < bindparam("before_second"))
_OLD_LANES = select(_l.lane_key).where(_l.free_at < bindparam("before"))
_PRUNE_LANES = delete(send_lanes).where(
    _l.lane_key.in_(_OLD_LANES.with_for_update(skip_locked=True))
)
_PACED = select(_j.job_key, _j.lane, _j.tenant, _j.rank).order_by(_j.run_at)
_OF_TENANT = _PACED.where(
    _j.rank == bindparam("of_rank"),
    _j.run_at < bindparam("until", type_=_j.run_at.type),
    _j.tenant == bindparam("of_tenant"),
    _j.state == "ready",
).with_for_update(skip_locked=True)
_LATE = Prepared(
    _PACED.where(
        _j.rank == bindparam("of_rank"),
        _j.run_at < bindparam("before", type_=_j.run_at.type),
        _j.tenant != "",
        # a lease is kept by the real time, also where another clock decides what is due
        or_(_j.state == "ready", _j.run_at < bindparam("lease_before", type_=_j.run_at.type)),
    )
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_MOVE_JOB = Prepared(
    update(jobs).where(_j.job_key == bindparam("key")).values(run_at=bindparam("slot"))
)


def next_slot(
    c: Connection,
    *,
    lane: str,
    tenant: str,
    now: datetime,
    lane_gap_seconds: float = LANE_GAP_SECONDS,
    tenant_per_second: int = TENANT_PER_SECOND,
    rank: Rank = Rank.REST,
    ahead: bool = False,
) -> datetime:
    """Reserve the first moment from `now` on that is free for conversation and tenant.

    `ahead` tells that `now` lies ahead: what is full from then on is not full before.
    Units: `tenant_per_second` is at most 62, the bits of a number in the database.
    """
    free_at = _locked(c, _tenant_key(tenant))
    cells, rest = (1 << tenant_per_second) - 1, _tenant_key(f"rest:{tenant}")
    if rank is Rank.REST:
        free_at = max(free_at, _locked(c, rest))
        cells &= ~_kept_free(tenant_per_second)
    at = max(now, free_at)
    lane_free = _locked(c, _lane_key(lane))
    slot = _take_cell(c, tenant, max(at, lane_free), tenant_per_second, cells)
    full_before = slot.replace(microsecond=0)
    is_next = not ahead or at == free_at
    if rank is Rank.REST and lane_free <= at < full_before and is_next:
        # no cell is left before that second: nobody need look again
        _MOVE_LANE.run(c, {"key": rest, "until": full_before})
    after = slot + timedelta(seconds=lane_gap_seconds)
    _MOVE_LANE.run(c, {"key": _lane_key(lane), "until": after})
    return slot


def move_jobs(c: Connection, found: Sequence[Paced], *, ahead: bool = False) -> None:
    """Give paced jobs new slots, in this order. A transaction does this once, for all of them."""
    if len(found) > 1:
        _lock_in_order(c, found)
    for job_key, lane, tenant, rank, earliest in found:
        slot = next_slot(c, lane=lane, tenant=tenant, now=earliest, rank=rank, ahead=ahead)
        _MOVE_JOB.run(c, {"key": job_key, "slot": slot})


def put_off(c: Connection, job: Job, until: datetime, *, silent: str = "") -> None:
    """Give a job a new slot from then on, and keep a whole tenant silent until then."""
    paced = [job.paced(until)] if job.tenant else []
    if silent:
        push_back(c, until=until, tenant=silent, first=paced)
    else:
        move_jobs(c, paced, ahead=True)


def next_cell(c: Connection, *, tenant: str, now: datetime) -> datetime:
    """Reserve the first moment from `now` on that is free for a tenant alone.

    For a gate right before the send: kept apart from the slots, which a late worker misses.
    """
    gate = f"gate:{tenant}"
    at = max(now, _locked(c, _tenant_key(gate)))
    slot = _take_cell(c, gate, at, GATE_PER_SECOND, (1 << GATE_PER_SECOND) - 1)
    full_before = slot.replace(microsecond=0)
    if at < full_before:
        _MOVE_LANE.run(c, {"key": _tenant_key(gate), "until": full_before})
    return slot


def push_back(c: Connection, *, until: datetime, tenant: str, first: Sequence[Paced] = ()) -> int:
    """Keep a whole tenant silent until then, as a Retry-After demands.

    Messages that wait already get new slots from then on, behind the `first`, which may be of
    another tenant. Returns how many were moved.
    """
    key = _tenant_key(tenant)
    for each in sorted({tenant, *(one.tenant for one in first)}):
        _locked(c, _tenant_key(each))
    if _locked(c, key) < until:
        _MOVE_LANE.run(c, {"key": key, "until": until})
    values = {"of_tenant": tenant, "until": until}
    found = (c.execute(_OF_TENANT, {**values, "of_rank": int(rank)}).all() for rank in Rank)
    rows = [paced_of(row, until) for of_rank in found for row in of_rank]
    move_jobs(c, [*first, *rows], ahead=True)
    return len(rows)


def pace_late_jobs(
    c: Connection,
    *,
    now: datetime,
    lease_now: datetime | None = None,
    limit: int = 100,
    ranks: Collection[Rank] = tuple(Rank),
) -> int:
    """Give new slots to paced jobs that missed theirs (no worker ran, say); returns how many.

    `limit` is for each rank. A transaction does this once: all ranks together.
    """
    late = timedelta(seconds=LATE_SECONDS)
    values = {"before": now - late, "lease_before": (lease_now or now) - late, "limit": limit}
    rows = [row for rank in ranks for row in _LATE.rows(c, values | {"of_rank": int(rank)})]
    rows.sort(key=lambda row: (row[2], row[1]))
    move_jobs(c, [paced_of(row, now) for row in rows])
    return len(rows)


def lease_in_time(
    c: Connection,
    *,
    owner: str,
    now: datetime,
    lease_now: datetime,
    lease_seconds: float,
    places: int,
    running: Sequence[Rank],
    kinds: Collection[str],
) -> tuple[list[Job], datetime | None]:
    """Take due jobs as `lease_jobs` does, late ones at new slots; and when the next one is due.

    The first rank is taken first. One of the `places` is kept for each rank, so that none waits for
    longer than a job takes; a single place takes the longest due. `running`: ranks taken before.
    """
    latest, due = max(now, lease_now), due_by_rank(c)
    room = {rank: max(1, places - 1) - running.count(rank) for rank in Rank}
    ready = [rank for rank in Rank if room[rank] > 0 and (due[rank] or _NEVER) <= latest]
    on_time = latest - timedelta(seconds=LATE_SECONDS)
    if late := [rank for rank in ready if (due[rank] or _NEVER) < on_time]:
        pace_late_jobs(c, now=now, lease_now=lease_now, limit=PACED_AT_ONCE, ranks=late)
    leased: list[Job] = []
    for rank in ready if places > 1 else sorted(ready, key=lambda rank: due[rank] or _NEVER):
        free = min(room[rank], places - len(running) - len(leased))
        if free <= 0:
            continue
        leased += lease_jobs(
            c,
            owner=owner,
            now=now,
            lease_now=lease_now,
            late_seconds=LATE_SECONDS,
            lease_seconds=lease_seconds,
            limit=free,
            kinds=kinds,
            rank=rank,
        )
    due = due_by_rank(c) if leased else due
    return leased, min(filter(None, due.values()), default=None)


def forget_slots(c: Connection) -> None:
    """Take every slot back; only for a virtual clock that went back, whose slots lie ahead."""
    c.execute(delete(send_slots))
    c.execute(delete(send_lanes))


def prune_slots(c: Connection, before: datetime) -> int:
    """Forget seconds and conversations that lie before this moment; returns how many rows.

    Those in use are left for the next time, so that nobody is waited for.
    """
    seconds = c.execute(_PRUNE_SLOTS, {"before_second": int(before.timestamp())}).rowcount
    return seconds + c.execute(_PRUNE_LANES, {"before": before}).rowcount


def _tenant_key(tenant: str) -> str:
    return f"tenant:{tenant}"


def _lane_key(lane: str) -> str:
    return f"lane:{lane}"


def _lock_in_order(c: Connection, found: Sequence[Paced]) -> None:
    """All tenants, then all lanes: people of several tenants have one lane under each of these."""
    for tenant in sorted({one.tenant for one in found}):
        _locked(c, _tenant_key(tenant))
    for lane in sorted({one.lane for one in found}):
        _locked(c, _lane_key(lane))


def _locked(c: Connection, key: str) -> datetime:
    """Lock a lane for this transaction (tenant before lane, always); tell when it is free."""
    free_at: datetime | None = _LOCK_LANE.scalar(c, {"key": key})
    if free_at is None:
        _NEW_LANE.run(c, {"lane_key": key, "free_at": _EVER})
        [(free_at,)] = _LOCK_LANE.rows(c, {"key": key})
    return free_at


def _kept_free(per_second: int) -> int:
    """The cells of a second that only messages of the first rank may have, a bit each."""
    return sum(1 << cell for cell in range(KEPT_FREE - 1, per_second, KEPT_FREE))


def _take_cell(c: Connection, tenant: str, at: datetime, per_second: int, cells: int) -> datetime:
    """The first free one of these cells, from a moment on."""
    second = int(at.timestamp())
    cell = -(-at.microsecond * per_second // _MICRO)
    taken: dict[int, int] = {}
    looked_up_to = second
    while True:
        if second >= looked_up_to:
            rows = _TAKEN.rows(c, {"tenant_key": tenant, "first": second})
            taken = dict(rows)
            looked_up_to = rows[-1][0] + 1 if len(rows) == _PAGE else second + _MICRO
        used = taken.get(second, 0)
        free = ~used & cells & -(1 << cell)
        if free:
            break
        second, cell = second + 1, 0
    lowest = free & -free
    _TAKE.run(c, {"tenant": tenant, "second": second, "used": used | lowest})
    cell = lowest.bit_length() - 1
    microseconds = -(-cell * _MICRO // per_second)
    return datetime.fromtimestamp(second, UTC) + timedelta(microseconds=microseconds)
