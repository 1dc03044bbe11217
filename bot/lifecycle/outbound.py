"""What partners answer, sent durably: answers to a request, objections, withdrawals.

Documents go first; then one call under the key that was made before it, so repeating it does
nothing twice. Each attempt reads the claim again and may find nothing to do.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.backend.contract import (
    ClaimState,
    Dispute,
    ItemAnswer,
    PersonName,
    RequestAnswers,
    SubmittedDocument,
    Withdrawal,
    submitted_document,
)
from bot.domain import responses
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, ClaimDocument, ClaimStatus
from bot.domain.followup import AskedItem, DisputeState, RequestState
from bot.errors import BackendError, BackendRefused, BackendUnavailable, ClaimConflict
from bot.files import DocumentStore
from bot.lifecycle.inbound import apply_news, news_from_state
from bot.notices import Letter, Notice, enqueue_notices
from bot.storage import claims, contacts
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

log = logging.getLogger(__name__)

KINDS = ("answer", "dispute", "withdraw")
JUDGED = frozenset({400, 404, 409, 413, 422})
"""Refusals of what was sent; every other one is trouble of the connection."""
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing to send.

    Shape: `refused` is what becomes of the claim then, and `sent_by` is told.
    """

    documents: tuple[ClaimDocument, ...]
    send: Callable[[], Awaitable[ClaimState]]
    refused: Callable[[Claim, str, datetime], Claim]
    sent_by: str
    key: str


class Outbound:
    """Handler of `answer`, `dispute` and `withdraw` jobs."""

    def __init__(
        self,
        database: Database,
        backend: BackendClient,
        store: DocumentStore,
        catalog: Catalog,
        *,
        clock: Callable[[], datetime],
        max_age: timedelta,
    ) -> None:
        self._database, self._backend, self._store = database, backend, store
        self._catalog, self._clock, self._max_age = catalog, clock, max_age

    async def __call__(self, job: Job) -> JobOutcome:
        """One attempt."""
        claim_id = job.arguments["claim_id"]
        claim = await self._database.run_each(lambda c: claims.load_claim(c, claim_id))
        paper = self._paper(claim, job) if claim else None
        if claim is None or paper is None:
            return Done({"found": claim.status.value if claim else "nothing"})
        try:
            for document in paper.documents:
                await self._upload(document)
            state = await paper.send()
        except BackendUnavailable as error:
            return self._later(job, error)
        except BackendRefused as error:
            if error.status not in JUDGED:
                return self._later(job, BackendUnavailable(str(error)))
            return await self._refused(claim, paper, error)
        return await self._taken(claim, state)

    def on_dead(self, c: Connection, job: Job, error: str) -> None:
        """Sending gave up: what was written is open again, and its sender is told."""
        claim = claims.load_claim(c, job.arguments["claim_id"]) if job.kind in KINDS else None
        paper = self._paper(claim, job) if claim else None
        if claim is not None and paper is not None:
            now = self._clock()
            enqueue_notices(c, self._put_back(c, claim, paper, "", now), now)

    async def _upload(self, document: ClaimDocument) -> None:
        if await self._backend.has_document(document.sha256):
            return
        await self._backend.upload_document(
            document.sha256,
            document.size_bytes,
            document.media_type,
            document.name,
            lambda: self._store.open_stream(document.sha256),
        )

    async def _taken(self, claim: Claim, state: ClaimState) -> JobOutcome:
        now = self._clock()

        def work(c: Connection) -> None:
            present = claims.load_claim(c, claim.claim_id)
            assert present is not None
            apply_news(c, present, news_from_state(state), now)

        return await self._commit(work, {"status": state.status})

    async def _refused(self, claim: Claim, paper: Paper, error: BackendRefused) -> JobOutcome:
        """Not taken: perhaps the claim has moved on, so its present state is asked as well."""
        now = self._clock()
        try:
            state = await self._backend.claim(claim.backend_reference)
        except BackendError:
            state = None

        def work(c: Connection) -> None:
            letters = self._put_back(c, claim, paper, error.detail[:300], now)
            present = claims.load_claim(c, claim.claim_id)
            if state is not None and present is not None:
                apply_news(c, present, news_from_state(state), now, also=letters)
            else:
                enqueue_notices(c, letters, now)

        log.info("response_refused claim_id=%s code=%s", claim.claim_id, error.code)
        return await self._commit(work, {"refused": error.code})

    async def _commit(
        self, work: Callable[[Connection], None], result: dict[str, str]
    ) -> JobOutcome:
        """The claim first, then the job: a crash between them only repeats what is harmless."""
        try:
            await self._database.run(work)
        except ClaimConflict:
            return RetryAt(self._clock() + timedelta(seconds=1), "the claim was being changed")
        return Done(result)

    def _put_back(
        self, c: Connection, claim: Claim, paper: Paper, why: str, now: datetime
    ) -> list[Letter]:
        """Open again what was written; what is to be told of that."""
        present = claims.load_claim(c, claim.claim_id)
        if present is None:
            return []
        changed = paper.refused(present, why, now)
        if changed is not present:
            present = claims.save_claim(c, changed, read_version=present.version)
        claims.add_event(c, claim.claim_id, now, "", "", "response_refused", {"why": why})
        sender = contacts.load_contact_by_id(c, paper.sent_by)
        if sender is None:
            return []
        return [Letter(Notice.RESPONSE_REFUSED, present, sender[0], paper.key)]

    def _later(self, job: Job, error: BackendUnavailable) -> JobOutcome:
        now = self._clock()
        if now - job.planned_at > self._max_age:
            return Dead(str(error)[:500])
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(job.attempts - 1, 10))
        pause = max(pause, error.retry_after_seconds or 0.0)
        return RetryAt(now + timedelta(seconds=pause), str(error)[:500])

    def _paper(self, claim: Claim, job: Job) -> Paper | None:
        """What this job has to send, None when it is no longer wanted."""
        make = {"answer": self._answers, "dispute": self._dispute, "withdraw": self._withdrawal}
        paper = make[job.kind](claim)
        return paper if paper and paper.key == job.arguments["sending_key"] else None

    def _answers(self, claim: Claim) -> Paper | None:
        request = claim.followup.request
        if request is None or request.state is not RequestState.SENDING or not request.sent_at:
            return None
        body = RequestAnswers(
            request_id=request.request_id,
            answered_by=PersonName(contact_id=request.sent_by, name=request.sent_name[:300]),
            answered_at=request.sent_at,
            answers=tuple(self._item(claim, item) for item in request.items),
        )
        ids = tuple(i for item in request.items for i in item.document_ids)
        return Paper(
            _files(claim, ids),
            lambda: self._backend.answer_request(
                claim.backend_reference, request.sending_key, body
            ),
            lambda c, why, now: responses.answers_refused(c, request.request_id, why, now),
            request.sent_by,
            request.sending_key,
        )

    def _dispute(self, claim: Claim) -> Paper | None:
        case = claim.followup.dispute
        if case is None or case.state is not DisputeState.SENDING or not case.sent_at:
            return None
        body = Dispute(
            disputed_by=PersonName(contact_id=case.sent_by, name=case.sent_name[:300]),
            disputed_at=case.sent_at,
            text=case.text,
            documents=self._documents(claim, case.document_ids, ""),
        )
        return Paper(
            _files(claim, case.document_ids),
            lambda: self._backend.dispute(claim.backend_reference, case.sending_key, body),
            responses.dispute_refused,
            case.sent_by,
            case.sending_key,
        )

    def _withdrawal(self, claim: Claim) -> Paper | None:
        asked = claim.followup.withdrawal
        if asked is None or claim.status is not ClaimStatus.SUBMITTED:
            return None
        body = Withdrawal(
            withdrawn_by=PersonName(contact_id=asked.asked_by, name=asked.asked_name[:300]),
            withdrawn_at=asked.asked_at,
            reason=asked.reason,
        )
        return Paper(
            (),
            lambda: self._backend.withdraw(claim.backend_reference, asked.sending_key, body),
            responses.withdrawal_refused,
            asked.asked_by,
            asked.sending_key,
        )

    def _item(self, claim: Claim, item: AskedItem) -> ItemAnswer:
        documents = self._documents(claim, item.document_ids, item.kind)
        return ItemAnswer(item_id=item.item_id, text=item.text, documents=documents)

    def _documents(
        self, claim: Claim, document_ids: tuple[str, ...], kind: str
    ) -> tuple[SubmittedDocument, ...]:
        kinds = {
            r.requirement_id: r.kinds
            for r in self._catalog.all_requirements(claim.incentive_activity)
        }
        return tuple(
            submitted_document(d, (kind,) if kind else kinds.get(d.requirement_id, ()))
            for d in responses.documents_of(claim, document_ids)
        )


def _files(claim: Claim, document_ids: tuple[str, ...]) -> tuple[ClaimDocument, ...]:
    """Files among the documents; links travel in the words themselves."""
    return tuple(d for d in responses.documents_of(claim, document_ids) if d.sha256)
