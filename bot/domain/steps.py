"""The one place that decides what to ask next. Pure: the same claim gives the same step on every
device.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.catalog import Catalog, DocumentRequirement
from bot.domain.claim import (
    Claim,
    ClaimDocument,
    ClaimStatus,
    ExpenseSource,
)
from bot.domain.fields import StepKind, answer_of, required_ids
from bot.domain.memo import once_for_each
from bot.domain.partner import Contact
from bot.domain.responses import may_answer, may_dispute, open_dispute, open_request

ROAD = (
    StepKind.ACTIVITY,
    StepKind.CONDITIONS,
    StepKind.DETAILS,
    StepKind.EXPENSE,
    StepKind.DOCUMENT,
    StepKind.REVIEW,
)
"""The steps counted in "step 2 of 6"."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to ask now.

    Shape: `number` of `total` counts the steps of the road, 0 outside it; for a document
    `requirement` says which
    one, and `position` of `count` its place among the required documents, from 1. For a request
    they count its items, and position 0 means that all are answered.
    """

    kind: StepKind
    number: int = 0
    total: int = len(ROAD)
    requirement: DocumentRequirement | None = None
    position: int = 0
    count: int = 0


def numbered(kind: StepKind) -> Step:
    """A step with its place on the road."""
    shown = {StepKind.EXPENSES: StepKind.EXPENSE, StepKind.CHECKLIST: StepKind.ACTIVITY}.get(
        kind, kind
    )
    return Step(kind, ROAD.index(shown) + 1 if shown in ROAD else 0)


@once_for_each
def next_step(claim: Claim, contact: Contact, catalog: Catalog) -> Step:
    """The first part of the claim that is not answered yet; the review when all are."""
    if claim.status in (ClaimStatus.SUBMITTING, ClaimStatus.NEEDS_ATTENTION):
        return Step(StepKind.SENDING)
    if claim.status is not ClaimStatus.DRAFT:
        return _afterwards(claim, contact)
    for kind in (StepKind.PROGRAM, StepKind.ACTIVITY):
        if not is_answered(kind, claim, contact, catalog):
            return numbered(kind)
    if not claim.checklist_seen:
        return numbered(StepKind.CHECKLIST)
    for kind in (StepKind.CONDITIONS, StepKind.DETAILS):
        if not is_answered(kind, claim, contact, catalog):
            return numbered(kind)
    if not claim.expense_lines:
        return numbered(StepKind.EXPENSE)
    if not claim.lines_complete:
        return numbered(StepKind.EXPENSES)
    wanted = _document_step(claim, catalog)
    return _csr_instead(claim, wanted) if wanted else numbered(StepKind.REVIEW)


def _csr_instead(claim: Claim, step: Step) -> Step:
    """Instead of an upload the lines of the CSR, when the partner makes it here."""
    csr, wanted = claim.csr, step.requirement
    if csr is None or not csr.is_open or wanted is None or "CSR" not in wanted.kinds:
        return step
    return replace(step, kind=StepKind.CSR)


def is_answered(kind: StepKind, claim: Claim, contact: Contact, catalog: Catalog) -> bool:
    """Whether every required field of a step has an answer."""
    return first_open_field(kind, claim, contact, catalog) == ""


def first_open_field(kind: StepKind, claim: Claim, contact: Contact, catalog: Catalog) -> str:
    """Id of the first required field without an answer, or ""."""
    for field_id in required_ids(kind, claim, contact, catalog):
        if answer_of(claim, field_id) is None:
            return field_id
    return ""


@once_for_each
def required_documents(claim: Claim, catalog: Catalog) -> tuple[DocumentRequirement, ...]:
    """The documents this claim needs, given its answers and expense lines, in catalog order."""
    sources = {ExpenseSource(line.source) for line in claim.expense_lines}
    return catalog.requirements(claim.incentive_activity, claim.conditions, sources)


def other_documents(claim: Claim, catalog: Catalog) -> tuple[ClaimDocument, ...]:
    """Documents in force that answer nothing that is required now: sent unasked, or no longer
    needed since an answer was changed. They go with the claim.
    """
    needed = {r.requirement_id for r in required_documents(claim, catalog)}
    return tuple(d for d in claim.documents_in_force if d.requirement_id not in needed)


def document_step(claim: Claim, catalog: Catalog, requirement_id: str) -> Step | None:
    """The step that asks for one given document, or None when the claim does not need it."""
    needed = required_documents(claim, catalog)
    for place, requirement in enumerate(needed, start=1):
        if requirement.requirement_id == requirement_id:
            return Step(
                StepKind.DOCUMENT,
                ROAD.index(StepKind.DOCUMENT) + 1,
                requirement=requirement,
                position=place,
                count=len(needed),
            )
    return None


def _afterwards(claim: Claim, contact: Contact) -> Step:
    """What an accepted claim waits for: the next open item of a request, a dispute, or nothing."""
    request = open_request(claim)
    if request is not None and may_answer(contact, claim):
        first = next((n for n, item in enumerate(request.items, 1) if not item.is_answered), 0)
        return Step(StepKind.REQUEST, position=first, count=len(request.items))
    if open_dispute(claim) is not None and may_dispute(contact, claim):
        return Step(StepKind.DISPUTE)
    return Step(StepKind.CLOSED)


def _document_step(claim: Claim, catalog: Catalog) -> Step | None:
    if claim.current_document:
        chosen = document_step(claim, catalog, claim.current_document)
        if chosen:
            return chosen
    if claim.documents_done:
        return None
    for requirement in required_documents(claim, catalog):
        answered = claim.documents_for(requirement.requirement_id)
        if not answered and requirement.requirement_id not in claim.set_aside:
            return document_step(claim, catalog, requirement.requirement_id)
    return None
