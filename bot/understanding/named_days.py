"""Days and periods that `bot.text` does not read: the week of a day, a weekday of a month."""

from __future__ import annotations

from datetime import date, timedelta

from bot.text import read_date_range
from bot.text.dates import read_date
from bot.text.nth_days import nth_weekday
from bot.text.patterns import pattern
from bot.text.vocabulary import WEEKDAYS
from bot.understanding.loose_days import Span

_OF_YEAR = pattern(
    r"^(?:(?:in|of|for|since|from|last|all of|during) )?(?=[a-z])(.+?)"
    r" (?:of |in )?(last|this|next) year$"
)
_NTH_WEEKDAY = pattern(
    r"^(?:the )?(first|second|third|fourth|last) ([a-z]+day|weekend) (?:of|in) (.+)$"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_KOREAN_NTH = pattern(r"^(.*?\d{1,2}월) ?(첫째?|둘째|셋째|넷째|마지막) ?([월화수목금토일]요일)$")
_KOREAN_NTHS = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "마지막": 0}
_DAY_OF_WEEK = pattern(r"^(.+주(?:차)?) ?(주말|[월화수목금토일]요일)$")
_WEEK_OF = pattern(
    r"(?:(?:weekend|week|wk) (?:of|commencing|starting|beginning)|w/c) (?:the |monday,? )?"
)


def read_named(said: str, language: str, today: date, ahead: int) -> Span | None:
    """First and last day of what the patterns of `day_words` found."""
    week = _WEEK_OF.match(said)
    if week:
        day = read_date(said[week.end() :], language=language, today=today, ahead=ahead)
        monday = day - timedelta(days=day.weekday()) if day else None
        first = 5 if said.startswith("weekend") else 0
        return (monday + timedelta(days=first), monday + timedelta(days=6)) if monday else None
    of_year = _OF_YEAR.match(said)
    if of_year:
        year = today.year + {"last": -1, "this": 0, "next": 1}[of_year[2]]
        return read_date_range(f"{of_year[1]} {year}", language=language, today=today)
    nth = _NTH_WEEKDAY.match(said)
    if nth:
        month = read_date_range(nth[3], language=language, today=today, ahead=ahead)
        if month is None:
            return None
        is_weekend = nth[2] == "weekend"
        weekday = WEEKDAYS["saturday" if is_weekend else nth[2]]
        day = nth_weekday(month, weekday, _NTH[nth[1]])
        return day, day + timedelta(days=1 if is_weekend else 0)
    of_month = _KOREAN_NTH.match(said)
    if of_month:
        month = read_date_range(of_month[1], language=language, today=today, ahead=ahead)
        if month is None:
            return None
        day = nth_weekday(month, WEEKDAYS[of_month[3]], _KOREAN_NTHS[of_month[2]])
        return day, day
    day_of_week = _DAY_OF_WEEK.match(said) if "월" in said[:9] else None
    if day_of_week:
        week_days = read_date_range(day_of_week[1], language=language, today=today, ahead=ahead)
        return _within(week_days, day_of_week[2]) if week_days else None
    return read_date_range(said, language=language, today=today, ahead=ahead)


def _within(week: Span, said: str) -> Span:
    """A day of a week, or its weekend."""
    if said == "주말":
        return week[1] - timedelta(days=1), week[1]
    day = week[0] + timedelta(days=WEEKDAYS[said] - 1)
    return day, day
