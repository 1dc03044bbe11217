"""When a submission begins: once its message is in the chat, and without it after a while."""

from __future__ import annotations

import asyncio

from tests.journeys.filing import files
from tests.journeys.test_submitting import whole


async def held_back(stage, filing, taken):
    """Submit pressed, in a chat that does not take the card yet."""
    stage.channel.holds = [taken]
    pressing = asyncio.create_task(filing.submits())
    async with asyncio.timeout(10):
        while not stage.channel.held_back:
            await asyncio.sleep(0)
    return pressing


async def test_a_quick_claims_office_does_not_overtake_a_slow_chat(stage, asha):
    filing = await files(asha)
    taken = asyncio.Event()
    pressing = await held_back(stage, filing, taken)
    while await stage.work():  # all that is due before the chat has taken the card
        pass
    taken.set()
    await pressing
    [progress] = [m for m in asha.messages if "Sending: Autumn campaign" in m.words]
    await asha.waits()

    assert progress.replaced >= 1
    assert "Documents sent: 4 of 4" in progress.words
    asha.sees("Receipt: your claim is accepted for review")


async def test_a_chat_that_never_takes_the_card_does_not_hold_the_claim_back(stage, asha):
    filing = await files(asha)
    stage.channel.refuse_sends = [(403, "Forbidden")] * 2  # the card, and that it failed
    await filing.submits()
    await asha.waits()

    await whole(stage, filing)
    asha.sees("Receipt: your claim is accepted for review")


async def test_a_claim_whose_card_is_never_answered_is_sent_after_a_while(stage, asha):
    filing = await files(asha)
    taken = asyncio.Event()
    pressing = await held_back(stage, filing, taken)
    while await stage.work():
        pass
    assert await stage.received() == []
    stage.clock.moves(seconds=10)
    while await stage.work():
        pass
    await whole(stage, filing)

    taken.set()
    await pressing
    await asha.waits()
    await whole(stage, filing)


async def test_a_card_that_is_late_does_not_hurry_an_attempt_that_has_to_wait(stage, asha):
    filing = await files(asha)
    taken = asyncio.Event()
    pressing = await held_back(stage, filing, taken)
    stage.clock.moves(seconds=10)
    await stage.control(outage="unavailable")
    while await stage.work():  # it begins without its card, and is planned again after a pause
        pass
    await stage.control(outage="none")
    taken.set()
    await pressing
    while await stage.work():
        pass

    assert await stage.received() == []
    stage.clock.moves(minutes=6)
    await asha.waits()
    await whole(stage, filing)
