"""Public holidays per country, for clocks that count business days.

They are data, written down by `bot.holidays.write` from the package `holidays`: the package itself
takes 19 MB of memory at the first question.
"""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache
from pathlib import Path

log = logging.getLogger(__name__)

PATH = Path(__file__).with_name("days.txt")
"""One line a country and year, in that order: `KR 2026 0101 0216 …`, month and day."""


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of an ISO 3166 country in one year; empty for an unknown country or year.

    Source: the data of the package `holidays`, in the version that `days.txt` names.
    """
    wanted = f"{country.upper()} {year} "
    with PATH.open(encoding="ascii") as lines:
        found = next((line for line in lines if line.startswith(wanted)), "")
    if not found:
        log.warning("no_public_holidays country=%s year=%d", country, year)
    days = found.removeprefix(wanted).split()
    return frozenset(date(year, int(day[:2]), int(day[2:])) for day in days)


@lru_cache(maxsize=512)
def holidays_around(country: str, day: date) -> frozenset[date]:
    """Public holidays of the year of `day`, the one before and the one after."""
    if not country:
        return frozenset()
    years = (day.year - 1, day.year, day.year + 1)
    return frozenset().union(*(public_holidays(country, year) for year in years))
