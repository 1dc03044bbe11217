"""Words in a reviewer's request that are no answer, and words that send."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears
from tests.journeys.stage import Persona
from tests.journeys.test_typed_responses import asked

ALL_ANSWERED = "Everything is answered. To change an answer, open its item first."


async def at_the_first_item(partner: Persona, language: str = "English") -> Reviewer:
    await files_claim(partner)
    reviewer = Reviewer(partner.stage)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=ITEMS, comment="Two things, please.")
    await hears(partner)
    await partner.says(language)
    await partner.clicks("claim.open")
    return reviewer


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("English", "I'll send it tomorrow", "stays open; nothing is sent yet."),
        ("English", "still waiting for the agency", "stays open; nothing is sent yet."),
        ("English", "next", "stays open; nothing is sent yet."),
        ("English", "here's the invoice", "No file came with your message."),
        ("English", "I don't understand the second one", "Nothing is saved. If it is not clear"),
        ("English", "sorry, not clear to me", "Nothing is saved. If it is not clear"),
        ("한국어", "내일 보내드릴게요", "아직 답변 전입니다"),
        ("한국어", "송장 첨부했어요", "메시지에 파일이 없습니다"),
        ("한국어", "무슨 말인지 모르겠어요", "저장되지 않았습니다"),
    ],
)
async def test_what_is_no_answer_is_not_saved(
    asha: Persona, language: str, typed: str, told: str
) -> None:
    await at_the_first_item(asha, language)
    await asha.says(typed)

    asha.sees(told)
    asha.sees_not("✓", "· “")


@pytest.mark.parametrize(
    "typed", ["I don't have that", "The agency emailed the dates to you on 3 May", "Seoul, 2 May"]
)
async def test_what_explains_is_saved(asha: Persona, typed: str) -> None:
    await at_the_first_item(asha)
    await asha.says(typed)

    asha.sees("✓ Saved.", "item 2 of 2")


@pytest.mark.parametrize("typed", ["send it", "I'm done", "submit", "다 했어요", "제출할게요"])
async def test_words_of_the_end_send_the_answers(asha: Persona, typed: str) -> None:
    reviewer = await asked(asha, "English")
    await asha.says(typed)
    await hears(asha)

    assert (await reviewer.held())["state"]["status"] == "submitted"


async def test_words_of_the_end_do_not_send_half_the_answers(asha: Persona) -> None:
    reviewer = await at_the_first_item(asha)
    await asha.says("The dates are on the second page.")
    await asha.says("I'm done")
    await hears(asha)

    assert (await reviewer.held())["state"]["status"] == "action_required"


@pytest.mark.parametrize("typed", ["next", "about 500 more", "blue"])
async def test_what_comes_after_the_last_answer_is_told_how(asha: Persona, typed: str) -> None:
    reviewer = await asked(asha, "English")
    await asha.says(typed)

    asha.sees(ALL_ANSWERED, "Send answers")
    asha.sees_not("Goodbye", "I cannot answer that")
    assert (await reviewer.held())["state"]["status"] == "action_required"
