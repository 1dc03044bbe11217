"""What was sent, asked in other words than “status”, and the same filed once more."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import files_claim
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_corrections import at


@pytest.mark.parametrize(
    "typed",
    [
        "what's my reference number?",
        "show me the receipt again",
        "did they get all my documents?",
        "did Microsoft receive everything?",
        "was my claim submitted?",
        "did it go through?",
        "what exactly did I send",
        "is the claim safe now?",
    ],
)
async def test_the_claim_that_was_sent_is_shown(asha: Persona, typed: str) -> None:
    await files_claim(asha)
    await asha.says(typed)

    asha.sees("Autumn ads", "Submitted, waiting for review", "CL-2026-000001")


@pytest.mark.parametrize(
    "typed",
    [
        "접수 번호가 뭐예요?",
        "접수증 다시 보여줘",
        "서류 다 잘 도착했나요?",
        "제대로 접수됐어요?",
        "제출한 내용 다시 볼 수 있나요",
        "담당자가 서류 다 받았나요?",
    ],
)
async def test_the_claim_that_was_sent_is_shown_in_korean(asha: Persona, typed: str) -> None:
    await files_claim(asha)
    await asha.says("한국어")
    await asha.says(typed)

    asha.sees("Autumn ads", "제출됨", "CL-2026-000001")


async def test_of_a_draft_the_same_words_ask_what_it_holds(asha: Persona) -> None:
    await at(asha)
    await asha.says("what did I send so far?")

    asha.sees("Saved so far", "• Claim name: Autumn ads")


async def test_without_a_claim_nothing_is_made_up(asha: Persona) -> None:
    await asha.says("what's my reference number?")

    asha.sees_not("CL-2026", "Submitted")


@pytest.mark.parametrize(
    "typed", ["file the same again for last month", "I want to claim the same activity again"]
)
async def test_the_same_again_is_a_copy(asha: Persona, typed: str) -> None:
    await files_claim(asha)
    await asha.says(typed)

    asha.sees("Copy “Autumn ads” into a new draft?", "dates, costs and documents are asked anew")


async def test_the_same_again_in_korean(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("한국어")
    await asha.says("똑같은 걸로 하나 더 신청할게요")

    asha.sees("Autumn ads", "복사")


@pytest.mark.parametrize("typed", ["what must the receipt show", "어떤 서류를 제출해야 돼요?"])
async def test_what_must_be_sent_is_another_question(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await files_claim(asha)
    await asha.says(typed)

    asha.sees_not("CL-2026-000001")
