"""One attempt to send what a partner answered: what judges it, and what is no longer wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import Followup, WithdrawalAsked
from bot.errors import BackendRefused, BackendUnavailable
from bot.lifecycle.outbound import Outbound
from bot.storage import claims
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import enqueue, load

CLAIM = a_claim(
    status=ClaimStatus.SUBMITTED,
    backend_reference="CLM-1",
    followup=Followup(
        sequence=1,
        withdrawal=WithdrawalAsked(
            sending_key="key", reason="", asked_by="asha", asked_name="Asha", asked_at=NOW
        ),
    ),
)
NOBODY: Any = None


class Backend:
    """A claims API that answers a withdrawal with an error, and counts how often it was asked."""

    def __init__(self, error: Exception) -> None:
        self._error, self.asked = error, 0

    async def withdraw(self, *_: object) -> None:
        self.asked += 1
        raise self._error


async def outcome(
    database: Database, clock: Clock, backend: Any, *, key: str = "key", claim: Claim = CLAIM
) -> JobOutcome:
    await insert_claims(database, claim)
    await enqueue(database, "a", arguments={"claim_id": CLAIM.claim_id, "sending_key": key})
    job: Job = replace(await load(database), kind="withdraw", attempts=3)
    max_age = timedelta(hours=1)
    outbound = Outbound(database, backend, NOBODY, NOBODY, clock=clock, max_age=max_age)
    ended = await outbound(job)
    assert await database.run(lambda c: claims.load_claim(c, CLAIM.claim_id)) == claim.model_copy(
        update={"version": 1}
    )
    return ended


@pytest.mark.parametrize("status", [401, 403, 405])
async def test_trouble_of_the_connection_is_no_judgement_of_what_was_sent(
    database: Database, clock: Clock, status: int
) -> None:
    backend = Backend(BackendRefused(status, "forbidden", "Not with this token."))
    ended = await outcome(database, clock, backend)

    assert isinstance(ended, RetryAt)
    assert ended.run_at == NOW + timedelta(seconds=4)


async def test_a_pause_that_the_backend_asks_for_is_kept(database: Database, clock: Clock) -> None:
    ended = await outcome(
        database, clock, Backend(BackendUnavailable("busy", retry_after_seconds=90))
    )

    assert isinstance(ended, RetryAt)
    assert ended.run_at == NOW + timedelta(seconds=90)


async def test_an_outage_of_all_the_time_there_is_needs_a_person(
    database: Database, clock: Clock
) -> None:
    clock.advance(3601)

    assert isinstance(await outcome(database, clock, Backend(BackendUnavailable("down"))), Dead)


async def test_a_job_of_what_was_sent_before_sends_nothing(
    database: Database, clock: Clock
) -> None:
    backend = Backend(BackendUnavailable("down"))

    assert await outcome(database, clock, backend, key="another") == Done({"found": "submitted"})
    assert backend.asked == 0


async def test_a_withdrawal_is_not_sent_of_a_claim_whose_review_has_begun(
    database: Database, clock: Clock
) -> None:
    backend = Backend(BackendUnavailable("down"))
    reviewed = CLAIM.model_copy(update={"status": ClaimStatus.IN_REVIEW})

    assert await outcome(database, clock, backend, claim=reviewed) == Done({"found": "in_review"})
    assert backend.asked == 0
