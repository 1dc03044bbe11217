"""How many days an activity took, told beside its days or against those said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.text import read_date_range
from bot.text.numbers import COUNTS, NATIVE_DAYS
from bot.text.patterns import pattern
from bot.text.typed import tidy
from dialogs.turn import Turn

_NUMBERS = {**COUNTS, **NATIVE_DAYS, "a": 1, "a single": 1, "single": 1, "하루": 1}
_NUMBER = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_SAYS = (
    r"(?:(?:it|that|this|the (?:event|activity|campaign|show|seminar)|we)(?:'s| is| was| were| took"
    r"| lasted| ran| had| did)? ?)?(?:(?:actually|really|only|just|for|in total|the|on|행사는"
    r"|활동은|사실은?|실제로는?) ?)*"
)
_DAYS = (
    rf"(?:(?P<n>\d{{1,2}}|{_NUMBER}) ?-?days?(?: event| long| in total| only)?"
    rf"|(?P<ko>{_NUMBER}|\d{{1,2}} ?일)(?: ?간| ?동안| ?짜리)?(?:만|뿐)?"
    r"(?:이에요|예요|이었어요|였어요|했어요|진행했어요|입니다|이요|요)?)"
)
_COUNTED = pattern(rf"{_SAYS}{_DAYS}(?: ?[,:;(-] ?(?P<range>.+?)\)?)?")
_ONLY = pattern(
    r"(?:it |that |we |this )?(?:was |is |'s |ran )?(?:only|just) (?:on )?(?P<en>.+)"
    r"|(?P<en2>.+?) only|(?P<ko>.+?일)(?: ?하루)?(?:에만|만|뿐)(?: ?(?:했|진행|열|개최)\S*)?"
    r"(?:이에요|예요|이었어요|였어요|입니다|이요|요)?"
)
_ONE_DAY = pattern(
    r"(?P<day>.+?),? ?(?:one day(?: only)?|only|하루(?:만|뿐)?|당일)"
    r"(?:이에요|예요|이었어요|였어요|했어요|입니다|이요|요)?"
)
_NTH = pattern(r"(?:the )?(\d{1,2})(?:st|nd|rd|th|일)")
MAX_DAYS = 31


def days_told(
    turn: Turn, words: str, days: Sequence[object], *, language: str, is_of_both: bool
) -> tuple[date, date] | None:
    """First and last day that words put for the `days` held: both said, or `counted`; of an
    activity of one day a new date that `is_of_both` is its first and last.
    """
    start, end = days
    if not isinstance(start, date):
        return None
    today = turn.today
    span = read_date_range(words, language=language, today=today)
    if span and span[0] != span[1]:
        return span
    if is_of_both and start == end and (day := _one(words, start, language=language, today=today)):
        return day, day
    return counted(words, start, language=language, today=today)


def counted(text: str, start: date, *, language: str, today: date) -> tuple[date, date] | None:
    """First and last day that the words tell to who knows the first one: “2 days, 3 and 4
    November”, “it was 2 days”, “only on the 3rd”.

    >>> start = date(2026, 11, 3)
    >>> [str(d) for d in counted("it's 2 days", start, language="en", today=start) or ()]
    ['2026-11-03', '2026-11-04']
    """
    plain = tidy(text)
    if found := _COUNTED.fullmatch(plain):
        said = found["n"] or found["ko"].removesuffix("일").strip()
        count = int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
        if found["range"]:
            days = read_date_range(found["range"], language=language, today=today)
            return days if days and (days[1] - days[0]).days + 1 == count else None
        is_count = 0 < count <= MAX_DAYS and not _is_of_month(found)
        return (start, start + timedelta(days=count - 1)) if is_count else None
    if found := _ONLY.fullmatch(plain):
        words = next(one for one in found.groups() if one)
        day = _one(words, start, language=language, today=today)
        return (day, day) if day else None
    return None


def _is_of_month(found: re.Match[str]) -> bool:
    """In figures “3일” alone is a day of the month, and no number of days."""
    said = found["ko"] or ""
    return said.endswith("일") and re.search(r"간|동안|짜리", found.group()) is None


def one_day(text: str, *, language: str, today: date) -> date | None:
    """A day that is said to be the only one: “11월 3일 하루요”, “3 November, one day”."""
    found = _ONE_DAY.fullmatch(tidy(text))
    days = read_date_range(found["day"], language=language, today=today) if found else None
    return days[0] if days and days[0] == days[1] else None


def _one(words: str, start: date, *, language: str, today: date) -> date | None:
    if nth := _NTH.fullmatch(words):
        try:
            return start.replace(day=int(nth[1]))
        except ValueError:
            return None
    days = read_date_range(words, language=language, today=today)
    return days[0] if days and days[0] == days[1] else None
