"""How many days it was is told against the days said before, and is no description."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_corrections import FIRST, KOREAN, LAST, TO_THE_NET, at


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("it's actually 2 days, 3 and 4 october", f"{LAST}: 9 October 2026 → 4 October 2026."),
        ("oh wait, it was only on the 3rd", f"{LAST}: 9 October 2026 → 3 October 2026."),
        ("sorry, it was just one day", f"{LAST}: 9 October 2026 → 3 October 2026."),
        ("it's actually 2 days", f"{LAST}: 9 October 2026 → 4 October 2026."),
        ("no, 5 October only", f"{FIRST}: 3 October 2026 → 5 October 2026."),
    ],
)
async def test_the_days_are_put_right_while_a_description_is_asked(
    asha: Persona, typed: str, told: str
) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says(typed)

    asha.sees(told, "What did you do")
    asha.sees_not("Currency of the claim")


async def test_the_days_are_put_right_at_the_costs(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says("it's actually 2 days only, 5 and 6 october")

    asha.sees("3 October 2026 → 5 October 2026", "9 October 2026 → 6 October 2026")


async def test_another_length_than_its_days_have_is_not_taken(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says("it's actually 2 days, 5 to 8 october")

    asha.sees_not("→")


async def test_a_description_may_begin_so(asha: Persona) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says("It's actually a 2 days workshop about Azure and Copilot.")

    asha.sees("Currency of the claim")


@pytest.mark.parametrize(
    "typed", ["10월 3일 하루요", "하루였어요", "10월 3일 하루", "하루요", "네 같은 날이에요"]
)
async def test_one_day_is_its_last_day_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고", "10월 3일"):
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees("무엇을 하셨고")


@pytest.mark.parametrize("typed", ["아니요 하루였어요", "사실 이틀이에요"])
async def test_the_length_is_put_right_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고", "10월 3일", "10월 9일"):
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees("2026년 10월 9일 → 2026년 10월", "무엇을 하셨고")


@pytest.mark.parametrize("typed", ["change the date to 5 October", "sorry, the date was 5 October"])
async def test_the_date_of_one_day_is_changed_as_a_whole(asha: Persona, typed: str) -> None:
    await at(asha, "3 October", "3 October", *TO_THE_NET[2:], "4,200")
    await asha.says(typed)

    asha.sees(f"{FIRST}: 3 October 2026 → 5 October 2026", f"{LAST}: 3 October 2026 → 5 October")


async def test_the_date_of_one_day_is_changed_in_korean(stage: Stage) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고", "10월 3일", "하루요"):
        await minjun.says(text)
    await minjun.says("광고 날짜를 10월 4일로 바꿔주세요")

    minjun.sees("활동 첫날: 2026년 10월 3일 → 2026년 10월 4일", "무엇을 하셨고")
    minjun.sees("활동 마지막 날: 2026년 10월 3일 → 2026년 10월 4일")
