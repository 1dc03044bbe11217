"""Days told by their place in or beside another: "the Friday before last", "a week from Monday",
"the first half of October", "week 45", "by the end of the quarter", "over the weekend".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.text.dates import PAST, months_later
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.vocabulary import WEEKDAYS

Span = tuple[date, date]
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ANCHOR = rf"today|tomorrow|yesterday|(?:(?:this|next|last) )?{_WEEKDAY}"
_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_WHOLE = rf"(?:(?:last|this|next) month|(?:{_MONTHS})\b(?: 20\d\d)?)"
RELATED = pattern(
    r"(?:\bthe )?\b(?:"
    rf"(?P<before_last>{_WEEKDAY}|weekend|month|quarter|year) before last"
    rf"|(?P<ago>\d{{1,2}}|an?) weeks? ago (?:on |from |last |this )?(?P<ago_of>{_ANCHOR})"
    rf"|(?P<from>\d{{1,2}}|an?) weeks? (?:from|on|after) (?P<from_of>{_ANCHOR})"
    rf"|(?P<week_of>(?:last )?{_WEEKDAY}|today|tomorrow) week\b"
    rf"|(?P<half>first|second|latter|last) half of (?P<half_of>{_WHOLE})"
    rf"|(?P<side>first|last) (?P<weeks>\d) weeks (?:of|in) (?P<weeks_of>{_WHOLE})"
    r"|(?:calendar week|cw|kw|(?<!last )(?<!next )week(?: number| no\.?)?) ?(?P<number>\d{1,2})"
    r"(?!\d|:|\.\d| (?:of|in) (?:the|our|a|my)\b)\b"
    r"|week of the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! of)"
    r"|(?P<end>(?:end of (?:the |this )?(?:week|quarter|half)"
    r"|(?:week|quarter)[ -]end\b|eow|eoq|quarter ends)\b"
    r"|(?<!\d)(?<!\d )(?<![번난음] )(?<![가-힣])[분반]기 ?말(?!고|씀))"
    r"|(?P<weeks_of_ko>(?:\d{4}년 ?)?\d{1,2}월) ?(?P<side_ko>마지막|첫"
    r"|처음) ?(?P<weeks_ko>[2-3]) ?주"
    r"|(?P<weekend>(?:over|at|during) (?:the|that) weekend)"
    r"|(?P<new_year>in (?:the )?new year)\b(?!')"
    r")"
)


def read_related(found: re.Match[str], *, today: date, ahead: int) -> Span | None:
    """First and last day of what `RELATED` found; `ahead` is as in `read_date`.

    >>> day = date(2026, 11, 28)
    >>> for text in ("the friday before last", "a week from monday", "first half of october"):
    ...     print(*read_related(RELATED.search(text), today=day, ahead=31))
    2026-11-20 2026-11-20
    2026-12-07 2026-12-07
    2026-10-01 2026-10-15
    """
    parts = {name: said for name, said in found.groupdict().items() if said}
    if "side_ko" in parts:
        side = "last" if parts["side_ko"] == "마지막" else "first"
        parts |= {"side": side, "weeks": parts["weeks_ko"], "weeks_of": parts["weeks_of_ko"]}
    if "before_last" in parts:
        return _before_last(parts["before_last"], today)
    for name, sign in (("ago", -1), ("from", 1)):
        if name in parts:
            weeks = 1 if parts[name].startswith("a") else int(parts[name])
            return _moved(_anchor(parts[f"{name}_of"], today, sign), 7 * weeks * sign)
    if "week_of" in parts:
        sign = -1 if parts["week_of"].startswith("last") else 1
        return _moved(_anchor(parts["week_of"], today, sign), 7 * sign)
    if "half" in parts or "side" in parts:
        return _part_of_month(parts, today, ahead)
    if "number" in parts:
        return _calendar_week(int(parts["number"]), today, ahead)
    if "day" in parts:
        return _week_of_day(int(parts["day"]), today, ahead)
    if "weekend" in parts:
        saturday = today + timedelta(days=5 - today.weekday())
        if ahead != PAST and parts["weekend"].startswith("at"):
            return None  # every weekend
        is_last = ahead == PAST and today.weekday() < 5
        return _moved(saturday, -7 if is_last else 0, 2)
    if "new_year" in parts:
        return _moved(date(today.year + 1, 1, 1), 0)
    return _end(parts["end"], today)


def _moved(day: date, days: int, length: int = 1) -> Span:
    first = day + timedelta(days=days)
    return first, first + timedelta(days=length - 1)


def _anchor(said: str, today: date, sign: int) -> date:
    """Today, or the last (-1) or next (1) such weekday."""
    shift = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if said in shift:
        return today + timedelta(days=shift[said])
    day = WEEKDAYS[said.rpartition(" ")[2]] - 1
    ahead = (day - today.weekday()) % 7
    return today + timedelta(days=(ahead or 7) if sign > 0 else (ahead - 7))


def _before_last(said: str, today: date) -> Span | None:
    if said in WEEKDAYS:
        return _moved(_anchor(said, today, -1), -7)
    if said == "weekend":
        return _moved(today - timedelta(days=today.weekday() + 9), 0, 2)
    if said == "year":
        return date(today.year - 2, 1, 1), date(today.year - 2, 12, 31)
    size = 3 if said == "quarter" else 1
    first = months_later(
        today.replace(day=1, month=(today.month - 1) // size * size + 1), -2 * size
    )
    return first, months_later(first, size) - timedelta(days=1)


def _part_of_month(parts: dict[str, str], today: date, ahead: int) -> Span | None:
    whole = read_period(parts.get("half_of") or parts["weeks_of"], today=today, ahead=ahead)
    if whole is None:
        return None
    first, last = whole
    if "half" in parts:
        middle = first + timedelta(days=14)
        is_first = parts["half"] == "first"
        return (first, middle) if is_first else (middle + timedelta(days=1), last)
    days = 7 * int(parts["weeks"])
    if days >= (last - first).days:
        return None
    if parts["side"] == "first":
        return _moved(first, 0, days)
    return last - timedelta(days=days - 1), last


def _calendar_week(number: int, today: date, ahead: int) -> Span | None:
    """An ISO week of this year, or of the last one where it lies too far ahead."""
    if not 1 <= number <= 52:
        return None
    monday = date.fromisocalendar(today.isocalendar().year, number, 1)
    if (monday - today).days > ahead:
        monday = date.fromisocalendar(today.isocalendar().year - 1, number, 1)
    return _moved(monday, 0, 7)


def _week_of_day(number: int, today: date, ahead: int) -> Span | None:
    """The week with the nearest such day of a month, not far ahead of today."""
    months = (months_later(today.replace(day=1), shift) for shift in (-1, 0, 1))
    days = [
        first.replace(day=number)
        for first in months
        if 1 <= number <= (months_later(first, 1) - first).days
    ]
    if ahead == PAST:
        days = [day for day in days if day <= today]
    day = min(days, key=lambda day: abs((day - today).days), default=None)
    return _moved(day - timedelta(days=day.weekday()), 0, 7) if day else None


def _end(said: str, today: date) -> Span:
    if "week" in said or said == "eow":
        return _moved(today, 6 - today.weekday())
    size = 6 if "half" in said or "반기" in said else 3
    first = today.replace(day=1, month=(today.month - 1) // size * size + 1)
    return _moved(months_later(first, size), -1)
