"""The message that shows a submission on its way, noted early, late, and for one that is over."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import sending
from bot.domain.claim import ClaimStatus
from bot.storage import claims, jobs
from bot.storage.database import Database
from bot.storage.jobs import JobState
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW
from tests.storage.workers import enqueue, load

CLAIM = a_claim(status=ClaimStatus.SUBMITTING, submission_key="the-present-key")
FIRST = CLAIM.model_copy(update={"submission_key": "the-first-key"})


@pytest.mark.parametrize(
    ("shown", "status", "noted", "is_brought_up_to_date"),
    [
        (CLAIM, ClaimStatus.SUBMITTING, "message", False),
        (CLAIM, ClaimStatus.SUBMITTED, "message", True),
        (FIRST, ClaimStatus.SUBMITTING, "", True),
    ],
)
async def test_a_message_is_noted_for_its_own_submission_and_brought_up_to_date_after_it(
    database: Database, shown: Any, status: ClaimStatus, noted: str, is_brought_up_to_date: bool
) -> None:
    await insert_claims(database, CLAIM.model_copy(update={"status": status}))
    await database.run(lambda c: sending.note_card(c, shown, "chat", "message", NOW))
    stored = await database.run(lambda c: claims.load_claim(c, CLAIM.claim_id))
    job = await database.run(lambda c: jobs.load_job(c, "card:chat:message"))

    assert stored is not None
    assert stored.card_activity_id == noted
    assert (job is not None) is is_brought_up_to_date


async def test_a_submission_that_is_resumed_waits_for_its_message_too(database: Database) -> None:
    key = "submit:the-present-key"
    await enqueue(database, key)
    await database.run(
        lambda c: [
            jobs.bury(c, job.job_key, "o", "refused")
            for job in jobs.lease_jobs(c, owner="o", now=NOW, lease_seconds=60, limit=1)
        ]
    )
    await database.run(lambda c: sending.resume(c, CLAIM, NOW))
    waits = await load(database, key)
    await database.run(lambda c: sending.begin(c, CLAIM, NOW))
    begins = await load(database, key)

    assert (waits.state, waits.run_at) == (JobState.READY, NOW + sending.CARD_FIRST)
    assert begins.run_at == NOW
