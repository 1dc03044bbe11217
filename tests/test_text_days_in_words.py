"""Days and ranges in the words people have for them: counted, by their weekday or their week."""

from __future__ import annotations

from datetime import date

import pytest

from bot.text import read_date, read_date_range, read_day

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("first Monday of October", "2026-10-05"),
        ("the last Friday in September", "2026-09-25"),
        ("10월 첫째 월요일", "2026-10-05"),
        ("지난달 마지막 금요일", "2026-10-30"),
        ("9월 둘째 주 화요일", "2026-09-08"),
        ("Saturday 3 October", "2026-10-03"),
        ("3 Oct (Sat)", "2026-10-03"),
        ("3 October at 10:00", "2026-10-03"),
        ("10월 3일 오전 10시", "2026-10-03"),
        ("Oct 3 only", "2026-10-03"),
        ("10월 3일 하루", "2026-10-03"),
    ],
)
def test_a_day_in_words_is_read(typed: str, day: str) -> None:
    assert str(read_day(typed, language="en-US", today=MONDAY)) == day


@pytest.mark.parametrize(
    "typed",
    [
        "Friday 3 October",
        "3 October (Mon)",
        "10월 3일 금요일",
        "10월 둘째 주 화요일",
        "지난달 첫째 주 월요일",
        "first Monday of the year",
        "the 3rd to the 5th",
    ],
)
def test_a_day_that_may_be_two_is_not_read(typed: str) -> None:
    assert read_day(typed, language="ko", today=MONDAY) is None


def test_dots_are_not_clear_where_the_month_comes_first() -> None:
    assert read_date("3.10.2026", language="en-US", today=MONDAY) is None


@pytest.mark.parametrize(
    ("typed", "today", "first", "last"),
    [
        ("10월 3일부터 5일 동안", MONDAY, "2026-10-03", "2026-10-07"),
        ("10월 3일부터 사흘간", MONDAY, "2026-10-03", "2026-10-05"),
        ("3 October for 3 days", MONDAY, "2026-10-03", "2026-10-05"),
        ("three days from 3 October", MONDAY, "2026-10-03", "2026-10-05"),
        ("the 3rd to the 5th of October", MONDAY, "2026-10-03", "2026-10-05"),
        ("2026-10-03/2026-10-05", MONDAY, "2026-10-03", "2026-10-05"),
        ("2026년 10월 3일부터 같은 달 5일까지", MONDAY, "2026-10-03", "2026-10-05"),
        ("3 & 4 October", MONDAY, "2026-10-03", "2026-10-04"),
        ("Monday to Wednesday last week", MONDAY, "2026-11-16", "2026-11-18"),
        ("지난주 월요일부터 수요일까지", THURSDAY, "2026-11-16", "2026-11-18"),
        ("3 Oct (Sat) – 5 Oct (Mon)", MONDAY, "2026-10-03", "2026-10-05"),
        ("3 Oct 9am to 5 Oct 6pm", MONDAY, "2026-10-03", "2026-10-05"),
    ],
)
def test_a_range_in_words_is_read(typed: str, today: date, first: str, last: str) -> None:
    found = read_date_range(typed, language="en-US", today=today)

    assert tuple(map(str, found or ())) == (first, last)


@pytest.mark.parametrize("typed", ["5 October to 3 October", "10월 5일~3일", "3-5.10.2026"])
def test_days_in_the_wrong_order_or_not_clear_are_no_range(typed: str) -> None:
    assert read_date_range(typed, language="en-US", today=MONDAY) is None


def test_weekdays_over_a_weekend_do_not_go_back_a_year() -> None:
    found = read_date_range("Monday to Friday", language="en", today=date(2026, 11, 25))

    assert found == (date(2026, 11, 23), date(2026, 11, 27))
