"""Read a first and last day as people type them in English and Korean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.text.dates import FUTURE_DAYS, read_date
from bot.text.typed import tidy

_SEPARATOR = re.compile(
    r" ?~ ?| to | until | till | through | thru | and |부터 ?| - |(?<=\d일)-| ?에서 "
)
_TIGHT = re.compile(r"(?<=[\d일a-z]) ?- ?(?=[\da-z])")
_BEFORE = re.compile(r"(?:from|between|it was|it ran from|ran from) ")
_AFTER = re.compile(r" ?(?:까지(?:입니다|이에요|예요|요)?|동안|기간)$")
_DAY_ONLY = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th|일)?")
_LETTERS = re.compile(r"[a-z]{3,}.*|(?<=[ -])[a-z].*")
_KOREAN_HEAD = re.compile(r"((?:(?:\d{4}|\d{2})년 ?)?\d{1,2}월 ?)\d{1,2}일?")
_YEAR_LAST = re.compile(r",? (\d{4})$")
_WHOLE_MONTH = re.compile(
    r"(?:(\d{4})년 ?)?(\d{1,2})월(?: ?한 ?달)?|([a-z]{3,9})\.?(?:,? (\d{4}))?|(\d{4})[-./](\d{1,2})"
)
_MONTHS_AWAY = {
    "last month": -1,
    "지난달": -1,
    "지난 달": -1,
    "this month": 0,
    "이번 달": 0,
    "이번달": 0,
}
_WEEKS_AWAY = {
    "last week": -1,
    "지난주": -1,
    "지난 주": -1,
    "this week": 0,
    "이번 주": 0,
    "이번주": 0,
}


def read_date_range(text: str, *, language: str, today: date) -> tuple[date, date] | None:
    """First and last day, both inclusive; one day alone is both.

    None when not clear or in the wrong order.

    Understands "3-5 March 2026", "March 3 to April 2", "3월 3일부터 10일까지", "2026-03-03 -
    2026-03-10", whole months ("March 2026", "지난달") and weeks ("last week"). A part without
    month or year takes it from the other.

    >>> day = date(2026, 5, 1)
    >>> [str(d) for d in read_date_range("3-5 March 2026", language="en", today=day)]
    ['2026-03-03', '2026-03-05']
    >>> [str(d) for d in read_date_range("3월 3일부터 10일까지", language="ko", today=day)]
    ['2026-03-03', '2026-03-10']
    """
    typed = _AFTER.sub("", tidy(text))
    typed = typed[before.end() :] if (before := _BEFORE.match(typed)) else typed
    one = read_date(typed, language=language, today=today)
    if one:
        return one, one
    span = _calendar_span(typed, today)
    if span:
        return span
    for separator in (_SEPARATOR, _TIGHT):
        for match in separator.finditer(typed):
            first, last = typed[: match.start()].strip(), typed[match.end() :].strip()
            found = _two_days(first, last, language, today)
            if found:
                return found
    return None


def _two_days(first: str, last: str, language: str, today: date) -> tuple[date, date] | None:
    year = _YEAR_LAST.search(last)
    if year and not re.search(r"\d{4}", first) and not _DAY_ONLY.fullmatch(first):
        first = f"{first} {year[1]}"
    if _DAY_ONLY.fullmatch(first):
        tail = _LETTERS.search(last)
        first = f"{first} {tail[0]}" if tail else first
    start = read_date(first, language=language, today=today)
    if not start:
        return None
    only = _DAY_ONLY.fullmatch(_YEAR_LAST.sub("", last))
    if only:
        if year:
            start = _moved(start, int(year[1]))
        return _ordered(start, _same_month(start, int(only[1])))
    end = read_date(last, language=language, today=today)
    if end and end < start and not year and not re.search(r"\d{4}", first + last):
        start = _moved(start, start.year - 1) or start  # December to January, typed without years
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


def _calendar_span(typed: str, today: date) -> tuple[date, date] | None:
    if typed in _WEEKS_AWAY:
        monday = today + timedelta(days=7 * _WEEKS_AWAY[typed] - today.weekday())
        return monday, monday + timedelta(days=6)
    if typed in _MONTHS_AWAY:
        months = today.year * 12 + today.month - 1 + _MONTHS_AWAY[typed]
        return _month(months // 12, months % 12 + 1)
    match = _WHOLE_MONTH.fullmatch(typed)
    if not match:
        return None
    month = int(match[2] or match[6] or 0) or _named_month(match[3] or "", today)
    if not 1 <= month <= 12:
        return None
    year = match[1] or match[4] or match[5]
    return _month(int(year) if year else _latest_year(month, today), month)


def _named_month(name: str, today: date) -> int:
    first = read_date(f"1 {name}", language="en", today=today) if name else None
    return first.month if first else 0


def _latest_year(month: int, today: date) -> int:
    latest = today + timedelta(days=FUTURE_DAYS)
    return latest.year if date(latest.year, month, 1) <= latest else latest.year - 1


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
