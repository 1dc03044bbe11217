"""Everything that can happen to a claim, as transitions: a claim in, a new claim out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.claim import (
    Claim,
    ClaimDocument,
    ClaimStatus,
    DocumentState,
    ExpenseLine,
    Finding,
    SetAside,
)
from bot.domain.fields import CONDITION_PREFIX, METRIC_PREFIX
from bot.domain.told_costs import with_begun, without_entered, without_sums

CLOCK_SKEW = timedelta(days=1)
"""How far the backend's clock may be from ours before it is not believed."""


def _edited(claim: Claim, now: datetime, **changes: Any) -> Claim:
    """An edit by the partner also clears what the backend refused: the claim is no longer the
    refused one.
    """
    return claim.model_copy(update={"changed_at": now, "findings": (), **changes})


def apply_answers(claim: Claim, answers: Mapping[str, object], now: datetime) -> Claim:
    """The claim with the answers of one step recorded; an empty answer clears an optional field.

    Shape: `answers` as in `checks.check_answers`, already checked.
    """
    changes: dict[str, Any] = {}
    conditions, metrics = dict(claim.conditions), dict(claim.metrics)
    for field_id, value in answers.items():
        if field_id.startswith(CONDITION_PREFIX):
            values = value if isinstance(value, tuple) else (str(value),)
            conditions[field_id.removeprefix(CONDITION_PREFIX)] = tuple(str(v) for v in values)
        elif field_id.startswith(METRIC_PREFIX):
            metrics[field_id.removeprefix(METRIC_PREFIX)] = str(value)
        elif field_id == "program_location":
            changes["program"], _, changes["location_id"] = str(value).partition("|")
        else:
            changes[field_id] = value
    if conditions != claim.conditions:
        changes |= {"conditions": conditions, "documents_done": False}
    changes["metrics"] = metrics
    if changes.get("currency", claim.currency) != claim.currency:
        changes |= {"lines_complete": False, "documents_done": False}
    if changes.get("program", claim.program) != claim.program:
        changes["surface_item"] = changes.get("surface_item", "")
    if changes.get("incentive_activity", claim.incentive_activity) != claim.incentive_activity:
        given = {k: v for k, v in conditions.items() if CONDITION_PREFIX + k in answers}
        changes |= _another_activity(claim) | {"conditions": given}
    prefill = {k: v for k, v in claim.prefill.items() if k not in answers}
    if claim.currency and changes.get("currency", claim.currency) != claim.currency:
        prefill = without_sums(prefill)
    return _edited(claim, now, prefill=prefill, **changes)


def _another_activity(claim: Claim) -> dict[str, Any]:
    """What cannot survive a change of activity. Documents and lines stay; the review shows what
    fits no more.
    """
    return {
        "checklist_seen": False,
        "conditions": {},
        "metrics": {},
        "set_aside": {},
        "current_document": "",
        "documents_done": False,
        "lines_complete": False,
    }


def see_checklist(claim: Claim, now: datetime) -> Claim:
    """The partner saw what will be needed and went on."""
    return claim.model_copy(update={"checklist_seen": True, "changed_at": now})


def put_line(claim: Claim, line: ExpenseLine, now: datetime) -> Claim:
    """Add an expense line, or replace the one with the same id (so that doing it twice changes
    nothing).
    """
    others = [line if old.line_id == line.line_id else old for old in claim.expense_lines]
    prefill = claim.prefill
    if line not in others:
        others.append(line)
        prefill = without_entered(prefill, line)
    return _edited(claim, now, expense_lines=tuple(others), lines_complete=False, prefill=prefill)


def begin_line(claim: Claim, typed: Mapping[str, str], now: datetime) -> Claim:
    """What was said of a cost that is not whole yet is kept, to be offered when it is asked."""
    prefill = with_begun(claim.prefill, typed)
    return claim.model_copy(update={"prefill": prefill, "changed_at": now})


def drop_line(claim: Claim, line_id: str, now: datetime) -> Claim:
    """Remove an expense line; the documents stay."""
    rest = tuple(line for line in claim.expense_lines if line.line_id != line_id)
    return _edited(claim, now, expense_lines=rest, lines_complete=False, documents_done=False)


def finish_lines(claim: Claim, now: datetime) -> Claim:
    """All costs are entered."""
    return _edited(claim, now, lines_complete=True, documents_done=False)


def attach(claim: Claim, document: ClaimDocument, now: datetime) -> Claim:
    """Add a document; the same bytes for the same requirement are added once."""
    for old in claim.documents:
        same = old.sha256 == document.sha256 and old.url == document.url
        if same and old.requirement_id == document.requirement_id and _in_force(old):
            return claim
    aside = {k: v for k, v in claim.set_aside.items() if k != document.requirement_id}
    csr = claim.csr
    if csr is not None and csr.requirement_id == document.requirement_id:
        csr = csr.model_copy(update={"is_open": False})  # a file came instead
    return _edited(
        claim,
        now,
        csr=csr,
        documents=(*claim.documents, document),
        set_aside=aside,
        current_document="",
    )


def _in_force(document: ClaimDocument) -> bool:
    return document.state is not DocumentState.SUPERSEDED


def detach(claim: Claim, document_id: str, now: datetime) -> Claim:
    """Take a document out of the claim. The bytes stay stored; the entry stays as superseded."""
    documents = tuple(
        d.model_copy(update={"state": DocumentState.SUPERSEDED})
        if d.document_id == document_id
        else d
        for d in claim.documents
    )
    return _edited(claim, now, documents=documents, documents_done=False)


def set_document_aside(claim: Claim, requirement_id: str, why: SetAside, now: datetime) -> Claim:
    """Leave a required document for later, or say that there is none."""
    return _edited(
        claim, now, set_aside={**claim.set_aside, requirement_id: why}, current_document=""
    )


def choose_document(claim: Claim, requirement_id: str, now: datetime) -> Claim:
    """Ask for this document next, also when it was set aside or answered before."""
    aside = {k: v for k, v in claim.set_aside.items() if k != requirement_id}
    return claim.model_copy(
        update={"current_document": requirement_id, "set_aside": aside, "changed_at": now}
    )


def finish_documents(claim: Claim, now: datetime) -> Claim:
    """Go on to the review with whatever documents there are."""
    return claim.model_copy(
        update={"documents_done": True, "current_document": "", "changed_at": now}
    )


def begin_submission(
    claim: Claim,
    *,
    submission_key: str,
    attested_by: str,
    reason: str,
    warned: Sequence[Finding],
    now: datetime,
) -> Claim:
    """Attested and handed to the durable submission, under a key made before the first call."""
    reasons = {f"{f.code}:{f.field}": reason for f in warned}
    return claim.model_copy(
        update={
            "status": ClaimStatus.SUBMITTING,
            "status_since": now,
            "changed_at": now,
            "submission_key": submission_key,
            "attested_by": attested_by,
            "attested_at": now,
            "submitted_at": now,
            "reasons": reasons,
            "findings": (),
        }
    )


def mark_documents(
    claim: Claim, state: DocumentState, sha256s: frozenset[str] | None = None
) -> Claim:
    """Move documents in force (all, or those with these hashes) to one ledger state."""
    documents = tuple(
        d.model_copy(update={"state": state})
        if _in_force(d) and (sha256s is None or d.sha256 in sha256s)
        else d
        for d in claim.documents
    )
    return claim.model_copy(update={"documents": documents})


def accept(
    claim: Claim, *, backend_reference: str, content_hash: str, accepted_at: datetime, now: datetime
) -> Claim:
    """The backend accepted the claim with all its documents; where its clock cannot be right, ours
    tells when.
    """
    done = mark_documents(claim, DocumentState.ACCEPTED)
    if not (claim.submitted_at or now) - CLOCK_SKEW <= accepted_at <= now + CLOCK_SKEW:
        accepted_at = now
    return done.model_copy(
        update={
            "status": ClaimStatus.SUBMITTED,
            "status_since": accepted_at,
            "changed_at": now,
            "backend_reference": backend_reference,
            "content_hash": content_hash,
            "accepted_at": accepted_at,
        }
    )


def refuse(claim: Claim, findings: Sequence[Finding], now: datetime) -> Claim:
    """The backend refused: an open draft again, with what it said; the next try gets a new key."""
    documents = tuple(
        d.model_copy(update={"state": DocumentState.STORED}) if _in_force(d) else d
        for d in claim.documents
    )
    return claim.model_copy(
        update={
            "status": ClaimStatus.DRAFT,
            "status_since": now,
            "changed_at": now,
            "submission_key": "",
            "submitted_at": None,
            "findings": tuple(findings),
            "documents": documents,
            "documents_done": True,
        }
    )


def need_attention(claim: Claim, now: datetime) -> Claim:
    """The durable submission gave up; an operator and the partner can start it again under the same
    key.
    """
    return claim.model_copy(
        update={"status": ClaimStatus.NEEDS_ATTENTION, "status_since": now, "changed_at": now}
    )


def resume_submission(claim: Claim, now: datetime) -> Claim:
    """Try the same submission again, same key."""
    return claim.model_copy(
        update={"status": ClaimStatus.SUBMITTING, "status_since": now, "changed_at": now}
    )


def withdraw(claim: Claim, now: datetime) -> Claim:
    """Pulled by the partner. Source: assumed (no published text)."""
    return claim.model_copy(
        update={"status": ClaimStatus.WITHDRAWN, "status_since": now, "changed_at": now}
    )


def clone(claim: Claim, claim_id: str, owner_id: str, now: datetime) -> Claim:
    """A new draft with the same answers, without dates, documents and what belongs to one
    submission.
    """
    return Claim(
        claim_id=claim_id,
        partner_id=claim.partner_id,
        owner_id=owner_id,
        created_at=now,
        changed_at=now,
        program=claim.program,
        location_id=claim.location_id,
        surface_item=claim.surface_item,
        incentive_activity=claim.incentive_activity,
        checklist_seen=True,
        conditions=claim.conditions,
        description=claim.description,
        currency=claim.currency,
        contact_email=claim.contact_email,
    )
