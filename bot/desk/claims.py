"""Verbs on claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.desk import sending
from bot.desk.followups import filed_under, seen_by, still_as_read
from bot.desk.money import Balance, MoneyDesk
from bot.desk.papers import FileRoom
from bot.desk.people import PeopleDesk
from bot.desk.review import Review, findings_about
from bot.domain import changes
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact
from bot.errors import ClaimConflict, ClaimNotFound
from bot.storage import claims
from bot.storage.database import Database

Transition = Callable[[Claim], Claim]
AlsoWrite = Callable[[Connection, Claim], None]


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
        self._database, self._catalog, self.files = database, catalog, files
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
            held = claims.held_as_read(c, claim_id, version) or claims.hold_claim(c, claim_id)
            if held is None:
                raise ClaimNotFound(claim_id)
            claim = seen_by(contact, held.claim)
            if claim.version != version or claim.status not in in_statuses:
                raise ClaimConflict(claim_id)
            changed = transition(claim)
            if changed is claim:
                return still_as_read(claims.load_claim(c, claim_id), claim)
            stored = self._save(c, changed, held)
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
        return await self._database.run_each(
            lambda c: claims.open_drafts(
                c, contact.contact_id, partner_id=contact.partner.partner_id
            )
        )

    async def list_claims(
        self,
        contact: Contact,
        *,
        statuses: Collection[ClaimStatus] | None = None,
        text: str | None = None,
        before: tuple[datetime, str] | None = None,
        limit: int = 6,
        only_own: bool = False,
    ) -> list[Claim]:
        """A page of the partner's claims, last changed first; or of those the contact started."""
        return await self._database.run(
            lambda c: claims.list_claims(
                c,
                partner_id=contact.partner.partner_id,
                owner_id=contact.contact_id if only_own else None,
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

    async def review(self, contact: Contact, claim: Claim, now: datetime) -> Review:
        """The claim with everything that would hold it back."""
        found = await self._database.run_each(lambda c: self._judged(c, contact, claim, now))
        if found is None:
            balance = await self.money.balance_for(contact, claim, now)
            found = await self._database.run_each(
                lambda c: self._judged(c, contact, claim, now, balance)
            )
        assert found is not None  # the balance is given
        return found

    async def submit(
        self, contact: Contact, claim_id: str, version: int, reason: str, now: datetime
    ) -> Review:
        """Attest and hand over to the durable submission, in one commit; or what still holds the
        claim back.

        Raises: ClaimConflict, ClaimNotFound.
        """

        def work(c: Connection, balance: Balance | None = None) -> Review | None:
            held = claims.hold_claim(c, claim_id)
            if held is None:
                raise ClaimNotFound(claim_id)
            present = seen_by(contact, held.claim)
            if present.version != version or not present.is_editable:
                raise ClaimConflict(claim_id)
            review = self._judged(c, contact, present, now, balance)
            if review is None or review.holds_back(reason):
                return review
            begun = changes.begin_submission(
                present,
                submission_key=self._new_id(),
                attested_by=contact.contact_id,
                reason=reason.strip(),
                warned=review.warned,
                now=now,
            )
            stored = self._save(c, begun, held)
            self._note(c, stored, contact, "submit_pressed", now)
            sending.enqueue(c, self._catalog, stored, contact, now)
            return Review(stored, (), review.funds)

        review = await self._database.run(work)
        if review is None:
            claim = await self.load(contact, claim_id)
            balance = await self.money.balance_for(contact, claim, now)
            review = await self._database.run(lambda c: work(c, balance))
        assert review is not None  # the balance is given
        return review

    async def retry_submission(
        self, contact: Contact, claim_id: str, version: int, now: datetime
    ) -> Claim:
        """Start a submission that gave up again, under its old key. Raises: ClaimConflict,
        ClaimNotFound.
        """

        def work(c: Connection) -> Claim:
            held = claims.hold_claim(c, claim_id)
            if held is None or held.claim.version != version:
                raise ClaimConflict(claim_id)
            present = seen_by(contact, held.claim)
            if present.status is not ClaimStatus.NEEDS_ATTENTION:
                raise ClaimConflict(claim_id)
            stored = self._save(c, changes.resume_submission(present, now), held)
            sending.resume(c, present, now)
            self._note(c, stored, contact, "submission_retried", now)
            return stored

        return await self._database.run(work)

    async def begin_sending(
        self, conversation_key: str, claim: Claim, activity_id: str, now: datetime
    ) -> None:
        """Note which message shows the claim, so that it can be updated in place, and let the
        submission begin; without an id it was not shown.
        """

        def work(c: Connection) -> None:
            if activity_id:
                sending.note_card(c, claim, conversation_key, activity_id, now)
            sending.begin(c, claim, now)

        try:
            await self._database.run(work)
        except ClaimConflict:  # it has begun, and was just saved
            await self._database.run(work)
        self._nudge()

    # inside one transaction

    def _judged(
        self,
        c: Connection,
        contact: Contact,
        claim: Claim,
        now: datetime,
        balance: Balance | None = None,
    ) -> Review | None:
        """The review, or None when the backend must be asked for the balance first."""
        balance = balance or self.money.known_for(c, contact, claim, now)
        if balance is None:
            return None
        found = findings_about(c, self._catalog, contact, claim, balance.funds, now)
        return Review(claim, found, balance.funds)

    def _save(self, c: Connection, claim: Claim, held: claims.Held) -> Claim:
        usage, deadline = filed_under(self._catalog, claim)
        read = held.claim.version
        return claims.save_claim(
            c, claim, read_version=read, held=held, usage_period=usage, deadline=deadline
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
