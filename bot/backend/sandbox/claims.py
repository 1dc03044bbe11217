"""Claims in the sandbox: what is checked when one comes in, what is kept of it."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.backend.contract import (
    STATUS_CHANGED,
    ClaimEvent,
    ClaimReceipt,
    ClaimState,
    HistoryEntry,
    ProblemFinding,
    SubmittedClaim,
    SubmittedDocument,
    canonical_json,
)
from bot.backend.sandbox.directory import (
    ToUsd,
    claimable_period,
    funds_of,
    known_contact,
    period_days,
)
from bot.backend.sandbox.problems import Refusal, missing
from bot.backend.sandbox.switches import Switches
from bot.domain.claim import ClaimStatus

GRACE = timedelta(hours=72)
"""How long after "submit" a claim may arrive and still count as of that instant."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a transaction needs to know of the world. Units: `now` is the sandbox's time, UTC."""

    now: datetime
    switches: Switches
    to_usd: ToUsd


def submit(
    connection: sqlite3.Connection, key: str, content: Any, claim: SubmittedClaim, moment: Moment
) -> tuple[ClaimReceipt, bool]:
    """Receipt for a claim and whether it is new; key and content again give the first receipt.

    Raises: Refusal 422, with findings, or because the key was used for other content.
    """
    digest = hashlib.sha256(canonical_json(content)).hexdigest()
    row = connection.execute(
        "SELECT receipt FROM claims WHERE submission_key = ?", (key,)
    ).fetchone()
    if row is not None:
        receipt = ClaimReceipt.model_validate_json(row[0])
        if receipt.content_hash != digest:
            raise reused_key()
        return receipt, False
    if connection.execute("SELECT 1 FROM answered WHERE idempotency_key = ?", (key,)).fetchone():
        raise reused_key()
    findings = check_claim(connection, claim, moment)
    if findings:
        raise Refusal(422, "claim-refused", "The claim cannot be accepted as it is.", findings)
    return _insert(connection, key, digest, claim, canonical_json(content).decode(), moment), True


def check_claim(
    connection: sqlite3.Connection, claim: SubmittedClaim, moment: Moment
) -> list[ProblemFinding]:
    """Everything the sandbox refuses a claim for; empty when it is fine."""
    switches = moment.switches
    if switches.refuse_next_claim:
        message = switches.refuse_message or "Refused by switch."
        return [_finding(switches.refuse_next_claim, message, switches.refuse_field)]
    findings = _directory_findings(connection, claim, moment)
    findings += _period_findings(claim, moment)
    if claim.claim_amount <= 0 or claim.claim_amount != sum(
        (line.claimed for line in claim.expense_lines), Decimal(0)
    ):
        findings.append(_finding("amount-mismatch", "The amount is not the sum of its lines.", ""))
    findings += document_findings(connection, claim.documents)
    if not findings:
        findings += _funds_findings(connection, claim, moment)
    return findings


def document_findings(
    connection: sqlite3.Connection, documents: Sequence[SubmittedDocument]
) -> list[ProblemFinding]:
    """Documents that were not uploaded, or not as described."""
    findings = []
    for document in documents:
        if bool(document.sha256) == bool(document.url):
            text = "A document is either a file or a link."
            findings.append(_finding("document-unclear", text, document.document_id))
        elif document.sha256:
            row = connection.execute(
                "SELECT size_bytes FROM documents WHERE sha256 = ?", (document.sha256,)
            ).fetchone()
            if row is None:
                text = "The document has not been uploaded."
                findings.append(_finding("document-missing", text, document.document_id))
            elif row[0] != document.size_bytes:
                text = "The document has another size than stated."
                findings.append(_finding("document-size", text, document.document_id))
    return findings


def load_receipt(connection: sqlite3.Connection, key: str) -> ClaimReceipt:
    """The receipt given under a submission key. Raises: Refusal 404."""
    row = connection.execute(
        "SELECT receipt FROM claims WHERE submission_key = ?", (key,)
    ).fetchone()
    if row is None:
        raise missing("claim")
    return ClaimReceipt.model_validate_json(row[0])


def load_state(connection: sqlite3.Connection, reference: str) -> ClaimState:
    """Where a claim stands. Raises: Refusal 404."""
    row = connection.execute(
        "SELECT state FROM claims WHERE reference = ?", (reference,)
    ).fetchone()
    if row is None:
        raise missing("claim")
    return ClaimState.model_validate_json(row[0])


def save_step(
    connection: sqlite3.Connection,
    state: ClaimState,
    *,
    now: datetime,
    actor_name: str,
    text: str = "",
    usd: Decimal | None = None,
    **event: Any,
) -> ClaimState:
    """Keep a changed state with its line of history and its event, in one transaction.

    Shape: `text` is what somebody wrote: the status speaks for itself, in the reader's language;
    `event` are further fields of the ClaimEvent.
    """
    entry = HistoryEntry(at=now, actor_name=actor_name, code=state.status, text=text)
    state = state.model_copy(
        update={
            "sequence": state.sequence + 1,
            "status_since": now,
            "history": (*state.history, entry),
        }
    )
    connection.execute(
        "UPDATE claims SET status = ?, state = ?, usd = COALESCE(?, usd) WHERE reference = ?",
        (state.status, state.model_dump_json(), usd and str(usd), state.reference),
    )
    _add_event(connection, state, now, actor_name=actor_name, comment=text, **event)
    return state


def reused_key() -> Refusal:
    """The refusal of a key that came with other content before."""
    return Refusal(422, "idempotency-key-reused", "This key was used before with other content.")


def _insert(
    connection: sqlite3.Connection,
    key: str,
    digest: str,
    claim: SubmittedClaim,
    body: str,
    moment: Moment,
) -> ClaimReceipt:
    number = connection.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM claims").fetchone()[0]
    receipt = ClaimReceipt(
        reference=f"CL-{moment.now:%Y}-{number:06d}",
        submission_key=key,
        content_hash=digest,
        status=ClaimStatus.SUBMITTED,
        received_at=moment.now,
    )
    state = ClaimState(
        **receipt.model_dump(),
        status_since=moment.now,
        sequence=0,
        claim_amount=claim.claim_amount,
        currency=claim.currency,
        history=(),
        requests=(),
    )
    usd = moment.to_usd(claim.claim_amount, claim.currency, claim.activity_end)
    place = (claim.partner_id, claim.location_id, claim.program, claim.usage_period)
    texts = (str(usd), receipt.model_dump_json(), body, state.model_dump_json())
    connection.execute(
        "INSERT INTO claims (reference, submission_key, partner_id, location_id, program,"
        " usage_period, incentive_activity, status, usd, receipt, body, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (receipt.reference, key, *place, claim.incentive_activity, state.status, *texts),
    )
    actor_name = claim.submitted_by.name
    save_step(connection, state, now=moment.now, actor_name=actor_name)
    return receipt


def _add_event(
    connection: sqlite3.Connection, state: ClaimState, now: datetime, **fields: Any
) -> None:
    event = ClaimEvent(
        event_id=f"ev-{secrets.token_hex(12)}",
        type=STATUS_CHANGED,
        reference=state.reference,
        submission_key=state.submission_key,
        sequence=state.sequence,
        occurred_at=now,
        status=state.status,
        currency=state.currency,
        **fields,
    )
    connection.execute("INSERT INTO events (body) VALUES (?)", (event.model_dump_json(),))


def _directory_findings(
    connection: sqlite3.Connection, claim: SubmittedClaim, moment: Moment
) -> list[ProblemFinding]:
    contact = known_contact(connection, claim.submitted_by.contact_id, moment.switches)
    if contact is None or contact.partner.partner_id != claim.partner_id:
        return [_finding("contact-unknown", "Nobody of this partner by that id.", "submitted_by")]
    enrollment = contact.enrollment(claim.location_id, claim.program)
    if enrollment is None:
        text = "No role for this program at this location."
        return [_finding("role-missing", text, "program")]
    if not enrollment.profile_ready:
        return [_finding("profile-missing", "Bank and tax profile are not ready.", "program")]
    return []


def _period_findings(claim: SubmittedClaim, moment: Moment) -> list[ProblemFinding]:
    early, late = moment.now - GRACE, moment.now + timedelta(minutes=5)
    as_of = claim.submitted_at if early <= claim.submitted_at <= late else moment.now
    if claim.usage_period != claimable_period(as_of):
        text = f"Claims for {claim.usage_period} are not accepted at this time."
        return [_finding("period-closed", text, "usage_period")]
    first, last = period_days(claim.usage_period)
    if not first <= claim.activity_start <= claim.activity_end <= last:
        text = "The activity is not within the usage period."
        return [_finding("dates-outside-period", text, "activity_start")]
    return []


def _funds_findings(
    connection: sqlite3.Connection, claim: SubmittedClaim, moment: Moment
) -> list[ProblemFinding]:
    place = (claim.partner_id, claim.location_id, claim.program, claim.usage_period)
    funds = funds_of(connection, *place, switches=moment.switches, now=moment.now)
    usd = moment.to_usd(claim.claim_amount, claim.currency, claim.activity_end)
    if usd <= funds.remaining:
        return []
    text = f"The amount is over the remaining funds of {funds.remaining} USD."
    return [_finding("funds-exceeded", text, "claim_amount")]


def _finding(code: str, message: str, field: str) -> ProblemFinding:
    return ProblemFinding(code=code, message=message, field=field)


def stored_body(connection: sqlite3.Connection, reference: str) -> dict[str, Any]:
    """The claim as it was received. Raises: Refusal 404."""
    row = connection.execute("SELECT body FROM claims WHERE reference = ?", (reference,)).fetchone()
    if row is None:
        raise missing("claim")
    body: dict[str, Any] = json.loads(row[0])
    return body
