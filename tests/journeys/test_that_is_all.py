"""“Is that all?” answered as people answer it, for the costs and for the lines of a CSR."""

from __future__ import annotations

import pytest

from tests.journeys.csr_filing import POSTERS, WORK, at_the_csr, with_lines
from tests.journeys.filing import Filing

ALL = ("that's it", "No more.", "done", "모두 입력했어요", "이게 다예요", "없어요")


async def at_the_costs(partner):
    filing = Filing(partner)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")


@pytest.mark.parametrize("words", ALL)
async def test_the_costs_are_all(asha, words):
    await at_the_costs(asha)
    asha.sees("Is that all")
    await asha.says(words)

    assert "Document 1 of" in asha.said or "서류 4개 중" in asha.said, asha.said


@pytest.mark.parametrize("words", ["있어요", "하나 더 있습니다"])
async def test_one_more_cost_is_asked_for(stage, words):
    hana = stage.person("하나", locale="ko-KR")
    await at_the_costs(hana)
    await hana.says(words)

    hana.sees("비용 종류")


@pytest.mark.parametrize("words", ["다 했나요?", "Is that all I need?"])
async def test_a_question_leaves_the_costs_open(asha, words):
    await at_the_costs(asha)
    await asha.says(words)

    asha.sees_not("Document 1 of")


@pytest.mark.parametrize("words", ALL)
async def test_the_lines_of_a_csr_are_all(asha, words):
    await with_lines(asha)
    await asha.says(words)

    titles = ("CSR: statement and signature", "CSR: 확인 문구와 서명")
    assert any(title in asha.said for title in titles), asha.said


async def test_a_korean_yes_goes_on_from_the_lines_of_a_csr(stage):
    minjun = stage.person("김민준", locale="ko-KR")
    await at_the_csr(minjun)
    await minjun.clicks("claim.csr")
    await minjun.clicks("claim.csr_form", **WORK)
    await minjun.clicks("자재 추가")
    await minjun.clicks("claim.csr_form", **POSTERS)
    await minjun.says("네")

    minjun.sees("CSR: 확인 문구와 서명")
