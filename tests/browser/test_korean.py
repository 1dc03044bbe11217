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
