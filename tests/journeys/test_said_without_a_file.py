"""Where a file is asked for and words come instead: later, next, here it is, by mail."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_corrections import TO_THE_NET, at

INVOICE, SCREENSHOT = "Third-party invoice", "Screenshot of the live digital ad"
IN_KOREAN = (
    *("새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체", "가을 광고"),
    *("2026-10-03", "2026-10-09", "Microsoft 365와 Azure를 위한 구글 광고를 진행했습니다.", "USD"),
    *("노출 10,000회, 클릭 250회", "매체 집행", "콘토소", "4,200", "이게 다예요"),
)


@pytest.mark.parametrize(
    "typed",
    [
        "I'll send it tomorrow",
        "I don't have it yet",
        "I haven't received the invoice yet",
        "the agency hasn't sent it yet",
        "still waiting for the agency",
        "not yet",
        "next",
        "skip this one",
        "let's move on",
        "can I do that later?",
    ],
)
async def test_what_comes_later_is_left_and_the_next_asked(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says(typed)

    asha.sees("Document 2 of 4", SCREENSHOT, f"{INVOICE} is left for later; your draft is kept.")


@pytest.mark.parametrize(
    "typed",
    [
        "송장은 내일 보내드릴게요",
        "아직 송장을 못 받았어요",
        "대행사에서 아직 안 보내줬어요",
        "다음 주에 드릴게요",
        "이건 건너뛸게요",
        "다음 서류로 넘어가 주세요",
    ],
)
async def test_later_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in IN_KOREAN:
        await minjun.says(text)
    minjun.sees("서류 4개 중 1번째", "타사 송장")
    await minjun.says(typed)

    minjun.sees("서류 4개 중 2번째", "나중으로 미뤄 두었습니다")


async def test_next_behind_a_file_asks_the_next_document(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("invoice.pdf", samples.pdf()))
    await asha.clicks("All documents")
    await asha.clicks("Open")
    await asha.clicks("Send another")
    asha.sees("Document 1 of 4")
    await asha.says("next")

    asha.sees("Document 2 of 4", SCREENSHOT)
    asha.sees_not("left for later")


@pytest.mark.parametrize(
    "typed",
    ["here's the invoice", "please see attached", "I just uploaded it", "did you get my invoice?"],
)
async def test_no_file_came(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says(typed)

    asha.sees("No file came with your message", INVOICE, "paper clip", "Document 1 of 4")


async def test_what_came_before_is_named(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("invoice.pdf", samples.pdf()))
    await asha.says("I already sent it")

    asha.sees(f"none yet for “{SCREENSHOT}”", "Received for this claim so far: invoice.pdf.")


@pytest.mark.parametrize(
    "typed",
    ["the agency will email it to you", "can I email it?", "it is on our SharePoint"],
)
async def test_files_are_taken_only_here(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says(typed)

    asha.sees("I can take files only here", "Document 1 of 4")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("송장 첨부했어요", "메시지에 파일이 없습니다"),
        ("아까 보냈는데요", "메시지에 파일이 없습니다"),
        ("메일로 보내도 되나요", "파일은 여기서만 받을 수 있습니다"),
    ],
)
async def test_no_file_in_korean(stage: Stage, typed: str, told: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in IN_KOREAN:
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees(told, "서류 4개 중 1번째")


@pytest.mark.parametrize(
    "typed",
    ["I don't have it", "I sent the wrong file", "what must be on the invoice", "when is it due?"],
)
async def test_other_words_are_not_taken_for_it(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says(typed)

    asha.sees_not("No file came", "is left for later", "only here")


@pytest.mark.parametrize("typed", ["yes", "ok", "Yes, please"])
async def test_yes_at_a_blocked_review_says_why_not(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.clicks("Go to review")
    await asha.says(typed)

    asha.sees("It cannot be submitted yet:", "A required document is missing")
