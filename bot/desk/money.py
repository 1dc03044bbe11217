"""Co-op funds, as the backend tells them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from bot.backend.client import BackendClient
from bot.domain import periods
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim
from bot.domain.partner import Contact, Funds
from bot.errors import BackendError, BackendUnavailable
from bot.storage import contacts
from bot.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Balance:
    """Funds that were looked at; None when a claim uses none yet or nobody could be asked."""

    funds: Funds | None


HOLD = timedelta(minutes=1)
"""How long a backend that did not answer in time is not asked for funds."""
LARGEST_BALANCE = Decimal(10**15)
"""More than any balance, in any currency: what is above it was not meant."""


class MoneyDesk:
    """Balances, at most a little old."""

    def __init__(
        self, database: Database, backend: BackendClient, catalog: Catalog, *, fresh: timedelta
    ) -> None:
        self._database, self._backend, self._catalog = database, backend, catalog
        self._funds_fresh = fresh
        self._slow_at = datetime.min.replace(tzinfo=UTC)

    async def funds(
        self, contact: Contact, program: str, location_id: str, usage: str, now: datetime
    ) -> Funds | None:
        """Funds of a usage period, at most a little old; None when they cannot be asked."""
        partner_id = contact.partner.partner_id
        place = (partner_id, location_id, program, usage)
        cached = self._recent(*place) or await self._database.run_each(
            lambda c: contacts.load_funds(c, *place)
        )
        if cached and self._is_fresh(cached, now):
            return cached[0]
        if timedelta(0) <= now - self._slow_at < HOLD:
            return None
        try:
            funds = await self._backend.funds(partner_id, location_id, program, usage)
        except BackendError as error:
            if isinstance(error, BackendUnavailable) and error.is_slow:
                self._slow_at = now
            return None
        if not self._is_usable(funds):
            log.warning("funds_unusable program=%s currency=%.10r", program, funds.currency)
            return None
        await self._database.run(lambda c: contacts.save_funds(c, funds, now))
        return funds

    async def balance_for(self, contact: Contact, claim: Claim, now: datetime) -> Balance:
        """Funds that a claim would use; None while its program or dates are not known."""
        usage = self._usage_of(claim, now)
        if not usage:
            return Balance(None)
        return Balance(await self.funds(contact, claim.program, claim.location_id, usage, now))

    def known_for(
        self, c: Connection, contact: Contact, claim: Claim, now: datetime
    ) -> Balance | None:
        """As `balance_for`, or None when the backend must be asked first."""
        usage = self._usage_of(claim, now)
        if not usage:
            return Balance(None)
        place = (contact.partner.partner_id, claim.location_id, claim.program, usage)
        kept = self._recent(*place) or contacts.load_funds(c, *place)
        return Balance(kept[0]) if self._is_fresh(kept, now) and kept else None

    def _recent(self, *place: str) -> tuple[Funds, datetime] | None:
        recent = self._database.recent
        return contacts.recent_funds(recent, *place) if recent else None

    def _is_usable(self, funds: Funds) -> bool:
        """Whether a claim can be compared with it: a currency with a rate, sums of this world."""
        amounts = (
            funds.earned,
            funds.claimed,
            funds.remaining,
            *funds.claimed_by_activity.values(),
        )
        known = funds.currency in self._catalog.currencies
        return known and all(abs(amount) <= LARGEST_BALANCE for amount in amounts)

    def _is_fresh(self, kept: tuple[Funds, datetime] | None, now: datetime) -> bool:
        return kept is not None and timedelta(0) <= now - kept[1] < self._funds_fresh

    def _usage_of(self, claim: Claim, now: datetime) -> str:
        """Code of the usage period whose funds a claim uses, "" without a program."""
        if not claim.program:
            return ""
        if claim.activity_end:
            return periods.usage_period(claim.activity_end).code
        return periods.open_usage_period(now, self._catalog.programs[claim.program]).code
