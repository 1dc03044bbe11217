"""Two bots behind a load balancer on one PostgreSQL: one answer, one claim, whoever dies."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage import jobs
from tests.journeys.filing import files
from tests.journeys.test_submitting import whole
from tests.storage.conftest import database_url, on_postgresql

__all__ = ["database_url"]

pytestmark = on_postgresql


@pytest.fixture
async def replicas(stage_of, database_url, tmp_path):
    """Two bots on one database and one document store; the first serves the sandbox to both."""
    shared = {"database_url": database_url, "documents_url": str(tmp_path / "documents")}
    one = await stage_of(folder="one", **shared)
    api = f"{one.base}/sandbox"
    two = await stage_of(folder="two", channel=one.channel, backend_url=api, **shared)
    two.clock = one.clock = two.clock
    return one, two


def at(partner, stage):
    """The load balancer sends the partner to this bot."""
    partner.stage = stage
    return partner


async def test_an_activity_that_reaches_both_is_answered_once(replicas):
    one, two = replicas
    asha = one.person("Asha")
    hello = asha.activity(text="hi")
    await asyncio.gather(asha.sends(hello), posts(two, hello), asha.sends(hello))

    assert sum("Hello, Asha" in m.words for m in asha.messages) == 1


async def posts(stage, activity):
    async with stage.session.post(f"{stage.base}/api/messages", json=activity) as response:
        return response.status


async def test_a_claim_is_filed_with_every_turn_at_the_other_bot(replicas):
    one, two = replicas
    asha = Alternating(one.person("Asha"), replicas)
    filing = await files(asha.partner)
    await filing.submits()
    await asha.partner.waits()

    await whole(one, filing)
    assert asha.turns[two.base] > 3


class Alternating:
    """Every turn of a partner goes to the next bot."""

    def __init__(self, partner, stages):
        self.partner, self.turns = partner, dict.fromkeys((s.base for s in stages), 0)
        plain, queue = partner.sends, list(stages)

        async def sends(activity):
            queue.append(queue.pop(0))
            partner.stage = queue[0]
            self.turns[queue[0].base] += 1
            return await plain(activity)

        partner.sends = sends


async def test_a_submission_whose_bot_died_is_finished_by_the_other(replicas):
    one, two = replicas
    asha = one.person("Asha")
    filing = await files(asha)
    await filing.submits()
    taken = await one.bot.database.run(
        lambda c: jobs.lease_jobs(
            c, owner="dead", now=one.clock.now, lease_seconds=60, limit=9, kinds=["submit"]
        )
    )
    assert [job.kind for job in taken] == ["submit"]
    await at(asha, two).waits()
    assert await one.received() == []
    two.clock.moves(seconds=61)
    await asha.waits()

    await whole(one, filing)
    assert sum("Receipt: your claim" in m.words for m in asha.messages) == 1
