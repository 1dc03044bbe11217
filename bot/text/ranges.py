"""Read a first and last day as people type them in English and Korean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.text.dates import FUTURE_DAYS
from bot.text.nth_days import read_day
from bot.text.numbers import COUNTS, NATIVE_DAYS
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.typed import tidy
from bot.text.vocabulary import WEEKDAYS

_SEPARATOR = pattern(
    r" ?~ ?| to | & | until | till | through | thru | and |부터 ?| - |(?<=\d일)-| ?에서 "
    r"|(?<=\d{4}-\d\d-\d\d)/(?=\d{4}-)"
)
_TIGHT = pattern(r"(?<=[\d일a-z]) ?- ?(?=[\da-z])")
_BEFORE = pattern(r"(?:from|between|it was|it ran from|ran from) ")
_AFTER = pattern(r" ?(?:까지(?:입니다|이에요|예요|요)?|동안|기간)$")
_DAY_ONLY = pattern(r"(?:the )?(\d{1,2})(?:st|nd|rd|th|일|\.)?")
_FIGURES = pattern(r"\d{1,2}([./])(\d{1,2})\1(\d{4})")
_THE = pattern(r"^the ")
_SAME_MONTH = pattern(r"^같은 ?달 ?|^동월 ?")
_MOST_DAYS = 183
"""Longer is no activity over the turn of a year, but two days in the wrong order."""
_LETTERS = pattern(r"[a-z]{3,}.*|(?<=[ -])[a-z].*")
_COUNT = "|".join((*NATIVE_DAYS, *COUNTS))
_FOR_DAYS = pattern(
    rf"(?P<from1>.+?),?(?: for| over) (?P<n1>\d{{1,2}}|{_COUNT}) days?"
    rf"|(?:for )?(?P<n2>\d{{1,2}}|{_COUNT}) days? (?:from|starting(?: on)?) (?P<from2>.+)"
    rf"|(?P<from3>.+?) ?부터 ?(?:(?P<n3>\d{{1,2}}) ?일|(?P<n4>{_COUNT})) ?(?:간|동안)"
)
"""A first day and how many days it took."""
_MONTH_ONLY = pattern(r"\d{1,2}월")
_YEAR_LAST = pattern(r",? (\d{4})$")
_OF_WEEK = pattern(r"(?: of)? (?:last|this|next) week$")


def read_date_range(
    text: str, *, language: str, today: date, ahead: int = FUTURE_DAYS
) -> tuple[date, date] | None:
    """First and last day, both inclusive; one day alone is both.

    None when not clear or in the wrong order.

    Understands "3-5 March 2026", "March 3 to April 2", "3월 3일부터 10일까지", "2026-03-03 -
    2026-03-10", and all of `bot.text.periods` ("March 2026", "지난달", "last week"). A part without
    month or year takes it from the other. `ahead`: as in `read_date`.

    >>> day = date(2026, 5, 1)
    >>> [str(d) for d in read_date_range("3-5 March 2026", language="en", today=day)]
    ['2026-03-03', '2026-03-05']
    >>> [str(d) for d in read_date_range("3월 3일부터 10일까지", language="ko", today=day)]
    ['2026-03-03', '2026-03-10']
    """
    plain = tidy(text)
    counted = _FOR_DAYS.fullmatch(plain)
    if counted:
        return _so_many(counted.groupdict(), language, today, ahead)
    typed = _AFTER.sub("", plain)
    typed = typed[before.end() :] if (before := _BEFORE.match(typed)) else typed
    one = read_day(typed, language=language, today=today, ahead=ahead)
    if one:
        return one, one
    span = read_period(typed, today=today, ahead=ahead)
    if span:
        return span
    for separator in (_SEPARATOR, _TIGHT):
        for match in separator.finditer(typed):
            first, last = typed[: match.start()].strip(), typed[match.end() :].strip()
            found = _two_days(first, last, language, today, ahead)
            if found:
                return found
    return None


def _so_many(
    parts: dict[str, str | None], language: str, today: date, ahead: int
) -> tuple[date, date] | None:
    """So many days from the first one on."""
    said = next(parts[name] or "" for name in ("n1", "n2", "n3", "n4") if parts[name])
    first = next(parts[name] or "" for name in ("from1", "from2", "from3") if parts[name])
    start = read_day(first, language=language, today=today, ahead=ahead)
    count = NATIVE_DAYS.get(said) or COUNTS.get(said) or int(said)
    return (start, start + timedelta(days=count - 1)) if start and count else None


def _two_days(
    first: str, last: str, language: str, today: date, ahead: int
) -> tuple[date, date] | None:
    year = _YEAR_LAST.search(last)
    if year and not re.search(r"\d{4}", first) and not _DAY_ONLY.fullmatch(first):
        first = f"{first} {year[1]}"
    last = _SAME_MONTH.sub("", last)
    day = _DAY_ONLY.fullmatch(first)
    if day:
        tail, figures = _LETTERS.search(_THE.sub("", last)), _FIGURES.fullmatch(last)
        first = f"{first} {tail[0]}" if tail else first
        if figures:
            first = figures[1].join((day[1], figures[2], figures[3]))
    week = _OF_WEEK.search(last)
    if week and first in WEEKDAYS:
        first += week[0]
    start = read_day(first, language=language, today=today, ahead=ahead)
    if not start:
        return _two_periods(first, last, today, ahead)
    only = _DAY_ONLY.fullmatch(_YEAR_LAST.sub("", last))
    if only:
        if year:
            start = _moved(start, int(year[1]))
        return _ordered(start, _same_month(start, int(only[1])))
    if last in WEEKDAYS:  # the next one from there
        return start, start + timedelta(days=(WEEKDAYS[last] - start.isoweekday()) % 7)
    end = read_day(last, language=language, today=today, ahead=ahead)
    is_of_year = re.search(r"\d", first) and re.search(r"\d", last)
    if end and end < start and is_of_year and not year and not re.search(r"\d{4}", first + last):
        start = _moved(start, start.year - 1) or start  # December to January, typed without years
        if (end - start).days > _MOST_DAYS:
            return None
    return _ordered(start, end)


def _moved(day: date | None, year: int) -> date | None:
    if day is None or day.day > monthrange(year, day.month)[1]:
        return None
    return day.replace(year=year)


def _same_month(start: date | None, day: int) -> date | None:
    if start is None or not 1 <= day <= monthrange(start.year, start.month)[1]:
        return None
    return start.replace(day=day)


def _ordered(start: date | None, end: date | None) -> tuple[date, date] | None:
    return (start, end) if start and end and start <= end else None


def _two_periods(first: str, last: str, today: date, ahead: int) -> tuple[date, date] | None:
    """From the first day of one period to the last of another: "January to March"."""
    if first.isdigit() and _MONTH_ONLY.fullmatch(last):
        first += "월"
    one = read_period(first, today=today, ahead=ahead)
    two = read_period(last, today=today, ahead=ahead) if one else None
    if one and two and one[0] <= today and two[1] < one[0] and not re.search(r"\d{4}", last):
        later = _moved(two[1], two[1].year + 1)  # July to December, asked in November
        two = (two[0], later) if later and later.year == one[0].year else two
    if one and two and one[0] > two[1] and not re.search(r"\d{4}", first):
        one = (_moved(one[0], one[0].year - 1) or one[0], one[1])
    return _ordered(one[0], two[1]) if one and two else None
