"""What a partner does to an accepted claim, once per key: answer a request, dispute, withdraw."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from datetime import timedelta

from pydantic import BaseModel

from bot.backend.contract import (
    ClaimState,
    Dispute,
    DocumentRequest,
    ItemAnswer,
    ProblemFinding,
    RequestAnswers,
    Withdrawal,
)
from bot.backend.sandbox.claims import (
    Moment,
    document_findings,
    load_state,
    reused_key,
    save_step,
)
from bot.backend.sandbox.problems import Refusal
from bot.backend.sandbox.reviewer import closed, with_request, wrong_status
from bot.domain.claim import ClaimStatus

DISPUTE_WITHIN = timedelta(days=30)


def answer(
    connection: sqlite3.Connection, reference: str, answers: RequestAnswers, moment: Moment
) -> ClaimState:
    """Take the answers to an open request; the claim goes back to the reviewers.

    Raises: Refusal 404 without such a request, 409 when it is closed, 422 with findings when an
    item is left out.
    """
    state = load_state(connection, reference)
    request = next((r for r in state.requests if r.request_id == answers.request_id), None)
    if request is None:
        raise Refusal(404, "request-unknown", "There is no such request for this claim.")
    if request.closed or state.status is not ClaimStatus.ACTION_REQUIRED:
        raise wrong_status(state)
    findings = _item_findings(request, answers.answers)
    for given in answers.answers:
        findings += document_findings(connection, given.documents)
    if findings:
        raise Refusal(422, "answers-refused", "Not every item is answered.", findings)
    _keep_paper(connection, reference, "answers", answers, moment)
    state = with_request(state, closed(request, answered=True), ClaimStatus.SUBMITTED)
    return save_step(connection, state, now=moment.now, actor_name=answers.answered_by.name)


def dispute(
    connection: sqlite3.Connection, reference: str, paper: Dispute, moment: Moment
) -> ClaimState:
    """Contest a rejection within thirty days. Raises: Refusal 404, 409, 422."""
    state = load_state(connection, reference)
    if state.status is not ClaimStatus.REJECTED:
        raise wrong_status(state)
    if moment.now > state.status_since + DISPUTE_WITHIN:
        raise Refusal(409, "dispute-too-late", "A rejection may be disputed for 30 days.")
    findings = document_findings(connection, paper.documents)
    if findings:
        raise Refusal(422, "dispute-refused", "A document is missing.", findings)
    _keep_paper(connection, reference, "dispute", paper, moment)
    state = state.model_copy(update={"status": ClaimStatus.DISPUTED})
    name = paper.disputed_by.name
    return save_step(connection, state, now=moment.now, actor_name=name, text=paper.text)


def withdraw(
    connection: sqlite3.Connection, reference: str, paper: Withdrawal, moment: Moment
) -> ClaimState:
    """Pull a claim back before its review. Raises: Refusal 404, 409."""
    state = load_state(connection, reference)
    if state.status is not ClaimStatus.SUBMITTED:
        raise wrong_status(state)
    _keep_paper(connection, reference, "withdrawal", paper, moment)
    state = state.model_copy(update={"status": ClaimStatus.WITHDRAWN})
    name = paper.withdrawn_by.name
    return save_step(connection, state, now=moment.now, actor_name=name, text=paper.reason)


def once(
    connection: sqlite3.Connection,
    key: str,
    path: str,
    body: bytes,
    act: Callable[[], ClaimState],
) -> str:
    """The answer under an idempotency key as JSON: acted on the first time, repeated after that.

    Raises: Refusal 422 when the key came with other content or to another address.
    """
    digest = hashlib.sha256(body).hexdigest()
    row = connection.execute(
        "SELECT path, body_hash, answer FROM answered WHERE idempotency_key = ?", (key,)
    ).fetchone()
    if row is not None:
        if (row[0], row[1]) != (path, digest):
            raise reused_key()
        return str(row[2])
    if connection.execute("SELECT 1 FROM claims WHERE submission_key = ?", (key,)).fetchone():
        raise reused_key()
    result = act().model_dump_json()
    connection.execute(
        "INSERT INTO answered (idempotency_key, path, body_hash, answer) VALUES (?, ?, ?, ?)",
        (key, path, digest, result),
    )
    return result


def _item_findings(
    request: DocumentRequest, answers: tuple[ItemAnswer, ...]
) -> list[ProblemFinding]:
    given = [a.item_id for a in answers if a.text.strip() or a.documents]
    wanted = [item.item_id for item in request.items]
    wrong = {item for item in given if item not in wanted or given.count(item) > 1}
    wrong |= {item for item in wanted if item not in given}
    text = "Answer each requested item once."
    return [ProblemFinding(code="item-open", message=text, field=item) for item in sorted(wrong)]


def _keep_paper(
    connection: sqlite3.Connection, reference: str, kind: str, paper: BaseModel, moment: Moment
) -> None:
    connection.execute(
        "INSERT INTO papers (reference, kind, at, body) VALUES (?, ?, ?, ?)",
        (reference, kind, moment.now.isoformat(), paper.model_dump_json()),
    )
