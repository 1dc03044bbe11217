"""The same claim in Korean, by typing."""

from __future__ import annotations

import re

import pytest

from tests.browser.chat import Chat
from tests.browser.story import file_a_claim_in_korean

pytestmark = pytest.mark.browser

ENGLISH_SENTENCE = re.compile(r"\b(?:[A-Za-z][a-z']*,? ){3,}[a-z']+")


async def test_a_claim_is_filed_in_korean_without_a_word_of_english(bot, browser, papers):
    chat = await Chat.open(browser, bot.base, user="minjun", locale="ko-KR")
    await file_a_claim_in_korean(chat, papers)
    (claim,) = await bot.claims("김민준")
    documents = claim["claim"]["documents"]
    held = {one["name"]: await bot.document(one["sha256"]) for one in documents if one["sha256"]}

    assert claim["state"]["reference"] in await chat.card("접수증:").inner_text()
    assert held == {paper.name: paper.read_bytes() for paper in papers}
    assert [line for line in await chat.all_lines() if ENGLISH_SENTENCE.search(line)] == []
    assert chat.faults == []


async def test_the_language_at_the_head_of_the_page_is_that_of_the_bot(bot, browser):
    chat = await Chat.open(browser, bot.base)
    await chat.sees("Welcome")
    await chat.page.get_by_role("link", name="한국어").click()
    await chat.sees("새 클레임")
    await chat.page.reload()
    await chat.presses("안녕하세요", "새 클레임")

    await chat.sees("프로그램과 위치")
    assert (
        await chat.feed.get_by_text("한국어", exact=True).count() == 2
    )  # the button, and once said
