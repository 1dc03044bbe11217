"""Contacts as the directory last told, their preferences, and funds as last heard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from bot.domain.partner import Contact, Funds
from bot.storage.engines import insert_or_replace
from bot.storage.prepared import Prepared
from bot.storage.recent import Recent, recent_of
from bot.storage.tables import contacts, funds, preferences

_k, _f = contacts.c, funds.c

_SAVE_CONTACT = Prepared(insert_or_replace(contacts))
_SAVE_PREFERENCES = Prepared(insert_or_replace(preferences))
_SAVE_FUNDS = Prepared(insert_or_replace(funds))
_FORGET_FUNDS = Prepared(
    delete(funds).where(
        _f.partner_id == bindparam("partner_id"),
        _f.location_id == bindparam("location_id"),
        _f.program == bindparam("program"),
    )
)
_CONTACT = Prepared(
    select(_k.body, _k.fetched_at).where(
        _k.tenant_id == bindparam("tenant_id"), _k.object_id == bindparam("object_id")
    )
)
_CONTACT_BY_ID = Prepared(
    select(_k.body, _k.fetched_at)
    .where(_k.contact_id == bindparam("contact_id"))
    .order_by(_k.fetched_at.desc())
    .limit(1)
)
_COLLEAGUES = Prepared(
    select(_k.body)
    .where(_k.partner_id == bindparam("partner_id"))
    .order_by(_k.contact_id)
    .limit(bindparam("limit"))
)
_PREFERENCES = Prepared(
    select(preferences.c.body).where(preferences.c.contact_id == bindparam("contact_id"))
)
_FUNDS = Prepared(
    select(_f.body, _f.fetched_at).where(
        _f.partner_id == bindparam("partner_id"),
        _f.location_id == bindparam("location_id"),
        _f.program == bindparam("program"),
        _f.usage_period == bindparam("usage_period"),
    )
)


def save_contact(c: Connection, contact: Contact, fetched_at: datetime) -> None:
    """Keep what the directory said, in place of what it said before."""
    _SAVE_CONTACT.run(
        c,
        {
            "tenant_id": contact.tenant_id,
            "object_id": contact.object_id,
            "contact_id": contact.contact_id,
            "partner_id": contact.partner.partner_id,
            "fetched_at": fetched_at,
            "body": contact.model_dump_json(),
        },
    )


def load_contact(c: Connection, tenant_id: str, object_id: str) -> tuple[Contact, datetime] | None:
    """The contact behind a channel identity, and when the directory was asked."""
    row = _CONTACT.first(c, {"tenant_id": tenant_id, "object_id": object_id})
    return None if row is None else (Contact.model_validate_json(row[0]), row[1])


def load_contact_by_id(c: Connection, contact_id: str) -> tuple[Contact, datetime] | None:
    """The contact with this id, as last heard under any of its channel identities."""
    row = _CONTACT_BY_ID.first(c, {"contact_id": contact_id})
    return None if row is None else (Contact.model_validate_json(row[0]), row[1])


def colleagues(c: Connection, partner_id: str, *, limit: int = 50) -> list[Contact]:
    """Contacts of one partner who have used the bot, by contact id."""
    rows = _COLLEAGUES.rows(c, {"partner_id": partner_id, "limit": limit})
    return [Contact.model_validate_json(body) for (body,) in rows]


def save_preferences(c: Connection, contact_id: str, values: Mapping[str, Any]) -> None:
    """Keep the contact's choices, plain JSON, in place of the old ones."""
    body = json.dumps(dict(values), ensure_ascii=False)
    _SAVE_PREFERENCES.run(c, {"contact_id": contact_id, "body": body})


def load_preferences(c: Connection, contact_id: str) -> dict[str, Any]:
    """The contact's choices; empty if none were made."""
    body = _PREFERENCES.scalar(c, {"contact_id": contact_id})
    values: dict[str, Any] = json.loads(body) if body else {}
    return values


def save_funds(c: Connection, balance: Funds, fetched_at: datetime) -> None:
    """Keep a balance as the backend told it."""
    place = (balance.partner_id, balance.location_id, balance.program)
    recent_of(c).funds.note(_key(*place, balance.usage_period), (balance, fetched_at))
    _SAVE_FUNDS.run(
        c,
        {
            "partner_id": balance.partner_id,
            "location_id": balance.location_id,
            "program": balance.program,
            "usage_period": balance.usage_period,
            "fetched_at": fetched_at,
            "body": balance.model_dump_json(),
        },
    )


def forget_funds(c: Connection, partner_id: str, location_id: str, program: str) -> None:
    """Ask the backend for these balances when they are needed next: they have changed."""
    recent_of(c).funds.drop_under(_key(partner_id, location_id, program, ""))
    place = {"partner_id": partner_id, "location_id": location_id, "program": program}
    _FORGET_FUNDS.run(c, place)


def load_funds(
    c: Connection, partner_id: str, location_id: str, program: str, usage_period: str
) -> tuple[Funds, datetime] | None:
    """A balance as last heard, and when."""
    values = {"partner_id": partner_id, "location_id": location_id, "program": program}
    row = _FUNDS.first(c, values | {"usage_period": usage_period})
    if row is None:
        return None
    heard = Funds.model_validate_json(row[0]), row[1]
    recent_of(c).funds.note(_key(partner_id, location_id, program, usage_period), heard)
    return heard


def recent_funds(
    recent: Recent, partner_id: str, location_id: str, program: str, usage_period: str
) -> tuple[Funds, datetime] | None:
    """What `load_funds` would give, None where it must be asked."""
    heard: tuple[Funds, datetime] | None = recent.funds.get(
        _key(partner_id, location_id, program, usage_period)
    )
    return heard


def _key(*parts: str) -> str:
    return "\n".join(parts)
