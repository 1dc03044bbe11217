"""A weekday by its place in a month: “first Monday of October”, “10월 마지막 금요일”.

The Monday of a month's first week is read only where it is the same day however weeks are counted:
from Monday, with the week of the month's first Thursday, or as rows of a calendar.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.text.dates import FUTURE_DAYS, read_date
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.typed import tidy
from bot.text.vocabulary import WEEKDAYS

_PLACES = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": 0, "첫": 1, "첫째": 1, "첫 번째": 1, "둘째": 2, "두 번째": 2, "셋째": 3, "세 번째": 3,
    "넷째": 4, "네 번째": 4, "마지막": 0, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_ENGLISH = pattern(
    rf"(?:on )?(?:the )?(?P<n>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<day>{_WEEKDAY})"
    r" (?:of|in) (?P<month>.+)"
)
_KOREAN = pattern(
    r"(?P<month>.+?[월달])의? ?(?P<n>첫째|첫 번째|첫|둘째|두 번째|셋째|세 번째|넷째|네 번째|마지막)"
    rf" ?(?P<day>{_WEEKDAY})에?"
)
_OF_A_WEEK = pattern(
    r"(?P<month>.+?[월달])의? ?(?P<n>첫째|첫|둘째|셋째|넷째|마지막|[1-4]) ?주(?:차)?의? ?"
    rf"(?P<day>{_WEEKDAY})에?"
)
Month = tuple[date, date]


def read_day(text: str, *, language: str, today: date, ahead: int = FUTURE_DAYS) -> date | None:
    """A day as `read_date` reads it, or by its place in a month.

    >>> day = date(2026, 11, 23)
    >>> typed = ("the last Friday in September", "10월 첫째 월요일", "10월 둘째 주 화요일")
    >>> [str(read_day(text, language="en", today=day)) for text in typed]
    ['2026-09-25', '2026-10-05', 'None']
    """
    found = read_date(text, language=language, today=today, ahead=ahead)
    return found or _nth(tidy(text), today, ahead)


def nth_weekday(month: Month, weekday: int, place: int) -> date:
    """The first to fourth Monday (1) to Sunday (7) of a month, the last one for 0."""
    first = month[0] + timedelta(days=(weekday - month[0].isoweekday()) % 7)
    if place:
        return first + timedelta(days=7 * (place - 1))
    return month[1] - timedelta(days=(month[1].isoweekday() - weekday) % 7)


def _nth(typed: str, today: date, ahead: int) -> date | None:
    of_week = _OF_A_WEEK.fullmatch(typed)
    found = of_week or _ENGLISH.fullmatch(typed) or _KOREAN.fullmatch(typed)
    month = read_period(found["month"], today=today, ahead=ahead) if found else None
    if found is None or month is None or not _is_month(month):
        return None
    weekday, place = WEEKDAYS[found["day"]], _PLACES[found["n"]]
    day = nth_weekday(month, weekday, place)
    return day if of_week is None or _in_any_week(day, month, place) else None


def _is_month(span: Month) -> bool:
    return (
        span[0].day == 1
        and (span[1] + timedelta(days=1)).day == 1
        and span[0].month == (span[1].month)
    )


def _in_any_week(day: date, month: Month, place: int) -> bool:
    """Whether the day is in the week of this place, in rows from Monday, from Sunday, and with the
    first Thursday in the first week.
    """
    if not place:
        return (month[1] - day).days < min(month[1].isoweekday() % 7 + 1, month[1].isoweekday())
    lead = month[0].isoweekday()
    rows = {(day.day - 1 + lead - 1) // 7 + 1, (day.day - 1 + lead % 7) // 7 + 1}
    by_thursday = (day.day - 1 + lead - 1) // 7 + (1 if lead <= 4 else 0)
    return rows | {by_thursday} == {place}
