"""Everything in the first message: the claim begins with what was told, and the question in it is
answered.
"""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of, claims_of

WHICH = "Which program and location?"


@pytest.mark.parametrize(
    "typed",
    [
        "google ads, 2 to 20 November, agency Hillside Media",
        "we did google ads from 2 to 20 november in Busan, 2300 EUR. Can I claim the taxi too?",
    ],
)
async def test_a_claim_told_without_a_wish_begins(stage: Stage, asha: Persona, typed: str) -> None:
    await asha.says(typed)

    asha.sees("I noted: Activity: Digital advertising", WHICH)
    claim = await claim_of(stage)
    days = (claim["activity_start"], claim["activity_end"])
    assert (claim["incentive_activity"], *days) == ("DG_DIGITAL", "2026-11-02", "2026-11-20")


async def test_a_question_behind_a_comma_is_answered_first(stage: Stage, asha: Persona) -> None:
    await asha.says(
        "need money back for our google ads, ran 7 to 28 september 2026, they billed 4,300 USD, "
        "how long till i get paid"
    )

    asha.sees("45 business days", WHICH)
    assert (await claim_of(stage))["prefill"] == {"net": "4300"}


async def test_a_korean_claim_with_a_question_begins_and_is_answered(stage: Stage) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    await minjun.says(
        "저희가 10월 20일에 고객 웨비나를 했는데요 대행사에 550만원 들었어요 "
        "언제쯤 돈이 들어올까요?"
    )

    minjun.sees("45영업일", "어떤 프로그램과 위치인가요?")
    claim = await claim_of(stage)
    assert (claim["incentive_activity"], claim["activity_start"]) == ("MD_SEMINAR", "2026-10-20")


@pytest.mark.parametrize(
    "typed",
    [
        "google ads",
        "is a google ads campaign from 2 to 20 November for 500 USD eligible?",
        "google ads or a trade show, 2 November, 500 USD",
    ],
)
async def test_less_or_a_question_begins_nothing(stage: Stage, asha: Persona, typed: str) -> None:
    await asha.says(typed)

    assert await claims_of(stage) == []
