"""Public holidays are those of the package they were written from."""

from __future__ import annotations

from datetime import date

import pytest

from bot.holidays import PATH, holidays_around, public_holidays, write


def test_the_file_says_what_the_package_says() -> None:
    assert PATH.read_text("ascii").splitlines() == list(write.lines())


def test_the_lunar_new_year_of_korea_is_a_holiday() -> None:
    assert {date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18)} < public_holidays("kr", 2026)


@pytest.mark.parametrize(("country", "year"), [("XX", 2026), ("KR", 1900), ("", 2026)])
def test_where_nothing_is_known_no_day_is_off(country: str, year: int) -> None:
    assert public_holidays(country, year) == frozenset()


def test_the_years_around_a_day_are_looked_at() -> None:
    days = holidays_around("DE", date(2026, 12, 31))

    assert {date(2025, 12, 25), date(2026, 12, 25), date(2027, 1, 1)} < days
