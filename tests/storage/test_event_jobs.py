"""Events of the claims office whose claim is not known here, or is another's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.backend.contract import ClaimEvent
from bot.domain.claim import ClaimStatus
from bot.domain.partner import Contact, Funds, Partner
from bot.lifecycle.inbound import EventHandler, is_usable, take_event
from bot.lifecycle.terms import RetentionHandler
from bot.storage import contacts, events, jobs
from bot.storage.database import Database
from bot.storage.events import EventState
from bot.worker import Dead, Done, JobOutcome, RetryAt
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import enqueue, load

CLAIM = a_claim(status=ClaimStatus.SUBMITTED, backend_reference="CLM-1", submission_key="ours-0001")


def an_event(**changes: Any) -> ClaimEvent:
    values: dict[str, Any] = {
        "event_id": "ev-1",
        "type": "claim.status_changed",
        "reference": "CLM-1",
        "submission_key": "ours-0001",
        "sequence": 2,
        "occurred_at": NOW,
        "status": "in_review",
    }
    return ClaimEvent(**values | changes)


async def takes(database: Database, **changes: Any) -> None:
    event = an_event(**changes)
    assert await database.run(lambda c: take_event(c, event, "webhook", NOW))
    assert not await database.run(lambda c: take_event(c, event, "feed", NOW))


@pytest.mark.parametrize(
    ("changes", "can_be_stored"),
    [({"sequence": 2**31 - 1}, True), ({"sequence": 2**31}, False), ({"event_id": "é"}, False)],
)
def test_an_event_that_no_database_can_hold_is_not_taken(
    changes: dict[str, Any], can_be_stored: bool
) -> None:
    assert is_usable(an_event(**changes)) is can_be_stored


async def outcome(database: Database, clock: Clock) -> tuple[JobOutcome, EventState]:
    """What its job says, and what became of the event."""
    job = await load(database, "event:ev-1")
    ended = await EventHandler(database, clock=clock, max_wait=timedelta(hours=1))(job)
    row: Any = await database.run(lambda c: events.load_event(c, "ev-1"))
    return ended, row.state


async def test_an_event_waits_for_its_claim_then_parks_and_can_be_tried_again(
    database: Database, clock: Clock
) -> None:
    await takes(database)
    waits, state = await outcome(database, clock)
    assert isinstance(waits, RetryAt)
    assert state is EventState.WAITING
    clock.advance(3601)
    parks, state = await outcome(database, clock)
    assert isinstance(parks, Dead)
    assert state is EventState.PARKED

    await insert_claims(database, CLAIM)
    assert await outcome(database, clock) == (Done({"as": "newer"}), EventState.APPLIED)


async def test_an_event_of_another_backends_claim_of_that_name_is_not_applied(
    database: Database, clock: Clock
) -> None:
    await insert_claims(database, CLAIM)
    await takes(database, submission_key="theirs-01")
    waits, state = await outcome(database, clock)

    assert isinstance(waits, RetryAt)
    assert state is EventState.WAITING


async def test_news_of_a_claim_have_its_balance_asked_anew(
    database: Database, clock: Clock
) -> None:
    place = {"partner_id": "partner-1", "location_id": "l1", "program": "CSP_IR"}
    period = {"usage_period": "2026-H2"}
    money = dict.fromkeys(("earned", "claimed", "remaining"), Decimal(1))
    funds = Funds(currency="USD", as_of=NOW, **place, **period, **money)
    await insert_claims(database, CLAIM.model_copy(update=place))
    await database.run(lambda c: contacts.save_funds(c, funds, NOW))
    await takes(database)
    await outcome(database, clock)

    assert await database.run(lambda c: contacts.load_funds(c, **place, **period)) is None


@pytest.mark.parametrize(("status", "is_told"), [("submitted", True), ("withdrawn", False)])
async def test_the_end_of_the_duty_to_keep_originals_is_told_unless_the_claim_was_withdrawn(
    database: Database, clock: Clock, status: str, is_told: bool
) -> None:
    partner = Partner(partner_id="partner-1", name="Contoso")
    asha = Contact(contact_id="asha", tenant_id="t", object_id="o", name="Asha", partner=partner)
    await insert_claims(database, CLAIM.model_copy(update={"status": ClaimStatus(status)}))
    await database.run(lambda c: contacts.save_contact(c, asha, NOW))
    await enqueue(database, "retain", arguments={"claim_id": CLAIM.claim_id})
    job = await load(database, "retain")

    assert await RetentionHandler(database, clock=clock)(job) == Done({"told": is_told})
    key = f"notice:retention:{CLAIM.claim_id}"
    notice = await database.run(lambda c: jobs.load_job(c, key))
    assert (notice is not None) is is_told
