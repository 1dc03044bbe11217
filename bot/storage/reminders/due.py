"""Who may be due: read along indexes, so that the cost follows what is due, not what is stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from bot.domain.claim import ClaimStatus
from bot.domain.partner import Contact
from bot.storage.tables import claims, contacts, reminder_snoozes

_c, _k, _s = claims.c, contacts.c, reminder_snoozes.c

_NEXT_DEADLINE = select(func.min(_c.deadline)).where(
    _c.status == bindparam("status"),
    _c.deadline >= bindparam("first", type_=_c.deadline.type),
    _c.deadline <= bindparam("last", type_=_c.deadline.type),
)
_PAGE = select(_c.claim_id, _c.owner_id).where(
    _c.status == bindparam("status"), _c.claim_id > bindparam("after")
)
_BY_CLAIM = _PAGE.order_by(_c.claim_id).limit(bindparam("limit"))
_DUE = _BY_CLAIM.where(_c.deadline == bindparam("deadline", type_=_c.deadline.type))
_UNDATED = _BY_CLAIM.where(_c.deadline.is_(None))
# by the index of deadlines, whose first column is the status; no order, it would lure the planner
_OF_STATUS = select(_c.owner_id, _c.deadline).where(_c.status == bindparam("status"))
_SNOOZERS = select(_s.contact_id).where(
    _s.until >= bindparam("first", type_=_s.until.type),
    _s.until <= bindparam("last", type_=_s.until.type),
)
_CONTACTS = (
    select(_k.tenant_id, _k.object_id, _k.body)
    .where(
        (_k.tenant_id > bindparam("tenant"))
        | ((_k.tenant_id == bindparam("tenant")) & (_k.object_id > bindparam("object")))
    )
    .order_by(_k.tenant_id, _k.object_id)
    .limit(bindparam("limit"))
)


def draft_deadlines(c: Connection, first: date, last: date) -> list[date]:
    """Deadlines that any open draft has in these days (inclusive), soonest first."""
    found: list[date] = []
    after = first
    while True:
        values = {"status": ClaimStatus.DRAFT.value, "first": after, "last": last}
        deadline: date | None = c.execute(_NEXT_DEADLINE, values).scalar()
        if deadline is None:
            return found
        found.append(deadline)
        after = date.fromordinal(deadline.toordinal() + 1)


def draft_owners(
    c: Connection, deadline: date | None, *, after: str = "", limit: int = 500
) -> tuple[set[str], str]:
    """Contacts with an open draft of this deadline (None: without one), a page of drafts at a time.

    Shape: owners, and the claim id to go on after, "" when that was the last page.
    """
    values = {"status": ClaimStatus.DRAFT.value, "after": after, "limit": limit}
    statement = _UNDATED if deadline is None else _DUE
    if deadline is not None:
        values["deadline"] = deadline
    rows = c.execute(statement, values).all()
    return {row.owner_id for row in rows}, rows[-1].claim_id if len(rows) == limit else ""


def owners_with_status(c: Connection, status: ClaimStatus) -> set[str]:
    """Contacts with any claim of this status; for one that claims soon leave again."""
    return {row.owner_id for row in c.execute(_OF_STATUS, {"status": status.value})}


def snoozers(c: Connection, first: date, last: date) -> set[str]:
    """Contacts for whom a snooze ends in these days, inclusive."""
    return set(c.execute(_SNOOZERS, {"first": first, "last": last}).scalars())


def contacts_page(
    c: Connection, *, after: tuple[str, str] = ("", ""), limit: int = 200
) -> tuple[list[Contact], tuple[str, str] | None]:
    """Everybody who ever spoke to the bot, a page at a time; with the place to go on, if any."""
    values = {"tenant": after[0], "object": after[1], "limit": limit}
    rows = c.execute(_CONTACTS, values).all()
    people = [Contact.model_validate_json(row.body) for row in rows]
    return people, (rows[-1].tenant_id, rows[-1].object_id) if len(rows) == limit else None
