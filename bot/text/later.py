"""Days ahead, as typed: "Monday", "in three days", "3 February", "다음 주 화요일", "3일 뒤".

A weekday is the next one after today; a day without a year is the next such day; a day that is
past as typed stays past, so that the caller can say so.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.text.dates import FUTURE_DAYS, read_date
from bot.text.typed import tidy

_YEAR_DAYS = 366
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_KOREAN_COUNTS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "일주일": 7, "이주일": 14}
_IN = re.compile(
    r"(?:in )?(\d{1,3}|a|an|one|two|three|four|five|six) (day|week)s?(?: (?:later|from now))?"
)
_KOREAN_IN = re.compile(r"(?:(\d{1,3}) ?(일|주일?)|(하루|이틀|사흘|나흘|일주일|이주일)) ?(?:뒤|후)")
_NEXT_WEEK = ("next week", "다음 주", "다음주")
_AT = re.compile(r"(?:on|until|till|at|by) ")
_AFTER = re.compile(r"(?<=[가-힣\d]) ?(?:에|까지|쯤)$")


def read_later(text: str, *, language: str, today: date) -> date | None:
    """The day meant by words about the future, or None when it is no day or not clear which.

    >>> monday = date(2026, 3, 9)
    >>> typed = ("Monday", "tomorrow", "3 February", "in a week", "목요일에", "3일 뒤")
    >>> [str(read_later(text, language="en", today=monday)) for text in typed]
    ['2026-03-16', '2026-03-10', '2027-02-03', '2026-03-16', '2026-03-12', '2026-03-12']
    """
    typed = tidy(text)
    typed = _AFTER.sub("", typed[before.end() :] if (before := _AT.match(typed)) else typed)
    ahead = _days_ahead(typed)
    if ahead is not None:
        return today + timedelta(days=ahead)
    if typed in _NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    found = read_date(typed, language=language, today=today)
    if found is None or found > today:
        return found
    if read_date(f"next {typed}", language=language, today=today):  # a bare weekday
        return found + timedelta(days=7)
    # asked a year ahead, a day without a year moves and one with a year stays
    ahead_of = today + timedelta(days=_YEAR_DAYS - FUTURE_DAYS - 1)
    moved = read_date(typed, language=language, today=ahead_of)
    same_day = moved is not None and (moved.month, moved.day) == (found.month, found.day)
    return moved if same_day else found


def _days_ahead(typed: str) -> int | None:
    match = _IN.fullmatch(typed)
    if match:
        count = _COUNTS.get(match[1]) or int(match[1])
        return count * (7 if match[2] == "week" else 1)
    korean = _KOREAN_IN.fullmatch(typed)
    if not korean:
        return None
    if korean[3]:
        return _KOREAN_COUNTS[korean[3]]
    return int(korean[1]) * (1 if korean[2] == "일" else 7)
