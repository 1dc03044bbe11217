"""A partner who has read nothing files a claim in the browser; the bot dies twice on the way."""

from __future__ import annotations

import pytest

from tests.browser.chat import Chat
from tests.browser.story import LANDING_PAGE, file_a_claim

pytestmark = pytest.mark.browser


async def test_a_claim_survives_two_crashes_and_arrives_once_and_whole(bot, browser, papers):
    lives = []

    async def crash(step: str) -> None:
        if step in ("details", "submitted"):
            lives.append(step)
            await bot.dies_and_starts_again()

    chat = await Chat.open(browser, bot.base)
    await file_a_claim(chat, papers, crash)
    (claim,) = await bot.claims("Asha Rao")
    documents = claim["claim"]["documents"]
    held = {one["name"]: await bot.document(one["sha256"]) for one in documents if one["sha256"]}

    assert lives == ["details", "submitted"]
    assert claim["state"]["reference"] in await chat.card("Receipt:").inner_text()
    assert held == {paper.name: paper.read_bytes() for paper in papers}
    assert [one["url"] for one in documents if one["url"]] == [LANDING_PAGE]
    assert chat.faults == []


async def test_a_press_that_did_not_arrive_says_so_and_can_be_pressed_again(bot, browser):
    chat = await Chat.open(browser, bot.base)
    await chat.sees("Welcome")
    await bot.kill()
    await chat.presses("Welcome", "New claim")
    await chat.is_told("did not arrive")
    await bot.start()
    await chat.presses("Welcome", "New claim")

    await chat.sees("Program and location")


async def test_a_file_that_was_cut_off_says_so_and_can_be_sent_again(bot, browser, papers):
    chat = await Chat.open(browser, bot.base)
    await chat.sees("Welcome")
    await bot.kill()
    await chat.uploads(papers.invoice, papers.picture)
    await chat.is_told("did not arrive")
    await bot.start()
    await chat.feed.get_by_role("button", name="Retry").click()

    await chat.sees("Which claim is this file for?")
