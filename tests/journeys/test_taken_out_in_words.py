"""A cost or a document is taken out in words: shown first, and never the whole draft for it."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import lines_of
from tests.journeys.test_corrections import KOREAN, TO_THE_NET, at
from tests.journeys.test_said_without_a_file import IN_KOREAN

SECOND = "agency fees, vendor: Fabrikam, invoice F-7, net 900, tax 90"


async def with_two_costs(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "add another cost", SECOND)
    asha.sees("Cost 2", "Fabrikam (F-7)")


@pytest.mark.parametrize(
    "typed",
    [
        "delete cost 2",
        "please remove the Fabrikam one",
        "can you take the second invoice out?",
        "drop the last line",
        "invoice F-7 doesn't belong there, remove it",
    ],
)
async def test_the_cost_that_is_named_is_shown_and_taken_out(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await with_two_costs(asha)
    await asha.says(typed)
    asha.sees("Take this out of the claim?", "Cost 2, Fabrikam (F-7): USD 900.00")
    assert len(await lines_of(stage)) == 2
    await asha.says("yes")

    asha.sees("“Fabrikam (F-7): USD 900.00” was taken out", "USD 4,200.00")
    assert [line["vendor_name"] for line in await lines_of(stage)] == ["Contoso"]


async def test_no_leaves_both_and_the_button_takes_out(stage: Stage, asha: Persona) -> None:
    await with_two_costs(asha)
    await asha.says("delete cost 1")
    await asha.says("no")
    asha.sees("Is there another cost")
    assert len(await lines_of(stage)) == 2
    await asha.says("delete cost 1")
    await asha.clicks("Take it out")

    assert [line["vendor_name"] for line in await lines_of(stage)] == ["Fabrikam"]


async def test_a_cost_that_is_not_there_is_asked_back(stage: Stage, asha: Persona) -> None:
    await with_two_costs(asha)
    await asha.says("remove the third invoice")
    asha.sees("I did not find what you named", "1. Cost 1, Contoso", "2. Cost 2, Fabrikam")
    await asha.says("2")

    assert [line["vendor_name"] for line in await lines_of(stage)] == ["Contoso"]


async def test_a_document_is_taken_out(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("bill.pdf", samples.pdf()), ("screenshot.png", samples.png()))
    await asha.says("delete the screenshot")
    asha.sees("Take this out of the claim?", "“screenshot.png”")
    await asha.says("yes")

    asha.sees("“screenshot.png” was taken out of the claim.", "bill.pdf")


@pytest.mark.parametrize(
    "typed",
    [
        "remove the last file",
        "delete that file",
        "take out the file I just sent",
        "drop that photo",
    ],
)
async def test_the_last_file_is_meant_without_a_name(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("bill.pdf", samples.pdf()))
    await asha.uploads(("screenshot.png", samples.png()))
    await asha.says(typed)

    asha.sees("Take this out of the claim?", "“screenshot.png”")
    asha.sees_not("bill.pdf", "Cost 1")


async def test_of_several_files_without_a_name_it_is_asked_which(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("bill.pdf", samples.pdf()))
    await asha.uploads(("screenshot.png", samples.png()))
    await asha.says("remove a file")

    asha.sees("Which one shall I take out?", "1. “bill.pdf”", "2. “screenshot.png”")
    asha.sees_not("Cost 1", "did not find")


@pytest.mark.parametrize("typed", ["마지막 파일 지워줘", "방금 올린 파일 삭제해 주세요"])
async def test_the_last_file_is_meant_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in IN_KOREAN:
        await minjun.says(text)
    await minjun.uploads(("송장.pdf", samples.pdf()))
    await minjun.uploads(("화면.png", samples.png()))
    await minjun.says(typed)

    minjun.sees("화면.png")
    minjun.sees_not("송장.pdf")


async def test_a_korean_cost_is_taken_out(stage: Stage) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고", "10월 3일", "10월 9일"):
        await minjun.says(text)
    for text in ("Microsoft 365와 Azure를 구글에 광고했습니다.", "원화", "노출 1만, 클릭 250"):
        await minjun.says(text)
    for text in (
        "매체 집행비",
        "콘토소",
        "420만원",
        "비용 추가",
        "매체 집행비",
        "패브리캄",
        "90만원",
    ):
        await minjun.says(text)
    await minjun.says("두 번째 비용은 빼 주세요")
    minjun.sees("클레임에서 뺄까요?", "패브리캄")
    await minjun.says("네")

    assert [line["vendor_name"] for line in await lines_of(stage)] == ["콘토소"]


async def test_the_draft_itself_is_still_discarded(asha: Persona) -> None:
    await with_two_costs(asha)
    await asha.says("delete this draft")

    asha.sees("Discard this draft?")


async def test_a_description_that_tells_of_something_removed_is_one(asha: Persona) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says("Remove barriers to Azure with our new campaign for Korea.")

    asha.sees("Currency of the claim")
