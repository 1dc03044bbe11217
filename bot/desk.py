"""The desk: what a partner can do to a claim, one transaction per verb; the network is asked
before, never inside.

Every verb takes the contact who acts and looks the claim up with that contact's rights: ids from
cards are only
ids. A claim belongs to its partner: colleagues with a role for its program and location may act on
it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.domain import changes, periods
from bot.domain.catalog import Catalog
from bot.domain.claim import OPEN_STATUSES, Claim, ClaimStatus, Finding, Severity
from bot.domain.inputs import IncomingFile
from bot.domain.partner import Contact, Funds
from bot.domain.review import Surroundings, check_claim, invoice_key
from bot.errors import BackendError, BackendUnavailable, ClaimConflict, ClaimNotFound
from bot.files import DocumentStore, FileFetcher, FileLimits, KeptFile, clean_name, keep
from bot.storage import claims, contacts, jobs
from bot.storage.database import Database

__all__ = ["ClaimDesk", "KeptFile", "Review", "clean_name", "enqueue_submission"]

Transition = Callable[[Claim], Claim]


@dataclass(frozen=True, slots=True)
class FileRoom:
    """Where uploads come from and go to."""

    fetcher: FileFetcher
    store: DocumentStore
    limits: FileLimits


@dataclass(frozen=True, slots=True)
class Review:
    """A claim with what a reviewer would find. `funds` is None when they could not be asked."""

    claim: Claim
    findings: tuple[Finding, ...]
    funds: Funds | None

    @property
    def blocks(self) -> bool:
        """Whether anything must be put right before submitting."""
        return any(f.severity is Severity.BLOCK for f in self.findings)

    @property
    def warned(self) -> tuple[Finding, ...]:
        """Findings that may be submitted with a reason."""
        return tuple(f for f in self.findings if f.severity is Severity.WARN)


class ClaimDesk:
    """Verbs on claims. `nudge` tells the worker of this process that a job was just written."""

    def __init__(
        self,
        database: Database,
        backend: BackendClient,
        catalog: Catalog,
        files: FileRoom,
        *,
        new_id: Callable[[], str],
        contact_fresh: timedelta,
        funds_fresh: timedelta,
        nudge: Callable[[], None],
    ) -> None:
        self._database, self._backend, self._catalog = database, backend, catalog
        self._files, self._new_id, self._nudge = files, new_id, nudge
        self._contact_fresh, self._funds_fresh = contact_fresh, funds_fresh
        self._known: dict[tuple[str, str], tuple[Contact, datetime]] = {}

    # people

    async def identify(
        self, tenant_id: str, object_id: str, name: str, now: datetime, *, again: bool = False
    ) -> Contact | None:
        """The contact behind an authenticated person, or None when the directory knows nobody.

        A directory entry is used for a while; an older one is used on when the directory is down.
        Raises: BackendUnavailable when the directory is down and the person was never known.
        """
        key = (tenant_id, object_id)
        cached = self._known.get(key) or await self._database.run(
            lambda c: contacts.load_contact(c, tenant_id, object_id), write=False
        )
        if cached and not again and now - cached[1] < self._contact_fresh:
            self._remember(key, cached)
            return cached[0]
        try:
            contact = await self._backend.find_contact(tenant_id, object_id, name=name)
        except BackendUnavailable:
            if cached:
                return cached[0]
            raise
        if contact is None:
            self._known.pop(key, None)
            return None
        await self._database.run(lambda c: contacts.save_contact(c, contact, now))
        self._remember(key, (contact, now))
        return contact

    def _remember(self, key: tuple[str, str], entry: tuple[Contact, datetime]) -> None:
        if len(self._known) >= 5000:
            self._known.clear()
        self._known[key] = entry

    async def preferences(self, contact: Contact) -> dict[str, str]:
        """What this contact chose before: location, program, language, zone."""
        return await self._database.run(
            lambda c: contacts.load_preferences(c, contact.contact_id), write=False
        )

    async def prefer(self, contact: Contact, **choices: str) -> None:
        """Remember choices of this contact."""

        def work(c: Connection) -> None:
            kept = contacts.load_preferences(c, contact.contact_id)
            contacts.save_preferences(c, contact.contact_id, {**kept, **choices})

        await self._database.run(work)

    # claims

    async def start(
        self,
        contact: Contact,
        claim_id: str,
        now: datetime,
        answers: Mapping[str, object],
        prefill: Mapping[str, str],
    ) -> Claim:
        """A new draft, or the claim that was already started under this id; an untouched draft is
        used again.
        """
        fresh = changes.apply_answers(
            Claim(
                claim_id=claim_id,
                partner_id=contact.partner.partner_id,
                owner_id=contact.contact_id,
                created_at=now,
                changed_at=now,
                contact_name=contact.name,
                contact_email=contact.email,
                prefill=dict(prefill),
            ),
            answers,
            now,
        )

        def work(c: Connection) -> Claim:
            known = claims.load_claim(c, claim_id)
            if known is not None:
                return self._seen_by(contact, known)
            usage, deadline = self._filed_under(fresh)
            stored = claims.insert_claim(c, fresh, usage_period=usage, deadline=deadline)
            self._note(c, stored, contact, "started", now)
            return stored

        return await self._database.run(work)

    async def load(self, contact: Contact, claim_id: str) -> Claim:
        """A claim of the contact's partner. Raises: ClaimNotFound for any other,
        existing or not.
        """
        found = await self._database.run(lambda c: claims.load_claim(c, claim_id), write=False)
        if found is None:
            raise ClaimNotFound(claim_id)
        return self._seen_by(contact, found)

    async def change(
        self,
        contact: Contact,
        claim_id: str,
        version: int,
        transition: Transition,
        *,
        now: datetime,
        event: str = "",
        values: Mapping[str, str] | None = None,
        in_statuses: Collection[ClaimStatus] = (ClaimStatus.DRAFT,),
    ) -> Claim:
        """One transition of `bot.domain.changes`, applied to the claim as it was read at `version`.

        Raises: ClaimConflict when it was changed since or is no longer in one of the statuses;
        ClaimNotFound.
        """

        def work(c: Connection) -> Claim:
            claim = claims.load_claim(c, claim_id)
            if claim is None:
                raise ClaimNotFound(claim_id)
            self._seen_by(contact, claim)
            if claim.version != version or claim.status not in in_statuses:
                raise ClaimConflict(claim_id)
            changed = transition(claim)
            if changed is claim:
                return claim
            stored = self._save(c, changed, version)
            if event:
                self._note(c, stored, contact, event, now, values)
            return stored

        return await self._database.run(work)

    async def drafts(self, contact: Contact) -> list[Claim]:
        """Open drafts that the contact started, last changed first."""
        return await self._database.run(
            lambda c: claims.open_drafts(
                c, contact.contact_id, partner_id=contact.partner.partner_id
            ),
            write=False,
        )

    async def list_claims(
        self,
        contact: Contact,
        *,
        statuses: Collection[ClaimStatus] | None = None,
        text: str | None = None,
        before: tuple[datetime, str] | None = None,
        limit: int = 6,
    ) -> list[Claim]:
        """A page of the partner's claims, last changed first."""
        return await self._database.run(
            lambda c: claims.list_claims(
                c,
                partner_id=contact.partner.partner_id,
                statuses=statuses,
                text=text,
                before=before,
                limit=limit,
            ),
            write=False,
        )

    async def history(self, claim: Claim, limit: int = 8) -> list[claims.HistoryEntry]:
        """Who did what, newest first."""
        return await self._database.run(
            lambda c: claims.events_of(c, claim.claim_id, limit), write=False
        )

    async def keep(self, file: IncomingFile, formats: Collection[str]) -> KeptFile:
        """Fetch, check and store one upload; it survives a crash once this returns.

        Raises: FileRefused with a finding, FileUnavailable.
        """
        room = self._files
        return await keep(
            file, formats=formats, fetcher=room.fetcher, store=room.store, limits=room.limits
        )

    # money and review

    async def funds(
        self, contact: Contact, program: str, location_id: str, usage: str, now: datetime
    ) -> Funds | None:
        """Funds of a usage period, at most a little old; None when they cannot be asked."""
        partner_id = contact.partner.partner_id
        cached = await self._database.run(
            lambda c: contacts.load_funds(c, partner_id, location_id, program, usage), write=False
        )
        if cached and now - cached[1] < self._funds_fresh:
            return cached[0]
        try:
            funds = await self._backend.funds(partner_id, location_id, program, usage)
        except BackendError:
            return None
        await self._database.run(lambda c: contacts.save_funds(c, funds, now))
        return funds

    async def funds_for(self, contact: Contact, claim: Claim, now: datetime) -> Funds | None:
        """Funds that a claim would use; None while its program or dates are not known."""
        if not claim.program:
            return None
        program = self._catalog.programs[claim.program]
        usage = periods.open_usage_period(now, program)
        if claim.activity_end:
            usage = periods.usage_period(claim.activity_end)
        return await self.funds(contact, claim.program, claim.location_id, usage.code, now)

    async def review(self, contact: Contact, claim: Claim, now: datetime) -> Review:
        """The claim with everything that would hold it back."""
        funds = await self.funds_for(contact, claim, now)

        def work(c: Connection) -> tuple[Finding, ...]:
            return self._findings(c, contact, claim, funds, now)

        return Review(claim, await self._database.run(work, write=False), funds)

    async def submit(
        self, contact: Contact, claim_id: str, version: int, reason: str, now: datetime
    ) -> Review:
        """Attest and hand over to the durable submission, in one commit; or what still holds the
        claim back.

        Raises: ClaimConflict, ClaimNotFound.
        """
        claim = await self.load(contact, claim_id)
        funds = await self.funds_for(contact, claim, now)

        def work(c: Connection) -> Review:
            present = claims.load_claim(c, claim_id)
            if present is None or present.version != version or not present.is_editable:
                raise ClaimConflict(claim_id)
            review = Review(present, self._findings(c, contact, present, funds, now), funds)
            if review.blocks or (review.warned and len(reason.strip()) < 3):
                return review
            sending = changes.begin_submission(
                present,
                submission_key=self._new_id(),
                attested_by=contact.contact_id,
                reason=reason.strip(),
                warned=review.warned,
                now=now,
            )
            stored = self._save(c, sending, version)
            self._note(c, stored, contact, "submit_pressed", now)
            enqueue_submission(c, stored, contact, now)
            return Review(stored, (), funds)

        review = await self._database.run(work)
        self._nudge()
        return review

    async def retry_submission(
        self, contact: Contact, claim_id: str, version: int, now: datetime
    ) -> Claim:
        """Start a submission that gave up again, under its old key. Raises: ClaimConflict,
        ClaimNotFound.
        """

        def work(c: Connection) -> Claim:
            present = claims.load_claim(c, claim_id)
            if present is None or present.version != version:
                raise ClaimConflict(claim_id)
            self._seen_by(contact, present)
            if present.status is not ClaimStatus.NEEDS_ATTENTION:
                raise ClaimConflict(claim_id)
            stored = self._save(c, changes.resume_submission(present, now), version)
            jobs.revive(c, f"submit:{present.submission_key}", now)
            self._note(c, stored, contact, "submission_retried", now)
            return stored

        stored = await self._database.run(work)
        self._nudge()
        return stored

    async def remember_card(self, conversation_key: str, claim: Claim, activity_id: str) -> None:
        """Note which message shows the claim, so that it can be updated in place."""
        where = {"card_conversation": conversation_key, "card_activity_id": activity_id}

        def work(c: Connection) -> None:
            present = claims.load_claim(c, claim.claim_id)
            if present is not None and activity_id:
                self._save(c, present.model_copy(update=where), present.version)

        await self._database.run(work)

    # inside one transaction

    def _findings(
        self, c: Connection, contact: Contact, claim: Claim, funds: Funds | None, now: datetime
    ) -> tuple[Finding, ...]:
        partner_id = claim.partner_id
        names = set()
        if claim.claim_name:
            alike = claims.list_claims(
                c, partner_id=partner_id, statuses=OPEN_STATUSES, text=claim.claim_name, limit=20
            )
            names = {other.claim_name for other in alike if other.claim_id != claim.claim_id}
        used = {
            invoice_key(line.vendor_name, line.invoice_number)
            for line in claim.expense_lines
            if line.invoice_number
            and claims.claims_using_invoice(
                c,
                partner_id,
                line.vendor_name,
                line.invoice_number,
                line.claimed,
                except_claim_id=claim.claim_id,
            )
        }
        around = Surroundings(now, contact, funds, frozenset(names), frozenset(used))
        return check_claim(claim, self._catalog, around)

    def _seen_by(self, contact: Contact, claim: Claim) -> Claim:
        """The claim, if the contact may see it: of the same partner, with a role where
        it belongs.
        """
        if claim.partner_id != contact.partner.partner_id:
            raise ClaimNotFound(claim.claim_id)
        mine = claim.owner_id == contact.contact_id
        if not mine and claim.program and not contact.enrollment(claim.location_id, claim.program):
            raise ClaimNotFound(claim.claim_id)
        return claim

    def _save(self, c: Connection, claim: Claim, read_version: int) -> Claim:
        usage, deadline = self._filed_under(claim)
        return claims.save_claim(
            c, claim, read_version=read_version, usage_period=usage, deadline=deadline
        )

    def _filed_under(self, claim: Claim) -> tuple[str, date | None]:
        """Usage period code and last claim day, as far as the claim tells."""
        program = self._catalog.programs.get(claim.program)
        if program is None or claim.activity_end is None:
            return "", None
        usage = periods.usage_period(claim.activity_end)
        return usage.code, periods.claim_window(usage, program).last

    @staticmethod
    def _note(
        c: Connection,
        claim: Claim,
        contact: Contact,
        code: str,
        now: datetime,
        values: Mapping[str, str] | None = None,
    ) -> None:
        claims.add_event(c, claim.claim_id, now, contact.contact_id, contact.name, code, values)


def enqueue_submission(c: Connection, claim: Claim, contact: Contact, now: datetime) -> None:
    """The job of one submission; its key names the fact it serves, so writing it twice
    is harmless.
    """
    jobs.enqueue(
        c,
        job_key=f"submit:{claim.submission_key}",
        kind="submit",
        arguments={"claim_id": claim.claim_id, "contact_id": contact.contact_id},
        run_at=now,
    )
