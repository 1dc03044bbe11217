"""Who a person is, and what they chose before."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.domain.partner import Contact, Location
from bot.errors import BackendError, BackendUnavailable
from bot.storage import contacts
from bot.storage.database import Database

REMEMBERED = 5000
"""Directory entries kept in memory, so that a turn needs no look-up."""


HOLD = timedelta(minutes=1)
"""How long a directory that did not answer in time is not asked about somebody known."""


class PeopleDesk:
    """The directory, remembered for a while."""

    def __init__(self, database: Database, backend: BackendClient, *, fresh: timedelta) -> None:
        self._database, self._backend, self._contact_fresh = database, backend, fresh
        self._known: dict[tuple[str, str], tuple[Contact, datetime]] = {}
        self._locations: dict[tuple[Location, ...], tuple[Location, ...]] = {}

    async def identify(
        self, tenant_id: str, object_id: str, name: str, now: datetime, *, again: bool = False
    ) -> Contact | None:
        """The contact behind an authenticated person, or None when the directory knows nobody.

        A directory entry is used for a while; an older one is used on when the directory is down.
        Raises: BackendUnavailable when the directory does not tell and the person was never known.
        """
        if not (tenant_id and object_id):
            return None  # the channel did not say who it is
        key = (tenant_id, object_id)
        cached = self._known.get(key) or await self._database.run_each(
            lambda c: contacts.load_contact(c, tenant_id, object_id)
        )
        if cached and not again and timedelta(0) <= now - cached[1] < self._contact_fresh:
            self._remember(key, cached)
            return cached[0]
        try:
            contact = await self._backend.find_contact(tenant_id, object_id, name=name)
        except BackendError as error:
            if cached is None:
                raise _outage(error) from error
            if _outage(error).is_slow:  # the next turns shall not wait for it, too
                self._remember(key, (cached[0], now - self._contact_fresh + HOLD))
            return cached[0]
        if contact is None:
            self._known.pop(key, None)
            return None
        await self._database.run(lambda c: contacts.save_contact(c, contact, now))
        self._remember(key, (contact, now))
        return contact

    def _remember(self, key: tuple[str, str], entry: tuple[Contact, datetime]) -> None:
        if self._known.get(key) is entry:
            return
        if len(self._known) >= REMEMBERED:
            self._known.clear()
            self._locations.clear()
        contact, at = entry
        # colleagues have the same locations, which are most of an entry
        same = self._locations.setdefault(contact.locations, contact.locations)
        self._known[key] = contact.model_copy(update={"locations": same}), at

    async def preferences(self, contact: Contact) -> dict[str, str]:
        """What this contact chose before: location, program, language, zone."""
        return await self._database.run_each(
            lambda c: contacts.load_preferences(c, contact.contact_id)
        )

    async def prefer(self, contact: Contact, **choices: str) -> None:
        """Remember choices of this contact."""

        def work(c: Connection) -> None:
            kept = contacts.load_preferences(c, contact.contact_id)
            contacts.save_preferences(c, contact.contact_id, {**kept, **choices})

        await self._database.run(work)


def _outage(error: BackendError) -> BackendUnavailable:
    """A directory that refuses to tell who somebody is helps as little as one that is down."""
    return error if isinstance(error, BackendUnavailable) else BackendUnavailable(str(error))
