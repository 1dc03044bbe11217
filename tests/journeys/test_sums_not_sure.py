"""Sums that are only about so much, or may have their tax in them, are asked and never saved."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_labelled_costs import at_the_vendor
from tests.journeys.test_several_answers_kept_apart import NET


@pytest.mark.parametrize(
    "typed",
    [
        "about 4,200",
        "~4,200",
        "4,200 or so",
        "up to 4,200",
        "total 4,620",
        "4,620 gross",
        "4,200-4,300",
        "2 x 2,100",
        "4.200",
        "12.500",
        "$4.200",
    ],
)
async def test_a_sum_that_is_not_exact_is_asked_again(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not("Is there another cost", "✓ Saved")


@pytest.mark.parametrize("typed", ["약 4,200", "4,200 정도", "4,200쯤", "총 4,620", "합계 4,620"])
async def test_so_it_is_in_korean(stage: Stage, typed: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_vendor(hana)
    await hana.says("파브리캄")
    await hana.says(typed)

    hana.sees("공급가액(세금 제외)")
    hana.sees_not("모두 입력", "저장했습니다")


@pytest.mark.parametrize("typed", ["일금 사천이백 달러정", "금 4,200달러정", "4천2백 달러"])
async def test_a_sum_as_it_stands_on_a_korean_paper_is_read(stage: Stage, typed: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_vendor(hana)
    await hana.says("파브리캄")
    await hana.says(typed)

    hana.sees("모두 입력", "USD 4,200.00")
