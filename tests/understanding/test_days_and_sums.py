"""Days, periods and sums in sentences: which day is meant, and what is no day and no sum."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.understanding import Recognition

Recognize = Callable[..., Recognition]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("we spent 20 grand on google ads", 20000, ""),
        ("claim twelve thousand five hundred euros for the booth", 12500, "EUR"),
        ("half a million won for the seminar", 500000, "KRW"),
        ("webinar cost Rs. 2.5 lakh", 250000, "INR"),
        ("the agency wants 22.300,- for all", 22300, ""),
        ("구글 광고 삼백오십만원 썼어요", 3500000, "KRW"),
        ("행사비 1억 2천만원 청구", 120000000, "KRW"),
        ("세미나에 육천만원 들었어요", 60000000, "KRW"),
    ],
)
def test_sums_in_words_are_read(
    recognize: Recognize, text: str, amount: int, currency: str
) -> None:
    slots = recognize(text).slots

    assert (slots.amount, slots.currency) == (amount, currency)


@pytest.mark.parametrize(
    "text",
    [
        "new claim: 5k flyers for the fair",
        "12k impressions in the report",
        "thanks a million",
        "they only put a grand total",
        "전단지 5천부 찍었어요",
        "status of claim 55120",
        "D-14 알림",
    ],
)
def test_what_is_counted_or_numbered_is_no_money(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.amount is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("remind me before the 10th of March", date(2027, 3, 10)),
        ("we plan a webinar on 3 March, what papers?", date(2027, 3, 3)),
        ("3월 10일에 세미나 할 거예요", date(2027, 3, 10)),
        ("3월 3일까지 알려줘", date(2027, 3, 3)),
        ("is the 15 February still valid as last day?", date(2027, 2, 15)),
        ("we ran a webinar on 3 March", date(2026, 3, 3)),
        ("the booth was on 10 May", date(2025, 5, 10)),
        ("5월 10일에 했던 세미나 청구하려고요", date(2025, 5, 10)),
        ("3월 3일 조찬세미나 건 클레임 올릴게요", date(2026, 3, 3)),
    ],
)
def test_a_day_without_a_year_lies_where_the_sentence_is(
    recognize: Recognize, text: str, day: date
) -> None:
    assert recognize(text).slots.first_day == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("roadshow with three stops end of March", date(2026, 3, 21), date(2026, 3, 31)),
        ("a SPIFF for the sales team in Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("지난달 초에 전시회 했어요", date(2026, 3, 1), date(2026, 3, 10)),
        ("작년 하반기에 한 행사", date(2025, 7, 1), date(2025, 12, 31)),
        ("next spring we run a booth", date(2027, 3, 1), date(2027, 5, 31)),
        ("telemarketing Jan 10-20", date(2026, 1, 10), date(2026, 1, 20)),
        ("the booth in Munich, 3.-5. March", date(2026, 3, 3), date(2026, 3, 5)),
        ("이번 달 말까지 알림 걸어줘", date(2026, 4, 30), date(2026, 4, 30)),
    ],
)
def test_named_periods_are_read(recognize: Recognize, text: str, first: date, last: date) -> None:
    slots = recognize(text).slots

    assert (slots.first_day, slots.last_day) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["may I ask something", "message me every Monday", "월요일마다 알려줘", "Server 2022 iso"],
)
def test_what_only_looks_like_a_day_is_none(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.first_day is None
