"""Where one stands in the chat: at the end after a reload, at the head of what is new then."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.chat import Chat

pytestmark = pytest.mark.browser


async def test_a_reload_leads_to_the_end_and_a_long_answer_is_seen_from_its_head(bot, browser):
    chat = await Chat.open(browser, bot.base, size=(390, 400))
    await chat.sees("Welcome")
    for word in ("help", "hello") * 12:
        await chat.says(word)
        await chat.sees("These words work" if word == "help" else "What would you like to do?")
    await chat.page.reload()
    await expect(chat.page.locator("#webchat")).to_have_attribute("aria-busy", "false")
    newest = chat.feed.locator(".ac-adaptiveCard").last
    await expect(newest.get_by_role("button").last).to_be_in_viewport()
    await expect(chat.page.get_by_text("New messages")).to_have_count(0)
    await chat.says("help")
    await chat.sees("These words work")

    await expect(chat.card("These words work").get_by_text("Help", exact=True)).to_be_in_viewport()
