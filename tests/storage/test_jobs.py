from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.storage import backlog, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState, Rank
from tests.storage.conftest import NOW, on_postgresql


async def _enqueue(database: Database, key: str = "submit:1", at: datetime = NOW, **more) -> bool:
    values = {"kind": "submit", "arguments": {"claim_id": "claim-1"}} | more
    return await database.run(lambda c: jobs.enqueue(c, job_key=key, run_at=at, **values))


async def _lease(
    database: Database, owner: str = "one", *, at: float = 0, limit: int = 10, kinds=None
) -> list[Job]:
    now = NOW + timedelta(seconds=at)
    return await database.run(
        lambda c: jobs.lease_jobs(
            c, owner=owner, now=now, lease_seconds=60, limit=limit, kinds=kinds
        )
    )


async def _load(database: Database, key: str = "submit:1") -> Job | None:
    return await database.run(lambda c: jobs.load_job(c, key), write=False)


async def test_enqueuing_twice_is_harmless(database: Database) -> None:
    first = await _enqueue(database)
    second = await _enqueue(database, arguments={"claim_id": "another"})

    assert (first, second) == (True, False)
    assert [job.arguments for job in await _lease(database)] == [{"claim_id": "claim-1"}]


async def test_a_finished_job_is_not_enqueued_again(database: Database) -> None:
    await _enqueue(database)
    await _lease(database)
    await database.run(lambda c: jobs.finish(c, "submit:1", "one", {"reference": "CLM-1"}))

    assert await _enqueue(database) is False
    assert await _lease(database, at=9999) == []
    assert (await _load(database)).result == {"reference": "CLM-1"}


async def test_a_job_rolls_back_with_what_made_it_necessary(database: Database) -> None:
    class Refused(Exception):
        pass

    def work(c):
        jobs.enqueue(c, job_key="submit:1", kind="submit", arguments={}, run_at=NOW)
        raise Refused

    with pytest.raises(Refused):
        await database.run(work)

    assert await _load(database) is None


async def test_due_jobs_are_leased_in_the_order_they_were_planned(database: Database) -> None:
    for key, seconds in (("c", 3), ("a", 1), ("b", 2), ("later", 100)):
        await _enqueue(database, key, NOW + timedelta(seconds=seconds))

    leased = await _lease(database, at=10, limit=2)
    rest = await _lease(database, at=10)

    assert [job.job_key for job in leased] == ["a", "b"]
    assert [job.job_key for job in rest] == ["c"]
    assert leased[0].attempts == 1
    assert leased[0].leased_until == NOW + timedelta(seconds=70)


async def test_a_worker_takes_only_kinds_it_knows(database: Database) -> None:
    await _enqueue(database, "new", kind="of-the-next-release")
    await _enqueue(database, "old")

    assert [job.job_key for job in await _lease(database, kinds={"submit"})] == ["old"]
    assert await _lease(database, kinds=()) == []


async def test_a_lease_that_ran_out_is_taken_over_and_the_late_result_refused(
    database: Database,
) -> None:
    await _enqueue(database)
    await _lease(database, "dead")

    too_early = await _lease(database, "two", at=59)
    taken_over = await _lease(database, "two", at=60)
    late = await database.run(lambda c: jobs.finish(c, "submit:1", "dead"))
    finished = await database.run(lambda c: jobs.finish(c, "submit:1", "two"))

    assert too_early == []
    assert [job.attempts for job in taken_over] == [2]
    assert (late, finished) == (False, True)


async def test_a_renewed_lease_holds(database: Database) -> None:
    await _enqueue(database)
    await _lease(database)
    until = NOW + timedelta(seconds=120)

    mine = await database.run(lambda c: jobs.renew(c, "submit:1", "one", until))
    not_mine = await database.run(lambda c: jobs.renew(c, "submit:1", "two", until))

    assert (mine, not_mine) == (True, False)
    assert await _lease(database, "two", at=119) == []


async def test_a_retried_job_rests_until_its_time(database: Database) -> None:
    await _enqueue(database)
    await _lease(database)
    again_at = NOW + timedelta(seconds=8)
    await database.run(lambda c: jobs.retry_later(c, "submit:1", "one", again_at, "backend down"))

    assert await _lease(database, at=7) == []
    again = await _lease(database, at=8)

    assert [(job.attempts, job.last_error, job.planned_at) for job in again] == [
        (2, "backend down", NOW)
    ]


async def test_a_dead_job_is_seen_and_revived(database: Database) -> None:
    await _enqueue(database)
    await _lease(database)
    await database.run(lambda c: jobs.bury(c, "submit:1", "one", "refused"))

    dead = await database.run(backlog.dead_jobs)
    nothing = await _lease(database, at=9999)
    counts = await database.run(backlog.job_counts)
    later = NOW + timedelta(days=4)
    revived = await database.run(lambda c: jobs.revive(c, "submit:1", later))
    again = await database.run(lambda c: jobs.revive(c, "submit:1", later))
    job = await _load(database)

    assert [(job.job_key, job.last_error) for job in dead] == [("submit:1", "refused")]
    assert nothing == []
    assert counts[JobState.DEAD] == 1
    assert (revived, again) == (True, False)
    assert (job.state, job.run_at, job.planned_at, job.attempts) == (
        JobState.READY,
        later,
        later,
        0,
    )


async def test_done_jobs_are_forgotten_after_a_while_and_others_never(database: Database) -> None:
    for key in ("done", "dead", "ready"):
        await _enqueue(database, key)
    await _lease(database, limit=3)
    await database.run(lambda c: jobs.finish(c, "done", "one"))
    await database.run(lambda c: jobs.bury(c, "dead", "one", "refused"))
    day = NOW + timedelta(days=1)

    assert await database.run(lambda c: backlog.prune_jobs(c, NOW)) == 0
    assert await database.run(lambda c: backlog.prune_jobs(c, day)) == 1
    assert await _load(database, "done") is None


async def test_the_next_due_moment_is_told(database: Database) -> None:
    assert await database.run(jobs.due_by_rank) == {Rank.FIRST: None, Rank.REST: None}
    await _enqueue(database, at=NOW + timedelta(seconds=5))
    at = NOW + timedelta(seconds=5)
    assert await database.run(jobs.due_by_rank) == {Rank.FIRST: None, Rank.REST: at}


async def test_two_workers_never_share_a_job(database: Database, replica: Database) -> None:
    def enqueue(c):
        for number in range(200):
            jobs.enqueue(c, job_key=f"j{number}", kind="submit", arguments={}, run_at=NOW)

    await database.run(enqueue)

    async def drain(where: Database, owner: str) -> list[str]:
        taken: list[str] = []
        while leased := await _lease(where, owner, limit=7):
            taken += [job.job_key for job in leased]
        return taken

    taken = await asyncio.gather(
        drain(database, "one"), drain(replica, "two"), drain(database, "three")
    )

    everything = [key for keys in taken for key in keys]
    assert len(everything) == len(set(everything)) == 200


@on_postgresql
async def test_a_leased_job_does_not_hold_up_the_others(
    database: Database, replica: Database
) -> None:
    """While one lease is not committed yet, another worker takes the next job."""
    await _enqueue(database, "a")
    await _enqueue(database, "b")
    loop = asyncio.get_running_loop()
    leased, go_on = asyncio.Event(), asyncio.Event()

    def slow(c):
        mine = jobs.lease_jobs(c, owner="one", now=NOW, lease_seconds=60, limit=1)
        loop.call_soon_threadsafe(leased.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(timeout=20)
        return mine

    first = asyncio.create_task(database.run(slow))
    await leased.wait()
    second = await _lease(replica, "two")
    go_on.set()

    assert [job.job_key for job in second] == ["b"]
    assert [job.job_key for job in await first] == ["a"]


async def test_what_a_killed_process_had_begun_is_due_at_once_and_still_counts(
    database: Database,
) -> None:
    await _enqueue(database)
    await _enqueue(database, "submit:done")
    await _lease(database)
    await database.run(lambda c: jobs.finish(c, "submit:done", "one"))

    released = await database.run(lambda c: backlog.release_leases(c, NOW))

    assert released == 1
    assert [(job.job_key, job.attempts) for job in await _lease(database, "two")] == [
        ("submit:1", 2)
    ]
    assert await database.run(lambda c: jobs.finish(c, "submit:1", "one")) is False


async def test_work_that_recurs_under_its_key_begins_as_new(database: Database) -> None:
    await _enqueue(database)
    for at in (0, 60):
        await _lease(database, at=at)
    await database.run(lambda c: jobs.finish(c, "submit:1", "one"))
    later = NOW + timedelta(hours=1)

    assert await database.run(lambda c: jobs.again(c, "submit:1", later))
    job = await _load(database)
    assert (job.attempts, job.planned_at, job.run_at) == (0, later, later)
