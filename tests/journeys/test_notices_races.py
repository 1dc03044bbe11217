"""Who comes back in the very moment in which they are found away is told all the same: once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.notices import Notice, enqueue_notice
from bot.notices.sending import NoticeSender
from bot.storage import claims, contacts
from bot.storage.jobs import Job
from bot.worker import JobOutcome, Worker
from tests.journeys.afterwards import Reviewer, files_claim, hears, notices
from tests.journeys.stage import Persona, Stage

RECEIPT = "Receipt: your claim is accepted for review"
BLOCKED = (403, "ConversationBlockedByUser")


class Slow:
    """A worker that stops between what it reads and what it writes."""

    def __init__(self, stage: Stage) -> None:
        nobody: Any = None  # it is never asked to send
        sender = NoticeSender(stage.bot.database, nobody, nobody, clock=stage.clock)
        self.has_read, self.may_write = asyncio.Event(), asyncio.Event()

        async def reads_and_waits(job: Job) -> JobOutcome:
            outcome = await sender(job)
            self.has_read.set()
            await self.may_write.wait()
            return outcome

        handlers = {"notice": reads_and_waits}
        worker = Worker(stage.bot.database, handlers, owner="slow", clock=stage.clock)
        self.works = worker.run_due


async def writes_down_a_receipt(stage: Stage) -> None:
    [received] = await stage.received()

    def write(c: Any) -> None:
        claim = claims.find_by_submission_key(c, received["state"]["submission_key"])
        assert claim is not None
        known = contacts.load_contact_by_id(c, claim.owner_id)
        assert known is not None
        enqueue_notice(c, Notice.RECEIPT, claim, known[0], fact="once more", now=stage.clock.now)

    await stage.bot.database.run(write)


async def test_a_notice_that_found_nobody_is_told_to_who_came_back_before_that_was_written(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha)
    await asha.uninstalls()
    await writes_down_a_receipt(stage)
    stage.clock.moves(seconds=5)
    slow = Slow(stage)
    working = asyncio.create_task(slow.works())
    await slow.has_read.wait()
    await asha.installs()
    stage.clock.moves(seconds=2)
    await stage.work()  # looks for what was missed
    slow.may_write.set()
    await working
    await hears(asha)

    assert notices(asha, RECEIPT) == 2
    await hears(asha)
    assert notices(asha, RECEIPT) == 2


@asynccontextmanager
async def held_back(stage: Stage, begin: Callable[[], Awaitable[Any]]) -> AsyncIterator[None]:
    """Something that the channel does not answer before the end."""
    taken = asyncio.Event()
    stage.channel.holds, before = [taken], stage.channel.held_back
    begun = asyncio.ensure_future(begin())
    async with asyncio.timeout(10):
        while stage.channel.held_back == before:
            await asyncio.sleep(0)
    yield
    taken.set()
    await begun


async def test_who_is_speaking_while_they_are_found_away_is_told_after_that_turn(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha)
    await Reviewer(stage).presses("start_review")
    async with held_back(stage, lambda: asha.says("hello")):
        stage.channel.refuse_sends = [BLOCKED]
        await hears(asha)
        assert stage.channel.refuse_sends == []
    assert notices(asha, "Under review") == 0
    stage.clock.moves(minutes=1)
    await hears(asha)

    assert notices(asha, "Under review") == 1
    await asha.says("hello")
    await hears(asha)
    assert notices(asha, "Under review") == 1


async def test_who_spoke_since_the_message_that_did_not_reach_them_is_not_away(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha)
    await Reviewer(stage).presses("start_review")
    async with held_back(stage, lambda: hears(asha)):
        await asha.says("hello")
        stage.channel.refuse_sends = [BLOCKED]
    await hears(asha)

    assert stage.channel.refuse_sends == []
    assert notices(asha, "Under review") == 1
