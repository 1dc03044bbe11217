"""Who waits for whom where a transaction is about people of several tenants: jobs first, then all
tenants in their order, then all lanes.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.backend.contract import ClaimState
from bot.channel.proactive import Throttled
from bot.domain.claim import ClaimStatus
from bot.domain.followup import Followup, WithdrawalAsked
from bot.domain.partner import Contact, Funds, Partner
from bot.errors import BackendRefused
from bot.lifecycle.outbound import Outbound
from bot.notices import Notice, enqueue_notice
from bot.notices.missed import CatchUp
from bot.notices.sending import settled
from bot.notices.written import MISSED
from bot.reminders.planning import Due, write_down
from bot.storage import contacts, conversations, jobs, slots
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome, Worker
from tests.storage.builders import a_claim, insert_claims
from tests.storage.circles import Counted, Work, attempts_where_they_meet
from tests.storage.conftest import NOW, Clock, on_postgresql
from tests.storage.workers import a_worker, enqueue, load

ASKED = WithdrawalAsked(
    sending_key="key", reason="", asked_by="ben", asked_name="Ben", asked_at=NOW
)
CLAIM = a_claim(
    status=ClaimStatus.SUBMITTED,
    backend_reference="CLM-1",
    location_id="l1",
    program="CSP_IR",
    followup=Followup(sequence=1, withdrawal=ASKED),
)
BEN = ConversationRow("chat", tenant_id="a", contact_id="ben")
NOBODY: Any = None


def of(lane: str, tenant: str, now: Any = NOW) -> Work:
    """Locks a tenant, then a lane."""
    return lambda c: slots.next_slot(c, lane=lane, tenant=tenant, now=now)


def forgets_the_funds(c: Any) -> None:
    contacts.forget_funds(c, "partner-1", "l1", "CSP_IR")


class Refusing:
    """A claims office that has begun to review what is to be withdrawn."""

    async def withdraw(self, *_: object) -> None:
        raise BackendRefused(409, "moved-on", "The review has begun.")

    async def claim(self, reference: str) -> ClaimState:
        return ClaimState(
            reference=reference,
            submission_key="",
            content_hash="",
            status="in_review",
            status_since=NOW,
            sequence=2,
            claim_amount=Decimal(1),
            currency="USD",
            received_at=NOW,
            history=(),
            requests=(),
        )


@pytest.fixture
async def people(database: Database) -> None:
    """Asha of the tenant a, Ben of b, their claim and its funds."""

    def write(c: Any) -> None:
        partner = Partner(partner_id="partner-1", name="Contoso")
        for who, tenant in (("asha", "a"), ("ben", "b")):
            person = Contact(
                contact_id=who, tenant_id=tenant, object_id=who, name=who, partner=partner
            )
            contacts.save_contact(c, person, NOW)
            of(f"contact:{who}", tenant)(c)
        money = dict.fromkeys(("earned", "claimed", "remaining"), Decimal(1))
        place = {"partner_id": "partner-1", "location_id": "l1", "program": "CSP_IR"}
        funds = Funds(usage_period="2026-H2", currency="USD", as_of=NOW, **place, **money)
        contacts.save_funds(c, funds, NOW)

    await database.run(write)
    await insert_claims(database, CLAIM)


@on_postgresql
@pytest.mark.parametrize("first", [of("x", "a"), forgets_the_funds])
@pytest.mark.usefixtures("people")
async def test_a_refusal_and_the_news_that_come_with_it_lock_in_one_order(
    database: Database, replica: Database, clock: Clock, first: Work
) -> None:
    backend: Any = Refusing()
    await enqueue(database, "a", arguments={"claim_id": CLAIM.claim_id, "sending_key": "key"})
    job = replace(await load(database), kind="withdraw")

    async def is_refused(over: Any) -> None:
        outbound = Outbound(over, backend, NOBODY, NOBODY, clock=clock, max_age=timedelta(hours=1))
        assert isinstance(await outbound(job), Done)

    attempts = await attempts_where_they_meet(database, replica, first, of("y", "b"), is_refused)
    written = await database.run(
        lambda c: jobs.lease_jobs(
            c, owner="o", now=NOW + timedelta(minutes=1), lease_seconds=1, limit=9, kinds=["notice"]
        )
    )

    assert attempts == 1
    assert {(job.arguments["notice"], job.tenant) for job in written} == {
        ("status", "a"),
        ("response_refused", "b"),
    }


@on_postgresql
@pytest.mark.usefixtures("people")
async def test_a_fact_told_again_and_its_notice_that_is_put_off_do_not_wait_in_a_circle(
    database: Database, replica: Database, clock: Clock
) -> None:
    waiting, is_told = "select count(*) from pg_locks where not granted", asyncio.Event()

    def tells(c: Any) -> bool:
        known = contacts.load_contact_by_id(c, "asha")
        assert known is not None
        return enqueue_notice(c, Notice.DELAYED, CLAIM, known[0], fact="key", now=NOW)

    def both_wait(c: Any) -> None:
        while c.exec_driver_sql(waiting).scalar() + is_told.is_set() < 2:
            pass

    async def tells_again(over: Counted) -> None:
        assert not await over.run(tells)
        is_told.set()

    async def tells_again_and_is_put_off(over: Any) -> None:
        async def late(job: Job) -> JobOutcome:
            while not is_told.is_set() and not await over.run(
                lambda c: c.exec_driver_sql(waiting).scalar()
            ):
                pass
            return settled(Throttled(NOW + timedelta(minutes=1)), BEN, NOW)

        telling = asyncio.create_task(tells_again(over))
        await Worker(over, {"notice": late}, owner="two", clock=clock).run_due()
        await telling

    assert await database.run(tells)
    clock.advance(0.09)  # its slot
    attempts = await attempts_where_they_meet(
        database, replica, of("x", "a"), both_wait, tells_again_and_is_put_off
    )
    assert attempts == 1


@on_postgresql
@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("chat", "job"), ["ab", "ba"])
async def test_a_tenant_to_be_silent_and_that_of_the_job_are_locked_in_their_order(
    database: Database, replica: Database, clock: Clock, chat: str, job: str
) -> None:
    async def throttled(job: Job) -> JobOutcome:
        row = BEN._replace(tenant_id=chat)
        return settled(Throttled(NOW + timedelta(minutes=1)), row, NOW)

    async def is_put_off(over: Any) -> None:
        await a_worker(over, throttled, clock).run_due()

    await enqueue(database, "a", lane="contact:ben", tenant=job)
    first, then = of("x", "a"), of("y", "b")
    assert await attempts_where_they_meet(database, replica, first, then, is_put_off) == 1


@on_postgresql
@pytest.mark.usefixtures("people")
async def test_messages_that_are_pushed_back_lock_lanes_in_their_order(
    database: Database, replica: Database
) -> None:
    async def are_pushed_back(over: Counted) -> None:
        until = NOW + timedelta(hours=1)
        assert await over.run(lambda c: slots.push_back(c, until=until, tenant="b")) == 2

    await enqueue(database, "a", lane="contact:ben", tenant="b")
    await enqueue(database, "b", lane="contact:asha", tenant="b", run_at=NOW + timedelta(minutes=1))
    first, then = of("contact:asha", "a"), of("contact:ben", "a")
    assert await attempts_where_they_meet(database, replica, first, then, are_pushed_back) == 1


@on_postgresql
@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("first", "then"), [(of("x", "a"), of("y", "b")), (of("x", "a"), of("awaited:ben", "a"))]
)
async def test_what_was_missed_under_several_tenants_locks_these_and_then_its_lanes(
    database: Database, replica: Database, clock: Clock, first: Work, then: Work
) -> None:
    def write(c: Any) -> None:
        conversations.end_turn(c, BEN, "1", read=ConversationRow("chat"), owner="o")
        for lane, tenant in (("awaited:ben", "b"), ("contact:ben", "a")):
            key, notice = f"missed {tenant}", {"kind": "notice", "arguments": {}, "run_at": NOW}
            jobs.enqueue(c, job_key=key, lane=lane, tenant=tenant, **notice)
        for job in jobs.lease_jobs(c, owner="o", now=NOW, lease_seconds=1, limit=9):
            jobs.finish(c, job.job_key, "o", MISSED)

    async def is_planned_again(over: Any) -> None:
        job = replace(await load(database), arguments={"contact_id": "ben"})
        assert await CatchUp(over, clock=clock)(job) == Done({"missed": 2})

    await database.run(write)
    await enqueue(database, "a", run_at=NOW + timedelta(days=1))
    assert await attempts_where_they_meet(database, replica, first, then, is_planned_again) == 1


@on_postgresql
@pytest.mark.usefixtures("people")
async def test_late_messages_of_several_tenants_lock_all_of_these_before_any_lane(
    database: Database, replica: Database
) -> None:
    async def are_paced(over: Counted) -> None:
        late = NOW + timedelta(minutes=1)
        assert await over.run(lambda c: slots.pace_late_jobs(c, now=late)) == 2

    await enqueue(database, "a", lane="contact:asha", tenant="a")
    await enqueue(database, "b", lane="contact:ben", tenant="b")
    first, then = of("x", "b"), of("contact:asha", "b")
    assert await attempts_where_they_meet(database, replica, first, then, are_paced) == 1


@on_postgresql
@pytest.mark.usefixtures("people")
async def test_reminders_of_several_tenants_lock_all_of_these_before_any_lane(
    database: Database, replica: Database
) -> None:
    async def are_planned(over: Counted) -> None:
        due = [Due(who, tenant, NOW.date(), NOW) for who, tenant in (("asha", "a"), ("ben", "b"))]
        assert await over.run(lambda c: write_down(c, due)) == 2

    first, then = of("x", "b"), of("reminder:asha", "b")
    assert await attempts_where_they_meet(database, replica, first, then, are_planned) == 1


@on_postgresql
async def test_forgetting_old_lanes_waits_for_nobody(database: Database, replica: Database) -> None:
    async def are_forgotten(over: Counted) -> None:
        await over.run(lambda c: slots.prune_slots(c, NOW + timedelta(days=1)))

    await database.run(lambda c: [of("a lane", "z")(c), of("another", "t")(c)])
    later = NOW + timedelta(days=1)
    first, then = of("of its own", "t", later), of("a lane", "t", later)
    assert await attempts_where_they_meet(database, replica, first, then, are_forgotten) == 1
