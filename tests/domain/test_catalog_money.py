"""Rates of the catalog, and what follows from them in other currencies than the dollar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.domain.test_catalog import CATALOG, TODAY, funds


def test_money_is_converted_at_the_monthly_rate_to_whole_minor_units():
    assert CATALOG.convert(Decimal("100"), "USD", "KRW", TODAY) == Decimal(142000)
    assert CATALOG.convert(Decimal("1000000"), "KRW", "EUR", TODAY) == Decimal("598.59")
    assert CATALOG.convert(Decimal("12.345"), "USD", "USD", TODAY) == Decimal("12.345")
    assert CATALOG.convert(Decimal("100"), "USD", "KWD", TODAY) == Decimal("30.600")
    assert CATALOG.convert(Decimal("1.001"), "KWD", "BHD", TODAY) == Decimal("1.230")


def test_a_month_without_rates_uses_the_latest_before_it_and_the_first_at_the_least():
    dollar = Decimal(1)

    assert CATALOG.convert(dollar, "USD", "JPY", date(2026, 6, 30)) == Decimal(156)
    assert CATALOG.convert(dollar, "USD", "JPY", date(2031, 1, 1)) == Decimal(152)
    assert CATALOG.convert(dollar, "USD", "JPY", date(2019, 1, 1)) == Decimal(145)


def test_a_currency_without_rate_is_not_guessed_at():
    assert CATALOG.convert(Decimal(1), "ARS", "USD", TODAY) is None
    assert CATALOG.convert(Decimal(1), "USD", "ARS", TODAY) is None
    assert CATALOG.convert(Decimal(1), "ARS", "ARS", TODAY) == Decimal(1)
    assert CATALOG.cap("MD_OFFER", "CSP_IR", funds("12000", currency="ARS")) is None


def test_what_may_be_claimed_is_told_in_the_currency_of_the_funds_with_its_decimals():
    given = funds("3072.504", currency="KWD")

    assert CATALOG.claimable("MD_OFFER", "CSP_IR", given) == Decimal("768.126")
    assert CATALOG.claimable("DG_DIGITAL", "CSP_IR", given) == Decimal("3072.504")
