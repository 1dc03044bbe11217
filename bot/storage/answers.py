"""Votes on answers, questions that had none, and hand-overs to a person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.storage.engines import insert_or_replace
from bot.storage.tables import answer_votes, handovers, open_questions

_v, _q, _h = answer_votes.c, open_questions.c, handovers.c

_VOTE = insert_or_replace(answer_votes)
_QUESTION = select(_q.question_key).where(_q.question_key == bindparam("key"))
_SEEN_AGAIN = (
    update(open_questions)
    .where(_q.question_key == bindparam("key"))
    .values(times=_q.times + 1, last_at=bindparam("seen_at"), reason=bindparam("why"))
)
_NEWEST = (
    select(open_questions).order_by(_q.last_at.desc(), _q.question_key).limit(bindparam("limit"))
)
_COUNTS = select(_v.intent, _v.language, _v.is_helpful, func.count()).group_by(
    _v.intent, _v.language, _v.is_helpful
)
_HANDOVER = select(handovers).where(_h.handover_id == bindparam("key"))
_DELIVERED = (
    update(handovers)
    .where(_h.handover_id == bindparam("key"))
    .values(delivered_at=bindparam("taken_at"))
)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, masked. `guesses` are intents it may have been."""

    question_key: str
    language: str
    text: str
    reason: str
    guesses: tuple[str, ...]
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many found the answers to an intent helpful in one language."""

    intent: str
    language: str
    is_helpful: bool
    votes: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A question handed over to a person; `body` is exactly what the partner saw and sent."""

    handover_id: str
    contact_id: str
    partner_id: str
    claim_id: str
    body: Mapping[str, Any]
    at: datetime
    delivered_at: datetime | None = None


def save_vote(
    c: Connection, vote_key: str, *, intent: str, language: str, is_helpful: bool, at: datetime
) -> None:
    """Count a vote; a second vote on the same answer replaces the first."""
    values = {"vote_key": vote_key, "intent": intent, "language": language, "at": at}
    c.execute(_VOTE, {**values, "is_helpful": int(is_helpful)})


def vote_counts(c: Connection) -> list[VoteCount]:
    """Votes per intent, language and verdict, by intent."""
    rows = c.execute(_COUNTS)
    return sorted(
        (VoteCount(intent, language, bool(good), n) for intent, language, good, n in rows),
        key=lambda count: (count.intent, count.language, count.is_helpful),
    )


def keep_question(
    c: Connection,
    question_key: str,
    *,
    language: str,
    text: str,
    reason: str,
    guesses: Sequence[str],
    at: datetime,
) -> None:
    """Keep a masked question, or count it once more. The text must carry no personal data."""
    if c.execute(_QUESTION, {"key": question_key}).first() is not None:
        c.execute(_SEEN_AGAIN, {"key": question_key, "seen_at": at, "why": reason})
        return
    values = {"question_key": question_key, "language": language, "text": text, "reason": reason}
    values |= {"guesses": json.dumps(list(guesses))}
    c.execute(insert(open_questions), {**values, "times": 1, "first_at": at, "last_at": at})


def newest_questions(c: Connection, *, limit: int = 100) -> list[OpenQuestion]:
    """Open questions, the last asked first."""
    return [
        OpenQuestion(**{**row, "guesses": tuple(json.loads(row["guesses"]))})
        for row in c.execute(_NEWEST, {"limit": limit}).mappings()
    ]


def insert_handover(c: Connection, handover: Handover) -> bool:
    """Record a hand-over; False when this very one was recorded before."""
    if load_handover(c, handover.handover_id) is not None:
        return False
    body = json.dumps(dict(handover.body), ensure_ascii=False)
    c.execute(
        insert(handovers),
        {
            "handover_id": handover.handover_id,
            "contact_id": handover.contact_id,
            "partner_id": handover.partner_id,
            "claim_id": handover.claim_id,
            "body": body,
            "at": handover.at,
            "delivered_at": handover.delivered_at,
        },
    )
    return True


def load_handover(c: Connection, handover_id: str) -> Handover | None:
    """A hand-over by its id."""
    row = c.execute(_HANDOVER, {"key": handover_id}).mappings().first()
    return None if row is None else Handover(**{**row, "body": json.loads(row["body"])})


def mark_delivered(c: Connection, handover_id: str, at: datetime) -> None:
    """The hook took it."""
    c.execute(_DELIVERED, {"key": handover_id, "taken_at": at})
