"""What a claim can be found by: words, documents, invoices, each a row in `claim_marks`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from bot.domain.claim import OPEN_STATUSES, Claim, DocumentState
from bot.storage.prepared import Prepared
from bot.storage.tables import claim_marks, claims

_m = claim_marks.c
_WORD = re.compile(r"\w+")
_OF_CLAIM = Prepared(select(_m.mark, _m.partner_id).where(_m.claim_id == bindparam("id")))
_DELETE = Prepared(
    delete(claim_marks).where(_m.claim_id == bindparam("id"), _m.mark == bindparam("mark"))
)
_INSERT = Prepared(insert(claim_marks).values({c.name: bindparam(c.name) for c in claim_marks.c}))
_BY_MARK = Prepared(
    select(_m.claim_id)
    .where(_m.partner_id == bindparam("partner_id"), _m.mark == bindparam("mark"))
    .order_by(_m.claim_id)
    .limit(bindparam("limit"))
)

_OPEN_WITH_MARK = Prepared(
    select(_m.claim_id)
    .join(claims, claims.c.claim_id == _m.claim_id)
    .where(
        _m.partner_id == bindparam("partner_id"),
        _m.mark == bindparam("mark"),
        _m.claim_id != bindparam("but"),
        or_(*(claims.c.status == status.value for status in sorted(OPEN_STATUSES))),
    )
    .limit(1)
)


def claims_using_document(
    c: Connection, partner_id: str, sha256: str, *, except_claim_id: str = "", limit: int = 5
) -> list[str]:
    """Ids of the partner's claims in which these very bytes are in force."""
    return _claims_marked(c, partner_id, _document_mark(sha256), except_claim_id, limit)


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
    """Ids of the partner's claims with a line of this vendor, invoice number and amount."""
    mark = _invoice_mark(vendor_name, invoice_number, claimed)
    return _claims_marked(c, partner_id, mark, except_claim_id, limit)


def is_name_taken(c: Connection, partner_id: str, claim_name: str, except_claim_id: str) -> bool:
    """Whether another open claim of the partner has this very name, in any letter case."""
    values = {"partner_id": partner_id, "mark": _name_mark(claim_name), "but": except_claim_id}
    return bool(_OPEN_WITH_MARK.rows(c, values))


@lru_cache(maxsize=512)  # the same names stand in every save of a claim
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: case folded, numbers without leading zeros."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(word.lstrip("0") or word for word in _WORD.findall(folded))


def marks_of(claim: Claim) -> list[str]:
    """All marks of a claim, sorted."""
    named = (claim.claim_name, claim.backend_reference, claim.claim_id)
    marks = {word_mark(word) for text in named for word in words(text)}
    if claim.claim_name:
        marks.add(_name_mark(claim.claim_name))
    for document in claim.documents:
        if document.sha256 and document.state is not DocumentState.SUPERSEDED:
            marks.add(_document_mark(document.sha256))
    for line in claim.expense_lines:
        if line.invoice_number:
            marks.add(_invoice_mark(line.vendor_name, line.invoice_number, line.claimed))
    return sorted(marks)


def is_marked_alike(one: Claim, other: Claim) -> bool:
    """Whether all that marks are made of is the same; they may be the same without it."""
    return (
        one.claim_name == other.claim_name
        and one.partner_id == other.partner_id
        and one.backend_reference == other.backend_reference
        and one.documents == other.documents
        and one.expense_lines == other.expense_lines
    )


def digest(marks: Collection[str]) -> str:
    """A short text that changes when the marks change."""
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def insert_marks(c: Connection, claim: Claim, marks: Collection[str]) -> None:
    """Write the marks of a claim that has none."""
    same = {"claim_id": claim.claim_id, "partner_id": claim.partner_id}
    if marks:
        _INSERT.run_many(c, [same | {"mark": mark} for mark in marks])


def replace_marks(
    c: Connection, claim: Claim, marks: Collection[str], held: Collection[str] | None = None
) -> None:
    """Write the marks of a claim in place of those it had; most stay and are not touched.

    `held` are those, where the caller knows them.
    """
    wanted = {(mark, claim.partner_id) for mark in marks}
    if held is None:
        known = set(_OF_CLAIM.rows(c, {"id": claim.claim_id}))
    else:
        known = {(mark, claim.partner_id) for mark in held}
    for mark, _ in sorted(known - wanted):
        _DELETE.run(c, {"id": claim.claim_id, "mark": mark})
    insert_marks(c, claim, sorted(mark for mark, _ in wanted - known))


def word_mark(word: str) -> str:
    """The mark of one word as `words` gives it; its beginning is the mark of a prefix."""
    return f"word:{word}"


def _name_mark(claim_name: str) -> str:
    return f"name:{claim_name.casefold()}"


def _document_mark(sha256: str) -> str:
    return f"file:{sha256}"


def _invoice_mark(vendor_name: str, invoice_number: str, claimed: Decimal) -> str:
    vendor, number = "".join(words(vendor_name)), "".join(words(invoice_number))
    return f"invoice:{vendor}|{number}|{claimed.normalize():f}"


def _claims_marked(c: Connection, partner_id: str, mark: str, but: str, limit: int) -> list[str]:
    values = {"partner_id": partner_id, "mark": mark, "limit": limit + 1}
    return [claim_id for (claim_id,) in _BY_MARK.rows(c, values) if claim_id != but][:limit]
