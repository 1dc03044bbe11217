"""Who looks for what a person missed: how long, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.claim import ClaimStatus, Finding
from bot.notices.missed import CatchUp, came_back
from bot.notices.written import MISSED, Notice, still_matters
from bot.storage import conversations
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.jobs import JobState
from bot.worker import Done, RetryAt, Worker
from tests.storage.builders import a_claim
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import enqueue, load

AWAY = ConversationRow("chat", contact_id="asha", unreachable_reason="blocked")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("more", "seconds", "ended"),
    [
        ({}, 0, RetryAt(NOW + SECOND, "the turn is not saved yet")),
        ({}, 121, Done(MISSED)),  # that turn failed
        ({"once": True}, 0, Done(MISSED)),
    ],
)
async def test_a_turn_is_waited_for_and_not_for_ever(
    database: Database, clock: Clock, more: dict[str, bool], seconds: int, ended: object
) -> None:
    await database.run(
        lambda c: conversations.end_turn(c, AWAY, "1", read=ConversationRow("chat"), owner="o")
    )
    await enqueue(database, "a")
    job = replace(await load(database), arguments={"contact_id": "asha", **more})
    clock.advance(seconds)

    assert await CatchUp(database, clock=clock)(job) == ended


async def test_a_chat_of_several_is_no_place_for_what_one_person_missed(
    database: Database, clock: Clock
) -> None:
    group = AWAY._replace(unreachable_reason="", is_personal=False)
    await database.run(
        lambda c: conversations.end_turn(c, group, "1", read=ConversationRow("chat"), owner="o")
    )
    await enqueue(database, "a")
    job = replace(await load(database), arguments={"contact_id": "asha", "once": True})

    assert await CatchUp(database, clock=clock)(job) == Done(MISSED)


async def test_a_turn_that_begins_again_looks_again(database: Database, clock: Clock) -> None:
    async def look() -> None:
        await came_back(database, "asha", "activity 1", clock())

    await look()
    await database.run(
        lambda c: conversations.end_turn(
            c,
            AWAY._replace(unreachable_reason=""),
            "1",
            read=ConversationRow("chat"),
            owner="o",
        )
    )
    clock.advance(1)
    handlers = {"missed": CatchUp(database, clock=clock)}
    assert await Worker(database, handlers, owner="one", clock=clock).run_due() == 1
    await look()
    job = await load(database, "missed:asha:activity 1")

    assert (job.state, job.run_at) == (JobState.READY, clock.now + SECOND)


FOUND = (Finding(code="refused", message="No."),)


@pytest.mark.parametrize(
    ("notice", "status", "findings", "matters"),
    [
        (Notice.REFUSED, ClaimStatus.DRAFT, FOUND, True),
        (Notice.REFUSED, ClaimStatus.DRAFT, (), False),
        (Notice.REFUSED, ClaimStatus.SUBMITTING, FOUND, False),
        (Notice.DELAYED, ClaimStatus.SUBMITTING, (), True),
        (Notice.DELAYED, ClaimStatus.SUBMITTED, (), False),
        (Notice.ATTENTION, ClaimStatus.NEEDS_ATTENTION, (), True),
        (Notice.ATTENTION, ClaimStatus.SUBMITTING, (), False),
    ],
)
def test_what_is_over_by_then_is_not_told_to_who_comes_back(
    notice: Notice, status: ClaimStatus, findings: tuple[Finding, ...], matters: bool
) -> None:
    assert still_matters(notice, a_claim(status=status, findings=findings), NOW) is matters
