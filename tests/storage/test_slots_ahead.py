"""Slots at the edges of time: planned for the morning, and just not late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.partner import Contact, Partner
from bot.notices import Notice, enqueue_notice
from bot.reminders.planning import Due, write_down
from bot.storage import slots
from bot.storage.database import Database
from tests.storage.builders import a_claim
from tests.storage.conftest import NOW
from tests.storage.workers import enqueue, load

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("number", [1, 60])
async def test_reminders_planned_for_the_morning_keep_nobody_silent_until_then(
    database: Database, number: int
) -> None:
    morning = NOW + timedelta(hours=8)
    due = [Due(f"person-{n:02}", "t", morning.date(), morning) for n in range(number)]
    asha = Contact(
        contact_id="person-00",
        tenant_id="t",
        object_id="o",
        name="Asha",
        partner=Partner(partner_id="p", name="Contoso"),
    )

    def is_told(c, notice):
        return enqueue_notice(c, notice, a_claim(), asha, fact="f", now=NOW)

    assert await database.run(lambda c: write_down(c, due)) == number
    assert await database.run(lambda c: is_told(c, Notice.RECEIPT))
    assert await database.run(lambda c: is_told(c, Notice.REQUEST))
    for notice in ("receipt", "request"):
        job = await load(database, f"notice:{notice}:f")
        assert job.run_at is not None
        assert job.run_at < NOW + SECOND


async def test_a_paced_job_that_is_just_not_late_is_taken_at_its_slot(database: Database) -> None:
    not_late = timedelta(seconds=slots.LATE_SECONDS)
    await enqueue(database, "a", lane="a", tenant="t", run_at=NOW - not_late)

    def lease(c):
        usual = {"owner": "o", "lease_seconds": 60, "places": 4, "running": [], "kinds": ["submit"]}
        return slots.lease_in_time(c, now=NOW, lease_now=NOW, **usual)

    leased, _ = await database.run(lease)

    assert [job.job_key for job in leased] == ["a"]
