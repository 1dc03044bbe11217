"""“Can I dispute this?” about a claim that was disputed: it is said that this was done already."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.stage import Persona, Stage, actions

REASONS = [{"code": "not_live", "text": "No ad is seen."}]
WORDS = [
    ("English", "can I dispute this?", "A dispute of this claim was sent already"),
    ("English", "Could I dispute it again?", "A dispute of this claim was sent already"),
    ("English", "I want to dispute the rejection", "A dispute of this claim was sent already"),
    ("한국어", "이의 제기할 수 있나요?", "이미 이의가 제기되었습니다"),
    ("한국어", "이의신청 또 해도 되나요?", "이미 이의가 제기되었습니다"),
    ("한국어", "Autumn ads 클레임 이의 제기할게요", "이미 이의가 제기되었습니다"),
]


async def rejects(reviewer: Reviewer, asha: Persona) -> None:
    await reviewer.presses("reject", reasons=REASONS)
    await hears(asha)


async def rejected(asha: Persona, language: str = "English") -> Reviewer:
    await files_claim(asha)
    await asha.says(language)
    reviewer = Reviewer(asha.stage)
    await reviewer.presses("start_review")
    await rejects(reviewer, asha)
    return reviewer


async def disputes(asha: Persona) -> None:
    await asha.clicks("claim.dispute")
    await asha.clicks("claim.dispute_send", reason="The screenshot shows it.")


def kinds(partner: Persona) -> set[str]:
    return {a["data"]["act"]["kind"] for m in partner.new if m.card for a in actions(m.card)}


@pytest.mark.parametrize(("language", "question", "answer"), WORDS)
async def test_while_it_is_looked_at_again_the_dispute_is_told(
    stage: Stage, asha: Persona, language: str, question: str, answer: str
) -> None:
    await rejected(asha, language)
    await disputes(asha)
    await hears(asha)
    await asha.says(question)

    asha.sees(answer, "Autumn ads")
    assert "claim.dispute" not in kinds(asha)


@pytest.mark.parametrize(("language", "question", "answer"), WORDS[::3])
async def test_a_dispute_on_its_way_was_sent_too(
    stage: Stage, asha: Persona, language: str, question: str, answer: str
) -> None:
    await rejected(asha, language)
    await disputes(asha)
    await asha.says(question)

    asha.sees(answer)
    assert "claim.dispute" not in kinds(asha)


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        (
            "English",
            "can I dispute this?",
            "already, on 23 November 2026, and rejected again",
        ),
        (
            "한국어",
            "이의 제기할 수 있나요?",
            "이미 이의가 제기되었고 다시 거부되었습니다",
        ),
    ],
)
async def test_after_a_second_rejection_the_first_dispute_is_told_with_what_is_left(
    stage: Stage, asha: Persona, language: str, question: str, answer: str
) -> None:
    reviewer = await rejected(asha, language)
    await disputes(asha)
    await hears(asha)
    await rejects(reviewer, asha)
    await asha.says(question)

    asha.sees(answer)


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("English", "can I dispute this?", "was disputed already, on"),
        ("한국어", "이의 제기할 수 있나요?", "이미 이의가 제기되었고"),
    ],
)
async def test_after_an_approval_in_part_it_is_told_too(
    stage: Stage, asha: Persona, language: str, question: str, answer: str
) -> None:
    reviewer = await rejected(asha, language)
    await disputes(asha)
    await hears(asha)
    await reviewer.presses("approve_partially", amount="1000.50", reasons=REASONS)
    await hears(asha)
    await asha.says(question)

    asha.sees(answer)


@pytest.mark.parametrize(("language", "question", "answer"), [WORDS[0], WORDS[3]])
async def test_it_is_told_in_the_middle_of_another_claim(
    stage: Stage, asha: Persona, language: str, question: str, answer: str
) -> None:
    await rejected(asha, language)
    await disputes(asha)
    await hears(asha)
    await asha.says("new claim" if language == "English" else "새 클레임")
    await asha.says(question)

    asha.sees(answer)


@pytest.mark.parametrize("question", ["can I dispute this?", "이의 제기할 수 있나요?"])
async def test_a_rejection_that_nobody_disputed_is_as_before(
    stage: Stage, asha: Persona, question: str
) -> None:
    await rejected(asha)
    await asha.says(question)

    asha.sees_not("already", "이미")
    assert "claim.dispute" in kinds(asha)


async def test_what_can_still_be_disputed_goes_before_what_was(stage: Stage, asha: Persona) -> None:
    await rejected(asha)
    await disputes(asha)
    await hears(asha)
    await asha.says("cancel")
    await files_claim(asha, "Winter ads")
    reviewer = Reviewer(stage)
    await reviewer.presses("start_review")
    await rejects(reviewer, asha)
    await asha.says("can I dispute this?")

    asha.sees("Winter ads")
    asha.sees_not("Autumn ads", "already")
    assert "claim.dispute" in kinds(asha)
