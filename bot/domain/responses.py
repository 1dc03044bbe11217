"""What a partner does to an accepted claim: answer a request, dispute, withdraw. Pure transitions.

Everything outside the request stays locked; answers are kept one by one and sent back once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.claim import Claim, ClaimDocument, ClaimStatus, DocumentState
from bot.domain.followup import (
    AskedItem,
    DisputeCase,
    DisputeState,
    Followup,
    MoreRequest,
    RequestState,
    WithdrawalAsked,
)
from bot.domain.partner import Contact, Role

ANSWERING_ROLES = frozenset({Role.INCENTIVES_ADMIN, Role.INCENTIVES_USER, Role.GLOBAL_ADMIN})
"""Assumed, like those who may submit."""
DISPUTING_ROLES = frozenset({Role.INCENTIVES_ADMIN, Role.INCENTIVES_USER})
"""Source: "Dispute a rejected co-op claim", Partner Center (S19 published)."""
MAX_ANSWER_CHARS = 4000
OTHER = "other"
"""Requirement id of a document that answers no requirement of the activity."""


def may_answer(contact: Contact, claim: Claim) -> bool:
    """Whether this contact's role lets them answer a request about the claim."""
    return _has(contact, claim, ANSWERING_ROLES)


def may_dispute(contact: Contact, claim: Claim) -> bool:
    """Whether this contact's role lets them dispute a rejection of the claim."""
    return _has(contact, claim, DISPUTING_ROLES)


def is_told_of_requests(contact: Contact, claim: Claim) -> bool:
    """Whether a colleague hears of requests: incentives admins and users of program and place."""
    return _has(contact, claim, DISPUTING_ROLES)


def open_request(claim: Claim) -> MoreRequest | None:
    """The request that can be answered now."""
    request = claim.followup.request
    if claim.status is not ClaimStatus.ACTION_REQUIRED or request is None:
        return None
    return request if request.state is RequestState.OPEN else None


def open_dispute(claim: Claim) -> DisputeCase | None:
    """The objection that is being prepared."""
    case = claim.followup.dispute
    if claim.status is not ClaimStatus.REJECTED or case is None:
        return None
    return case if case.state is DisputeState.DRAFT else None


def answer_item(claim: Claim, item_id: str, text: str, contact: Contact, now: datetime) -> Claim:
    """The item answered in words; saying the same again changes nothing."""
    item = _item(claim, item_id)
    words = text.strip()[:MAX_ANSWER_CHARS]
    if item is None or item.text == words:
        return claim
    return _with_item(claim, _answered(item, contact, now, text=words), now)


def attach_to_item(
    claim: Claim, item_id: str, document: ClaimDocument, contact: Contact, now: datetime
) -> Claim:
    """The item answered with a document; the same bytes or link for it count once."""
    item = _item(claim, item_id)
    if item is None:
        return claim
    if any(_same(d, document) for d in documents_of(claim, item.document_ids)):
        return claim
    ids = (*item.document_ids, document.document_id)
    changed = _answered(item, contact, now, document_ids=ids)
    with_document = claim.model_copy(update={"documents": (*claim.documents, document)})
    return _with_item(with_document, changed, now)


def clear_item(claim: Claim, item_id: str, now: datetime) -> Claim:
    """Take the answer to an item back; its documents stay in the record as replaced."""
    item = _item(claim, item_id)
    if item is None or not item.is_answered:
        return claim
    cleared = AskedItem(
        item_id=item.item_id,
        kind=item.kind,
        question=item.question,
        comment=item.comment,
        requirement_id=item.requirement_id,
    )
    return _with_item(_superseded(claim, frozenset(item.document_ids)), cleared, now)


def send_answers(claim: Claim, sending_key: str, contact: Contact, now: datetime) -> Claim:
    """The request handed to the durable sending, under a key made before the first call."""
    request = open_request(claim)
    if request is None or request.open_items:
        return claim
    sending = request.model_copy(
        update={
            "state": RequestState.SENDING,
            "sending_key": sending_key,
            "sent_by": contact.contact_id,
            "sent_name": contact.name,
            "sent_at": now,
            "refusal": "",
        }
    )
    return _changed(claim, claim.followup.with_request(sending), now)


def answers_taken(claim: Claim, request_id: str) -> Claim:
    """The claims office took the answers: what they replace is superseded, never deleted."""
    request = next((r for r in claim.followup.requests if r.request_id == request_id), None)
    if request is None:
        return claim
    fresh = {i for item in request.items for i in item.document_ids}
    answered = {d.requirement_id for d in claim.documents if d.document_id in fresh} - {"", OTHER}
    replaced = {
        d.document_id
        for d in claim.documents
        if d.requirement_id in answered and d.document_id not in fresh
    }
    return accept_documents(_superseded(claim, frozenset(replaced)), frozenset(fresh))


def answers_refused(claim: Claim, request_id: str, why: str, now: datetime) -> Claim:
    """The claims office did not take the answers: open again, nothing of them is lost."""
    request = claim.followup.request
    if request is None or request.request_id != request_id:
        return claim
    opened = request.model_copy(update={"state": RequestState.OPEN, "refusal": why})
    return _changed(claim, claim.followup.with_request(opened), now)


def begin_dispute(claim: Claim, contact: Contact, now: datetime) -> Claim:
    """Start an objection, or go on with the one begun before."""
    if claim.status is not ClaimStatus.REJECTED or claim.followup.dispute is not None:
        return claim
    case = DisputeCase(started_by=contact.contact_id, started_name=contact.name)
    return _with_dispute(claim, case, now)


def word_dispute(claim: Claim, text: str, now: datetime) -> Claim:
    """The reason of the objection, in the partner's words."""
    case = open_dispute(claim)
    words = text.strip()[:MAX_ANSWER_CHARS]
    if case is None or not words or case.text == words:
        return claim
    return _with_dispute(claim, case.model_copy(update={"text": words}), now)


def attach_to_dispute(claim: Claim, document: ClaimDocument, now: datetime) -> Claim:
    """New evidence for the objection; the same bytes or link count once."""
    case = open_dispute(claim)
    if case is None or any(_same(d, document) for d in documents_of(claim, case.document_ids)):
        return claim
    ids = (*case.document_ids, document.document_id)
    with_document = claim.model_copy(update={"documents": (*claim.documents, document)})
    return _with_dispute(with_document, case.model_copy(update={"document_ids": ids}), now)


def send_dispute(claim: Claim, sending_key: str, contact: Contact, now: datetime) -> Claim:
    """The objection handed to the durable sending; it needs a reason in words."""
    case = open_dispute(claim)
    if case is None or not case.text.strip():
        return claim
    update = {
        "state": DisputeState.SENDING,
        "sending_key": sending_key,
        "sent_by": contact.contact_id,
        "sent_name": contact.name,
        "sent_at": now,
        "refusal": "",
    }
    return _with_dispute(claim, case.model_copy(update=update), now)


def drop_dispute(claim: Claim, now: datetime) -> Claim:
    """Leave the objection; its files stay in the record as replaced."""
    case = open_dispute(claim)
    if case is None:
        return claim
    kept = _superseded(claim, frozenset(case.document_ids))
    return _changed(kept, kept.followup.model_copy(update={"dispute": None}), now)


def dispute_refused(claim: Claim, why: str, now: datetime) -> Claim:
    """The claims office did not take the objection: it can be changed and sent again."""
    case = claim.followup.dispute
    if case is None or case.state is not DisputeState.SENDING:
        return claim
    update = {"state": DisputeState.DRAFT, "refusal": why}
    return _with_dispute(claim, case.model_copy(update=update), now)


def ask_withdrawal(
    claim: Claim, sending_key: str, reason: str, contact: Contact, now: datetime
) -> Claim:
    """Pull the claim back; only before its review begins (assumed)."""
    if claim.status is not ClaimStatus.SUBMITTED or claim.followup.withdrawal is not None:
        return claim
    asked = WithdrawalAsked(
        sending_key=sending_key,
        reason=reason.strip()[:1000],
        asked_by=contact.contact_id,
        asked_name=contact.name,
        asked_at=now,
    )
    followup = claim.followup.model_copy(update={"withdrawal": asked, "refusal": ""})
    return _changed(claim, followup, now)


def withdrawal_refused(claim: Claim, why: str, now: datetime) -> Claim:
    """The claims office did not let the claim go: it goes on as it was."""
    followup = claim.followup.model_copy(update={"withdrawal": None, "refusal": why})
    return _changed(claim, followup, now)


def accept_documents(claim: Claim, document_ids: frozenset[str]) -> Claim:
    """The claims office holds these documents."""
    return _marked(claim, document_ids, DocumentState.ACCEPTED)


def documents_of(claim: Claim, document_ids: tuple[str, ...]) -> tuple[ClaimDocument, ...]:
    """Documents of the claim by id, in order of arrival."""
    return tuple(d for d in claim.documents if d.document_id in document_ids)


def expire(claim: Claim, now: datetime) -> Claim:
    """A draft whose claim window has closed."""
    return claim.model_copy(
        update={"status": ClaimStatus.EXPIRED, "status_since": now, "changed_at": now}
    )


def _has(contact: Contact, claim: Claim, roles: frozenset[Role]) -> bool:
    enrollment = contact.enrollment(claim.location_id, claim.program)
    same_partner = contact.partner.partner_id == claim.partner_id
    return same_partner and enrollment is not None and bool(roles & set(enrollment.roles))


def _item(claim: Claim, item_id: str) -> AskedItem | None:
    request = open_request(claim)
    return request.item(item_id) if request else None


def _answered(item: AskedItem, contact: Contact, now: datetime, **answer: Any) -> AskedItem:
    who = {
        "answered_by": contact.contact_id,
        "answered_name": contact.name,
        "answered_at": now,
    }
    return item.model_copy(update={**answer, **who})


def _with_item(claim: Claim, item: AskedItem, now: datetime) -> Claim:
    request = open_request(claim)
    assert request is not None
    items = tuple(item if old.item_id == item.item_id else old for old in request.items)
    changed = request.model_copy(update={"items": items})
    return _changed(claim, claim.followup.with_request(changed), now)


def _with_dispute(claim: Claim, case: DisputeCase, now: datetime) -> Claim:
    return _changed(claim, claim.followup.model_copy(update={"dispute": case}), now)


def _changed(claim: Claim, followup: Followup, now: datetime) -> Claim:
    return claim.model_copy(update={"followup": followup, "changed_at": now})


def _superseded(claim: Claim, document_ids: frozenset[str]) -> Claim:
    return _marked(claim, document_ids, DocumentState.SUPERSEDED)


def _marked(claim: Claim, document_ids: frozenset[str], state: DocumentState) -> Claim:
    documents = tuple(
        d.model_copy(update={"state": state}) if d.document_id in document_ids else d
        for d in claim.documents
    )
    return claim.model_copy(update={"documents": documents})


def _same(one: ClaimDocument, other: ClaimDocument) -> bool:
    in_force = one.state is not DocumentState.SUPERSEDED
    return in_force and (one.sha256, one.url) == (other.sha256, other.url)
