"""Public holidays per country, for clocks that count business days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of an ISO 3166 country in one year; empty for an unknown country.

    Source: the data of the package `holidays`.
    """
    # imported late: a start that counts no business days need not load it
    import holidays

    try:
        return frozenset(holidays.country_holidays(country.upper(), years=year))
    except NotImplementedError:
        return frozenset()


@lru_cache(maxsize=512)
def holidays_around(country: str, day: date) -> frozenset[date]:
    """Public holidays of the year of `day`, the one before and the one after."""
    if not country:
        return frozenset()
    years = (day.year - 1, day.year, day.year + 1)
    return frozenset().union(*(public_holidays(country, year) for year in years))
