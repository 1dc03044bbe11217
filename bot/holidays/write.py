"""Write `days.txt` anew: `python -m bot.holidays.write`, after the package `holidays` was updated.

The package is installed for development only. A test compares file and package.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version

import holidays

from bot.holidays import PATH

YEARS = range(2024, 2036)


def lines() -> Iterator[str]:
    """The text of the file, line by line."""
    yield f"# public holidays of the package holidays {version('holidays')}; see bot/holidays"
    for country in sorted(holidays.list_supported_countries(include_aliases=False)):
        for year in YEARS:
            days = sorted(holidays.country_holidays(country, years=year))
            yield " ".join((country, str(year), *(f"{day:%m%d}" for day in days)))


def main() -> None:
    """Write the file."""
    PATH.write_text("".join(f"{line}\n" for line in lines()), encoding="ascii")
    sys.stdout.write(f"{PATH}: {PATH.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
