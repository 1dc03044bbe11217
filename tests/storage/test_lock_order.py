"""Who waits for whom: a job's row before its tenant's lane, everywhere, so that nobody waits in a
circle.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.claim import ClaimStatus
from bot.domain.followup import DisputeCase, Followup
from bot.domain.lifecycle import StatusNews
from bot.domain.partner import Contact, Partner
from bot.lifecycle.inbound import apply_news
from bot.storage import claims, contacts, slots
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from bot.worker import JobOutcome, RetryAt
from tests.storage.builders import a_claim, insert_claims
from tests.storage.circles import WAITING_FOR_ME, WAITS_FOR_ME, Counted
from tests.storage.conftest import NOW, Clock, on_postgresql
from tests.storage.workers import a_worker, enqueue, load

WAITS_FOR_THAT_ONE = f"""
select count(*) from pg_locks where not granted
and pg_blocking_pids(pid) && array(select pid from pg_locks where {WAITING_FOR_ME})
"""


class Circle:
    """Drives who settles late, who paces, and a third one into each other, in this order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._is_held, self._owner_waits, self._has_paced = (threading.Event() for _ in range(3))

    def holds_the_lane(self, c: Any) -> None:
        """Let the owner come as far as the lane, and who paces as far as they can."""
        slots.next_slot(c, lane="a", tenant="elsewhere", now=NOW)
        self._is_held.set()
        while not c.exec_driver_sql(WAITS_FOR_ME).scalar():
            pass
        self._owner_waits.set()
        while not self._has_paced.is_set() and not c.exec_driver_sql(WAITS_FOR_THAT_ONE).scalar():
            pass

    async def lets_the_lease_run_out(self) -> None:
        """The owner's way to the end of the work."""
        self._clock.advance(61)
        await asyncio.to_thread(self._is_held.wait, 20)

    async def paces_late_jobs(self, database: Counted) -> list[Job]:
        """What another worker does; the jobs that it takes."""
        await asyncio.to_thread(self._owner_waits.wait, 20)
        now = self._clock.now
        usual = {"owner": "two", "lease_seconds": 60, "places": 4, "running": []}
        try:
            taken, _ = await database.run(
                lambda c: slots.lease_in_time(c, now=now, lease_now=now, kinds=["submit"], **usual)
            )
        finally:
            self._has_paced.set()
        return list(taken)


@on_postgresql
@pytest.mark.parametrize("pushes_back", [False, True])
async def test_an_owner_who_settles_late_and_who_paces_late_jobs_do_not_wait_in_a_circle(
    database: Database, replica: Database, clock: Clock, pushes_back: bool
) -> None:
    circle, mine, other = Circle(clock), Counted(database), Counted(replica)

    async def settles_late(job: Job) -> JobOutcome:
        await circle.lets_the_lease_run_out()
        until = clock() + timedelta(hours=1)
        if not pushes_back:
            return RetryAt(until, "not now")
        return RetryAt(until, "throttled", silent="t")

    await enqueue(database, "a", lane="a", tenant="t")
    _, taken, _ = await asyncio.gather(
        replica.run(circle.holds_the_lane),
        circle.paces_late_jobs(other),
        a_worker(mine, settles_late, clock).run_due(),
    )

    assert max(mine.attempts + other.attempts) == 1
    assert taken == []
    job = await load(database)
    assert (job.state, job.owner) == (JobState.READY, None)
    assert job.run_at is not None
    assert job.run_at >= clock.now + timedelta(hours=1)


@on_postgresql
async def test_news_for_people_of_several_tenants_lock_these_in_their_order(
    database: Database, replica: Database
) -> None:
    first_is_held = threading.Event()
    attempts = [0]
    dispute = DisputeCase(started_by="ben", started_name="Ben", sent_by="ben")
    claim = a_claim(status=ClaimStatus.REJECTED, followup=Followup(dispute=dispute, sequence=2))
    news = StatusNews(sequence=3, occurred_at=NOW, status=ClaimStatus.DISPUTED)
    partner = Partner(partner_id="partner-1", name="Contoso")

    def known(c: Any) -> None:
        for who, tenant in (("asha", "b"), ("ben", "a")):
            person = Contact(
                contact_id=who, tenant_id=tenant, object_id=who, name=who, partner=partner
            )
            contacts.save_contact(c, person, NOW)
            slots.next_slot(c, lane=f"lane-{tenant}", tenant=tenant, now=NOW)

    def in_order(c: Any) -> None:
        attempts[0] += 1
        slots.next_slot(c, lane="x", tenant="a", now=NOW)
        first_is_held.set()
        while not c.exec_driver_sql(WAITS_FOR_ME).scalar():
            pass
        slots.next_slot(c, lane="y", tenant="b", now=NOW)

    def tells(c: Any) -> None:
        attempts[0] += 1
        first_is_held.wait(20)
        stored = claims.load_claim(c, claim.claim_id)
        assert stored is not None
        apply_news(c, stored, news, NOW)

    await database.run(known)
    await insert_claims(database, claim)
    await asyncio.gather(database.run(in_order), replica.run(tells))

    assert attempts == [2]
