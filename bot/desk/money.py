"""Co-op funds, as the backend tells them."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.backend.client import BackendClient
from bot.domain import periods
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim
from bot.domain.partner import Contact, Funds
from bot.errors import BackendError
from bot.storage import contacts
from bot.storage.database import Database


class MoneyDesk:
    """Balances, at most a little old."""

    def __init__(
        self, database: Database, backend: BackendClient, catalog: Catalog, *, fresh: timedelta
    ) -> None:
        self._database, self._backend, self._catalog = database, backend, catalog
        self._funds_fresh = fresh

    async def funds(
        self, contact: Contact, program: str, location_id: str, usage: str, now: datetime
    ) -> Funds | None:
        """Funds of a usage period, at most a little old; None when they cannot be asked."""
        partner_id = contact.partner.partner_id
        cached = await self._database.run_each(
            lambda c: contacts.load_funds(c, partner_id, location_id, program, usage)
        )
        if cached and timedelta(0) <= now - cached[1] < self._funds_fresh:
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
