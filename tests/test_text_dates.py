"""Days and ranges as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.text import read_date, read_date_range, translator
from bot.text.dates import COMING, PAST

MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 March", "2026-03-03"),
        ("3rd of March, 2026", "2026-03-03"),
        ("March 3rd", "2026-03-03"),
        ("Mar. 3, 2026", "2026-03-03"),
        ("3-Mar-26", "2026-03-03"),
        ("Tuesday, 3 March", "2026-03-03"),
        ("3/3", "2026-03-03"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("03.04.2025", "2025-04-03"),
        ("2026-03-03", "2026-03-03"),
        ("2026/3/3", "2026-03-03"),
        ("20260303", "2026-03-03"),
        ("29 February 2024", "2024-02-29"),
        ("29 February", "2024-02-29"),
        ("30 December", "2025-12-30"),
        ("1 April", "2026-04-01"),
        ("yesterday", "2026-03-08"),
        ("today", "2026-03-09"),
        ("last Friday", "2026-03-06"),
        ("last monday", "2026-03-02"),
        ("friday", "2026-03-06"),
        ("Friday last week", "2026-03-06"),
        ("3 days ago", "2026-03-06"),
        ("two weeks ago", "2026-02-23"),
        ("3월 3일", "2026-03-03"),
        ("3월3일이요", "2026-03-03"),
        ("2026년 3월 3일 (화)", "2026-03-03"),
        ("2026. 3. 3.", "2026-03-03"),
        ("26.3.3", "2026-03-03"),
        ("어제", "2026-03-08"),
        ("오늘입니다", "2026-03-09"),
        ("지난주 금요일", "2026-03-06"),
        ("지난 금요일", "2026-03-06"),
        ("금요일", "2026-03-06"),
        ("3일 전", "2026-03-06"),
        ("2주 전", "2026-02-23"),
    ],
)
def test_a_day_is_read(typed: str, day: str) -> None:
    language = "ko" if not typed.isascii() or typed.startswith("26.") else "en"

    assert read_date(typed, language=language, today=MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    ["", "30 February 2026", "2026-02-29", "13/13", "0/3", "3", "soon", "3 or 4 March", "x" * 5000],
)
def test_what_is_no_day_is_not_read(typed: str) -> None:
    assert read_date(typed, language="en", today=MONDAY) is None


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("en-US", date(2026, 3, 4)),
        ("en-GB", date(2026, 4, 3)),
        ("en-AU", date(2026, 4, 3)),
        ("en", None),
        ("ko-KR", None),
    ],
)
def test_the_locale_decides_on_the_order_of_day_and_month(locale: str, day: date | None) -> None:
    assert read_date("03/04/2026", language=locale, today=MONDAY) == day


def test_korean_numbers_without_a_year_are_month_and_day() -> None:
    assert read_date("3/4", language="ko", today=MONDAY) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("3-5 March 2026", "2026-03-03", "2026-03-05"),
        ("March 3-5", "2026-03-03", "2026-03-05"),
        ("from 3 March to 8 March", "2026-03-03", "2026-03-08"),
        ("28 December to 3 January", "2025-12-28", "2026-01-03"),
        ("2026-03-03 - 2026-03-05", "2026-03-03", "2026-03-05"),
        ("3 March 2026", "2026-03-03", "2026-03-03"),
        ("February 2026", "2026-02-01", "2026-02-28"),
        ("last month", "2026-02-01", "2026-02-28"),
        ("last week", "2026-03-02", "2026-03-08"),
        ("3월 3일부터 3월 8일까지", "2026-03-03", "2026-03-08"),
        ("3월 3일~5일", "2026-03-03", "2026-03-05"),
        ("2026.3.3 ~ 2026.3.5", "2026-03-03", "2026-03-05"),
        ("지난달", "2026-02-01", "2026-02-28"),
        ("Jan 10-20", "2026-01-10", "2026-01-20"),
        ("January to March", "2026-01-01", "2026-03-31"),
        ("end of February", "2026-02-21", "2026-02-28"),
        ("Q4", "2025-10-01", "2025-12-31"),
        ("FY26 H1", "2025-07-01", "2025-12-31"),
        ("H2 FY26", "2026-01-01", "2026-06-30"),
        ("last summer", "2025-06-01", "2025-08-31"),
        ("작년 하반기", "2025-07-01", "2025-12-31"),
        ("2월 둘째주", "2026-02-09", "2026-02-15"),
        ("2025년", "2025-01-01", "2025-12-31"),
        ("2월", "2026-02-01", "2026-02-28"),
    ],
)
def test_a_range_is_read(typed: str, first: str, last: str) -> None:
    language = "en" if typed.isascii() else "ko"
    found = read_date_range(typed, language=language, today=MONDAY)

    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "ahead", "day"),
    [
        ("10 March", PAST, "2025-03-10"),
        ("10 March", COMING, "2026-03-10"),
        ("3 March", COMING, "2027-03-03"),
        ("Friday", COMING, "2026-03-13"),
        ("Friday", PAST, "2026-03-06"),
        ("5 days ago", COMING, "2026-03-04"),
        ("두 달 전", PAST, "2026-01-09"),
    ],
)
def test_a_day_without_a_year_is_sought_behind_or_ahead(typed: str, ahead: int, day: str) -> None:
    language = "en" if typed.isascii() else "ko"

    assert str(read_date(typed, language=language, today=MONDAY, ahead=ahead)) == day


def test_a_range_in_the_wrong_order_is_not_read() -> None:
    assert read_date_range("5-3 March 2026", language="en", today=MONDAY) is None


@given(some.dates(date(1990, 1, 1), date(2090, 12, 31)), some.sampled_from(["en", "en-US", "ko"]))
def test_a_printed_day_is_read_back(day: date, language: str) -> None:
    assert read_date(translator(language).date(day), language=language, today=MONDAY) == day


@given(some.dates(date(1990, 1, 1), date(2090, 12, 31)), some.sampled_from(["en", "ko"]))
def test_an_iso_day_is_read_back(day: date, language: str) -> None:
    assert read_date(day.isoformat(), language=language, today=MONDAY) == day


@given(some.dates(date(1990, 1, 1), date(2090, 1, 1)), some.integers(0, 400))
def test_a_printed_range_is_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    text = f"{translator('en').date(first)} to {translator('en').date(last)}"

    assert read_date_range(text, language="en", today=MONDAY) == (first, last)


PIECES = some.lists(
    some.sampled_from(
        [
            "3",
            "03",
            "31",
            "99",
            "2026",
            "0",
            "/",
            "-",
            ".",
            "~",
            "'",
            "of",
            "the",
            "March",
            "mar",
            "월",
            "일",
            "년",
            "지난주",
            "금요일",
            "last",
            "friday",
            "ago",
            "전",
            "까지",
            "to",
            "\x00",
        ]
    ),
    max_size=40,
)


@given(some.text(max_size=300) | PIECES.map("".join) | PIECES.map(" ".join), some.dates())
def test_no_text_raises(text: str, today: date) -> None:
    for language in ("en", "en-GB", "ko"):
        read_date(text, language=language, today=today)
        read_date_range(text, language=language, today=today)
