"""The durable submission: documents, then the claim, under one key, until the backend has accepted
or refused it.

Every call may be repeated: documents are addressed by their content, the claim by its submission
key. Each attempt reads the claim again; from the second on the backend is asked first what it holds
already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.backend.contract import ClaimReceipt, SubmittedClaim, content_hash
from bot.domain import changes
from bot.domain.claim import Claim, ClaimDocument, ClaimStatus, DocumentState, Finding
from bot.domain.partner import Contact
from bot.errors import BackendRefused, BackendUnavailable, ClaimConflict
from bot.files import DocumentStore
from bot.notices import Notice, enqueue_notice
from bot.storage import claims, contacts
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

log = logging.getLogger(__name__)

NOTE_EVERY = timedelta(seconds=1)
"""How often the ledger tells of documents that were sent while others are on their way."""

TELL_AFTER = timedelta(minutes=2)
"""From then on, or once the backend asks to wait so long, the partner is told that sending takes
longer.
"""

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0
JUDGED = frozenset({400, 409, 413, 422})
"""Answers that judge this claim's content; every other refusal is trouble of the connection, not of
the claim.
"""
UNDER_WAY = frozenset({ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION})
"""What has been handed over: the job of one that gave up runs when an operator starts it over."""


class Submission:
    """Handler of `submit` jobs."""

    def __init__(
        self,
        database: Database,
        backend: BackendClient,
        store: DocumentStore,
        *,
        clock: Callable[[], datetime],
        max_age: timedelta,
    ) -> None:
        self._database, self._backend, self._store = database, backend, store
        self._clock, self._max_age = clock, max_age

    async def __call__(self, job: Job) -> JobOutcome:
        """One attempt. It finds nothing to do when the claim is no longer being sent under this
        key.
        """
        claim, contact = await self._database.run_each(lambda c: _load(c, job))
        if claim is None or contact is None:
            return Dead("the claim or its contact is gone")
        if claim.status not in UNDER_WAY or not job.job_key.endswith(claim.submission_key):
            return Done({"found": claim.status.value})
        if claim.status is ClaimStatus.NEEDS_ATTENTION:
            claim = await self._database.run(partial(_resume, claim=claim, now=self._clock()))
        try:
            content = SubmittedClaim.model_validate(job.arguments["content"])
            return await self._send(claim, contact, content, again=job.attempts > 1)
        except BackendUnavailable as error:
            return self._later(job, claim, contact, error)
        except BackendRefused as error:
            return self._refused(job, claim, contact, error)

    def on_dead(self, c: Connection, job: Job, error: str) -> None:
        """A submission was buried: its claim needs a person, whatever buried it."""
        if job.kind != "submit":
            return
        claim, contact = _load(c, job)
        if claim is not None and contact is not None:
            give_up(c, claim, contact, self._clock())

    async def _send(
        self, claim: Claim, contact: Contact, content: SubmittedClaim, *, again: bool
    ) -> JobOutcome:
        receipt = await self._backend.find_claim(claim.submission_key) if again else None
        if receipt is None:  # what is sent now is compared by the client
            receipt = await self._send_all(claim, content, again=again)
        elif receipt.content_hash != content_hash(content):
            return self._attention("the backend holds other content under this key")
        return self._accepted(claim, contact, receipt)

    async def _send_all(
        self, claim: Claim, content: SubmittedClaim, *, again: bool
    ) -> ClaimReceipt:
        """Documents first, then the claim; the ledger tells how far it came."""
        sent: set[str] = set()
        noted_at = self._clock()
        try:
            for document in _to_send(claim):
                await self._send_document(document, again=again)
                sent.add(document.sha256)
                if self._clock() - noted_at >= NOTE_EVERY:
                    await self._note_sent(claim, sent)
                    noted_at = self._clock()
            return await self._backend.submit_claim(claim.submission_key, content)
        except (BackendUnavailable, BackendRefused):
            await self._note_sent(claim, sent)
            raise

    async def _send_document(self, document: ClaimDocument, *, again: bool) -> None:
        if again and await self._backend.has_document(document.sha256):
            return
        await self._backend.upload_document(
            document.sha256,
            document.size_bytes,
            document.media_type,
            document.name,
            lambda: self._store.open_stream(document.sha256),
        )

    async def _note_sent(self, claim: Claim, sent: set[str]) -> None:
        """Tell of the documents that were sent since the last note; then there are none."""
        if not sent:
            return
        hashes = frozenset(sent)

        def work(c: Connection) -> None:
            present = claims.load_claim(c, claim.claim_id)
            if present is None or present.submission_key != claim.submission_key:
                raise ClaimConflict(claim.claim_id)
            marked = changes.mark_documents(present, DocumentState.SENT, hashes)
            claims.save_claim(c, marked, read_version=present.version)

        await self._database.run(work)
        sent.clear()

    def _accepted(self, claim: Claim, contact: Contact, receipt: ClaimReceipt) -> JobOutcome:
        now = self._clock()
        key = claim.submission_key

        def commit(c: Connection) -> None:
            held = claims.hold_claim(c, claim.claim_id)
            if held is None or held.claim.submission_key != key or held.claim.backend_reference:
                return
            present = held.claim
            accepted = changes.accept(
                present,
                backend_reference=receipt.reference,
                content_hash=receipt.content_hash,
                accepted_at=receipt.received_at,
                now=now,
            )
            claims.save_claim(c, accepted, read_version=present.version, held=held)
            contacts.forget_funds(c, claim.partner_id, claim.location_id, claim.program)
            values = {"reference": receipt.reference}
            claims.add_event(c, claim.claim_id, now, "", "", "accepted", values)
            enqueue_notice(c, Notice.RECEIPT, accepted, contact, fact=key, now=now)

        log.info("claim_accepted claim_id=%s reference=%s", claim.claim_id, receipt.reference)
        return Done({"reference": receipt.reference}, commit)

    def _refused(
        self, job: Job, claim: Claim, contact: Contact, error: BackendRefused
    ) -> JobOutcome:
        if error.status not in JUDGED:
            return self._later(job, claim, contact, BackendUnavailable(str(error)))
        if error.code == "idempotency-key-reused":
            return self._attention(str(error))
        findings = tuple(_finding(one) for one in error.findings) or (_unexplained(error),)
        return self._back_to_draft(claim, contact, findings)

    def _back_to_draft(
        self, claim: Claim, contact: Contact, findings: tuple[Finding, ...]
    ) -> JobOutcome:
        now, key = self._clock(), claim.submission_key

        def commit(c: Connection) -> None:
            present = claims.load_claim(c, claim.claim_id)
            if present is None or present.submission_key != key:
                return
            refused = changes.refuse(present, findings, now)
            claims.save_claim(c, refused, read_version=present.version)
            claims.add_event(c, claim.claim_id, now, "", "", "refused")
            enqueue_notice(c, Notice.REFUSED, refused, contact, fact=key, now=now)

        log.info("claim_refused claim_id=%s findings=%d", claim.claim_id, len(findings))
        return Done({"refused": [f.code for f in findings]}, commit)

    def _later(
        self, job: Job, claim: Claim, contact: Contact, error: BackendUnavailable
    ) -> JobOutcome:
        now = self._clock()
        if now - job.planned_at > self._max_age:
            return self._attention(str(error))
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(job.attempts - 1, 10))
        asked_for = now + timedelta(seconds=error.retry_after_seconds or 0.0)
        run_at = max(now + timedelta(seconds=pause), asked_for)

        def commit(c: Connection) -> None:
            if max(now, asked_for) - (claim.submitted_at or now) >= TELL_AFTER:
                fact = claim.submission_key
                enqueue_notice(c, Notice.DELAYED, claim, contact, fact=fact, now=now)

        return RetryAt(run_at, str(error)[:500], commit)

    def _attention(self, error: str) -> JobOutcome:
        return Dead(error[:500])


def give_up(c: Connection, claim: Claim, contact: Contact, now: datetime) -> None:
    """The submission needs a person: shown to the partner and to the operator."""
    present = claims.load_claim(c, claim.claim_id)
    if present is None or present.status is not ClaimStatus.SUBMITTING:
        return
    stuck = claims.save_claim(c, changes.need_attention(present, now), read_version=present.version)
    claims.add_event(c, claim.claim_id, now, "", "", "needs_attention")
    fact = f"{claim.submission_key}:{stuck.version}"
    enqueue_notice(c, Notice.ATTENTION, stuck, contact, fact=fact, now=now)


def _resume(c: Connection, claim: Claim, now: datetime) -> Claim:
    """On its way again. Raises: ClaimConflict when its partner did that at the same moment."""
    resumed = changes.resume_submission(claim, now)
    stored = claims.save_claim(c, resumed, read_version=claim.version)
    claims.add_event(c, claim.claim_id, now, "", "", "submission_retried")
    return stored


def _load(c: Connection, job: Job) -> tuple[Claim | None, Contact | None]:
    claim = claims.load_claim(c, job.arguments["claim_id"])
    known = contacts.load_contact_by_id(c, job.arguments["contact_id"])
    return claim, known[0] if known else None


def _to_send(claim: Claim) -> list[ClaimDocument]:
    """Each different file once; links travel inside the claim."""
    by_hash = {d.sha256: d for d in claim.documents if d.sha256 and d.state is DocumentState.STORED}
    return list(by_hash.values())


def _unexplained(error: BackendRefused) -> Finding:
    """A refusal without findings, in the backend's own words if it has any."""
    if not error.detail:
        return Finding(
            code=error.code or "refused",
            message="The claims office sent the claim back without saying why. Please ask program "
            "support before you submit it again.",
        )
    return Finding(
        code=error.code or "refused",
        message="The claims office sent the claim back: %(detail)s",
        values={"detail": error.detail[:300]},
    )


def _finding(problem: object) -> Finding:
    """A finding of the contract's Problem as ours; unknown words are shown as the backend wrote
    them.
    """
    given = problem if isinstance(problem, dict) else {}
    text = str(given.get("detail") or given.get("message") or given.get("text") or "")
    return Finding(
        code=str(given.get("code") or "refused")[:60],
        field=str(given.get("field") or "")[:100],
        message="The claims office sent the claim back: %(detail)s",
        values={"detail": text[:300] or str(given.get("code") or "")},
    )
