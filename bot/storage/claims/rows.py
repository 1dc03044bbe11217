"""One claim: insert, load, save under the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from bot.domain.claim import Claim
from bot.errors import ClaimConflict
from bot.storage.claims.marks import (
    digest,
    insert_marks,
    is_marked_alike,
    marks_of,
    replace_marks,
)
from bot.storage.prepared import Prepared
from bot.storage.recent import Recent, recent_of
from bot.storage.tables import claims

_c = claims.c

_INSERT = Prepared(insert(claims).values({c.name: bindparam(c.name) for c in claims.c}))
_LOAD = Prepared(select(_c.body).where(_c.claim_id == bindparam("id")))
_TERMS = ("usage_period", "deadline")
_FOUND_BY = (
    "partner_id",
    "owner_id",
    "status",
    "program",
    "location_id",
    "incentive_activity",
    "backend_reference",
    "submission_key",
    "marks",
)
_REST = ("claim_name", "currency", "claim_amount", "changed_at", "version", "body")
_SAME_VERSION = and_(_c.claim_id == bindparam("id"), _c.version == bindparam("read_version"))
_KNOWN_NAMES = (*_FOUND_BY, *_TERMS)
_KNOWN_COLUMNS = tuple(_c[name] for name in _KNOWN_NAMES)
_KNOWN = Prepared(select(*_KNOWN_COLUMNS).where(_SAME_VERSION))
_HOLD = Prepared(select(*_KNOWN_COLUMNS, _c.body).where(_c.claim_id == bindparam("id")))
_MARKS = _FOUND_BY.index("marks")


class Held(NamedTuple):
    """A claim read to be saved in the same transaction, and the columns that it is found by."""

    claim: Claim
    known: tuple[Any, ...]


@cache
def _updating(changed: tuple[str, ...]) -> Prepared:
    """Sets only those of the columns that a claim is found by which changed: few saves change any,
    and the indexes of the others stay as they are.
    """
    values: dict[str, Any] = {name: bindparam(name) for name in (*_REST, *changed)}
    return Prepared(update(claims).where(_SAME_VERSION).values(values))


_BY_REFERENCE = Prepared(select(_c.body).where(_c.backend_reference == bindparam("reference")))
_BY_SUBMISSION = Prepared(select(_c.body).where(_c.submission_key == bindparam("key")))


class _Bodies:
    """Claims by their stored text. They never change, so what was read or saved need not be read
    again. Shape: at most `limit` of them, then it begins anew.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: dict[str, Claim] = {}

    def claim(self, body: str) -> Claim:
        known = self._known.get(body)
        if known is None:
            known = Claim.model_validate_json(body)
            self.keep(body, known)
        return known

    def keep(self, body: str, claim: Claim) -> None:
        if len(self._known) >= self._limit:
            self._known.clear()
        self._known[body] = claim


_KEPT = 128
_bodies = _Bodies(_KEPT)


def claim_of(body: str) -> Claim:
    """The claim of a stored body."""
    return _bodies.claim(body)


def insert_claim(
    c: Connection, claim: Claim, *, usage_period: str = "", deadline: date | None = None
) -> Claim:
    """Store a new claim as version 1 and return it so.

    Raises: ClaimConflict if the id is taken.
    """
    stored = claim.model_copy(update={"version": 1})
    if load_claim(c, claim.claim_id) is not None:
        raise ClaimConflict(f"claim {claim.claim_id} exists already")
    marks = marks_of(stored)
    row = _columns(stored, digest(marks))
    row |= {"claim_id": claim.claim_id, "usage_period": usage_period, "deadline": deadline}
    _INSERT.run(c, row)
    insert_marks(c, stored, marks)
    _bodies.keep(row["body"], stored)
    recent_of(c).claims.note(claim.claim_id, Held(stored, _known(row)))
    return stored


def load_claim(c: Connection, claim_id: str) -> Claim | None:
    """The claim as last saved, or None. Whether the caller may see it is the caller's question."""
    return _parsed(_LOAD.scalar(c, {"id": claim_id}))


def read_claim(c: Connection, claim_id: str) -> Claim | None:
    """The claim as last saved, or None, read outside of any change, as at the beginning of a turn.

    What was read can be had again from `held_as_read` over the same connection: a version that was
    stored once never changes.
    """
    held = hold_claim(c, claim_id)
    if held is None:
        return None
    recent_of(c).claims.note(claim_id, held)
    return held.claim


def recent_claim(recent: Recent, claim_id: str) -> Claim | None:
    """What `read_claim` would read, None where it must."""
    held: Held | None = recent.claims.get(claim_id)
    return None if held is None else held.claim


def held_as_read(c: Connection, claim_id: str, version: int) -> Held | None:
    """What was read or saved of this version lately, if it was.

    Whether the claim is still at that version is seen when it is saved.
    """
    held: Held | None = recent_of(c).claims.get(claim_id)
    return held if held is not None and held.claim.version == version else None


def hold_claim(c: Connection, claim_id: str) -> Held | None:
    """The claim as last saved with what `save_claim` would otherwise read, or None."""
    row = _HOLD.first(c, {"id": claim_id})
    return None if row is None else Held(claim_of(row[-1]), row[:-1])


def save_claim(
    c: Connection,
    claim: Claim,
    *,
    read_version: int,
    held: Held | None = None,
    usage_period: str | None = None,
    deadline: date | None = None,
) -> Claim:
    """Store a claim that was read at `read_version` and return it with the next version.

    `held` is what `hold_claim` gave in this transaction, if it was asked.
    `usage_period` and `deadline` (in the program's zone, inclusive) follow from the claim by the
    catalog's rules; they are written together when `usage_period` is given and stay as they are
    when it is None.
    Raises: ClaimConflict if the claim was saved by anybody since, or is not there.
    """
    recent = recent_of(c).claims
    recent.drop(claim.claim_id)
    stored = claim.model_copy(update={"version": read_version + 1})
    if held is not None and held.known[_MARKS] and is_marked_alike(held.claim, stored):
        marks, marked = None, held.known[_MARKS]
    else:
        marks = marks_of(stored)
        marked = digest(marks)
    row = _columns(stored, marked)
    row["id"], row["read_version"] = claim.claim_id, read_version
    known = _KNOWN.first(c, row) if held is None else held.known
    if known is not None:
        terms = known[-len(_TERMS) :] if usage_period is None else (usage_period, deadline)
        row |= zip(_TERMS, terms, strict=True)
        changed = tuple(n for n, was in zip(_KNOWN_NAMES, known, strict=True) if row[n] != was)
    if known is None or not _updating(changed).run(c, row):
        raise ClaimConflict(f"claim {claim.claim_id} has moved on from version {read_version}")
    if marks is not None and "marks" in changed:
        replace_marks(c, stored, marks, _marks_held(held, stored.partner_id))
    _bodies.keep(row["body"], stored)
    recent.note(claim.claim_id, Held(stored, _known(row)))
    return stored


def _known(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KNOWN_NAMES)


def _marks_held(held: Held | None, partner_id: str) -> list[str] | None:
    """The marks that a claim had, None when its rows must be looked at."""
    if held is None or held.claim.partner_id != partner_id:
        return None
    marks = marks_of(held.claim)
    return marks if digest(marks) == held.known[_MARKS] else None


def find_by_reference(c: Connection, reference: str) -> Claim | None:
    """The claim that the backend knows by this reference."""
    return _parsed(_BY_REFERENCE.scalar(c, {"reference": reference}))


def find_by_submission_key(c: Connection, submission_key: str) -> Claim | None:
    """The claim submitted under this key."""
    return _parsed(_BY_SUBMISSION.scalar(c, {"key": submission_key}))


def _parsed(body: str | None) -> Claim | None:
    return None if body is None else claim_of(body)


def _columns(claim: Claim, marked: str) -> dict[str, Any]:
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
        "marks": marked,
        "body": claim.model_dump_json(),
    }
