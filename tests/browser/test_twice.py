"""Impatient hands: double clicks, old cards pressed again, two windows at once."""

from __future__ import annotations

import pytest

from tests.browser.chat import Chat
from tests.browser.story import file_a_claim

pytestmark = pytest.mark.browser

OLD_BUTTONS = (
    ("What you will need", "Start"),
    ("One cost", "Save and continue"),
    ("Costs of this claim", "That is all"),
)


async def test_double_clicks_and_old_cards_file_one_claim(bot, browser, papers):
    chat = await Chat.open(browser, bot.base)
    chat.is_impatient = True
    await file_a_claim(chat, papers)
    cards = chat.feed.locator(".ac-adaptiveCard", has_text="Costs of this claim")
    assert await cards.count() == 1  # a double click is one press
    for card, title in OLD_BUTTONS:
        await chat.presses_and_is_heard(card, title)
    held = await bot.claims("Asha Rao")

    assert len(held) == 1
    assert held[0]["claim"]["claim_amount"] == "1200.50"
    assert chat.faults == []


async def test_two_windows_of_one_person_work_on_one_claim(bot, browser):
    desk = await Chat.open(browser, bot.base)
    await desk.sees("Welcome")
    phone = await Chat.open(browser, bot.base, size=(390, 800))
    await desk.presses("Welcome", "New claim")
    await phone.sees("Program and location")
    await phone.fill("Program and location", "program_location", "CSP_IR|2971841")
    await desk.fill("Program and location", "program_location", "CSP_IR|2971841")
    await phone.presses("Program and location", "Save and continue")
    await desk.presses("Program and location", "Save and continue")
    await desk.sees("What was the money spent on?")
    await phone.says("google ads")

    await desk.sees("What you will need")
