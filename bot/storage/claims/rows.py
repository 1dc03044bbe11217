"""One claim: insert, load, save under the version that was read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from bot.domain.claim import Claim
from bot.errors import ClaimConflict
from bot.storage.claims.marks import digest, insert_marks, marks_of, replace_marks
from bot.storage.tables import claims

_c = claims.c

_INSERT = insert(claims)
_LOAD = select(_c.body).where(_c.claim_id == bindparam("id"))
_UPDATED: dict[str, Any] = {
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
_BY_REFERENCE = select(_c.body).where(_c.backend_reference == bindparam("reference"))
_BY_SUBMISSION = select(_c.body).where(_c.submission_key == bindparam("key"))


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
    row = _columns(stored, marks)
    c.execute(
        _INSERT,
        {**row, "claim_id": claim.claim_id, "usage_period": usage_period, "deadline": deadline},
    )
    insert_marks(c, stored, marks)
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

    `usage_period` and `deadline` (in the program's zone, inclusive) follow from the claim by the
    catalog's rules; they are written together when `usage_period` is given and stay as they are
    when it is None.
    Raises: ClaimConflict if the claim was saved by anybody since, or is not there.
    """
    stored = claim.model_copy(update={"version": read_version + 1})
    marks = marks_of(stored)
    row = {**_columns(stored, marks), "id": claim.claim_id, "read_version": read_version}
    if not c.execute(_UPDATE_IF_SAME_MARKS, row).rowcount:
        if not c.execute(_UPDATE, row).rowcount:
            raise ClaimConflict(f"claim {claim.claim_id} has moved on from version {read_version}")
        replace_marks(c, stored, marks)
    if usage_period is not None:
        terms = {"id": claim.claim_id, "usage_period": usage_period, "deadline": deadline}
        c.execute(_SET_TERMS, terms)
    return stored


def find_by_reference(c: Connection, reference: str) -> Claim | None:
    """The claim that the backend knows by this reference."""
    return _parsed(c.execute(_BY_REFERENCE, {"reference": reference}).scalar())


def find_by_submission_key(c: Connection, submission_key: str) -> Claim | None:
    """The claim submitted under this key."""
    return _parsed(c.execute(_BY_SUBMISSION, {"key": submission_key}).scalar())


def _parsed(body: str | None) -> Claim | None:
    return None if body is None else Claim.model_validate_json(body)


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
        "marks": digest(marks),
        "body": claim.model_dump_json(),
    }
