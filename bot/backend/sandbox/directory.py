"""Demo partners: one per tenant, so that colleagues share it; with locations, programs and funds.

Everything is worked out from the tenant and object id, so the same person is the same contact on
every machine.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.backend.contract import ContactQuery
from bot.backend.sandbox.switches import Switches
from bot.domain.partner import Contact, Enrollment, Funds, Location, Partner, Role

ToUsd = Callable[[Decimal, str, date], Decimal]
"""Amount, currency, day → US dollars."""

EARNED_USD = {
    "CSP_IR": Decimal(20_000),
    "SURFACE_ADR": Decimal(12_000),
    "MANAGED_RESELLER": Decimal(50_000),
    "HOSTING": Decimal(8_000),
    "CSP_DIRECT": Decimal(20_000),
    "CSP_IP": Decimal(20_000),
    "DIST_SW": Decimal(9_000),
    "DIST_EDU": Decimal(9_000),
    "OEM_SW": Decimal(9_000),
    "IOT": Decimal(9_000),
    "MR_ADD": Decimal(9_000),
    "MR_ADR": Decimal(9_000),
    "SURFACE_ADD": Decimal(12_000),
}
"""Programs with co-op funds, and what every partner earned there."""

WITHOUT_FUNDS = (
    "MCI_BIZAPPS_REVENUE",
    "MCI_BIZAPPS_USAGE",
    "MCI_ENGAGEMENT",
    "MCI_MW_USAGE",
    "MCI_PRESALES",
    "OSA_SELL",
    "OSU_BIZAPPS",
    "OSU_M365",
    "DYNAMICS_ISV",
)
"""Programs that pay for customer associations or engagements."""

NOT_CLAIMED = ("rejected", "expired", "withdrawn")
PROGRAM_ZONE = ZoneInfo("America/Los_Angeles")
RATES = {"USD": "1", "EUR": "1.08", "GBP": "1.27", "KRW": "0.00073", "JPY": "0.0067"}


def plain_usd(amount: Decimal, currency: str, on: date) -> Decimal:
    """US dollars by a fixed rough table; a currency not in it counts one to one."""
    return (amount * Decimal(RATES.get(currency, "1"))).quantize(Decimal("0.01"))


def partner_of(tenant_id: str) -> Partner:
    """The demo partner of a tenant."""
    digest = _digest(tenant_id.lower())
    return Partner(partner_id=f"p-{digest[:12]}", name=f"Demo Partner {digest[:4].upper()}")


def contact_of(query: ContactQuery, switches: Switches) -> Contact:
    """The contact a person is, with roles as switched."""
    tenant_id, object_id = query.tenant_id.lower(), query.object_id.lower()
    return Contact(
        contact_id=f"c-{_digest(f'{tenant_id}|{object_id}')[:16]}",
        tenant_id=query.tenant_id,
        object_id=query.object_id,
        name=query.name or "Demo Contact",
        email=query.email or "contact@partner.example",
        partner=partner_of(tenant_id),
        locations=locations_of(tenant_id, switches),
    )


def locations_of(tenant_id: str, switches: Switches) -> tuple[Location, ...]:
    """One location with three co-op programs, or as switched; a second one with two."""
    first = 1_000_000 + int(_digest(tenant_id.lower())[:8], 16) % 4_000_000
    seoul = Location(
        location_id=str(first),
        name="Seoul",
        country="KR",
        enrollments=_enrollments_in_seoul(switches),
    )
    singapore = Location(
        location_id=str(first + 1),
        name="Singapore",
        country="SG",
        enrollments=(_enrollment("CSP_IR", switches), _enrollment("HOSTING", switches)),
    )
    return (seoul, singapore)[: switches.locations]


def _enrollments_in_seoul(switches: Switches) -> tuple[Enrollment, ...]:
    if switches.programs == "association":
        return tuple(_enrollment(code, switches) for code in WITHOUT_FUNDS)
    if switches.programs == "all":
        return tuple(_enrollment(code, switches) for code in (*EARNED_USD, *WITHOUT_FUNDS))
    return (
        _enrollment("CSP_IR", switches),
        _enrollment("SURFACE_ADR", switches, surface_item="ADR-HUB"),
        _enrollment("MANAGED_RESELLER", switches),
    )


def claimable_period(now: datetime) -> str:
    """Code of the one usage period that can be claimed at this instant.

    Source: claim windows 16 Feb - 15 Aug and 16 Aug - 15 Feb, Partner Center docs, 2020-09-18.
    """
    day = now.astimezone(PROGRAM_ZONE).date()
    if (2, 16) <= (day.month, day.day) <= (8, 15):
        return f"{day.year}-H1"
    return f"{day.year if day.month > 2 else day.year - 1}-H2"


def period_days(code: str) -> tuple[date, date]:
    """First and last day of a usage period, inclusive."""
    year = int(code[:4])
    if code.endswith("H1"):
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def earned(program: str, switches: Switches) -> Decimal:
    """US dollars earned for any usage period, as switched."""
    if switches.funds == "zero":
        return Decimal(0)
    if switches.funds == "small":
        return Decimal(100)
    return EARNED_USD.get(program, Decimal(0))


def funds_of(
    connection: sqlite3.Connection,
    partner_id: str,
    location_id: str,
    program: str,
    usage_period: str,
    *,
    switches: Switches,
    now: datetime,
) -> Funds:
    """Funds with what the accepted claims took from them, in US dollars."""
    rows = connection.execute(
        "SELECT incentive_activity, usd FROM claims WHERE partner_id = ? AND location_id = ?"
        " AND program = ? AND usage_period = ? AND status NOT IN (?, ?, ?)",
        (partner_id, location_id, program, usage_period, *NOT_CLAIMED),
    )
    by_activity: dict[str, Decimal] = {}
    for activity, usd in rows:
        by_activity[activity] = by_activity.get(activity, Decimal(0)) + Decimal(usd)
    total, claimed = earned(program, switches), sum(by_activity.values(), Decimal(0))
    return Funds(
        partner_id=partner_id,
        location_id=location_id,
        program=program,
        usage_period=usage_period,
        currency="USD",
        earned=total,
        claimed=claimed,
        remaining=max(total - claimed, Decimal(0)),
        claimed_by_activity=by_activity,
        as_of=now,
    )


def remember_contact(connection: sqlite3.Connection, query: ContactQuery, contact: Contact) -> None:
    """Keep who asked, so that colleagues find each other and submissions are checked."""
    connection.execute(
        "INSERT INTO contacts (contact_id, partner_id, body) VALUES (?, ?, ?)"
        " ON CONFLICT (contact_id) DO UPDATE SET body = excluded.body",
        (contact.contact_id, contact.partner.partner_id, query.model_dump_json()),
    )


def known_contact(
    connection: sqlite3.Connection, contact_id: str, switches: Switches
) -> Contact | None:
    """A contact who was looked up before, with the roles as switched now."""
    row = connection.execute(
        "SELECT body FROM contacts WHERE contact_id = ?", (contact_id,)
    ).fetchone()
    return contact_of(ContactQuery.model_validate_json(row[0]), switches) if row else None


def colleagues_of(
    connection: sqlite3.Connection, partner_id: str, switches: Switches
) -> tuple[Contact, ...]:
    """Everybody of a partner who was looked up before, in order of contact id."""
    rows = connection.execute(
        "SELECT body FROM contacts WHERE partner_id = ? ORDER BY contact_id", (partner_id,)
    )
    queries = (ContactQuery.model_validate_json(row[0]) for row in rows)
    return tuple(contact_of(query, switches) for query in queries)


def add_business_days(start: datetime, days: int) -> datetime:
    """The same time of day so many weekdays later; the sandbox keeps no holidays."""
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment


def _enrollment(program: str, switches: Switches, surface_item: str = "") -> Enrollment:
    roles = () if switches.role == "none" else (Role(switches.role),)
    return Enrollment(
        program=program,
        roles=roles,
        profile_ready=switches.profile_ready,
        surface_item=surface_item,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
