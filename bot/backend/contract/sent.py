"""What we send: every field present, none unknown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, StringConstraints

from bot.backend.contract.fields import PERIOD_PATTERN, Code, Long, Money, Short, SizeBytes
from bot.domain.claim import Claim, ClaimDocument, ExpenseLine, ExpenseSource, Value
from bot.domain.partner import Contact


class PersonName(Value):
    """Who did something, as recorded in the history."""

    contact_id: Code
    name: Short


_SAME_FIELDS = (
    *("partner_id", "program", "location_id", "surface_item", "incentive_activity", "claim_name"),
    *("activity_start", "activity_end", "description", "currency", "claim_amount"),
    *("preapproval_id", "comments", "contact_name", "contact_email", "conditions", "metrics"),
)
"""Fields that travel as they stand in the claim."""


class ContactQuery(Value):
    """Body of the directory look-up; `name` and `email` as the channel says, possibly empty."""

    tenant_id: Code
    object_id: Code
    name: Short
    email: Short


class SubmittedLine(Value):
    """One cost. Units: amounts in the claim's currency."""

    line_id: Code
    source: ExpenseSource
    expense_type: Code
    vendor_name: Short
    invoice_number: Short
    net: Money
    tax: Money
    gross: Money
    claimed: Money
    tax_is_cost: bool


class SubmittedDocument(Value):
    """One file or link. A file is uploaded under its hash first; a link has `url` and no hash."""

    document_id: Code
    requirement_id: Code
    kinds: Annotated[tuple[Code, ...], Field(min_length=1, max_length=10)] = Field(
        description="Document kinds any of which it may be, such as INV_3P"
    )
    name: Short
    media_type: Short
    size_bytes: SizeBytes
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = Field(
        description="Hex SHA-256 of the exact bytes, empty for a link"
    )
    url: Annotated[str, StringConstraints(max_length=2000)] = Field(
        description="The link, empty for a file"
    )
    note: Long


class Attestation(Value):
    """Who declared that the claim is true, and when."""

    attested_by: Code
    attested_at: AwareDatetime


class SubmittedClaim(Value):
    """A claim as submitted.

    Shape: `conditions` question id → values; `metrics` metric id → value as text;
    `warning_reasons` finding code → the partner's reason to submit in spite of it.

    Source: fields of the claim page of Partner Center, "Create and manage a co-op claim".
    """

    partner_id: Code
    program: Code
    location_id: Code
    surface_item: Short
    usage_period: Annotated[str, StringConstraints(pattern=PERIOD_PATTERN)]
    incentive_activity: Code
    claim_name: Short
    activity_start: date
    activity_end: date
    description: Long
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    claim_amount: Money = Field(description="Sum of the claimed amounts of all lines")
    preapproval_id: Short
    comments: Long
    contact_name: Short
    contact_email: Short
    conditions: dict[str, tuple[str, ...]]
    metrics: dict[str, str]
    warning_reasons: dict[str, str]
    expense_lines: Annotated[tuple[SubmittedLine, ...], Field(min_length=1, max_length=200)]
    documents: Annotated[tuple[SubmittedDocument, ...], Field(max_length=200)]
    attestation: Attestation
    submitted_at: AwareDatetime = Field(description="When the partner pressed submit")
    submitted_by: PersonName


class ItemAnswer(Value):
    """The answer to one requested item: documents, words, or both."""

    item_id: Code
    text: Long
    documents: Annotated[tuple[SubmittedDocument, ...], Field(max_length=40)]


class RequestAnswers(Value):
    """Answers to every item of one request, sent once."""

    request_id: Code
    answered_by: PersonName
    answered_at: AwareDatetime
    answers: Annotated[tuple[ItemAnswer, ...], Field(min_length=1, max_length=50)]


class Dispute(Value):
    """Why a rejection is contested, with new evidence if there is any."""

    disputed_by: PersonName
    disputed_at: AwareDatetime
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    documents: Annotated[tuple[SubmittedDocument, ...], Field(max_length=40)]


class Withdrawal(Value):
    """The partner pulls a claim back before its review."""

    withdrawn_by: PersonName
    withdrawn_at: AwareDatetime
    reason: Long


def submitted_claim(
    claim: Claim,
    contact: Contact,
    usage_period: str,
    requirement_kinds: Mapping[str, tuple[str, ...]],
) -> SubmittedClaim:
    """The claim as it travels; superseded documents stay at home.

    Shape: `contact` is who pressed submit; `requirement_kinds` requirement id → document kinds
    any of which answers it; a requirement not in it travels as OTHER.
    Raises: ValueError for a claim without dates, attestation or instant of submission.
    """
    submitted_at = claim.submitted_at or claim.attested_at
    if claim.attested_at is None or submitted_at is None:
        raise ValueError(f"claim {claim.claim_id}: not attested")
    if claim.activity_start is None or claim.activity_end is None:
        raise ValueError(f"claim {claim.claim_id}: activity dates missing")
    same = {name: getattr(claim, name) for name in _SAME_FIELDS}
    return SubmittedClaim(
        **same,
        usage_period=usage_period,
        warning_reasons=claim.reasons,
        expense_lines=tuple(_line(line) for line in claim.expense_lines),
        documents=tuple(
            submitted_document(document, requirement_kinds.get(document.requirement_id, ()))
            for document in claim.documents_in_force
        ),
        attestation=Attestation(
            attested_by=claim.attested_by or contact.contact_id, attested_at=claim.attested_at
        ),
        submitted_at=submitted_at,
        submitted_by=PersonName(contact_id=contact.contact_id, name=contact.name),
    )


def submitted_document(document: ClaimDocument, kinds: tuple[str, ...]) -> SubmittedDocument:
    """One document as it travels, in a claim, an answer or a dispute; without kinds it is OTHER."""
    return SubmittedDocument(
        document_id=document.document_id,
        requirement_id=document.requirement_id,
        kinds=kinds or ("OTHER",),
        name=document.name,
        media_type=document.media_type,
        size_bytes=document.size_bytes,
        sha256=document.sha256,
        url=document.url,
        note=document.note,
    )


def canonical_json(content: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8 unescaped: the same content is always the same bytes.

    Raises: ValueError for NaN, infinity and lone surrogates, which are no JSON text.
    """
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def content_hash(claim: SubmittedClaim) -> str:
    """Hex SHA-256 over the canonical JSON of the claim as sent; the backend computes the same."""
    return hashlib.sha256(canonical_json(claim.model_dump(mode="json"))).hexdigest()


def _line(line: ExpenseLine) -> SubmittedLine:
    return SubmittedLine(
        line_id=line.line_id,
        source=line.source,
        expense_type=line.expense_type,
        vendor_name=line.vendor_name,
        invoice_number=line.invoice_number,
        net=line.net,
        tax=line.tax,
        gross=line.gross,
        claimed=line.claimed,
        tax_is_cost=line.tax_is_cost,
    )
