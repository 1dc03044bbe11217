"""When a submission begins: once its message is in the chat, and without it after a while."""

from __future__ import annotations

import asyncio
import threading

from bot.storage import claims
from tests.journeys.afterwards import Reviewer, hears
from tests.journeys.filing import files
from tests.journeys.test_submitting import whole
from tests.storage.conftest import database_url, on_postgresql
from tests.storage.test_slots import WAITS_FOR_ME

__all__ = ["database_url"]


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


async def overtaken(stage, filing):
    """A chat that takes the card only when everything about the submission is done and told."""
    taken = asyncio.Event()
    pressing = await held_back(stage, filing, taken)
    stage.clock.moves(seconds=10)
    while await stage.work():
        pass
    taken.set()
    await pressing
    return next(m for m in filing.partner.messages if "Sending: Autumn campaign" in m.words)


async def test_a_card_that_is_taken_after_the_receipt_is_brought_up_to_date_once(stage, asha):
    late = await overtaken(stage, await files(asha))
    assert late.replaced == 0
    await asha.waits()

    assert "Sent: Autumn campaign" in late.words
    assert "Documents sent: 4 of 4" in late.words
    assert sum("Receipt: your claim is accepted" in m.words for m in asha.messages) == 1
    await asha.waits()
    assert late.replaced == 1
    await Reviewer(stage).presses("start_review")  # and it is the claim's card from now on
    await hears(asha)
    assert late.replaced == 2
    assert "Under review" in late.words


async def test_a_late_card_of_a_claim_that_was_sent_back_shows_the_draft(stage, asha):
    filing = await files(asha)
    await stage.control(refuse_next_claim="comments-missing", refuse_message="Please comment.")
    late = await overtaken(stage, filing)
    await asha.waits()

    assert "Sending" not in late.words
    assert "Please comment." in late.words
    assert late.replaced == 1


async def test_pressed_again_after_a_message_that_nobody_can_name_another_one_takes_its_place(
    stage, asha
):
    filing = await files(asha)
    stage.channel.lost_answers = [500]
    await filing.submits()
    await asha.clicks("claim.submit", attested="true")
    asha.sees(
        "This claim is already submitted; nothing was sent twice.", "Sending: Autumn campaign"
    )
    again = asha.new[-1]
    await asha.waits()

    assert "Sent: Autumn campaign" in again.words
    assert again.replaced == 1
    await whole(stage, filing)


@on_postgresql
async def test_a_card_is_not_forgotten_where_the_submission_saves_at_the_same_moment(
    stage_of, database_url
):
    stage = await stage_of(database_url=database_url)
    filing = await files(stage.person("Asha"))
    taken, is_changed = asyncio.Event(), threading.Event()
    pressing = await held_back(stage, filing, taken)

    def saves_meanwhile(c):
        claim_id = c.exec_driver_sql("select claim_id from claims").scalar_one()
        claim = claims.load_claim(c, claim_id)
        claims.save_claim(c, claim, read_version=claim.version)
        is_changed.set()
        while not c.exec_driver_sql(WAITS_FOR_ME).scalar():
            pass

    saving = asyncio.create_task(stage.bot.database.run(saves_meanwhile))
    await asyncio.to_thread(is_changed.wait, 20)
    taken.set()
    await asyncio.gather(saving, pressing)
    await filing.partner.waits()

    [progress] = [m for m in filing.partner.messages if "Autumn campaign" in m.words and m.replaced]
    assert "Documents sent: 4 of 4" in progress.words


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
