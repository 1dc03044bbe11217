"""Verbs on claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.desk.followups import enqueue_submission, filed_under, seen_by
from bot.desk.money import MoneyDesk
from bot.desk.people import PeopleDesk
from bot.desk.review import Review, findings_about
from bot.domain import changes
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, ClaimStatus, Finding
from bot.domain.inputs import IncomingFile
from bot.domain.partner import Contact
from bot.errors import ClaimConflict, ClaimNotFound
from bot.files import DocumentStore, FileFetcher, FileLimits, KeptFile, keep, keep_made
from bot.storage import claims, jobs
from bot.storage.database import Database

Transition = Callable[[Claim], Claim]
AlsoWrite = Callable[[Connection, Claim], None]


@dataclass(frozen=True, slots=True)
class FileRoom:
    """Where uploads come from and go to."""

    fetcher: FileFetcher
    store: DocumentStore
    limits: FileLimits


class ClaimDesk:
    """Verbs on claims. `nudge` tells the worker of this process that a job was just written."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        files: FileRoom,
        people: PeopleDesk,
        money: MoneyDesk,
        *,
        new_id: Callable[[], str],
        nudge: Callable[[], None],
    ) -> None:
        self._database, self._catalog, self._files = database, catalog, files
        self.people, self.money = people, money
        self._new_id, self._nudge = new_id, nudge

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
        return await self.open_draft(contact, fresh, now)

    async def open_draft(
        self, contact: Contact, fresh: Claim, now: datetime, event: str = "started"
    ) -> Claim:
        """Store a new draft, or find the one that is there under its id."""

        def work(c: Connection) -> Claim:
            known = claims.load_claim(c, fresh.claim_id)
            if known is not None:
                return seen_by(contact, known)
            usage, deadline = filed_under(self._catalog, fresh)
            stored = claims.insert_claim(c, fresh, usage_period=usage, deadline=deadline)
            self._note(c, stored, contact, event, now)
            return stored

        return await self._database.run(work)

    async def load(self, contact: Contact, claim_id: str) -> Claim:
        """A claim of the partner. Raises: ClaimNotFound for any other, existing or not."""
        found = await self._database.run_each(lambda c: claims.load_claim(c, claim_id))
        if found is None:
            raise ClaimNotFound(claim_id)
        return seen_by(contact, found)

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
        also: AlsoWrite | None = None,
    ) -> Claim:
        """One transition of the domain, applied to the claim as it was read at `version`; `also`
        writes in the same commit what the change makes necessary.

        Raises: ClaimConflict when it was changed since or is no longer in one of the statuses;
        ClaimNotFound.
        """

        def work(c: Connection) -> Claim:
            claim = claims.load_claim(c, claim_id)
            if claim is None:
                raise ClaimNotFound(claim_id)
            seen_by(contact, claim)
            if claim.version != version or claim.status not in in_statuses:
                raise ClaimConflict(claim_id)
            changed = transition(claim)
            if changed is claim:
                return claim
            stored = self._save(c, changed, version)
            if event:
                self._note(c, stored, contact, event, now, values)
            if also:
                also(c, stored)
            return stored

        changed = await self._database.run(work)
        if also:
            self._nudge()
        return changed

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
        return await self._database.run_each(lambda c: claims.events_of(c, claim.claim_id, limit))

    async def keep(self, file: IncomingFile, formats: Collection[str]) -> KeptFile:
        """Fetch, check and store one upload; it survives a crash once this returns.

        Raises: FileRefused with a finding, FileUnavailable.
        """
        room = self._files
        return await keep(
            file, formats=formats, fetcher=room.fetcher, store=room.store, limits=room.limits
        )

    async def keep_made(self, data: bytes, name: str, formats: Collection[str]) -> KeptFile:
        """Store a document that was made here; it survives a crash once this returns.

        Raises: FileRefused, FileUnavailable.
        """
        room = self._files
        return await keep_made(data, name, formats=formats, store=room.store, limits=room.limits)

    async def review(self, contact: Contact, claim: Claim, now: datetime) -> Review:
        """The claim with everything that would hold it back."""
        funds = await self.money.funds_for(contact, claim, now)

        def work(c: Connection) -> tuple[Finding, ...]:
            return findings_about(c, self._catalog, contact, claim, funds, now)

        return Review(claim, await self._database.run(work, write=False), funds)

    async def submit(
        self, contact: Contact, claim_id: str, version: int, reason: str, now: datetime
    ) -> Review:
        """Attest and hand over to the durable submission, in one commit; or what still holds the
        claim back.

        Raises: ClaimConflict, ClaimNotFound.
        """
        claim = await self.load(contact, claim_id)
        funds = await self.money.funds_for(contact, claim, now)

        def work(c: Connection) -> Review:
            present = claims.load_claim(c, claim_id)
            if present is None or present.version != version or not present.is_editable:
                raise ClaimConflict(claim_id)
            review = Review(
                present, findings_about(c, self._catalog, contact, present, funds, now), funds
            )
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
            enqueue_submission(c, self._catalog, stored, contact, now)
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
            seen_by(contact, present)
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

    def _save(self, c: Connection, claim: Claim, read_version: int) -> Claim:
        usage, deadline = filed_under(self._catalog, claim)
        return claims.save_claim(
            c, claim, read_version=read_version, usage_period=usage, deadline=deadline
        )

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
