"""Claims: the row is the truth; the body is the whole claim as JSON, the other columns are for finding it."""

from __future__ import annotations

import hashlib
import heapq
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, or_, select, update

from bot.domain.claim import Claim, ClaimStatus, DocumentState
from bot.errors import ClaimConflict
from bot.storage.tables import claim_events, claim_marks, claims

_c, _m, _e = claims.c, claim_marks.c, claim_events.c

MAX_SEARCH_WORDS = 4
_WORD = re.compile(r"\w+")
_AFTER = "\U0010ffff"  # sorts behind every continuation of a prefix

MONEY_STATUSES = frozenset(ClaimStatus) - {
    ClaimStatus.DRAFT,
    ClaimStatus.REJECTED,
    ClaimStatus.WITHDRAWN,
    ClaimStatus.EXPIRED,
}
"""Statuses in which a claim's money is taken or asked for."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a claim's history; `values` fill the sentence that belongs to `code`."""

    at: datetime
    actor_id: str
    actor_name: str
    code: str
    values: dict[str, str]


_INSERT = insert(claims)
_LOAD = select(_c.body).where(_c.claim_id == bindparam("id"))
_UPDATED = {
    c.name: bindparam(c.name)
    for c in claims.c
    if c.name not in ("claim_id", "usage_period", "deadline")
}
_SAME_VERSION = and_(_c.claim_id == bindparam("id"), _c.version == bindparam("read_version"))
# most saves change nothing that a claim is found by: one statement then
_UPDATE_IF_SAME_MARKS = (
    update(claims).where(_SAME_VERSION, _c.marks == bindparam("marks")).values(_UPDATED)
)
_UPDATE = update(claims).where(_SAME_VERSION).values(_UPDATED)
_SET_TERMS = (
    update(claims)
    .where(_c.claim_id == bindparam("id"))
    .values(usage_period=bindparam("usage_period"), deadline=bindparam("deadline"))
)
_DELETE_MARKS = delete(claim_marks).where(_m.claim_id == bindparam("id"))
_INSERT_MARKS = insert(claim_marks)
_ADD_EVENT = insert(claim_events)
_EVENTS = (
    select(_e.at, _e.actor_id, _e.actor_name, _e.code, _e["values"])
    .where(_e.claim_id == bindparam("id"))
    .order_by(_e.event_id.desc())
    .limit(bindparam("limit"))
)
_BY_REFERENCE = select(_c.body).where(_c.backend_reference == bindparam("reference"))
_BY_SUBMISSION = select(_c.body).where(_c.submission_key == bindparam("key"))
_BY_MARK = (
    select(_m.claim_id)
    .where(_m.partner_id == bindparam("partner_id"), _m.mark == bindparam("mark"))
    .order_by(_m.claim_id)
    .limit(bindparam("limit"))
)
_MONEY = (
    select(_c.currency, _c.claim_amount)
    .where(
        _c.partner_id == bindparam("partner_id"),
        _c.location_id == bindparam("location_id"),
        _c.program == bindparam("program"),
        _c.usage_period == bindparam("usage_period"),
        _c.incentive_activity == bindparam("activity"),
        _c.claim_id != bindparam("except_claim_id"),
        _c.status.in_(bindparam("statuses", expanding=True)),
    )
    .order_by(_c.claim_id)
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


def insert_claim(
    c: Connection, claim: Claim, *, usage_period: str = "", deadline: date | None = None
) -> Claim:
    """Store a new claim as version 1 and return it so.

    Raises: ClaimConflict if the id is taken.
    """
    stored = claim.model_copy(update={"version": 1})
    if load_claim(c, claim.claim_id) is not None:
        raise ClaimConflict(f"claim {claim.claim_id} exists already")
    marks = _marks(stored)
    row = _columns(stored, marks)
    c.execute(
        _INSERT,
        {**row, "claim_id": claim.claim_id, "usage_period": usage_period, "deadline": deadline},
    )
    _write_marks(c, stored, marks)
    return stored


def load_claim(c: Connection, claim_id: str) -> Claim | None:
    """The claim as last saved, or None. Whether the caller may see it is the caller's question."""
    return _parsed(c.execute(_LOAD, {"id": claim_id}).scalar())


def save_claim(
    c: Connection,
    claim: Claim,
    *,
    read_version: int,
    usage_period: str | None = None,
    deadline: date | None = None,
) -> Claim:
    """Store a claim that was read at `read_version` and return it with the next version.

    `usage_period` and `deadline` (in the program's zone, inclusive) follow from the claim by the catalog's rules;
    they are written together when `usage_period` is given and stay as they are when it is None.
    Raises: ClaimConflict if the claim was saved by anybody since, or is not there.
    """
    stored = claim.model_copy(update={"version": read_version + 1})
    marks = _marks(stored)
    row = {**_columns(stored, marks), "id": claim.claim_id, "read_version": read_version}
    if not c.execute(_UPDATE_IF_SAME_MARKS, row).rowcount:
        if not c.execute(_UPDATE, row).rowcount:
            raise ClaimConflict(f"claim {claim.claim_id} has moved on from version {read_version}")
        c.execute(_DELETE_MARKS, {"id": claim.claim_id})
        _write_marks(c, stored, marks)
    if usage_period is not None:
        terms = {"id": claim.claim_id, "usage_period": usage_period, "deadline": deadline}
        c.execute(_SET_TERMS, terms)
    return stored


def add_event(
    c: Connection,
    claim_id: str,
    at: datetime,
    actor_id: str,
    actor_name: str,
    code: str,
    values: Mapping[str, str] | None = None,
) -> None:
    """Write one line of history."""
    c.execute(
        _ADD_EVENT,
        {
            "claim_id": claim_id,
            "at": at,
            "actor_id": actor_id,
            "actor_name": actor_name,
            "code": code,
            "values": json.dumps(dict(values or {}), ensure_ascii=False),
        },
    )


def events_of(c: Connection, claim_id: str, limit: int = 50) -> list[HistoryEntry]:
    """The last lines of history, newest first."""
    rows = c.execute(_EVENTS, {"id": claim_id, "limit": limit})
    return [HistoryEntry(at, who, name, code, json.loads(v)) for at, who, name, code, v in rows]


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
    """One page of a partner's claims, last changed first.

    `before` is `(changed_at, claim_id)` of the last claim of the page before. `text` finds claims that have, for
    each of its words, a word beginning with it in the claim name, the backend reference or the claim id; leading
    zeros of numbers do not matter. None for `statuses` means all.
    """
    prefixes = _words(text or "")[:MAX_SEARCH_WORDS]
    if text and not prefixes:
        return []
    statement = _list_statement(owner_id is not None, len(prefixes), before is not None)
    at, last_id = before or (None, None)
    values: dict[str, Any] = {"partner_id": partner_id, "owner_id": owner_id, "limit": limit}
    values |= {"before_at": at, "before_id": last_id}
    for number, prefix in enumerate(prefixes):
        values |= {f"low_{number}": f"word:{prefix}", f"high_{number}": f"word:{prefix}{_AFTER}"}
    wanted = sorted(frozenset(ClaimStatus) if statuses is None else frozenset(statuses))
    # one status at a time stays on the index at any volume; the pages are merged here
    pages = [
        [
            (row.changed_at, row.claim_id, row.body)
            for row in c.execute(statement, values | {"status": status})
        ]
        for status in wanted
    ]
    merged = heapq.merge(*pages, key=lambda row: row[:2], reverse=True)
    return [
        Claim.model_validate_json(body)
        for (_, _, body), _ in zip(merged, range(limit), strict=False)
    ]


def open_drafts(c: Connection, owner_id: str, *, partner_id: str, limit: int = 10) -> list[Claim]:
    """Drafts that this contact started, last changed first."""
    drafts = (ClaimStatus.DRAFT,)
    return list_claims(c, partner_id=partner_id, owner_id=owner_id, statuses=drafts, limit=limit)


def find_by_reference(c: Connection, reference: str) -> Claim | None:
    """The claim that the backend knows by this reference."""
    return _parsed(c.execute(_BY_REFERENCE, {"reference": reference}).scalar())


def find_by_submission_key(c: Connection, submission_key: str) -> Claim | None:
    """The claim submitted under this key."""
    return _parsed(c.execute(_BY_SUBMISSION, {"key": submission_key}).scalar())


def claims_using_document(
    c: Connection, partner_id: str, sha256: str, *, except_claim_id: str = "", limit: int = 5
) -> list[str]:
    """Ids of the partner's claims in which these very bytes are in force."""
    return _claims_marked(c, partner_id, f"file:{sha256}", except_claim_id, limit)


def claims_using_invoice(
    c: Connection,
    partner_id: str,
    vendor_name: str,
    invoice_number: str,
    claimed: Decimal,
    *,
    except_claim_id: str = "",
    limit: int = 5,
) -> list[str]:
    """Ids of the partner's claims with an expense line of the same vendor, invoice number and claimed amount."""
    mark = _invoice_mark(vendor_name, invoice_number, claimed)
    return _claims_marked(c, partner_id, mark, except_claim_id, limit)


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
    """Currency → sum of the claimed amounts of our own claims there; a currency without claims is absent."""
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
    """Claims whose deadline lies in these days (inclusive) with deadline and usage period, soonest first.

    `after` is `(deadline, claim_id)` of the last one of the page before.
    """
    day, last_id = after or (date.min, "")
    values = {"status": status, "first": first, "last": last, "after_day": day, "after_id": last_id}
    rows = c.execute(_DUE, values | {"limit": limit})
    return [(Claim.model_validate_json(body), deadline, period) for body, deadline, period in rows]


def _parsed(body: str | None) -> Claim | None:
    return None if body is None else Claim.model_validate_json(body)


@cache
def _list_statement(by_owner: bool, words: int, paged: bool) -> Select[Any]:
    partner = bindparam("partner_id")
    statement = select(_c.changed_at, _c.claim_id, _c.body).where(_c.partner_id == partner)
    statement = statement.where(_c.status == bindparam("status"))
    if by_owner:
        statement = statement.where(_c.owner_id == bindparam("owner_id"))
    for number in range(words):
        found = select(_m.claim_id).where(
            _m.partner_id == partner,
            _m.mark >= bindparam(f"low_{number}"),
            _m.mark < bindparam(f"high_{number}"),
        )
        statement = statement.where(_c.claim_id.in_(found))
    if paged:
        at, last_id = bindparam("before_at", type_=_c.changed_at.type), bindparam("before_id")
        statement = statement.where(
            _c.changed_at <= at, or_(_c.changed_at < at, _c.claim_id < last_id)
        )
    newest = (_c.changed_at.desc(), _c.claim_id.desc())
    return statement.order_by(*newest).limit(bindparam("limit"))


def _claims_marked(c: Connection, partner_id: str, mark: str, but: str, limit: int) -> list[str]:
    values = {"partner_id": partner_id, "mark": mark, "limit": limit + 1}
    return [claim_id for (claim_id,) in c.execute(_BY_MARK, values) if claim_id != but][:limit]


def _columns(claim: Claim, marks: Collection[str]) -> dict[str, Any]:
    return {
        "partner_id": claim.partner_id,
        "owner_id": claim.owner_id,
        "status": claim.status.value,
        "program": claim.program,
        "location_id": claim.location_id,
        "incentive_activity": claim.incentive_activity,
        "claim_name": claim.claim_name,
        "currency": claim.currency,
        "claim_amount": str(claim.claim_amount),
        "backend_reference": claim.backend_reference or None,
        "submission_key": claim.submission_key or None,
        "changed_at": claim.changed_at,
        "version": claim.version,
        "marks": hashlib.sha256("\n".join(marks).encode()).hexdigest(),
        "body": claim.model_dump_json(),
    }


def _marks(claim: Claim) -> list[str]:
    marks = {f"word:{word}" for word in _words(claim.claim_name)}
    marks.update(f"word:{word}" for word in _words(claim.backend_reference))
    marks.update(f"word:{word}" for word in _words(claim.claim_id))
    for document in claim.documents:
        if document.sha256 and document.state is not DocumentState.SUPERSEDED:
            marks.add(f"file:{document.sha256}")
    for line in claim.expense_lines:
        if line.invoice_number:
            marks.add(_invoice_mark(line.vendor_name, line.invoice_number, line.claimed))
    return sorted(marks)


def _write_marks(c: Connection, claim: Claim, marks: Collection[str]) -> None:
    if marks:
        same = {"claim_id": claim.claim_id, "partner_id": claim.partner_id}
        c.execute(_INSERT_MARKS, [{**same, "mark": mark} for mark in marks])


def _invoice_mark(vendor_name: str, invoice_number: str, claimed: Decimal) -> str:
    vendor, number = "".join(_words(vendor_name)), "".join(_words(invoice_number))
    return f"invoice:{vendor}|{number}|{claimed.normalize():f}"


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word.lstrip("0") or word for word in _WORD.findall(folded)]
