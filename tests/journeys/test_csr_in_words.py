"""The lines of a CSR typed with the names of their fields, and the last day told by the first."""

from __future__ import annotations

import pytest

from tests.journeys.csr_filing import at_the_csr
from tests.journeys.stage import Persona, Stage


@pytest.mark.parametrize("last", ["the same day", "Last day: 3 September 2026", "the 3rd"])
async def test_the_name_of_a_field_is_no_part_of_a_line(asha: Persona, last: str) -> None:
    await at_the_csr(asha)
    await asha.clicks("Create it here")
    for text in ("Person: Jane Park", "Task: Built the booth", "Start: 3 September 2026", last):
        await asha.says(text)
    asha.sees("Hours in all")
    await asha.says("Hours: 16")
    await asha.says("rate: 75")

    asha.sees("1. Work: Jane Park\n", "Built the booth\n", "16 × USD 75.00 = USD 1,200.00")


async def test_so_it_is_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_csr(hana)
    await hana.clicks("여기서 작성")
    for text in ("담당자: 김하나", "작업: 부스 설치", "시작일: 2026년 9월 3일", "당일"):
        await hana.says(text)
    await hana.says("시간: 16")
    await hana.says("단가: 75")

    hana.sees("1. 작업: 김하나\n", "부스 설치\n", "16 × USD 75.00 = USD 1,200.00")
