"""Several claims, days and sums in one sentence, and values that are taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bot.understanding import QuestionContext, Recognition
from dialogs.cases import slots_from

Recognize = Callable[..., Recognition]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("CL-28450에서 텀블러 비용이 깎였어요", ("CL-28450",)),
        ("CL-29015가 크레딧으로 지급됐나요", ("CL-29015",)),
        ("CL-30650, CL-30651 둘 다 어떻게 됐어", ("CL-30650", "CL-30651")),
        ("are claims 4711 and 4712 both rejected?", ("4711", "4712")),
        ("status of cl40021 please", ("CL-40021",)),
        ("15502 건 반려 사유가 뭔가요", ("15502",)),
        ("a billboard on I-84 for four weeks", ()),
        ("funds below 10000 are lost?", ()),
        ("do we get the balance to 100000", ()),
        ("I want to claim 4500 euro for the booth", ()),
    ],
)
def test_every_claim_named_is_told(
    recognize: Recognize, text: str, claims: tuple[str, ...]
) -> None:
    slots = recognize(text).slots

    assert slots.claims == claims
    assert slots.claim == next(iter(claims), "")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("one invoice, two events (july 9 and august 20 2025)", ["2025-07-09", "2025-08-20"]),
        ("세금계산서는 3월 28일 발행인데 행사는 4.4. 문제 있어?", ["2026-03-28", "2026-04-04"]),
        ("end date should be 14 March not 4 March", ["2026-03-14", "2026-03-04"]),
        ("I entered 5 March but it was 15 March", ["2026-03-15", "2026-03-05"]),
        (
            "종료일을 3월 31일로 잘못 적었습니다. 3월 13일로 정정할게요",
            ["2026-03-13", "2026-03-31"],
        ),
        ("change the day from 4 March to 14 March", ["2026-03-14", "2026-03-04"]),
    ],
)
def test_every_day_is_told_and_the_one_taken_back_last(
    recognize: Recognize, text: str, periods: list[str]
) -> None:
    slots = recognize(text).slots

    assert [first.isoformat() for first, _ in slots.periods] == periods
    assert slots.first_day == date.fromisoformat(periods[0])


def test_days_with_to_between_them_are_one_period(recognize: Recognize) -> None:
    slots = recognize("the campaign ran mid-January to end of February").slots

    assert slots.periods == ((date(2026, 1, 11), date(2026, 2, 28)),)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("wrong amount, should be 4,310 not 3,410", "4310", ""),
        ("typed 1900 instead of 9100 in the claim", "9100", ""),
        ("I have typed 8.900 but this must be 9.800", "9800", ""),
        ("금액을 230만원에서 320만원으로 바꿔주세요", "3200000", "KRW"),
        ("paid a writer C$3,200 for the brochure", "3200", "CAD"),
        ("링크드인 광고 달러로 1800 썼어요", "1800", "USD"),
        ("서피스 체험존 운영, 경비 270", "270", ""),
        ("they knocked my claim down by a grand because of drinks", "1000", ""),
        ("power banks at the booth, 12.50 each", "12.50", ""),
    ],
)
def test_the_sum_that_holds_is_told(
    recognize: Recognize, text: str, amount: str, currency: str
) -> None:
    slots = recognize(text).slots

    assert (slots.amount, slots.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["a grand opening of our showroom", "천오백 명이 왔어요", "12 people came"]
)
def test_what_is_no_sum_is_not_told(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.amount is None


def test_a_currency_alone_is_told_where_it_is_spoken_of(recognize: Recognize) -> None:
    assert recognize("wrong currency, it must be CHF not EUR").slots.currency == "CHF"
    assert recognize("can I claim the euro pallets").slots.currency == ""


def test_several_values_survive_between_two_turns(recognize: Recognize) -> None:
    said = recognize("CL-30650 and CL-30651: 3 March 500 usd, 10 March 700 usd").slots

    assert len(said.claims) == len(said.periods) == len(said.amounts) == 2
    assert slots_from(said.as_json()) == said


def test_a_follow_up_takes_over_all_values(recognize: Recognize) -> None:
    context = QuestionContext(
        last_intent="deadline", last_slots=recognize("the webinar of 3 March and of 10 March").slots
    )

    slots = recognize("and for telemarketing?", context=context).slots

    assert [first.day for first, _ in slots.periods] == [3, 10]
