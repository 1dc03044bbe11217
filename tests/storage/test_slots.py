from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from datetime import datetime, timedelta

from bot.storage import jobs, slots
from bot.storage.database import Database
from bot.storage.jobs import Rank
from tests.storage.conftest import NOW, on_postgresql

SECOND = timedelta(seconds=1)
GAP = timedelta(seconds=slots.LANE_GAP_SECONDS)
WAITS_FOR_ME = """
select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
"""


async def _slot(
    database: Database, lane: str, *, tenant: str = "t", now: datetime = NOW
) -> datetime:
    return await database.run(lambda c: slots.next_slot(c, lane=lane, tenant=tenant, now=now))


def _most_in_any_second(moments: list[datetime]) -> int:
    moments = sorted(moments)
    return max(sum(1 for y in moments[i:] if y < x + SECOND) for i, x in enumerate(moments))


def _smallest_gap(by_lane: dict[str, list[datetime]]) -> timedelta:
    return min(
        later - earlier
        for moments in by_lane.values()
        for earlier, later in zip(sorted(moments), sorted(moments)[1:], strict=False)
    )


async def test_a_lone_message_goes_at_once(database: Database) -> None:
    assert await _slot(database, "a") == NOW


async def test_limits_hold_when_two_replicas_enqueue(database: Database, replica: Database) -> None:
    by_lane: dict[str, list[datetime]] = defaultdict(list)

    async def enqueue(where: Database, replica_number: int) -> None:
        for number in range(150):
            lane = f"lane-{(number * 7 + replica_number) % 60}"
            now = NOW + timedelta(milliseconds=number)
            by_lane[lane].append(await _slot(where, lane, now=now))

    await asyncio.gather(enqueue(database, 0), enqueue(replica, 1))
    moments = [moment for lane in by_lane.values() for moment in lane]

    assert len(moments) == 300
    assert _most_in_any_second(moments) <= slots.TENANT_PER_SECOND
    assert _smallest_gap(by_lane) >= GAP


async def test_no_cell_is_wasted_by_a_conversation_that_waits(database: Database) -> None:
    def enqueue(c):
        for _ in range(2):  # the second one waits until 1.1 seconds have gone
            slots.next_slot(c, lane="chatty", tenant="t", now=NOW)
        return [
            slots.next_slot(c, lane=f"lane-{number}", tenant="t", now=NOW) for number in range(78)
        ]

    moments = await database.run(enqueue)

    assert moments == sorted(moments)
    assert max(moments) < NOW + 2 * SECOND


async def test_conversations_that_become_free_together_do_not_go_together(
    database: Database,
) -> None:
    def enqueue(c):
        return [
            slots.next_slot(c, lane=f"lane-{number}", tenant="t", now=NOW)
            for _ in range(3)
            for number in range(100)
        ]

    assert _most_in_any_second(await database.run(enqueue)) <= slots.TENANT_PER_SECOND


async def test_one_busy_conversation_does_not_hold_up_its_tenant(database: Database) -> None:
    for _ in range(20):
        await _slot(database, "chatty")

    assert await _slot(database, "quiet") < NOW + SECOND


async def test_a_burst_leaves_room_for_what_is_awaited(database: Database) -> None:
    def enqueue(c):
        rest = [
            slots.next_slot(c, lane=f"lane-{number}", tenant="t", now=NOW) for number in range(300)
        ]
        awaited = [
            slots.next_slot(c, lane=f"awaited-{number}", tenant="t", now=NOW, rank=Rank.FIRST)
            for number in range(5)
        ]
        return rest, awaited

    rest, awaited = await database.run(enqueue)

    assert max(awaited) < NOW + SECOND
    assert _most_in_any_second(rest + awaited) <= slots.TENANT_PER_SECOND


async def test_what_is_awaited_by_many_leaves_the_rest_its_turn(database: Database) -> None:
    def enqueue(c):
        for number in range(300):
            lane = f"awaited-{number}"
            slots.next_slot(c, lane=lane, tenant="t", now=NOW, rank=Rank.FIRST)
        rest = slots.next_slot(c, lane="lane", tenant="t", now=NOW)
        for number in range(300, 600):
            lane = f"awaited-{number}"
            slots.next_slot(c, lane=lane, tenant="t", now=NOW, rank=Rank.FIRST)
        return rest

    assert await database.run(enqueue) < NOW + 8 * SECOND


async def test_what_is_awaited_is_silent_too_while_a_tenant_is(database: Database) -> None:
    until = NOW + 60 * SECOND
    await database.run(lambda c: slots.push_back(c, tenant="t", until=until))

    def awaited(c):
        return slots.next_slot(c, lane="a", tenant="t", now=NOW, rank=Rank.FIRST)

    assert await database.run(awaited) >= until


async def test_tenants_do_not_wait_for_each_other(database: Database) -> None:
    def enqueue(c):
        for number in range(100):
            slots.next_slot(c, lane=f"lane-{number}", tenant="big", now=NOW)

    await database.run(enqueue)

    assert await _slot(database, "small", tenant="small") == NOW


async def test_a_long_queue_is_continued_at_its_end(database: Database) -> None:
    def enqueue(c):
        for number in range(5 * 150 + 2):
            last = slots.next_slot(
                c, lane=f"lane-{number}", tenant="t", now=NOW, tenant_per_second=5
            )
        return last

    assert await database.run(enqueue) == NOW + timedelta(seconds=150, milliseconds=200)


async def test_a_far_second_is_found_behind_many_full_ones(database: Database) -> None:
    def enqueue(c):
        for number in range(70):
            slots.next_slot(c, lane=f"lane-{number}", tenant="t", now=NOW, tenant_per_second=1)
        for lane in ("a", "a"):  # the second one waits for its own conversation first
            last = slots.next_slot(c, lane=lane, tenant="t", now=NOW, tenant_per_second=1)
        return last

    assert await database.run(enqueue) == NOW + 72 * SECOND


async def _send_jobs(database: Database, number: int, *, lanes: int) -> None:
    def enqueue(c):
        for n in range(number):
            lane = f"lane-{n % lanes}"
            slot = slots.next_slot(c, lane=lane, tenant="t", now=NOW)
            jobs.enqueue(
                c,
                job_key=f"j{n:03}",
                kind="send",
                arguments={},
                run_at=slot,
                lane=lane,
                tenant="t",
            )

    await database.run(enqueue)


async def _due(database: Database, number: int) -> list[tuple[str, str, datetime]]:
    def read(c):
        found = [jobs.load_job(c, f"j{n:03}") for n in range(number)]
        return sorted((job.run_at, job.job_key, job.lane) for job in found)

    return [(key, lane, at) for at, key, lane in await database.run(read)]


async def test_a_throttled_tenant_is_silent_until_then_and_paced_after(database: Database) -> None:
    await _send_jobs(database, 100, lanes=100)
    until = NOW + 10 * SECOND
    moved = await database.run(lambda c: slots.push_back(c, tenant="t", until=until))
    moments = [at for _, _, at in await _due(database, 100)]

    assert moved == 100
    assert min(moments) >= until
    assert _most_in_any_second(moments) <= slots.TENANT_PER_SECOND
    assert await _slot(database, "new") >= until
    assert await _slot(database, "elsewhere", tenant="other") == NOW


async def test_a_backlog_that_missed_its_slots_is_paced_anew(database: Database) -> None:
    await _send_jobs(database, 90, lanes=90)
    later = NOW + timedelta(hours=1)
    moved = await database.run(lambda c: slots.pace_late_jobs(c, now=later))
    moments = [at for _, _, at in await _due(database, 90)]
    again = await database.run(lambda c: slots.pace_late_jobs(c, now=later))

    assert (moved, again) == (90, 0)
    assert min(moments) == later
    assert _most_in_any_second(moments) <= slots.TENANT_PER_SECOND


async def test_old_slots_are_forgotten(database: Database) -> None:
    await _slot(database, "a")

    tells_nothing = 2  # that no second of the tenant is full yet
    assert await database.run(lambda c: slots.prune_slots(c, NOW)) == tells_nothing
    assert await database.run(lambda c: slots.prune_slots(c, NOW + 9 * SECOND)) == 2


@on_postgresql
async def test_workers_that_pace_late_jobs_of_both_ranks_do_not_wait_in_a_circle(
    database: Database, replica: Database
) -> None:
    attempts, first_is_held = [0], threading.Event()

    def late(c) -> None:
        for key, tenant, rank in (("awaited", "b", Rank.FIRST), ("other", "a", Rank.REST)):
            slot = slots.next_slot(c, lane=key, tenant=tenant, now=NOW, rank=rank)
            values = {"job_key": key, "kind": "notice", "arguments": {}, "run_at": slot}
            jobs.enqueue(c, **values, lane=key, tenant=tenant, rank=rank)

    def in_order(c) -> None:
        attempts[0] += 1
        slots.next_slot(c, lane="x", tenant="a", now=NOW)
        first_is_held.set()
        while not c.exec_driver_sql(WAITS_FOR_ME).scalar():
            pass
        slots.next_slot(c, lane="y", tenant="b", now=NOW)

    def lease(c) -> None:
        attempts[0] += 1
        first_is_held.wait(20)
        later = NOW + timedelta(hours=1)
        usual = {"owner": "one", "lease_seconds": 60, "places": 4, "running": []}
        slots.lease_in_time(c, now=later, lease_now=later, kinds=["notice"], **usual)

    await database.run(late)
    await asyncio.gather(database.run(in_order), replica.run(lease))

    assert attempts == [2]
