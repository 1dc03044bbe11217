"""A receipt that may have arrived: it is never lost, and there is no second one as a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.notices.sending import NoticeSender
from bot.storage import jobs
from bot.worker import Done
from tests.journeys.afterwards import Reviewer, hears, notices
from tests.journeys.filing import files
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_notices_races import writes_down_a_receipt

RECEIPT = "Receipt: your claim is accepted for review"
AGAIN = "Should you see that receipt twice, it is one claim"


def announced(partner: Persona) -> int:
    return sum(AGAIN in message.text for message in partner.messages)


async def submits(stage: Stage, asha: Persona, *, answers: list[int | None]) -> None:
    filing = await files(asha)
    await filing.submits()
    stage.channel.lost_answers = answers
    await asha.waits()


@pytest.mark.parametrize("answer", [500, None])
async def test_a_receipt_that_may_have_arrived_is_shown_where_the_claim_was_sent_and_announced(
    stage: Stage, asha: Persona, answer: int | None
) -> None:
    await submits(stage, asha, answers=[answer])
    progress = next(m for m in asha.messages if m.replaced)
    stage.clock.moves(seconds=30)
    await asha.waits()

    assert notices(asha, RECEIPT) == 1
    assert RECEIPT in progress.words
    assert announced(asha) == 1
    await hears(asha)
    assert (notices(asha, RECEIPT), announced(asha)) == (1, 1)
    await Reviewer(stage).presses("start_review")
    await hears(asha)
    assert RECEIPT in progress.words  # it stays a receipt
    assert notices(asha, "Under review") == 1


async def test_it_stays_so_where_the_channel_is_busy_in_between(
    stage: Stage, asha: Persona
) -> None:
    await submits(stage, asha, answers=[500])
    stage.channel.refuse_sends = [(429, "TooManyRequests")] * 3
    for _ in range(6):
        stage.clock.moves(seconds=30)
        await asha.waits()

    assert stage.channel.refuse_sends == []
    assert (notices(asha, RECEIPT), announced(asha)) == (1, 1)


async def test_a_receipt_that_the_channel_asks_to_send_again_is_sent_as_ever(
    stage: Stage, asha: Persona
) -> None:
    await submits(stage, asha, answers=[])
    assert (notices(asha, RECEIPT), announced(asha)) == (1, 0)


async def test_without_the_message_that_showed_it_the_receipt_rather_comes_twice_than_never(
    stage: Stage, asha: Persona
) -> None:
    filing = await files(asha)
    stage.channel.refuse_sends = [(403, "Forbidden")] * 2  # the card, and that it failed
    await filing.submits()
    stage.channel.lost_answers = [500]
    await asha.waits()
    stage.clock.moves(seconds=30)
    await asha.waits()

    assert (notices(asha, RECEIPT), announced(asha)) == (2, 0)


@pytest.mark.parametrize(
    ("refusal", "receipts", "pointers"), [((400, "BadSyntax"), 2, 0), ((500, "Unknown"), 1, 1)]
)
async def test_where_that_message_cannot_be_replaced_the_receipt_is_sent_again(
    stage: Stage, asha: Persona, refusal: tuple[int, str], receipts: int, pointers: int
) -> None:
    await submits(stage, asha, answers=[500])
    stage.channel.refuse_updates = [refusal]
    for _ in range(2):
        stage.clock.moves(seconds=30)
        await asha.waits()

    assert stage.channel.refuse_updates == []
    assert (notices(asha, RECEIPT), announced(asha)) == (receipts, pointers)


async def test_a_worker_that_lost_its_lease_sends_no_receipt(stage: Stage, asha: Persona) -> None:
    await submits(stage, asha, answers=[])
    await writes_down_a_receipt(stage)
    stage.clock.moves(seconds=5)
    nobody: Any = None  # to send fails
    sender = NoticeSender(
        stage.bot.database, nobody, lambda *_: ({}, "", None, ""), clock=stage.clock
    )

    def taken_over(c: Any) -> list[jobs.Job]:
        usual: Any = {"lease_seconds": 60, "limit": 1, "kinds": ["notice"]}
        taken = jobs.lease_jobs(c, owner="slow", now=stage.clock.now, **usual)
        stage.clock.moves(seconds=60)
        return taken + jobs.lease_jobs(c, owner="quick", now=stage.clock.now, **usual)

    slow, quick = await stage.bot.database.run(taken_over)

    assert slow.job_key == quick.job_key
    assert await sender(slow) == Done()


async def test_in_korean_too(stage: Stage) -> None:
    minjun = stage.person("민준", locale="ko-KR")
    await submits(stage, minjun, answers=[500])
    stage.clock.moves(seconds=30)
    await minjun.waits()

    assert sum("클레임은 하나입니다" in message.text for message in minjun.messages) == 1
