"""Money and whole numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.text import (
    read_amount,
    read_currency,
    read_integer,
    translator,
    two_amounts,
    typed_amount,
)


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("12,000 euro", "EUR", "12000"),
        ("€12k", "EUR", "12000"),
        ("€12.000", "EUR", "12000"),
        ("€12.000", "", "12000"),
        ("1,234.56", "USD", "1234.56"),
        ("1.234,56", "EUR", "1234.56"),
        ("1.234.567", "EUR", "1234567"),
        ("12 000", "EUR", "12000"),
        ("12\u202f000,50", "EUR", "12000.50"),
        ("1'234.50 CHF", "CHF", "1234.50"),
        ("1,00,000", "INR", "100000"),
        ("1200,5", "EUR", "1200.5"),
        ("about $500", "CAD", "500"),
        ("4,200.-", "CHF", "4200"),
        ("4200/-", "INR", "4200"),
        ("USD 500.5", "USD", "500.5"),
        ("500 US dollars", "USD", "500"),
        ("1.5 million won", "KRW", "1500000"),
        (".5", "USD", "0.5"),
        ("-5", "USD", "-5"),
        ("20 grand", "USD", "20000"),
        ("2.5 lakh rupees", "INR", "250000"),
        ("half a million", "USD", "500000"),
        ("two and a half thousand", "USD", "2500"),
        ("one hundred and twenty thousand yen", "JPY", "120000"),
        ("fifteen hundred", "USD", "1500"),
        ("a million and a half", "USD", "1500000"),
        ("EUR 1.200,-", "EUR", "1200"),
        ("삼백오십만원", "KRW", "3500000"),
        ("-€5", "EUR", "-5"),
        ("1.234", "USD", "1.234"),
        ("1,234.5", "KWD", "1234.5"),
        ("120만원", "KRW", "1200000"),
        ("1만2천", "KRW", "12000"),
        ("1만 2천원 정도", "KRW", "12000"),
        ("1억 2,500만 원", "KRW", "125000000"),
        ("백만원", "KRW", "1000000"),
        ("1.5만", "KRW", "15000"),
        ("₩1,200,000", "KRW", "1200000"),
        ("12,000원입니다", "KRW", "12000"),
        ("500달러", "USD", "500"),
        ("１２，０００원", "KRW", "12000"),
    ],
)
def test_an_amount_is_read(typed: str, currency: str, amount: str) -> None:
    assert str(read_amount(typed, currency=currency)) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "", "NaN", "1e9", "Infinity", "12,00,0",
        "1.2.3", "1,2,3", "5 or 6", "12 euro 50 dollars", "abc",
        "1만2", "a", "m", "grand", "five twenty", "a few hundred", "a thousand million million",
"9" * 19, "--5", "5-", "12,000 €/$", "x" * 5000, "0x10", "1_000", "½",
    ],
)  # fmt: skip
def test_what_is_no_clear_amount_is_not_read(typed: str) -> None:
    assert read_amount(typed, currency="USD") is None


def test_an_amount_in_another_currency_is_not_taken_for_ours() -> None:
    assert read_amount("12,000 euro", currency="USD") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12,000 euro", "EUR"),
        ("USD", "USD"),
        ("$5", "USD"),
        ("달러로 500", "USD"),
        ("120만원", "KRW"),
        ("A$5", "AUD"),
        ("kr 5", None),
        ("euro or dollar", None),
        ("nothing", None),
    ],
)
def test_a_currency_is_read(typed: str, code: str | None) -> None:
    assert read_currency(typed) == code


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,200", 1200),
        ("1.200", 1200),
        ("12k", 12000),
        ("about 250 people", 250),
        ("250명이에요", 250),
        ("1만2천 명", 12000),
        ("-5", -5),
        ("2.5", None),
        ("50 or 60", None),
        ("12%", None),
        ("many", None),
        ("2 million views", 2_000_000),
        ("1.5 million impressions", 1_500_000),
        ("3 thousand clicks", 3000),
        ("two thousand people", 2000),
        ("2백만 노출", 2_000_000),
        ("1 thousand two hundred calls", None),
        ("5 dozen guests", None),
        ("2 billion views", None),
        ("3 September", None),
        ("12 march", None),
        ("50 dollars", None),
        ("300 unique visitors", 300),
    ],
)
def test_a_whole_number_is_read(typed: str, number: int | None) -> None:
    assert read_integer(typed) == number


AMOUNTS = some.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)


@given(
    AMOUNTS, some.sampled_from(["USD", "EUR", "GBP", "AUD", "INR"]), some.sampled_from(["en", "ko"])
)
def test_printed_money_is_read_back(amount: Decimal, currency: str, language: str) -> None:
    printed = translator(language).money(amount, currency)

    assert read_amount(printed, currency=currency, language=language) == amount


@given(some.integers(0, 10**14), some.sampled_from(["KRW", "JPY"]), some.sampled_from(["en", "ko"]))
def test_printed_whole_money_is_read_back(amount: int, currency: str, language: str) -> None:
    printed = translator(language).money(Decimal(amount), currency)

    assert read_amount(printed, currency=currency, language=language) == amount
    assert read_currency(printed) == currency


@given(some.integers(-(10**15), 10**15), some.sampled_from(["en", "ko"]))
def test_a_printed_number_is_read_back(number: int, language: str) -> None:
    assert read_integer(translator(language).number(number)) == number


THREE = some.sampled_from(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
THOUSANDTHS = some.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=3)


@given(THOUSANDTHS, THREE)
def test_an_input_with_three_decimals_is_read_back(amount: Decimal, currency: str) -> None:
    assert read_amount(typed_amount(amount, currency), currency=currency) == amount


@given(THOUSANDTHS, THREE, some.sampled_from(["en", "ko"]))
def test_printed_thousandths_are_read_back_or_asked_about(
    amount: Decimal, currency: str, language: str
) -> None:
    printed = translator(language).money(amount, currency)
    read, both = (read(printed, currency=currency) for read in (read_amount, two_amounts))

    assert read == amount if both is None else (read is None and amount in both)


@pytest.mark.parametrize(
    ("typed", "currency", "both"),
    [
        ("1,234", "KWD", ("1234", "1.234")),
        ("KWD 12,500", "KWD", ("12500", "12.500")),
        ("-1,234", "BHD", ("-1234", "-1.234")),
        ("1,234k", "OMR", ("1234000", "1234")),
        ("1.234", "TND", ("1234", "1.234")),
    ],
)
def test_one_separator_before_three_digits_may_be_two_things_in_dinars(
    typed: str, currency: str, both: tuple[str, str]
) -> None:
    assert read_amount(typed, currency=currency) is None
    first, second = two_amounts(typed, currency=currency) or (None, None)
    assert (first, second) == tuple(map(Decimal, both))


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("1.234", "KWD", "1.234"),
        ("0,500", "KWD", "0.500"),
        ("1,234.5", "KWD", "1234.5"),
        ("1.234,567", "OMR", "1234.567"),
        ("1,234,567", "JOD", "1234567"),
        ("1'234", "BHD", "1234"),
        ("12 000,500", "TND", "12000.500"),
        ("1,2345", "KWD", "1.2345"),
        ("KD 5.250", "KWD", "5.250"),
        ("12.250 R.O.", "OMR", "12.250"),
        ("250 디나르", "JOD", "250"),
        ("TOP 500", "TOP", "500"),
    ],
)
def test_what_is_clear_in_dinars_is_read(typed: str, currency: str, amount: str) -> None:
    assert str(read_amount(typed, currency=currency)) == amount
    assert two_amounts(typed, currency=currency) is None


def test_zeros_beyond_the_minor_unit_are_dropped() -> None:
    assert str(read_amount("1200.500", currency="USD")) == "1200.50"
    assert str(read_amount("1200.5055", currency="KWD")) == "1200.5055"


PIECES = some.lists(some.sampled_from(list("0123456789.,' -+()만천억백십원$€k")), max_size=60)


@given(some.text(max_size=300) | PIECES.map("".join))
def test_no_text_raises(text: str) -> None:
    for currency in ("", "EUR", "KRW", "TND"):
        two_amounts(text, currency=currency)
        amount = read_amount(text, currency=currency)
        assert amount is None or amount.is_finite()
    read_currency(text)
    read_integer(text)


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("1200 dollars and 50 cents", "USD", "1200.50"),
        ("$1,200 & 5 cents", "CAD", "1200.05"),
        ("1,200 USD 50 cents", "", "1200.50"),
        ("1,200달러50센트입니다", "USD", "1200.50"),
        ("1,200유로 하고 오십오 센트", "EUR", "1200.55"),
        ("12만 5천원 50전", "KRW", "125000.50"),
        ("1 dinar 250 fils", "KWD", "1.250"),
        ("5 dirhams 50 fils", "AED", "5.50"),
        ("12 pounds and fifty pence", "GBP", "12.50"),
    ],
)
def test_an_amount_in_two_units_is_one(typed: str, currency: str, amount: str) -> None:
    found = read_amount(typed, currency=currency)

    assert found == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("$150 cents", "USD"),
        ("1200 dollars and 50 pence", "USD"),
        ("1200 dollars and 50 cents", "EUR"),
        ("1200 dollars and 100 cents", "USD"),
        ("1200.5 dollars and 50 cents", "USD"),
        ("-5 dollars and 50 cents", "USD"),
        ("1,234 dinars and 500 fils", "KWD"),
        ("3만원 전", "KRW"),
        ("1200 dollars and 50", "USD"),
        ("1200 and 50 cents", "USD"),
    ],
)
def test_what_may_be_no_amount_in_two_units_is_not_read(typed: str, currency: str) -> None:
    assert read_amount(typed, currency=currency) is None
