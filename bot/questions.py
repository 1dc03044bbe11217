"""The desk for questions: what becomes of an answer, or of a question without one.

Votes are counted, questions without an answer are kept masked for the program admin, and a question
is handed over to a person exactly as the partner saw it. One transaction per verb.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.answers.masking import masked
from bot.domain.partner import Contact
from bot.storage import answers, jobs
from bot.storage.database import Database

__all__ = ["QuestionDesk"]


class QuestionDesk:
    """Verbs on questions. With `has_hook` a hand-over is also posted by a job of kind `support`."""

    def __init__(self, database: Database, *, has_hook: bool = False) -> None:
        self._database, self._has_hook = database, has_hook

    async def vote(
        self, answer_key: str, *, intent: str, language: str, is_helpful: bool, now: datetime
    ) -> None:
        """Count whether an answer helped; a second vote on the same answer replaces the first."""

        def work(c: Connection) -> None:
            answers.save_vote(
                c, answer_key, intent=intent, language=language, is_helpful=is_helpful, at=now
            )

        await self._database.run(work)

    async def keep(
        self,
        text: str,
        *,
        language: str,
        reason: str,
        guesses: Sequence[str],
        names: Sequence[str],
        now: datetime,
    ) -> None:
        """Keep a question without an answer. `names` and other personal data are taken out."""
        plain = masked(text, names)
        key = hashlib.sha256(f"{language}|{plain.casefold()}".encode()).hexdigest()[:32]

        def work(c: Connection) -> None:
            answers.keep_question(
                c, key, language=language, text=plain, reason=reason, guesses=guesses, at=now
            )

        if plain:
            await self._database.run(work)

    async def hand_over(
        self,
        contact: Contact,
        handover_id: str,
        body: Mapping[str, str],
        *,
        claim_id: str,
        now: datetime,
    ) -> bool:
        """Record what the partner confirmed, and have it posted. False when it was done before."""
        handover = answers.Handover(
            handover_id, contact.contact_id, contact.partner.partner_id, claim_id, body, now
        )

        def work(c: Connection) -> bool:
            if not answers.insert_handover(c, handover):
                return False
            if self._has_hook:
                jobs.enqueue(
                    c,
                    job_key=f"support:{handover_id}",
                    kind="support",
                    arguments={"handover_id": handover_id},
                    run_at=now,
                )
            return True

        return await self._database.run(work)

    async def report(
        self, *, limit: int = 100
    ) -> tuple[list[answers.OpenQuestion], list[answers.VoteCount]]:
        """Open questions, newest first, and the votes: what the program admin reads."""
        return await self._database.run(
            lambda c: (answers.newest_questions(c, limit=limit), answers.vote_counts(c)),
            write=False,
        )
