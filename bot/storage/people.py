"""Everything that is stored about one person, to be shown to them or forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, update

from bot.storage.tables import (
    claim_events,
    claims,
    contacts,
    conversations,
    handovers,
    jobs,
    preferences,
    reminder_log,
    reminder_snoozes,
)

MAIL_KIND = "reminder_mail"
"""Jobs whose arguments hold a name, an address and a text."""
Rows = dict[str, list[dict[str, Any]]]


def known_of(c: Connection, tenant_id: str, object_id: str) -> Rows:
    """What is stored of a person, by the name of its table; columns as they are stored.

    Shape: of claims the person began only name, status and when, for these are the company's.
    """
    ids = _contact_ids(c, tenant_id, object_id)
    found = {
        table.name: [dict(row) for row in c.execute(select(table).where(which)).mappings()]
        for table, which in _personal(tenant_id, object_id, ids)
    }
    began = select(
        claims.c.claim_id, claims.c.claim_name, claims.c.status, claims.c.changed_at
    ).where(claims.c.owner_id.in_(ids))
    did = select(claim_events).where(claim_events.c.actor_id.in_(ids))
    found["claims"] = [dict(row) for row in c.execute(began).mappings()]
    found["claim_events"] = [dict(row) for row in c.execute(did).mappings()]
    found["jobs"] = [dict(job) for job in _mails(c, ids)]
    return found


def forget(c: Connection, tenant_id: str, object_id: str) -> dict[str, int]:
    """Delete what is only the person's, and take the name out of what they did to claims.

    Shape: table → rows deleted or changed. The claims stay, with the contact's id in them, and the
    name in what was submitted: in the claim (with the address of the chat that has its card), the
    job that sent it, and the API's events.
    """
    ids = _contact_ids(c, tenant_id, object_id)
    counts = {
        table.name: c.execute(delete(table).where(which)).rowcount
        for table, which in _personal(tenant_id, object_id, ids)
    }
    nameless = update(claim_events).where(claim_events.c.actor_id.in_(ids)).values(actor_name="")
    counts["claim_events"] = c.execute(nameless).rowcount
    mails = [mail["job_key"] for mail in _mails(c, ids)]
    counts["jobs"] = c.execute(delete(jobs).where(jobs.c.job_key.in_(mails))).rowcount
    return counts


def _contact_ids(c: Connection, tenant_id: str, object_id: str) -> list[str]:
    ids: set[str] = set()
    for table in (contacts, conversations):
        is_theirs = and_(table.c.tenant_id == tenant_id, table.c.object_id == object_id)
        ids |= set(c.execute(select(table.c.contact_id).where(is_theirs)).scalars())
    return sorted(ids - {""})


def _personal(
    tenant_id: str, object_id: str, ids: list[str]
) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Tables whose rows are one person's, and which of them are this person's."""
    for table in (contacts, conversations):
        identity = and_(table.c.tenant_id == tenant_id, table.c.object_id == object_id)
        yield table, or_(identity, table.c.contact_id.in_(ids))
    for table in (preferences, handovers, reminder_snoozes):
        yield table, table.c.contact_id.in_(ids)
    yield reminder_log, or_(reminder_log.c.contact_id.in_(ids), reminder_log.c.sent_to.in_(ids))


def _mails(c: Connection, ids: list[str]) -> list[dict[str, Any]]:
    found = c.execute(select(jobs.c.job_key, jobs.c.arguments).where(jobs.c.kind == MAIL_KIND))
    return [
        {"job_key": key, "arguments": arguments}
        for key, arguments in found
        if json.loads(arguments).get("contact_id") in ids
    ]
