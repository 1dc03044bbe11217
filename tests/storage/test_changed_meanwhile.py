"""A claim that somebody saves between a job's look at it and its own save: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.backend.contract import ClaimEvent, ClaimState
from bot.catalog import load_catalog
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import Followup, WithdrawalAsked
from bot.errors import BackendRefused
from bot.lifecycle.inbound import EventHandler, take_event
from bot.lifecycle.outbound import Outbound
from bot.lifecycle.terms import DraftSweep
from bot.storage import claims, events
from bot.storage.database import Database
from bot.storage.events import EventState
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome, RetryAt
from tests.storage.builders import a_claim, insert_claims
from tests.storage.circles import attempts_where_they_meet
from tests.storage.conftest import NOW, Clock, on_postgresql
from tests.storage.workers import enqueue, load

ASKED = WithdrawalAsked(
    sending_key="key", reason="", asked_by="asha", asked_name="Asha", asked_at=NOW
)
SENT = a_claim(
    status=ClaimStatus.SUBMITTED,
    backend_reference="CLM-1",
    followup=Followup(sequence=1, withdrawal=ASKED),
)
NOBODY: Any = None


class Withdrawing:
    """A claims office that lets a claim go, or not."""

    def __init__(self, *, refuses: bool) -> None:
        self._refuses = refuses

    async def withdraw(self, *_: object) -> ClaimState:
        if self._refuses:
            raise BackendRefused(409, "moved-on", "The review has begun.")
        return await self.claim("CLM-1", "withdrawn")

    async def claim(self, reference: str, status: str = "in_review") -> ClaimState:
        told: Any = {"status": status, "status_since": NOW, "received_at": NOW, "currency": "USD"}
        return ClaimState(
            reference=reference,
            submission_key="",
            content_hash="",
            sequence=2,
            claim_amount=Decimal(1),
            history=(),
            requests=(),
            **told,
        )


def saves(c: Any) -> None:
    """Somebody's save of the one claim, not committed before the job waits for it."""
    claim = claims.load_claim(c, SENT.claim_id)
    assert claim is not None
    renamed = claim.model_copy(update={"claim_name": "Renamed"})
    claims.save_claim(c, renamed, read_version=claim.version)


async def outcome_beside(
    database: Database, replica: Database, run: Any
) -> tuple[JobOutcome, Claim]:
    """What a job says that meets the save, and the claim afterwards."""
    outcomes: list[JobOutcome] = []

    async def runs(over: Any) -> None:
        outcomes.append(await run(over))

    def nothing(c: Any) -> None:
        """The save is committed."""

    await attempts_where_they_meet(database, replica, saves, nothing, runs)
    stored = await database.run(lambda c: claims.load_claim(c, SENT.claim_id))
    assert stored is not None
    assert stored.claim_name == "Renamed"
    return outcomes[0], stored


@on_postgresql
@pytest.mark.parametrize("refuses", [False, True])
async def test_what_the_claims_office_answers_is_noted_by_another_attempt(
    database: Database, replica: Database, clock: Clock, refuses: bool
) -> None:
    backend: Any = Withdrawing(refuses=refuses)
    await insert_claims(database, SENT)
    await enqueue(database, "a", arguments={"claim_id": SENT.claim_id, "sending_key": "key"})
    job = replace(await load(database), kind="withdraw")

    async def withdraws(over: Any) -> JobOutcome:
        age = timedelta(hours=1)
        outbound = Outbound(over, backend, NOBODY, NOBODY, clock=clock, max_age=age)
        return await outbound(job)

    outcome, stored = await outcome_beside(database, replica, withdraws)
    assert isinstance(outcome, RetryAt)
    assert outcome.run_at == NOW + timedelta(seconds=1)
    assert stored.followup.withdrawal == ASKED
    assert isinstance(await withdraws(database), Done)


@on_postgresql
async def test_an_event_of_the_claims_office_is_applied_by_another_attempt(
    database: Database, replica: Database, clock: Clock
) -> None:
    event = ClaimEvent(
        event_id="ev-1",
        type="claim.status_changed",
        reference="CLM-1",
        submission_key="",
        sequence=2,
        occurred_at=NOW,
        status="in_review",
    )
    await insert_claims(database, SENT)
    await database.run(lambda c: take_event(c, event, "feed", NOW))
    job = await load(database, "event:ev-1")

    async def applies(over: Any) -> JobOutcome:
        return await EventHandler(over, clock=clock, max_wait=timedelta(hours=1))(job)

    outcome, stored = await outcome_beside(database, replica, applies)
    assert isinstance(outcome, RetryAt)
    assert stored.status is ClaimStatus.SUBMITTED
    assert await applies(database) == Done({"as": "newer"})
    assert await applies(database) == Done({"found": "applied"})
    row = await database.run(lambda c: events.load_event(c, "ev-1"))
    assert row is not None
    assert row.state is EventState.APPLIED


@on_postgresql
async def test_a_draft_that_somebody_works_on_is_left_to_the_next_sweep(
    database: Database, replica: Database, clock: Clock
) -> None:
    draft = a_claim(program="CSP_IR")
    await insert_claims(database, draft, usage_period="2026-H1", deadline=date(2026, 11, 1))
    await enqueue(database, "a")
    job: Job = await load(database)

    async def sweeps(over: Any) -> JobOutcome:
        return await DraftSweep(over, load_catalog(), clock=clock)(job)

    outcome, stored = await outcome_beside(database, replica, sweeps)
    assert isinstance(outcome, Done)
    assert outcome.result == {"expired": 0}
    assert stored.status is ClaimStatus.DRAFT
    again = await sweeps(database)
    assert isinstance(again, Done)
    assert again.result == {"expired": 1}
