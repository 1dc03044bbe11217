"""“Is that all?” answered as people answer it, for the costs and for the lines of a CSR."""

from __future__ import annotations

import pytest

from tests.journeys.csr_filing import POSTERS, WORK, at_the_csr, with_lines
from tests.journeys.filing import Filing
from tests.journeys.test_costs_told import to_the_costs

NO_MORE = (
    "no",
    "nope",
    "no thanks",
    "no, that's all",
    "no more",
    "no, that is it",
    "nothing else",
    "no other",
    "no there isn't",
    "nah",
    "not anymore",
    "none",
    "no further costs",
    "that's everything",
    "yes that's all",
    "all done",
    "no more invoices",
    "that's all thanks",
    "아니요",
    "아니오",
    "아뇨",
    "아뇨 없어요",
    "아니요 더 없습니다",
    "네 이게 다예요",
    "없어요",
    "그게 전부예요",
    "더 이상 없습니다",
    "아니요, 끝이에요",
    "네 끝",
    "추가할 비용 없어요",
)
MORE = (
    "yes",
    "yep",
    "yes, another one",
    "yes there is another",
    "there is one more",
    "one more",
    "no, not all",
    "no, there's more",
    "not yet",
    "no, I have another invoice",
    "no wait, one more",
    "add one",
    "another",
    "yes, one more invoice",
    "I have two more",
    "yes please add another",
    "네",
    "아니요 더 있어요",
    "네 더 있어요",
    "하나 더 있어요",
    "아직이요",
    "아니요 하나 더 추가할게요",
    "또 있어요",
    "추가할게요",
    "다른 비용도 있어요",
    "아뇨 아직 남았어요",
    "더요",
    "네 추가할 게 있어요",
)
UNCLEAR = ("ok", "correct", "맞아요", "좋아요")
ALL = ("that's it", "No more.", "done", "모두 입력했어요", "이게 다예요", "없어요")


async def at_the_costs(partner):
    filing = Filing(partner)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")


@pytest.mark.parametrize("words", ALL)
async def test_the_costs_are_all(asha, words):
    await at_the_costs(asha)
    asha.sees("Is there another cost")
    await asha.says(words)

    assert "Document 1 of" in asha.said or "서류 4개 중" in asha.said, asha.said


@pytest.mark.parametrize("words", NO_MORE)
async def test_a_no_goes_on_to_the_documents(asha, words):
    await at_the_costs(asha)
    await asha.says(words)

    assert "Document 1 of" in asha.said or "서류 4개 중" in asha.said, asha.said


@pytest.mark.parametrize("words", MORE)
async def test_a_yes_asks_for_the_next_cost(asha, words):
    await at_the_costs(asha)
    await asha.says(words)

    assert "Kind of cost\n" in asha.said or "비용 종류\n" in asha.said, asha.said


@pytest.mark.parametrize("words", UNCLEAR)
async def test_a_word_that_agrees_to_nothing_is_asked_again(asha, words):
    await at_the_costs(asha)
    await asha.says(words)

    assert "“yes” to add another cost" in asha.said or "더 없으면 “아니요”" in asha.said


async def test_a_yes_enters_the_cost_that_was_told_first(asha):
    await to_the_costs(asha)
    await asha.says("agency fees")
    await asha.says("yes")

    asha.sees("You told me before: Kind of cost: Catering without alcohol", "Vendor, as on")


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
