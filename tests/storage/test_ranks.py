"""What somebody waits for goes first, and neither rank can keep the other from being done."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState, Rank
from bot.worker import Done, JobOutcome
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import Gate, a_worker, enqueue, load

REST = [f"rest-{number:03}" for number in range(200)]


async def test_what_is_awaited_goes_before_a_burst_that_came_first(
    database: Database, clock: Clock
) -> None:
    ran: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.job_key)
        return Done()

    await enqueue(database, *REST)
    clock.advance(0.05)
    await enqueue(database, "awaited", rank=Rank.FIRST, run_at=clock())
    await a_worker(database, handler, clock).run_due()

    assert ran.index("awaited") == 0
    assert len(ran) == len(REST) + 1


@pytest.mark.parametrize("concurrency", [1, 2, 4])
async def test_an_endless_stream_of_what_is_awaited_cannot_starve_the_rest(
    database: Database, clock: Clock, concurrency: int
) -> None:
    ran: list[str] = []

    async def handler(job: Job) -> JobOutcome:
        ran.append(job.job_key)
        clock.advance(0.001)
        if job.rank is Rank.REST or len(ran) > 400:
            return Done()

        def another(c) -> None:
            for number in range(2):
                key = f"{job.job_key[:9]}-{len(ran)}-{number}"
                jobs.enqueue(
                    c,
                    job_key=key,
                    kind="submit",
                    arguments={},
                    run_at=clock(),
                    rank=Rank.FIRST,
                )

        return Done(commit=another)

    await enqueue(database, *(f"awaited-{number}" for number in range(8)), rank=Rank.FIRST)
    await enqueue(database, *REST[:4])
    await a_worker(database, handler, clock, concurrency=concurrency).run_due()

    assert max(ran.index(key) for key in REST[:4]) < 40


@pytest.mark.parametrize(("busy", "late"), [(Rank.FIRST, Rank.REST), (Rank.REST, Rank.FIRST)])
async def test_slow_jobs_of_one_rank_leave_a_place_to_the_other(
    database: Database, clock: Clock, busy: Rank, late: Rank
) -> None:
    gate = Gate()

    async def handler(job: Job) -> JobOutcome:
        return Done() if job.job_key == "late" else await gate(job)

    worker = a_worker(database, handler, clock, concurrency=4)
    await enqueue(database, *REST[:9], rank=busy)
    worker.start()
    await gate.begun.wait()
    await enqueue(database, "late", rank=late)
    worker.nudge()
    async with asyncio.timeout(10):
        while (await load(database, "late")).state is not JobState.DONE:
            pass
    gate.go_on.set()
    await worker.stop()

    assert (await load(database, "late")).planned_at == NOW
