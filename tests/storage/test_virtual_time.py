"""Jobs under a clock that jumps: leases follow the real time, what is due the virtual one."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import VirtualClock
from bot.embedded import clock_mover
from bot.storage import jobs, slots
from bot.storage.database import Database
from bot.worker import Again, Done, JobOutcome, Worker
from tests.storage.conftest import NOW, Clock


async def test_a_jump_ahead_does_not_end_a_lease(database: Database) -> None:
    def take(c):
        jobs.enqueue(c, job_key="a", kind="k", arguments={}, run_at=NOW)
        jobs.lease_jobs(c, owner="one", now=NOW, lease_seconds=60, limit=5)
        ahead = NOW + timedelta(days=7)
        return jobs.lease_jobs(c, owner="two", now=ahead, lease_now=NOW, lease_seconds=60, limit=5)

    assert await database.run(take) == []


async def test_a_jump_back_does_not_keep_a_dead_ones_job(database: Database) -> None:
    def take(c):
        ahead = NOW + timedelta(days=7)
        jobs.enqueue(c, job_key="a", kind="k", arguments={}, run_at=ahead)
        jobs.lease_jobs(c, owner="one", now=ahead, lease_now=NOW, lease_seconds=60, limit=5)
        later = NOW + timedelta(seconds=61)
        return jobs.lease_jobs(
            c, owner="two", now=later, lease_now=later, lease_seconds=60, limit=5
        )

    assert [job.job_key for job in await database.run(take)] == ["a"]


async def test_after_a_jump_back_nothing_waits_for_the_time_that_was_left(
    database: Database, clock: Clock
) -> None:
    virtual = VirtualClock(clock)
    move = clock_mover(database, virtual)
    await move(7)
    slot = await database.run(lambda c: slots.next_slot(c, lane="a", tenant="t", now=virtual()))
    await database.run(lambda c: jobs.enqueue(c, job_key="a", kind="k", arguments={}, run_at=slot))

    await move(0)

    job = await database.run(lambda c: jobs.load_job(c, "a"))
    again = await database.run(lambda c: slots.next_slot(c, lane="a", tenant="t", now=NOW))
    assert job is not None
    assert (job.run_at, again) == (NOW, NOW)


async def test_work_that_never_ends_starts_over_as_new(database: Database, clock: Clock) -> None:
    runs = []

    async def sweep(job: jobs.Job) -> JobOutcome:
        runs.append((clock(), job.attempts))
        return Again(clock() + timedelta(hours=1)) if len(runs) < 3 else Done()

    worker = Worker(database, {"k": sweep}, owner="me", clock=clock)
    await database.run(lambda c: jobs.enqueue(c, job_key="a", kind="k", arguments={}, run_at=NOW))
    for _ in range(4):
        await worker.run_due()
        clock.advance(3600)

    assert runs == [(NOW + timedelta(hours=hour), 1) for hour in range(3)]


async def test_paced_jobs_that_are_late_wait_for_a_new_slot(database: Database) -> None:
    def take(c):
        jobs.enqueue(c, job_key="a", kind="k", arguments={}, run_at=NOW, tenant="t")
        jobs.enqueue(c, job_key="b", kind="k", arguments={}, run_at=NOW)
        later = NOW + timedelta(seconds=5)
        return jobs.lease_jobs(
            c, owner="me", now=later, lease_seconds=60, limit=5, late_seconds=0.1
        )

    assert [job.job_key for job in await database.run(take)] == ["b"]


async def test_the_gate_gives_each_cell_of_a_second_once(database: Database) -> None:
    def take(c):
        return [slots.next_cell(c, tenant="t", now=NOW) for _ in range(90)]

    cells = await database.run(take)

    in_first = [cell for cell in cells if cell < NOW + timedelta(seconds=1)]
    assert len(set(cells)) == 90
    assert len(in_first) == slots.GATE_PER_SECOND
