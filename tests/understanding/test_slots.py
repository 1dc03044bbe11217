"""Slots in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bot.catalog import load_catalog
from bot.understanding import QuestionContext, Recognition

Recognize = Callable[..., Recognition]


def test_one_sentence_fills_activity_vendor_day_and_amount(recognize: Recognize) -> None:
    slots = recognize("We ran a webinar with an agency on 3 March for 12,000 euro").slots

    assert slots.as_json() == {
        "activity": "MD_SEMINAR",
        "currency": "EUR",
        "first_day": "2026-03-03",
        "last_day": "2026-03-03",
        "amount": "12000",
        "conditions": {"online": ["yes"], "work_by": ["third_party"]},
    } | {key: value for key, value in slots.as_json().items() if key == "expense"}


@pytest.mark.parametrize("code", sorted(load_catalog().activities))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_activity_is_found_by_its_title(
    recognize: Recognize, code: str, language: str
) -> None:
    title = load_catalog().activities[code].title.get(language)

    assert code in recognize(title, language=language).slots.activities


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("our booth from 3 to 5 march", None, None),
        ("it ran 3-5 March 2026", date(2026, 3, 3), date(2026, 3, 5)),
        ("3월 3일부터 3월 10일까지 캠페인", date(2026, 3, 3), date(2026, 3, 10)),
        ("the seminar last month", date(2026, 3, 1), date(2026, 3, 31)),
        ("어제 세미나 했어요", date(2026, 4, 19), date(2026, 4, 19)),
    ],
)
def test_days_are_read_from_a_sentence(
    recognize: Recognize, text: str, first: date | None, last: date | None
) -> None:
    slots = recognize(text).slots

    if first:
        assert (slots.first_day, slots.last_day) == (first, last)
    else:
        assert slots.last_day in {None, date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("claim $5k for telemarketing", Decimal(5000), "USD"),
        ("텔레마케팅 120만원", Decimal(1200000), "KRW"),
        ("EUR 1,250.50 for exams", Decimal("1250.50"), "EUR"),
        ("my pdf has 30 mb", None, ""),
    ],
)
def test_money_is_read_from_a_sentence(
    recognize: Recognize, text: str, amount: Decimal | None, currency: str
) -> None:
    slots = recognize(text).slots

    assert (slots.amount, slots.currency) == (amount, currency)


def test_a_claim_is_found_by_its_name(recognize: Recognize) -> None:
    context = QuestionContext(claim_names=("Spring Roadshow", "Ignite tickets"))

    assert recognize("status of spring roadshw", context=context).slots.claim == "Spring Roadshow"


def test_an_exam_number_is_no_claim(recognize: Recognize) -> None:
    assert recognize("fees for the az-104 exam").slots.claim == ""


def test_agency_and_staff_together_are_both(recognize: Recognize) -> None:
    slots = recognize("우리 직원이랑 대행사가 같이 부스를 만들었어요").slots

    assert slots.conditions["work_by"] == ("both",)


@pytest.mark.parametrize(
    "text",
    [
        "what papers for google ads we did ourselves without an agency?",
        "trade show, no outside agency involved",
        "we didn't use a vendor for the booth at the expo",
        "대행사 없이 전시회 부스를 만들었어요",
        "외주 안 쓰고 전시회 했어요",
    ],
)
def test_who_did_not_do_the_work_did_not_do_it(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.conditions["work_by"] == ("in_house",)


def test_a_condition_the_activity_does_not_ask_is_left_out(recognize: Recognize) -> None:
    slots = recognize("exam fees of our own staff").slots

    assert "work_by" not in slots.conditions


@pytest.mark.parametrize("text", ["call me back", "tell me what you're good at", "cpor 등록"])
def test_an_ordinary_word_is_no_cost(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.expense == ""


def test_to_stand_is_no_trade_show(recognize: Recognize) -> None:
    assert recognize("how does the arbitration stand").slots.activity == ""
    assert recognize("a photo of our stand").slots.activity == "MD_TRADESHOW"
