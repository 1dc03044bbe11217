"""Days typed as people say them: the first and the last one in one answer."""

from __future__ import annotations

import pytest

from tests.journeys.csr_filing import at_the_csr
from tests.journeys.languages import english_in
from tests.journeys.stage import Persona, Stage

TO_THE_NAME = ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors")


async def at_the_first_day(partner: Persona, words: tuple[str, ...] = TO_THE_NAME) -> None:
    for text in (*words, "Autumn ads"):
        await partner.says(text)


@pytest.mark.parametrize(
    "typed", ["3 September 2026 - 2 October 2026", "from 3 September to 2 October", "9/3 to 10/2"]
)
async def test_both_days_of_the_activity_are_taken_from_one_answer(
    asha: Persona, typed: str
) -> None:
    await at_the_first_day(asha)
    asha.sees("First day of the activity")
    await asha.says(typed)

    asha.sees("✓ Saved: 3 September 2026 to 2 October 2026.", "What did you do")
    asha.sees_not("Last day")


async def test_both_days_are_taken_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    words = ("새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체")
    await at_the_first_day(hana, words)
    await hana.says("2026년 9월 3일부터 10월 2일까지")

    hana.sees("저장했습니다: 2026년 9월 3일 ~ 2026년 10월 2일")
    hana.sees_not("활동 마지막 날")
    assert english_in(hana.new) == set()


@pytest.mark.parametrize("typed", ["September 2026", "last month", "2 October - 3 September 2026"])
async def test_a_month_or_days_in_the_wrong_order_are_asked_again(
    asha: Persona, typed: str
) -> None:
    await at_the_first_day(asha)
    await asha.says(typed)

    asha.sees("could not read this as one day", "First day of the activity")


async def test_days_that_cannot_be_claimed_are_refused_together(asha: Persona) -> None:
    await at_the_first_day(asha)
    await asha.says("28 June 2026 to 5 July 2026")

    asha.sees("First day of the activity")
    asha.sees_not("✓ Saved")
    await asha.says("3 September 2026")
    asha.sees("Last day of the activity")


async def test_both_days_of_work_in_a_csr_are_taken_from_one_answer(asha: Persona) -> None:
    await at_the_csr(asha)
    await asha.clicks("Create it here")
    for text in ("Dana Lee", "Set up the campaign", "3 to 4 September 2026"):
        await asha.says(text)

    asha.sees("✓ Saved.", "Hours in all")


@pytest.mark.parametrize(
    "typed", ["Friday 3 October", "the 3rd to the 5th", "about 3 October", "3 October or 4 October"]
)
async def test_a_day_that_is_not_sure_is_asked_again(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says(typed)

    asha.sees("First day of the activity")
    asha.sees_not("✓ Saved")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("first day: 3 October", "3 October 2026"),
        ("last Friday of October", "30 October 2026"),
        ("3 days ago", "20 November 2026"),
    ],
)
async def test_a_day_is_told_back_as_it_was_read(asha: Persona, typed: str, day: str) -> None:
    await at_the_first_day(asha)
    await asha.says(typed)

    asha.sees(f"✓ Saved: First day of the activity: {day}.", "Last day of the activity")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("the same day", "3 October 2026"),
        ("the 5th", "5 October 2026"),
        ("당일", "3 October 2026"),
        ("end = Oct 5", "5 October 2026"),
    ],
)
async def test_the_last_day_is_told_by_the_first(asha: Persona, typed: str, day: str) -> None:
    await at_the_first_day(asha)
    await asha.says("3 October")
    await asha.says(typed)

    asha.sees(f"✓ Saved: Last day of the activity: {day}.", "What did you do")


@pytest.mark.parametrize("typed", ["the 2nd", "two days later", "the 32nd"])
async def test_a_last_day_that_is_not_sure_is_asked_again(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says("3 October")
    await asha.says(typed)

    asha.sees("Last day of the activity")
    asha.sees_not("✓ Saved")
