"""Days ahead, as typed: "Monday", "in three days", "3 February", "다음 주 화요일", "3일 뒤".

A weekday is the next one after today, a number the next such day of a month, "next month" its first
day; an hour does not count. A day without a year is the next such day; a day that is
past as typed stays past, so that the caller can say so.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.text.dates import FUTURE_DAYS, months_later, read_date
from bot.text.numbers import COUNTS, NATIVE_COUNTS, NATIVE_DAYS
from bot.text.patterns import pattern
from bot.text.typed import tidy

_YEAR_DAYS = 366
_MOST_DAYS = 3660
_COUNTS = COUNTS | NATIVE_COUNTS
_IN = pattern(
    rf"(?:in |for )?(\d{{1,4}}|{'|'.join(c for c in _COUNTS if c.isascii())}) "
    r"(day|week|fortnight|month)s?(?: (?:later|from now))?"
)
_KOREAN_IN = pattern(
    rf"(?:(\d{{1,4}}) ?(일|주일?|개월|달)|({'|'.join(NATIVE_DAYS)})|"
    rf"({'|'.join(c for c in _COUNTS if not c.isascii())}) ?(달|주))(?:간|동안)? ?(?:뒤|후)"
)
_NEXT_WEEK = ("next week", "다음 주", "다음주")
_NEXT_MONTH = ("next month", "다음 달", "다음달", "내달")
_MONTH_END = ("the end of the month", "end of the month", "end of month", "월말", "이번 달 말")
_WEEKEND = ("weekend", "the weekend", "this weekend", "주말", "이번 주말")
_OF_MONTH = pattern(r"the (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})일")
_OF_NEXT_MONTH = pattern(
    r"(?:다음 ?달|내달) (\d{1,2})일|(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?next month"
)
_AT = pattern(r"(?:on|until|till|at|by) ")
_AFTER = pattern(r"(?<=[가-힣\d]) ?(?:에|까지|쯤|으로|로)$")
_TIME = pattern(
    r"(?:,? (?:in the |at |this )?(?:morning|noon|afternoon|evening|night))?"
    r"(?:,? ?(?:at|around) \d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?| o'clock)?)?$|"
    r" ?(?:새벽|아침|오전|점심|낮|정오|오후|저녁|밤)?(?: ?\d{1,2}시(?: ?(?:\d{1,2}분|반))?)?$"
)
"""The hour is ours: we write in working hours only."""


def read_later(text: str, *, language: str, today: date) -> date | None:
    """The day meant by words about the future, or None when it is no day or not clear which.

    >>> monday = date(2026, 3, 9)
    >>> typed = ("Monday", "tomorrow", "3 February", "in a week", "목요일에", "3일 뒤")
    >>> [str(read_later(text, language="en", today=monday)) for text in typed]
    ['2026-03-16', '2026-03-10', '2027-02-03', '2026-03-16', '2026-03-12', '2026-03-12']
    """
    typed = tidy(text)
    typed = typed[before.end() :] if (before := _AT.match(typed)) else typed
    while (shorter := _TIME.sub("", _AFTER.sub("", typed))) != typed and shorter:
        typed = shorter
    ahead = _ahead(typed, today)
    if ahead is not None:
        return ahead
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


def _ahead(typed: str, today: date) -> date | None:
    """Counted from today, or named by the week or the month."""
    days, months = _count(typed)
    if days or months:
        return _later(today, days, months) if days <= _MOST_DAYS and months <= 120 else None
    if typed in _NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    if typed in ("tonight", "later today"):
        return today
    if typed == "글피":
        return today + timedelta(days=3)
    if typed in _WEEKEND:
        return today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    first_of_next = _later(today.replace(day=1), 0, 1)
    if typed in _NEXT_MONTH:
        return first_of_next
    if typed in _MONTH_END:
        last = first_of_next - timedelta(days=1)
        return last if last > today else _later(first_of_next, 0, 1) - timedelta(days=1)
    return _of_month(typed, today, first_of_next)


def _of_month(typed: str, today: date, first_of_next: date) -> date | None:
    """A day of a month by its number: the next such day, or that of the next month."""
    match = _OF_NEXT_MONTH.fullmatch(typed)
    months = [first_of_next]
    if match is None:
        match = _OF_MONTH.fullmatch(typed)
        months = [_later(today.replace(day=1), 0, ahead) for ahead in range(3)]
    if match is None:
        return None
    number = int(next(filter(None, match.groups())))
    days = [first.replace(day=number) for first in months if 1 <= number <= _length(first)]
    return next((day for day in days if day > today), None)


def _length(first: date) -> int:
    return monthrange(first.year, first.month)[1]


def _later(day: date, days: int, months: int) -> date:
    return months_later(day, months) + timedelta(days=days)


def _count(typed: str) -> tuple[int, int]:
    """Days and months counted ahead; zeros when the words count nothing."""
    match = _IN.fullmatch(typed)
    if match:
        count = _COUNTS.get(match[1]) or int(match[1])
        return {
            "day": (count, 0),
            "week": (7 * count, 0),
            "fortnight": (14 * count, 0),
            "month": (0, count),
        }[match[2]]
    korean = _KOREAN_IN.fullmatch(typed)
    if not korean:
        return 0, 0
    if korean[3]:
        return NATIVE_DAYS[korean[3]], 0
    count = int(korean[1]) if korean[1] else _COUNTS[korean[4]]
    unit = korean[2] or korean[5]
    if unit in ("개월", "달"):
        return 0, count
    return count * (1 if unit == "일" else 7), 0
