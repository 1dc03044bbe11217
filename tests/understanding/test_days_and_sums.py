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


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("지난달 28일에 세미나 했어요", "2026-03-28", "2026-03-28"),
        ("다음 달 4일부터 6일까지 진행할 계획", "2026-05-04", "2026-05-06"),
        ("the dinner was on the 9th of this month", "2026-04-09", "2026-04-09"),
        ("the reviewer asked for photos on the 19th", "2026-04-19", "2026-04-19"),
        ("the seminar is on the 12th, which papers do I need", "2026-05-12", "2026-05-12"),
        ("the request was raised ten days back", "2026-04-10", "2026-04-10"),
        ("그저께 작성하다 멈춘 청구", "2026-04-18", "2026-04-18"),
        ("보름 전에 끝난 전시회", "2026-04-05", "2026-04-05"),
        ("jingles aired in the last week of August", "2025-08-25", "2025-08-31"),
        ("the site gets over by month end", "2026-04-30", "2026-04-30"),
        ("연말까지 다 써야 돼", "2026-12-31", "2026-12-31"),
        ("how much must we burn before new year's", "2026-12-31", "2026-12-31"),
        ("9,975 landed this morning", "2026-04-20", "2026-04-20"),
        ("7~12월에 적립된 금액", "2025-07-01", "2025-12-31"),
        ("papers of FY 2023-24", "2023-07-01", "2024-06-30"),
        ("2H accrual left?", "2026-01-01", "2026-06-30"),
        ("we did a roundtable in the week of Feb 22", "2026-02-16", "2026-02-22"),
        ("14 or 15 february 2026", "2026-02-14", "2026-02-15"),
        ("내년 2월 15일까지 청구하면 되나요", "2027-02-15", "2027-02-15"),
        ("버스 광고는 담주에 다시 할게", "2026-04-27", "2026-05-03"),
        ("if i pay the printer in january am i too late", "2027-01-01", "2027-01-31"),
        ("what about the last Friday of March", "2026-03-27", "2026-03-27"),
        ("3월 마지막 주 금요일에 했어요", "2026-03-27", "2026-03-27"),
        ("we ran it on Friday the 13th", "2026-03-13", "2026-03-13"),
        ("what we earned in H1 of last year", "2025-07-01", "2025-12-31"),
        ("photos of March last year", "2025-03-01", "2025-03-31"),
        ("how much did we spend since July", "2025-07-01", "2025-07-31"),
        ("ad flight 28 May - 4 June, which papers", "2026-05-28", "2026-06-04"),
    ],
)
def test_days_are_read_as_people_say_them(
    recognize: Recognize, text: str, first: str, last: str
) -> None:
    slots = recognize(text).slots

    assert (str(slots.first_day), str(slots.last_day)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "status of our claim titled Diwali Dhamaka SPIFF 2026",
        "the printer on the 3rd floor made our flyers",
        "연말정산 서류는요?",
        "do I still make the February date",
        "마감 전날이 목요일이면 미리 해야 하죠",
    ],
)
def test_what_is_a_title_a_floor_or_a_deadline_is_no_day(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.first_day is None
