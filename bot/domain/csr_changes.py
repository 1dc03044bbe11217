"""What can happen to a CSR, as transitions of its claim: a claim in, a new claim out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from bot.domain import changes
from bot.domain.claim import Claim, ClaimDocument, DocumentState
from bot.domain.csr import Csr, CsrLine, CsrMade, CsrMaterial, CsrPart, CsrWork

Values = Mapping[str, object]


def open_csr(claim: Claim, requirement_id: str, entry_id: str, now: datetime) -> Claim:
    """Make the CSR here: what was entered before is still there; without work the first line is
    asked.
    """
    known = claim.csr or Csr(requirement_id=requirement_id, currency=claim.currency)
    update: dict[str, Any] = {"requirement_id": requirement_id, "is_open": True}
    if known.entering is None and not known.work:
        update |= {"entering": CsrPart.WORK, "entry_id": entry_id, "entry": {}}
    chosen = changes.choose_document(claim, requirement_id, now)
    return chosen.model_copy(update={"csr": known.model_copy(update=update)})


def leave_csr(claim: Claim, now: datetime) -> Claim:
    """Send a file instead; what was entered stays."""
    return _with(claim, now, is_open=False, entering=None, entry_id="", entry={})


def enter(
    claim: Claim,
    part: CsrPart | None,
    entry_id: str,
    now: datetime,
    entry: Mapping[str, str] | None = None,
) -> Claim:
    """Ask for a line or the signature next, with what is known of it; None goes back to the
    lines.
    """
    return _with(claim, now, entering=part, entry_id=entry_id, entry=dict(entry or {}))


def note_entry(claim: Claim, answers: Mapping[str, str], now: datetime) -> Claim:
    """Keep answers to what is being entered, so that nothing typed is lost."""
    csr = _csr(claim)
    return _with(claim, now, entry={**csr.entry, **answers})


def forget_entry(claim: Claim, names: Collection[str], now: datetime) -> Claim:
    """Drop answers that no longer fit, so that they are asked again."""
    entry = {name: text for name, text in _csr(claim).entry.items() if name not in names}
    return _with(claim, now, entry=entry)


def put_line(claim: Claim, line: CsrLine, now: datetime) -> Claim:
    """Add a line, or replace the one with the same id."""
    csr = _csr(claim)
    name = "work" if isinstance(line, CsrWork) else "materials"
    old: tuple[CsrLine, ...] = csr.work if name == "work" else csr.materials
    lines = tuple(line if one.line_id == line.line_id else one for one in old)
    lines = lines if line in lines else (*lines, line)
    done: dict[str, Any] = {"entering": None, "entry_id": "", "entry": {}, name: lines}
    return _with(claim, now, **done)


def drop_line(claim: Claim, line_id: str, now: datetime) -> Claim:
    """Take a line out."""
    csr = _csr(claim)
    return _with(
        claim,
        now,
        work=tuple(one for one in csr.work if one.line_id != line_id),
        materials=tuple(one for one in csr.materials if one.line_id != line_id),
        entering=None,
        entry_id="",
        entry={},
    )


def sign(claim: Claim, values: Values, now: datetime) -> Claim:
    """Record who vouches for it, from checked values."""
    return _with(
        claim,
        now,
        signatory_name=str(values["signatory_name"]),
        signatory_title=str(values["signatory_title"]),
        signed_on=cast(date, values["signed_on"]),
        is_true=True,
        currency=claim.currency,
    )


def line_from(part: CsrPart, line_id: str, values: Values) -> CsrLine:
    """A line from checked values."""
    if part is CsrPart.WORK:
        return CsrWork(
            line_id=line_id,
            person=str(values["person"]),
            task=str(values["task"]),
            first_day=cast(date, values["first_day"]),
            last_day=cast(date, values["last_day"]),
            hours=cast(Decimal, values["hours"]),
            hourly_cost=cast(Decimal, values["hourly_cost"]),
        )
    return CsrMaterial(
        line_id=line_id,
        item=str(values["item"]),
        quantity=cast(Decimal, values["quantity"]),
        unit_cost=cast(Decimal, values["unit_cost"]),
    )


def attach_csr(claim: Claim, document: ClaimDocument, total: Decimal, now: datetime) -> Claim:
    """Attach the document that was made from this claim; the one made before is superseded.

    The same bytes again stay the document that is there. Needs the activity's dates.
    """
    csr = _csr(claim)
    assert claim.activity_start is not None  # the document names both days
    assert claim.activity_end is not None
    start, end = claim.activity_start, claim.activity_end
    if csr.made is not None:
        claim = _superseded(claim, csr.made.document_id, document.sha256)
    attached = changes.attach(claim, document, now)
    here = attached.documents_for(document.requirement_id)
    made = CsrMade(
        document_id=next(d.document_id for d in here if d.sha256 == document.sha256),
        fingerprint=csr.fingerprint(),
        claim_name=claim.claim_name,
        location_id=claim.location_id,
        incentive_activity=claim.incentive_activity,
        activity_start=start,
        activity_end=end,
        currency=claim.currency,
        total=total,
    )
    closed = {"made": made, "is_open": False, "entering": None, "entry_id": "", "entry": {}}
    update = {"csr": csr.model_copy(update=closed), "current_document": "", "changed_at": now}
    return attached.model_copy(update=update)


def _superseded(claim: Claim, document_id: str, sha256: str) -> Claim:
    documents = tuple(
        d.model_copy(update={"state": DocumentState.SUPERSEDED})
        if d.document_id == document_id and d.sha256 != sha256
        else d
        for d in claim.documents
    )
    return claim.model_copy(update={"documents": documents})


def _csr(claim: Claim) -> Csr:
    assert claim.csr is not None  # the caller has opened it
    return claim.csr


def _with(claim: Claim, now: datetime, **update: Any) -> Claim:
    csr = _csr(claim).model_copy(update=update)
    return claim.model_copy(update={"csr": csr, "findings": (), "changed_at": now})
