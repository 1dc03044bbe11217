"""“What is missing?” and “submit” in the middle of a draft tell what is open, and ask for it."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.filing import files
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import FIRST, KOREAN, TO_THE_NET, at


@pytest.mark.parametrize("typed", ["what's missing?", "submit", "I'm done", "what is still open?"])
async def test_open_details_are_told_and_asked_again(asha: Persona, typed: str) -> None:
    await at(asha)
    await asha.says(typed)

    asha.sees(f"Still open before it can be submitted: {FIRST}", "Costs", "For example 2026-03-31")
    await asha.says("3 October")
    asha.sees("✓ Saved")


@pytest.mark.parametrize(
    "typed", ["뭐가 빠졌나요?", "제출할게요", "이제 뭐 하면 돼요?", "더 뭐가 필요해요?"]
)
async def test_open_details_are_told_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고"):
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees("제출하기 전에 아직 남은 항목", "활동 첫날")


async def test_submit_is_no_name_of_a_claim(stage: Stage, asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("submit")

    asha.sees("Still open", "Claim name")
    assert (await claims_of(stage))[0]["claim_name"] == ""


@pytest.mark.parametrize("typed", ["I'm done", "submit it please", "go to review"])
async def test_costs_are_all_with_words_of_the_end(stage: Stage, asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees("Document 1 of 4")
    assert (await claims_of(stage))[0]["lines_complete"] is True


async def test_no_more_cost_after_one_was_begun(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "yes")
    asha.sees("Kind of cost")
    await asha.says("that's all")

    asha.sees("Document 1 of 4")


async def test_missing_documents_are_named(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("invoice.pdf", samples.pdf()))
    await asha.says("what's missing?")

    asha.sees("Documents still to come: Screenshot of the live digital ad, Landing page address")


async def test_a_blocked_review_says_why_instead_of_asking_to_confirm(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all", "go to review")
    await asha.says("submit")

    asha.sees("It cannot be submitted yet:", "• A required document is missing")
    asha.sees_not("I confirm")


async def test_yes_i_confirm_submits(asha: Persona) -> None:
    await files(asha)
    await asha.says("what's missing?")
    asha.sees("Nothing is missing.")
    await asha.says("ok submit it")
    asha.sees("please type “I confirm”")
    await asha.says("yes, I confirm")

    asha.sees("Sending")


async def test_what_is_needed_at_all_in_korean(stage: Stage) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고", "뭐가 필요해요?"):
        await minjun.says(text)

    minjun.sees_not("아직 남은 항목")


async def test_what_is_needed_at_all_is_answered_with_the_documents(asha: Persona) -> None:
    await at(asha)
    await asha.says("what do I need?")

    asha.sees("Screenshot of the live digital ad")
    asha.sees_not("Still open")
