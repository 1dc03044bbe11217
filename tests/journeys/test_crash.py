"""The real process, killed at every named point of a submission: one whole claim in the end."""

from __future__ import annotations

import asyncio

from tests.journeys.afterwards import notices
from tests.journeys.filing import Filing
from tests.journeys.processes import claimable_day, outside, process, until
from tests.journeys.stage import Stage
from tests.journeys.test_receipts_once import RECEIPT, announced
from tests.journeys.test_submitting import whole

__all__ = ["outside", "process"]


async def test_a_claim_survives_a_kill_at_every_point_of_its_way(process, outside):
    day = claimable_day(outside)
    asha = outside.person("Asha")
    filing = Filing(asha, plan={"activity_start": day, "activity_end": day})

    await process.starts()
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    await process.is_killed()  # in the middle of the questions

    await process.starts()
    await asha.says("continue")
    asha.sees("Costs of this claim", "USD 1,200.50")
    await filing.goes_on(until="claim.submit")
    await outside.control(outage="unavailable")
    await filing.submits()
    asha.sees("Sending: Autumn campaign")
    await process.is_killed()  # submitted here, nothing sent yet

    await process.starts()
    assert await outside.received() == []
    await outside.control(outage="none", slow_seconds=0.15)
    await until(lambda: process.sent() >= 1)
    await process.is_killed()  # after the first document
    assert 1 <= process.sent() < 4

    await process.starts()
    await outside.control(outage="answer_lost", outage_on="claims", slow_seconds=0.3)
    await until(lambda: holds_one(outside))
    assert process.sent() == 4
    await process.is_killed()  # accepted there, not known here
    assert process.claim()["status"] == "submitting"

    outside.channel.silence = asyncio.Event()
    await process.starts()
    await outside.control(outage="none", slow_seconds=0)
    await until(lambda: process.claim()["status"] == "submitted")
    await process.is_killed()  # accepted, and nobody was told

    outside.channel.silence.set()
    outside.channel.silence = None
    await process.starts()
    await until(lambda: told(asha) >= 1)
    await whole(outside, filing)
    assert told(asha) == 1
    assert process.claim()["status"] == "submitted"


async def test_a_receipt_taken_when_the_process_died_is_no_second_message(process, outside):
    day = claimable_day(outside)
    asha = outside.person("Asha")
    filing = Filing(asha, plan={"activity_start": day, "activity_end": day})
    await process.starts()
    await filing.starts()
    await filing.goes_on()
    await outside.control(slow_seconds=0.2)
    await filing.submits()
    progress = asha.new[-1]
    outside.channel.keeps_answers = asyncio.Event()
    await until(lambda: notices(asha, RECEIPT) == 1)
    await process.is_killed()  # told, and that is not known here
    outside.channel.keeps_answers.set()
    outside.channel.keeps_answers = None
    await process.starts()
    await until(lambda: announced(asha) == 1)

    assert notices(asha, RECEIPT) == 1
    assert RECEIPT in progress.words
    await whole(outside, filing)


async def holds_one(stage: Stage) -> bool:
    return len(await stage.received()) == 1


def told(partner) -> int:
    return sum("Receipt: your claim is accepted" in m.words for m in partner.messages)
