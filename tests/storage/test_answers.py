"""Votes, open questions and hand-overs in both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.partner import Contact, Partner
from bot.questions import QuestionDesk
from bot.storage import answers, backlog
from bot.storage.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ASHA = Contact(
    contact_id="c1",
    tenant_id="t",
    object_id="o",
    name="Asha Kim",
    partner=Partner(partner_id="p1", name="Contoso"),
)


async def test_a_second_vote_on_an_answer_replaces_the_first(database: Database) -> None:
    desk = QuestionDesk(database)
    await desk.vote("a1", intent="deadline", language="en", is_helpful=True, now=NOW)
    await desk.vote("a1", intent="deadline", language="en", is_helpful=False, now=NOW)
    await desk.vote("a2", intent="deadline", language="en", is_helpful=False, now=NOW)

    _, votes = await desk.report()

    assert votes == [answers.VoteCount("deadline", "en", False, 2)]


async def test_an_open_question_is_kept_once_and_masked(database: Database) -> None:
    desk = QuestionDesk(database)
    for minutes in (0, 5):
        await desk.keep(
            "Can Asha bill asha@contoso.com for 123456789?",
            language="en",
            reason="cannot",
            guesses=("payment",),
            names=("Asha Kim",),
            now=NOW + timedelta(minutes=minutes),
        )

    found, _ = await desk.report()

    assert [(q.text, q.times, q.last_at) for q in found] == [
        ("Can [name] bill [mail] for [number]?", 2, NOW + timedelta(minutes=5))
    ]


async def test_a_hand_over_is_recorded_once_and_posted_by_a_job(database: Database) -> None:
    desk = QuestionDesk(database, has_hook=True)
    body = {"question": "Where is my money?", "name": "Asha Kim"}
    first = await desk.hand_over(ASHA, "H1", body, claim_id="k1", now=NOW)
    second = await desk.hand_over(ASHA, "H1", body, claim_id="k1", now=NOW)

    kept = await database.run(lambda c: answers.load_handover(c, "H1"))
    counts = await database.run(backlog.job_counts)

    assert (first, second) == (True, False)
    assert kept is not None
    assert kept.body == body
    assert sum(n for key, n in counts.items()) == 1


async def test_without_a_hook_nothing_is_posted(database: Database) -> None:
    await QuestionDesk(database).hand_over(ASHA, "H2", {"question": "?"}, claim_id="", now=NOW)

    assert sum((await database.run(backlog.job_counts)).values()) == 0
