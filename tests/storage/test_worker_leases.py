from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.errors import StorageUnavailable
from bot.storage import backlog, contacts, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from bot.worker import Dead, Done, JobOutcome
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import Gate, a_worker, enqueue, load


async def test_what_an_outcome_commits_is_refused_when_the_lease_was_lost(
    database: Database, clock: Clock
) -> None:
    async def handler(job: Job) -> JobOutcome:
        clock.advance(61)
        await database.run(
            lambda c: jobs.lease_jobs(c, owner="two", now=clock(), lease_seconds=60, limit=1)
        )
        return Done(commit=lambda c: contacts.save_preferences(c, "asha", {"late": True}))

    await enqueue(database, "a")
    worker = a_worker(database, handler, clock)
    await worker.run_due()

    assert await database.run(lambda c: contacts.load_preferences(c, "asha")) == {}
    assert worker.counts["job_lease_lost"] == 1
    assert (await load(database)).owner == "two"


async def test_who_lost_the_lease_buries_nothing(database: Database, clock: Clock) -> None:
    buried: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        clock.advance(61)
        await database.run(
            lambda c: jobs.lease_jobs(c, owner="two", now=clock(), lease_seconds=60, limit=1)
        )
        return Dead("refused")

    await enqueue(database, "a")
    worker = a_worker(database, handler, clock, on_dead=lambda c, job, why: buried.append(why))
    await worker.run_due()

    assert buried == []
    assert (await load(database)).owner == "two"


async def test_the_jobs_of_a_killed_worker_are_taken_over(database: Database, clock: Clock) -> None:
    killed = Gate()
    first = a_worker(database, killed, clock, owner="killed")
    ran: list[int] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.attempts)
        return Done()

    second = a_worker(database, handler, clock, owner="two")
    await enqueue(database, "a")
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
    worker = a_worker(database, gate, clock)
    await enqueue(database, "a")
    running = asyncio.create_task(worker.run_due())
    await gate.begun.wait()

    for _ in range(5):
        clock.advance(50)
        await worker.renew_leases()
        assert (await load(database)).leased_until == clock.now + timedelta(seconds=60)
    gate.go_on.set()
    await running

    assert (await load(database)).state is JobState.DONE


async def test_a_handler_that_lost_its_lease_is_stopped(database: Database, clock: Clock) -> None:
    gate = Gate()
    worker = a_worker(database, gate, clock)
    await enqueue(database, "a")
    running = asyncio.create_task(worker.run_due())
    await gate.begun.wait()
    clock.advance(61)
    await database.run(
        lambda c: jobs.lease_jobs(c, owner="two", now=clock(), lease_seconds=60, limit=1)
    )
    await worker.renew_leases()

    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await load(database)).owner == "two"


async def test_a_started_worker_finds_new_work_and_ends_it_before_it_stops(
    database: Database, clock: Clock
) -> None:
    gate = Gate()
    worker = a_worker(database, gate, clock, poll_seconds=3600)
    worker.start()
    await enqueue(database, "a")
    worker.nudge()
    await gate.begun.wait()
    stopping = asyncio.create_task(worker.stop())
    gate.go_on.set()
    await stopping

    assert (await load(database)).state is JobState.DONE
    assert not [t for t in asyncio.all_tasks() if t.get_name().startswith(("job", "worker"))]


async def test_a_job_that_does_not_end_in_time_is_given_back(
    database: Database, clock: Clock
) -> None:
    gate = Gate()
    worker = a_worker(database, gate, clock)
    await enqueue(database, "a")
    worker.start()
    await gate.begun.wait()
    await worker.stop(grace_seconds=0)
    job = await load(database)

    assert (job.state, job.run_at) == (JobState.READY, NOW)


async def test_what_an_attempt_noted_is_found_by_the_next_when_it_was_given_back(
    database: Database, clock: Clock
) -> None:
    noted = asyncio.Event()

    async def notes_and_hangs(job: Job) -> JobOutcome:
        await database.run(lambda c: jobs.note(c, job.job_key, "one", {"begun": True}))
        noted.set()
        await asyncio.Event().wait()
        return Done()

    worker = a_worker(database, notes_and_hangs, clock)
    await enqueue(database, "a")
    worker.start()
    await noted.wait()
    await worker.stop(grace_seconds=0)
    job = await load(database)

    assert (job.state, job.result) == (JobState.READY, {"begun": True})
    assert not await database.run(lambda c: jobs.note(c, "a", "one", {}))


async def test_no_more_jobs_are_taken_than_run_at_once(database: Database, clock: Clock) -> None:
    gate = Gate()
    worker = a_worker(database, gate, clock, concurrency=3)
    await enqueue(database, "a", "b", "c")  # of one rank, so one place is kept for the other
    worker.start()
    await gate.begun.wait()
    leased = await database.run(backlog.job_counts)
    gate.go_on.set()
    await worker.stop()

    assert leased[JobState.LEASED] == 2


async def test_a_place_that_becomes_free_is_taken_at_once(database: Database, clock: Clock) -> None:
    begun: asyncio.Queue[str] = asyncio.Queue()

    async def handler(job: Job) -> JobOutcome:
        begun.put_nowait(job.job_key)
        return Done()

    worker = a_worker(database, handler, clock, concurrency=1, poll_seconds=3600)
    await enqueue(database, "a", "b")
    worker.start()
    async with asyncio.timeout(10):
        first, second = await begun.get(), await begun.get()
    await worker.stop()

    assert (first, second) == ("a", "b")


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
    worker = a_worker(Flaky(), gate, clock)
    await enqueue(database, "a")
    worker.start()
    await gate.begun.wait()
    gate.go_on.set()
    await worker.stop()

    assert (await load(database)).state is JobState.DONE
