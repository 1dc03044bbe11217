from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text

from bot.errors import BackendUnavailable
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from bot.worker import Again, Dead, Done, JobOutcome, RetryAt
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import a_worker, enqueue, load


async def test_due_jobs_run_and_later_ones_wait(database: Database, clock: Clock) -> None:
    ran: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.job_key)
        return Done({"reference": "CLM-1"})

    await enqueue(database, "a", "b")
    await enqueue(database, "later", run_at=NOW + timedelta(seconds=1))

    attempts = await a_worker(database, handler, clock, concurrency=1).run_due()

    assert attempts == 2
    assert ran == ["a", "b"]
    assert (await load(database)).state is JobState.DONE
    assert (await load(database)).result == {"reference": "CLM-1"}


async def test_what_a_job_makes_due_runs_too(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        if job.job_key == "b":
            return Done()
        return Done(
            commit=lambda c: jobs.enqueue(
                c, job_key="b", kind="submit", arguments={}, run_at=clock()
            )
        )

    await enqueue(database, "a")

    assert await a_worker(database, handler, clock).run_due() == 2


async def test_pauses_grow_up_to_a_limit(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("timed out")

    await enqueue(database, "a")
    worker = a_worker(database, handler, clock)
    pauses: list[float] = []
    for _ in range(11):
        assert await worker.run_due() == 1
        run_at = (await load(database)).run_at
        pauses.append((run_at - clock.now).total_seconds())
        clock.now = run_at

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (await load(database)).last_error == "BackendUnavailable: timed out"


async def test_replicas_do_not_knock_at_the_same_moment(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("timed out")

    await enqueue(database, "a")
    await a_worker(database, handler, clock, jitter=lambda: 0.0).run_due()

    assert (await load(database)).run_at == NOW + timedelta(seconds=0.75)


async def test_the_servers_retry_after_is_obeyed(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("throttled", retry_after_seconds=90)

    await enqueue(database, "a")
    await a_worker(database, handler, clock).run_due()

    assert (await load(database)).run_at == NOW + timedelta(seconds=90)


async def test_a_job_dies_of_age_not_of_attempts(database: Database, clock: Clock) -> None:
    buried: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        raise RuntimeError("a bug")

    await enqueue(database, "a")
    worker = a_worker(
        database,
        handler,
        clock,
        max_age_seconds=3600,
        on_dead=lambda c, job, error: buried.append(error),
    )
    while (await load(database)).state is JobState.READY:
        clock.now = (await load(database)).run_at
        await worker.run_due()
    job = await load(database)

    assert job.state is JobState.DEAD
    assert job.attempts > 15
    assert timedelta(0) <= clock.now - NOW - timedelta(hours=1) <= timedelta(seconds=600)
    assert buried == [job.last_error]


async def test_a_job_that_kills_its_process_does_not_do_so_for_ever(
    database: Database, clock: Clock
) -> None:
    ran: list[int] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.attempts)
        return Done()

    await enqueue(database, "a")
    await database.run(
        lambda c: jobs.lease_jobs(c, owner="dead", now=NOW, lease_seconds=60, limit=1)
    )
    clock.advance(73 * 3600)
    await a_worker(database, handler, clock).run_due()

    assert ran == []
    assert (await load(database)).state is JobState.DEAD


async def test_a_job_that_nobody_began_is_tried_however_old(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        return Done()

    await enqueue(database, "a")
    clock.advance(73 * 3600)  # no worker ran
    await a_worker(database, handler, clock).run_due()

    assert (await load(database)).state is JobState.DONE


async def test_work_that_never_ends_begins_as_new_after_a_failure(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        if job.attempts == 1:
            raise ValueError("at first")
        return Again(clock() + timedelta(hours=1))

    await enqueue(database, "a")
    worker = a_worker(database, handler, clock)
    await worker.run_due()
    clock.advance(1)
    await worker.run_due()

    job = await load(database)
    assert (job.state, job.attempts, job.last_error) == (JobState.READY, 0, "")


async def test_an_outcome_that_cannot_be_written_is_a_failure_with_a_pause(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        return Done({}, lambda c: c.exec_driver_sql("insert into jobs select * from jobs"))

    async def conflict(job: Job) -> JobOutcome:
        return Done({}, break_a_rule)

    def break_a_rule(c: object) -> None:
        raise ValueError("the claim changed meanwhile")

    await enqueue(database, "a")
    for broken in (handler, conflict):
        worker = a_worker(database, broken, clock)
        assert await worker.run_due() == 1
        job = await load(database)
        assert job.state is JobState.READY
        assert job.run_at > clock.now
        clock.now = job.run_at

    assert job.last_error == "ValueError: the claim changed meanwhile"


async def test_an_outcome_decides_what_becomes_of_the_job(database: Database, clock: Clock) -> None:
    again_at = NOW + timedelta(minutes=5)

    async def handler(job: Job) -> JobOutcome:
        return Dead("refused") if job.job_key == "a" else RetryAt(again_at, "not yet")

    await enqueue(database, "a", "b")
    await a_worker(database, handler, clock).run_due()
    a, b = await load(database, "a"), await load(database, "b")

    assert (a.state, a.last_error) == (JobState.DEAD, "refused")
    assert (b.state, b.run_at) == (JobState.READY, again_at)


async def test_a_paced_retry_gets_a_slot(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        return RetryAt(NOW + timedelta(seconds=1), "throttled")

    await enqueue(database, *(f"j{n}" for n in range(5)), lane="conversation", tenant="t")
    await a_worker(database, handler, clock).run_due()
    due = sorted([(await load(database, f"j{n}")).run_at for n in range(5)])

    assert [later - earlier for earlier, later in pairwise(due)] >= [timedelta(seconds=1.1)] * 4


async def test_a_fault_while_looking_for_jobs_does_not_end_the_worker(
    database: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """A job's row that cannot be read stands for any fault that nobody thought of."""
    done = asyncio.Event()

    async def handler(job: Job) -> JobOutcome:
        done.set()
        return Done()

    await enqueue(database, "a")
    await database.run(lambda c: c.execute(text("update jobs set arguments = 'no JSON'")))
    worker = a_worker(database, handler, clock)
    worker.start()
    async with asyncio.timeout(10):
        while "worker_failed" not in caplog.text:
            await asyncio.sleep(0)
        await database.run(lambda c: c.execute(text("update jobs set arguments = '{}'")))
        clock.advance(120)  # past a lease, if one was taken
        worker.nudge()
        await done.wait()
    await worker.stop()
