"""What was sent, asked in other words than “status”, and the same filed once more."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_corrections import at
from tests.journeys.test_typed_responses import REASONS


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


async def rejected(asha: Persona) -> Reviewer:
    await files_claim(asha)
    reviewer = Reviewer(asha.stage)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)
    return reviewer


@pytest.mark.parametrize(
    "typed",
    ["why was it rejected?", "what did I do wrong?", "why did they reject it"],
)
async def test_why_it_was_rejected_is_told_of_the_claim(asha: Persona, typed: str) -> None:
    await rejected(asha)
    await asha.says(typed)

    asha.sees("What to fix: Autumn ads", "The invoice shows no dates.", "Dispute")


async def test_the_only_rejected_claim_is_meant_later(asha: Persona) -> None:
    await rejected(asha)
    await asha.says("new claim")
    await asha.says("cancel")
    await asha.says("why was it rejected?")

    asha.sees("What to fix: Autumn ads")


async def test_what_comes_next_is_told_of_the_claim(asha: Persona) -> None:
    await rejected(asha)
    await asha.says("so what happens now?")

    asha.sees("Autumn ads", "Rejected", "You can dispute this until")


@pytest.mark.parametrize("typed", ["왜 반려됐어요?", "뭐가 문제예요?"])
async def test_why_it_was_rejected_in_korean(asha: Persona, typed: str) -> None:
    await rejected(asha)
    await asha.says("한국어")
    await asha.says(typed)

    asha.sees("Autumn ads", "The invoice shows no dates.", "이의 제기")


async def test_yes_begins_the_dispute_that_was_wished(asha: Persona) -> None:
    reviewer = await rejected(asha)
    await asha.says("I want to appeal")
    asha.sees("Press “Dispute” or type “yes” to begin; it is sent only later.")
    await asha.says("yes")
    await asha.says("The dates stand on the second page of the invoice.")
    await asha.uploads(("dates.pdf", samples.pdf()))
    await asha.says("send")
    await hears(asha)

    held = await reviewer.held()
    assert held["state"]["status"] == "disputed"
    assert "second page" in held["papers"][-1]["body"]["text"]


async def test_a_file_for_a_rejected_claim_is_told_where_it_goes(asha: Persona) -> None:
    await rejected(asha)
    await asha.uploads(("dates.pdf", samples.pdf()))

    asha.sees("To send it as evidence, press “Dispute” first")


@pytest.mark.parametrize("typed", ["can I file it again instead?", "resubmit it please"])
async def test_a_rejected_claim_is_copied_to_be_filed_again(asha: Persona, typed: str) -> None:
    await rejected(asha)
    await asha.says(typed)

    asha.sees("Copy “Autumn ads” into a new draft?")
