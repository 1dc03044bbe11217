from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.errors import BackendUnavailable, StorageUnavailable
from bot.storage import contacts, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from bot.worker import Dead, Done, JobOutcome, RetryAt, Worker
from tests.storage.conftest import NOW, Clock

Handler = Callable[[Job], Awaitable[JobOutcome]]


def _worker(database: Database, handler: Handler, clock: Clock, **more: object) -> Worker:
    values = {"owner": "one", "clock": clock, "jitter": lambda: 0.5, "poll_seconds": 0.01} | more
    return Worker(database, {"submit": handler}, **values)


async def _enqueue(database: Database, *keys: str, **more: object) -> None:
    values = {"kind": "submit", "arguments": {}, "run_at": NOW} | more
    await database.run(lambda c: [jobs.enqueue(c, job_key=key, **values) for key in keys])


async def _job(database: Database, key: str = "a") -> Job:
    job = await database.run(lambda c: jobs.load_job(c, key))
    assert job is not None
    return job


class Gate:
    """A handler that begins, tells so, and waits to be let through."""

    def __init__(self) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def __call__(self, job: Job) -> JobOutcome:
        self.begun.set()
        await self.go_on.wait()
        return Done()


async def test_due_jobs_run_and_later_ones_wait(database: Database, clock: Clock) -> None:
    ran: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.job_key)
        return Done({"reference": "CLM-1"})

    await _enqueue(database, "a", "b")
    await _enqueue(database, "later", run_at=NOW + timedelta(seconds=1))

    attempts = await _worker(database, handler, clock, concurrency=1).run_due()

    assert attempts == 2
    assert ran == ["a", "b"]
    assert (await _job(database)).state is JobState.DONE
    assert (await _job(database)).result == {"reference": "CLM-1"}


async def test_what_a_job_makes_due_runs_too(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        if job.job_key == "b":
            return Done()
        return Done(
            commit=lambda c: jobs.enqueue(
                c, job_key="b", kind="submit", arguments={}, run_at=clock()
            )
        )

    await _enqueue(database, "a")

    assert await _worker(database, handler, clock).run_due() == 2


async def test_pauses_grow_up_to_a_limit(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("timed out")

    await _enqueue(database, "a")
    worker = _worker(database, handler, clock)
    pauses: list[float] = []
    for _ in range(11):
        assert await worker.run_due() == 1
        run_at = (await _job(database)).run_at
        pauses.append((run_at - clock.now).total_seconds())
        clock.now = run_at

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (await _job(database)).last_error == "BackendUnavailable: timed out"


async def test_replicas_do_not_knock_at_the_same_moment(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("timed out")

    await _enqueue(database, "a")
    await _worker(database, handler, clock, jitter=lambda: 0.0).run_due()

    assert (await _job(database)).run_at == NOW + timedelta(seconds=0.75)


async def test_the_servers_retry_after_is_obeyed(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise BackendUnavailable("throttled", retry_after_seconds=90)

    await _enqueue(database, "a")
    await _worker(database, handler, clock).run_due()

    assert (await _job(database)).run_at == NOW + timedelta(seconds=90)


async def test_a_job_dies_of_age_not_of_attempts(database: Database, clock: Clock) -> None:
    buried: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        raise RuntimeError("a bug")

    await _enqueue(database, "a")
    worker = _worker(
        database,
        handler,
        clock,
        max_age_seconds=3600,
        on_dead=lambda c, job, error: buried.append(error),
    )
    while (await _job(database)).state is JobState.READY:
        clock.now = (await _job(database)).run_at
        await worker.run_due()
    job = await _job(database)

    assert job.state is JobState.DEAD
    assert job.attempts > 15
    assert timedelta(0) <= clock.now - NOW - timedelta(hours=1) <= timedelta(seconds=600)
    assert buried == [job.last_error]


async def test_a_job_that_kills_its_process_does_not_do_so_for_ever(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        raise AssertionError("must not run")

    await _enqueue(database, "a")
    await database.run(
        lambda c: jobs.lease_jobs(c, owner="dead", now=NOW, lease_seconds=60, limit=1)
    )
    clock.advance(73 * 3600)
    await _worker(database, handler, clock).run_due()

    assert (await _job(database)).state is JobState.DEAD


async def test_an_outcome_decides_what_becomes_of_the_job(database: Database, clock: Clock) -> None:
    again_at = NOW + timedelta(minutes=5)

    async def handler(job: Job) -> JobOutcome:
        return Dead("refused") if job.job_key == "a" else RetryAt(again_at, "not yet")

    await _enqueue(database, "a", "b")
    await _worker(database, handler, clock).run_due()
    a, b = await _job(database, "a"), await _job(database, "b")

    assert (a.state, a.last_error) == (JobState.DEAD, "refused")
    assert (b.state, b.run_at) == (JobState.READY, again_at)


async def test_what_an_outcome_commits_is_refused_when_the_lease_was_lost(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        clock.advance(61)
        await database.run(
            lambda c: jobs.lease_jobs(c, owner="two", now=clock(), lease_seconds=60, limit=1)
        )
        return Done(commit=lambda c: contacts.save_preferences(c, "asha", {"late": True}))

    await _enqueue(database, "a")
    worker = _worker(database, handler, clock)
    await worker.run_due()

    assert await database.run(lambda c: contacts.load_preferences(c, "asha")) == {}
    assert worker.counts["job_lease_lost"] == 1
    assert (await _job(database)).owner == "two"


async def test_the_jobs_of_a_killed_worker_are_taken_over(database: Database, clock: Clock) -> None:
    killed = Gate()
    first = _worker(database, killed, clock, owner="killed")
    ran: list[int] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.attempts)
        return Done()

    second = _worker(database, handler, clock, owner="two")
    await _enqueue(database, "a")
    hanging = asyncio.create_task(first.run_due())
    await killed.begun.wait()

    assert await second.run_due() == 0
    clock.advance(60)
    assert await second.run_due() == 1
    assert ran == [2]
    killed.go_on.set()
    await hanging
    assert first.counts["job_lease_lost"] == 1


async def test_a_long_job_keeps_its_lease(database: Database, clock: Clock) -> None:
    gate = Gate()
    worker = _worker(database, gate, clock)
    await _enqueue(database, "a")
    running = asyncio.create_task(worker.run_due())
    await gate.begun.wait()

    for _ in range(5):
        clock.advance(50)
        await worker.renew_leases()
        assert (await _job(database)).leased_until == clock.now + timedelta(seconds=60)
    gate.go_on.set()
    await running

    assert (await _job(database)).state is JobState.DONE


async def test_a_handler_that_lost_its_lease_is_stopped(database: Database, clock: Clock) -> None:
    gate = Gate()
    worker = _worker(database, gate, clock)
    await _enqueue(database, "a")
    running = asyncio.create_task(worker.run_due())
    await gate.begun.wait()
    clock.advance(61)
    await database.run(
        lambda c: jobs.lease_jobs(c, owner="two", now=clock(), lease_seconds=60, limit=1)
    )
    await worker.renew_leases()

    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await _job(database)).owner == "two"


async def test_a_started_worker_finds_new_work_and_ends_it_before_it_stops(
    database: Database, clock: Clock
) -> None:
    gate = Gate()
    worker = _worker(database, gate, clock, poll_seconds=3600)
    worker.start()
    await _enqueue(database, "a")
    worker.nudge()
    await gate.begun.wait()
    stopping = asyncio.create_task(worker.stop())
    gate.go_on.set()
    await stopping

    assert (await _job(database)).state is JobState.DONE
    assert not [t for t in asyncio.all_tasks() if t.get_name().startswith(("job", "worker"))]


async def test_a_job_that_does_not_end_in_time_is_given_back(
    database: Database, clock: Clock
) -> None:
    gate = Gate()
    worker = _worker(database, gate, clock)
    await _enqueue(database, "a")
    worker.start()
    await gate.begun.wait()
    await worker.stop(grace_seconds=0)
    job = await _job(database)

    assert (job.state, job.run_at) == (JobState.READY, NOW)


async def test_no_more_jobs_are_taken_than_run_at_once(database: Database, clock: Clock) -> None:
    gate = Gate()
    worker = _worker(database, gate, clock, concurrency=2)
    await _enqueue(database, "a", "b", "c")
    worker.start()
    await gate.begun.wait()
    leased = await database.run(jobs.job_counts)
    gate.go_on.set()
    await worker.stop()

    assert leased[JobState.LEASED] == 2


async def test_a_worker_outlives_an_outage_of_the_database(
    database: Database, clock: Clock
) -> None:
    class Flaky:
        """The database, down for its first calls."""

        failures = 3

        async def run(self, fn, *, write: bool = True):
            if self.failures:
                self.failures -= 1
                raise StorageUnavailable("down") from OSError("down")
            return await database.run(fn, write=write)

    gate = Gate()
    worker = _worker(Flaky(), gate, clock)
    await _enqueue(database, "a")
    worker.start()
    await gate.begun.wait()
    gate.go_on.set()
    await worker.stop()

    assert (await _job(database)).state is JobState.DONE


async def test_a_paced_retry_gets_a_slot(database: Database, clock: Clock) -> None:
    async def handler(job: Job) -> JobOutcome:
        return RetryAt(NOW + timedelta(seconds=1), "throttled")

    await _enqueue(database, *(f"j{n}" for n in range(5)), lane="conversation", tenant="t")
    await _worker(database, handler, clock).run_due()
    due = sorted([(await _job(database, f"j{n}")).run_at for n in range(5)])

    assert [later - earlier for earlier, later in pairwise(due)] >= [timedelta(seconds=1.1)] * 4
