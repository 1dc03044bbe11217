"""Approved in part, and how a claim stands when it is asked for in words."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.stage import Persona, Stage

WORDS = [
    ("English", "Please note", "Please act"),
    ("한국어", "알려 드립니다", "조치해 주세요"),
]


async def test_an_approval_in_part_says_how_much_why_and_what_is_left_to_do(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha)
    reviewer = Reviewer(stage)
    await reviewer.presses("start_review")
    reasons = [{"code": "ineligible_expense", "text": "The taxi is not reimbursed."}]
    await reviewer.presses("approve_partially", amount="1000.50", reasons=reasons)
    await hears(asha)
    asha.sees("USD 1,000.50 of the USD 1,200.50 you claimed were approved")
    await asha.clicks("What to fix")
    asha.sees("The taxi is not reimbursed.")
    await asha.clicks("Status")
    await asha.clicks("Where is my money?")

    asha.sees("USD 1,000.50", "14 December 2026")


@pytest.mark.parametrize(("language", "note", "act"), WORDS)
async def test_an_approval_in_part_after_a_dispute_asks_for_nothing(
    stage: Stage, asha: Persona, language: str, note: str, act: str
) -> None:
    await files_claim(asha)
    await asha.says(language)
    reviewer = Reviewer(stage)
    await reviewer.presses("start_review")
    await hears(asha)
    await reviewer.presses("reject", reasons=[{"code": "not_live", "text": "No ad is seen."}])
    await hears(asha)
    asha.sees(act)
    await asha.clicks("claim.dispute")
    await asha.clicks("claim.dispute_send", reason="The screenshot shows it.")
    await hears(asha)
    reasons = [{"code": "ineligible_expense", "text": "The taxi is not reimbursed."}]
    await reviewer.presses("approve_partially", amount="1000.50", reasons=reasons)
    await hears(asha)

    asha.sees(note)
    asha.sees_not(act)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("How does Autumn ads stand?", "Under review"),
        ("what is the status of CL-2026-000001?", "Under review"),
        ("Autumn ads", "Under review"),
        ("CL-2026-000001", "Under review"),
        ("Autumn ads 클레임 어떻게 됐어요?", "검토 중"),
        ("CL-2026-000001 진행 상태 알려줘", "검토 중"),
    ],
)
async def test_the_status_of_a_claim_is_told_by_name_or_number(
    stage: Stage, asha: Persona, words: str, answer: str
) -> None:
    await files_claim(asha)
    await Reviewer(stage).presses("start_review")
    await hears(asha)
    await asha.says("cancel")
    await asha.says(words)

    assert len(asha.new) == 1
    asha.sees(answer)
    asha.sees("Autumn ads", "CL-2026-000001")
