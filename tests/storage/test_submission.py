"""One attempt of a submission: what it asks first, what it notes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.backend.contract import ClaimReceipt, content_hash, submitted_claim
from bot.domain.claim import Claim, ClaimStatus, DocumentState
from bot.domain.partner import Contact, Partner
from bot.errors import BackendRefused, BackendUnavailable, ClaimConflict
from bot.storage import backlog, claims, contacts
from bot.storage.database import Database
from bot.storage.jobs import Job, JobState
from bot.submission import Submission
from bot.worker import Done, JobOutcome, RetryAt
from tests.storage.builders import a_claim, a_document, a_line, insert_claims
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import enqueue, load

KEY = "11111111-1111-4111-8111-111111111111"
ASHA = Contact(
    contact_id="asha",
    tenant_id="t",
    object_id="o",
    name="Asha",
    partner=Partner(partner_id="partner-1", name="Contoso"),
)
CLAIM = a_claim(
    status=ClaimStatus.SUBMITTING,
    submission_key=KEY,
    submitted_at=NOW,
    attested_at=NOW,
    activity_start=NOW.date(),
    activity_end=NOW.date(),
    program="CSP_IR",
    location_id="l1",
    incentive_activity="DG_DIGITAL",
    currency="USD",
    expense_lines=(a_line(),),
    documents=tuple(
        a_document(letter * 64, document_id=letter, state=DocumentState.STORED) for letter in "ab"
    ),
)
NOBODY: Any = None


class Backend:
    """A claims API that keeps a list of what it was asked, and can be down at one of these."""

    def __init__(self, *, receipt: ClaimReceipt | None = None, fails: str = "") -> None:
        self._receipt, self._fails = receipt, fails
        self.asked: list[str] = []

    async def find_claim(self, key: str) -> ClaimReceipt | None:
        self._notes("find")
        return self._receipt

    async def has_document(self, sha256: str) -> bool:
        self._notes(f"has {sha256[0]}")
        return sha256[0] == "a"

    async def upload_document(self, sha256: str, *_: object) -> None:
        self._notes(f"document {sha256[0]}")

    async def submit_claim(self, key: str, content: Any) -> ClaimReceipt:
        self._notes("claim")
        return receipt_for(content)

    def _notes(self, what: str) -> None:
        if what == self._fails:
            raise BackendUnavailable(what)
        if what == self._fails.removeprefix("refuses "):
            raise BackendRefused(422, "refused", "No.")
        self.asked.append(what)


def receipt_for(content: Any) -> ClaimReceipt:
    return ClaimReceipt(
        reference="CLM-2026-000001",
        submission_key=KEY,
        content_hash=content_hash(content),
        status="submitted",
        received_at=NOW,
    )


def content() -> Any:
    return submitted_claim(CLAIM, ASHA, "2026-H2", {})


async def a_job(database: Database, *, attempts: int = 1) -> Job:
    await insert_claims(database, CLAIM)
    await database.run(lambda c: contacts.save_contact(c, ASHA, NOW))
    arguments = {
        "claim_id": CLAIM.claim_id,
        "contact_id": "asha",
        "content": content().model_dump(mode="json"),
    }
    await enqueue(database, f"submit:{KEY}", arguments=arguments)
    return replace(await load(database, f"submit:{KEY}"), attempts=attempts)


def handler(database: Database, backend: Any, clock: Clock) -> Submission:
    return Submission(database, backend, NOBODY, clock=clock, max_age=timedelta(hours=1))


async def stored(database: Database) -> Claim:
    claim = await database.run(lambda c: claims.load_claim(c, CLAIM.claim_id))
    assert claim is not None
    return claim


def resubmitted(c: Any) -> None:
    """The claim came back meanwhile, and is on its way under another key."""
    claim = claims.load_claim(c, CLAIM.claim_id)
    assert claim is not None
    other = claim.model_copy(update={"submission_key": KEY.replace("1111-4", "2222-4")})
    claims.save_claim(c, other, read_version=claim.version)


async def test_from_the_second_attempt_on_what_is_there_is_asked_before_anything_is_sent(
    database: Database, clock: Clock
) -> None:
    backend = Backend()
    job = await a_job(database, attempts=2)

    assert isinstance(await handler(database, backend, clock)(job), Done)
    assert backend.asked == ["find", "has a", "has b", "document b", "claim"]


async def test_a_claim_that_is_there_is_not_sent_again(database: Database, clock: Clock) -> None:
    backend = Backend(receipt=receipt_for(content()))
    job = await a_job(database, attempts=2)

    assert isinstance(await handler(database, backend, clock)(job), Done)
    assert backend.asked == ["find"]


async def test_a_job_of_a_submission_that_is_over_sends_nothing(
    database: Database, clock: Clock
) -> None:
    backend = Backend()
    job = await a_job(database)
    await database.run(resubmitted)

    assert await handler(database, backend, clock)(job) == Done({"found": "submitting"})
    assert backend.asked == []


@pytest.mark.parametrize("fails", ["", "refuses claim"])
async def test_what_became_of_a_submission_that_is_over_changes_nothing(
    database: Database, clock: Clock, fails: str
) -> None:
    job = await a_job(database)
    outcome: JobOutcome = await handler(database, Backend(fails=fails), clock)(job)
    await database.run(resubmitted)
    before = await stored(database)
    assert outcome.commit is not None
    await database.run(outcome.commit)

    assert await stored(database) == before


async def test_documents_sent_before_a_failure_are_noted(database: Database, clock: Clock) -> None:
    job = await a_job(database)
    outcome = await handler(database, Backend(fails="document b"), clock)(job)

    assert isinstance(outcome, RetryAt)
    states = {d.document_id: d.state for d in (await stored(database)).documents}
    assert states == {"a": DocumentState.SENT, "b": DocumentState.STORED}


async def test_what_was_sent_shows_while_the_rest_is_on_its_way(
    database: Database, clock: Clock
) -> None:
    seen = []

    class Slow(Backend):
        async def upload_document(self, sha256: str, *_: object) -> None:
            clock.advance(2)
            sent = [d.state for d in (await stored(database)).documents]
            seen.append(sent.count(DocumentState.SENT))

    await handler(database, Slow(), clock)(await a_job(database))

    assert seen == [0, 1]


async def test_documents_of_a_submission_that_is_over_are_not_noted(
    database: Database, clock: Clock
) -> None:
    class Slow(Backend):
        async def upload_document(self, sha256: str, *_: object) -> None:
            await super().upload_document(sha256)
            if sha256[0] == "a":
                await database.run(resubmitted)

    job = await a_job(database)
    with pytest.raises(ClaimConflict):
        await handler(database, Slow(fails="document b"), clock)(job)

    assert {d.state for d in (await stored(database)).documents} == {DocumentState.STORED}


async def test_a_claim_that_gives_up_again_is_told_again(database: Database, clock: Clock) -> None:
    job = await a_job(database)
    submission = handler(database, Backend(), clock)

    def tries_again(c: Any) -> None:
        claim = claims.load_claim(c, CLAIM.claim_id)
        assert claim is not None
        assert claim.status is ClaimStatus.NEEDS_ATTENTION
        again = claim.model_copy(update={"status": ClaimStatus.SUBMITTING})
        claims.save_claim(c, again, read_version=claim.version)

    for _ in range(2):
        await database.run(lambda c: submission.on_dead(c, job, "refused"))
        await database.run(tries_again)

    assert (await database.run(backlog.job_counts))[JobState.READY] == 3  # its own, and two notices
