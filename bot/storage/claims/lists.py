"""Many claims: pages, search, deadlines, money; on an index at any volume."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, Exists, Select, and_, bindparam, exists, or_, select, union_all

from bot.domain.claim import Claim, ClaimStatus
from bot.storage.claims.marks import word_mark, words
from bot.storage.claims.rows import claim_of
from bot.storage.prepared import Prepared
from bot.storage.tables import claim_marks, claims

_c, _m = claims.c, claim_marks.c

MAX_SEARCH_WORDS = 4
FEW_MATCHES = 1000
"""Up to this many matches are looked at one by one; with more the list is walked in order."""

_AFTER = "\U0010ffff"  # sorts behind every continuation of a prefix
MONEY_STATUSES = frozenset(ClaimStatus) - {
    ClaimStatus.DRAFT,
    ClaimStatus.REJECTED,
    ClaimStatus.WITHDRAWN,
    ClaimStatus.EXPIRED,
}
"""Statuses in which a claim's money is taken or asked for."""

_LISTED = (_c.changed_at, _c.claim_id, _c.body)
_MATCHES = Prepared(
    select(_m.claim_id)
    .where(
        _m.partner_id == bindparam("partner_id"),
        _m.mark >= bindparam("low"),
        _m.mark < bindparam("high"),
    )
    .limit(FEW_MATCHES + 1)
)
_MONEY = select(_c.currency, _c.claim_amount).where(
    _c.partner_id == bindparam("partner_id"),
    _c.location_id == bindparam("location_id"),
    _c.program == bindparam("program"),
    _c.usage_period == bindparam("usage_period"),
    _c.incentive_activity == bindparam("activity"),
    _c.claim_id != bindparam("except_claim_id"),
    _c.status.in_(bindparam("statuses", expanding=True)),
)
_DUE = (
    select(_c.body, _c.deadline, _c.usage_period)
    .where(
        _c.status == bindparam("status"),
        _c.deadline >= bindparam("first"),
        _c.deadline <= bindparam("last"),
        or_(
            _c.deadline > bindparam("after_day"),
            and_(_c.deadline == bindparam("after_day"), _c.claim_id > bindparam("after_id")),
        ),
    )
    .order_by(_c.deadline, _c.claim_id)
    .limit(bindparam("limit"))
)


def list_claims(
    c: Connection,
    *,
    partner_id: str,
    owner_id: str | None = None,
    statuses: Collection[ClaimStatus] | None = None,
    text: str | None = None,
    before: tuple[datetime, str] | None = None,
    limit: int = 10,
) -> list[Claim]:
    """One page of a partner's claims, last changed first; None for `statuses` means all.

    `before` is `(changed_at, claim_id)` of the last claim of the page before. `text` finds claims
    that have, for each of its words, a word beginning with it in the claim name, the backend
    reference or the claim id; leading zeros of numbers do not matter.
    """
    prefixes = words(text or "")[:MAX_SEARCH_WORDS]
    if text and not prefixes:
        return []
    at, last_id = before or (None, None)
    wanted = sorted(frozenset(ClaimStatus) if statuses is None else frozenset(statuses))
    values: dict[str, Any] = {"partner_id": partner_id, "owner_id": owner_id, "limit": limit}
    values |= {"before_at": at, "before_id": last_id}
    for number, prefix in enumerate(prefixes):
        low, high = _range(prefix)
        values |= {f"low_{number}": low, f"high_{number}": high}
    filters = (owner_id is not None, len(prefixes), before is not None)
    chosen = _few_matches(c, partner_id, prefixes)
    if chosen is not None:
        found = c.execute(_chosen(*filters), values | {"statuses": wanted, "chosen": chosen})
        return [claim_of(row.body) for row in found]
    # one status at a time stays on the index at any volume; the pages are merged here
    values |= {f"status_{number}": status for number, status in enumerate(wanted)}
    rows = _walk(len(wanted), *filters).rows(c, values) if wanted else []
    newest = heapq.nlargest(limit, rows, key=lambda row: row[:2])  # changed_at, claim_id
    return [claim_of(row[2]) for row in newest]


def open_drafts(c: Connection, owner_id: str, *, partner_id: str, limit: int = 10) -> list[Claim]:
    """Drafts that this contact started, last changed first."""
    drafts = (ClaimStatus.DRAFT,)
    return list_claims(c, partner_id=partner_id, owner_id=owner_id, statuses=drafts, limit=limit)


def money_claimed(
    c: Connection,
    *,
    partner_id: str,
    location_id: str,
    program: str,
    usage_period: str,
    incentive_activity: str,
    statuses: Collection[ClaimStatus] = MONEY_STATUSES,
    except_claim_id: str = "",
) -> dict[str, Decimal]:
    """Currency → sum of the claimed amounts of our claims there; absent without claims."""
    rows = c.execute(
        _MONEY,
        {
            "partner_id": partner_id,
            "location_id": location_id,
            "program": program,
            "usage_period": usage_period,
            "activity": incentive_activity,
            "except_claim_id": except_claim_id,
            "statuses": sorted(statuses),
        },
    )
    sums: dict[str, Decimal] = {}
    for currency, amount in rows:
        sums[currency] = sums.get(currency, Decimal(0)) + Decimal(amount)
    return sums


def claims_by_deadline(
    c: Connection,
    *,
    status: ClaimStatus,
    first: date,
    last: date,
    after: tuple[date, str] | None = None,
    limit: int = 100,
) -> list[tuple[Claim, date, str]]:
    """Claims due in these days (inclusive) with deadline and usage period, soonest first.

    `after` is `(deadline, claim_id)` of the last one of the page before.
    """
    day, last_id = after or (date.min, "")
    values = {"status": status, "first": first, "last": last, "after_day": day, "after_id": last_id}
    rows = c.execute(_DUE, values | {"limit": limit})
    return [(claim_of(body), deadline, period) for body, deadline, period in rows]


def _few_matches(c: Connection, partner_id: str, prefixes: Collection[str]) -> list[str] | None:
    """Ids of the claims with the rarest of these words, None if all are common."""
    rarest: list[str] | None = None
    for prefix in prefixes:
        low, high = _range(prefix)
        rows = _MATCHES.rows(c, {"partner_id": partner_id, "low": low, "high": high})
        found = [claim_id for (claim_id,) in rows]
        if len(found) <= FEW_MATCHES and (rarest is None or len(found) < len(rarest)):
            rarest = sorted(set(found))
    return rarest


def _range(prefix: str) -> tuple[str, str]:
    return word_mark(prefix), word_mark(prefix) + _AFTER


@cache
def _walk(statuses: int, by_owner: bool, prefixes: int, paged: bool) -> Prepared:
    """The first claims of each of some statuses, in one statement."""
    each = [_walk_one(number, by_owner, prefixes, paged) for number in range(statuses)]
    if len(each) == 1:
        return Prepared(each[0])
    return Prepared(union_all(*(select(one.subquery("page")) for one in each)))


def _walk_one(number: int, by_owner: bool, prefixes: int, paged: bool) -> Select[Any]:
    """Claims of one status along the index of their partner or owner."""
    statement = select(*_LISTED).where(_c.status == bindparam(f"status_{number}"))
    partner: Any = bindparam("partner_id")
    if by_owner:
        # an owner has fewer claims: the expression keeps the planner off the partner's index
        statement = statement.where(_c.owner_id == bindparam("owner_id"))
        statement = statement.where(_c.partner_id.concat("") == partner)
    else:
        statement = statement.where(_c.partner_id == partner)
    return _page(statement, prefixes, paged)


@cache
def _chosen(by_owner: bool, prefixes: int, paged: bool) -> Select[Any]:
    """Claims out of a few ids; everything else is an expression, so that only ids are looked up."""
    statement = select(*_LISTED).where(
        _c.claim_id.in_(bindparam("chosen", expanding=True)),
        _c.status.concat("").in_(bindparam("statuses", expanding=True)),
        _c.partner_id.concat("") == bindparam("partner_id"),
    )
    if by_owner:
        statement = statement.where(_c.owner_id.concat("") == bindparam("owner_id"))
    return _page(statement, prefixes, paged)


def _page(statement: Select[Any], prefixes: int, paged: bool) -> Select[Any]:
    for number in range(prefixes):
        statement = statement.where(_has_word(number))
    if paged:
        at: Any = bindparam("before_at", type_=_c.changed_at.type)
        statement = statement.where(
            _c.changed_at <= at, or_(_c.changed_at < at, _c.claim_id < bindparam("before_id"))
        )
    newest = (_c.changed_at.desc(), _c.claim_id.desc())
    return statement.order_by(*newest).limit(bindparam("limit"))


def _has_word(number: int) -> Exists:
    return exists().where(
        _m.claim_id == _c.claim_id,
        _m.mark >= bindparam(f"low_{number}"),
        _m.mark < bindparam(f"high_{number}"),
    )
