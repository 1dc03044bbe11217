"""Read a day as people type it in English and Korean.

Rules:
* a year first is year, month, day: 2026-03-04, 2026.3.4, 2026년 3월 4일, 20260304;
* a year last is in the order of the locale: 03/04/2026 is 4 March for "en-US" and 3 April for
  "en-GB" and its like; for any other tag ("en", "ko") it is None, unless one number is above 12
  or both are equal. Dots with the year last (03.04.2026) are day first wherever they are in use,
  also in English, but not clear for "en-US";
* without a year: Korean 3/4 is 3월 4일, English as above; the year is the one that gives the
  latest day not more than `FUTURE_DAYS` ahead, because claims are about what has been done;
* "the 9th of this month" and "지난달 28일" are days of that month;
* a weekday beside a day must be that day's;
* "last Friday" and "지난 금요일" are the latest Friday before today, "Friday" the latest up to
  today, "지난주 금요일" and "Friday last week" the one in the week before this one (weeks begin on
  Monday).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.text.numbers import COUNTS, NATIVE_COUNTS, NATIVE_DAYS
from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.text.vocabulary import DAY_FIRST, MONTHS, WEEKDAYS

FUTURE_DAYS = 31
"""A day typed without a year may lie this far ahead."""
PAST, COMING = 0, 364
"""Days ahead for what is over, and for what is still to come: then it is the next such day."""

_NEAR = {
    "today": 0,
    "오늘": 0,
    "금일": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "어젯밤": -1,
    "엊저녁": -1,
    "어제": -1,
    "작일": -1,
    "tomorrow": 1,
    "내일": 1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "그저께": -2,
    "그제": -2,
    "엊그제": -2,
    "그끄저께": -3,
    "모레": 2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
_WEEKS = {
    "last week": -1,
    "지난주": -1,
    "지난 주": -1,
    "저번주": -1,
    "저번 주": -1,
    "this week": 0,
    "이번주": 0,
    "이번 주": 0,
    "금주": 0,
    "next week": 1,
    "다음주": 1,
    "다음 주": 1,
    "다다음주": 2,
    "다다음 주": 2,
    "지지난주": -2,
    "지지난 주": -2,
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEK = "|".join(sorted(_WEEKS, key=len, reverse=True))
_YEAR = r"(?P<y>\d{4}|'?\d{2})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"

_SHAPES = tuple(
    pattern(shape)
    for shape in (
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})",
        r"(?:(?P<y>\d{4}|\d{2})년\s?)?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일?",
        rf"(?:the )?{_DAY}(?: of)?[ -]?(?P<name>{_MONTH})\.?(?:[, -]{{1,2}}{_YEAR})?",
        rf"(?P<name>{_MONTH})\.?[ -]?(?:the )?{_DAY}(?:(?:[, ]{{1,2}}|-(?=\d{{4}})){_YEAR})?",
        rf"(?P<y>\d{{4}})[, -]{{1,2}}(?P<name>{_MONTH})\.?[ -]{_DAY}",
    )
)
_NUMBERS = pattern(r"(\d{1,2})\s?([-./])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?")
_KOREAN_SHORT_YEAR = pattern(r"(\d{2})\s?[.]\s?(\d{1,2})\s?[.]\s?(\d{1,2})")
_SHORT_WEEKDAY = rf"{_WEEKDAY}|[월화수목금토일]"
_WEEKDAY_FIRST = pattern(rf"(?P<d1>{_WEEKDAY}),? (?=[\da-z])|\((?P<d2>{_SHORT_WEEKDAY})\)")
_WEEKDAY_LAST = pattern(
    rf"(?<=[\d일a-z]) ?\((?P<d1>{_SHORT_WEEKDAY})\)$|(?<=[\d일]),? ?(?P<d2>{_WEEKDAY})$"
)
_HOUR = pattern(
    r"(?<=[\d일a-z)]),? (?:(?:at )?\d{1,2}(?::\d\d ?(?:[ap]\.?m)?| ?[ap]\.?m)"
    r"|(?:오전|오후|아침|저녁) ?\d{1,2}(?:시(?: ?\d{1,2}분| ?반)?|:\d\d)|\d{1,2}시(?: ?반)?)$"
)
"""An hour behind a day, which does not count."""
_RELATIVE = pattern(rf"(?:(last|this|next|지난|이번|다음) ?)?({_WEEKDAY})")
_WEEK_DAY = pattern(
    rf"(?:(?P<w1>{_WEEK})(?:의|에)? (?P<d1>{_WEEKDAY})"
    rf"|(?:on )?(?P<d2>{_WEEKDAY})(?: of)? (?P<w2>{_WEEK}))"
)
_AGO = pattern(
    rf"(\d{{1,3}}|{'|'.join(COUNTS)}) (day|week|fortnight|month)s? (?:ago|back|earlier)|"
    r"(\d{1,3}|한|두|세|네|석|넉) ?(일|주일?|달|개월) ?전"
)
_NATIVE_AGO = pattern(rf"({'|'.join(NATIVE_DAYS)}) ?전")
_MONTH_SHIFTS = {
    "지지난": -2, "지난": -1, "저번": -1, "전": -1, "last": -1, "이번": 0, "이": 0, "금": 0,
    "당": 0, "this": 0, "다음": 1, "오는": 1, "내": 1, "익": 1, "next": 1,
}  # fmt: skip
_SHIFTED_MONTH = pattern(
    r"(?P<s1>지지난|지난|저번|이번|다음|오는|[전이금당내익]) ?[달월] ?(?P<d1>\d{1,2})일"
    r"|(?:on )?(?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of| in)? (?P<s2>last|this|next) month"
    r"|(?P<s3>last|this|next) month(?: on)?,? (?:the )?(?P<d3>\d{1,2})(?:st|nd|rd|th)"
)
_YEAR_SHIFTS = {
    "재작년": -2, "작년": -1, "지난해": -1, "last": -1, "올해": 0, "금년": 0, "올": 0, "this": 0,
    "내년": 1, "next": 1,
}  # fmt: skip
_SHIFTED_YEAR = pattern(
    r"(?P<y1>재작년|작년|지난해|올해|금년|올|내년) ?(?P<t1>\d{1,2}월 ?\d{1,2}일?)"
    r"|(?P<t2>.+?)(?: of)?,? (?P<y2>last|this|next) year"
)
_SIDE = pattern(r"(지난|오는) ?(\d{1,2}월 ?\d{1,2}일?)")

_AFTER = pattern(
    r"(?<=[가-힣\d]) ?(?:입니다|이에요|예요|이요|요|이었어요|였어요|에|날)$"
    r"|(?<=일) (?:하루만?|당일)$|(?<=[\da-z]) only$"
)
_BEFORE = pattern(r"(?:on|it was|was|since|from|by|only|just) ")


def read_date(text: str, *, language: str, today: date, ahead: int = FUTURE_DAYS) -> date | None:
    """The day typed, or None when it is no day or not clear which; see the rules of this module.

    Shape: `language` is "en", "ko" or a BCP 47 tag, whose region decides the order of 03/04/2026.
    `ahead` is how many days after today a day without a year may lie.

    >>> monday = date(2026, 3, 9)
    >>> typed = ("3 March", "03/04/2026", "last Friday")
    >>> [str(read_date(text, language="en-US", today=monday)) for text in typed]
    ['2026-03-03', '2026-03-04', '2026-03-06']
    >>> read_date("03/04/2026", language="en", today=monday) is None
    True
    """
    typed = _HOUR.sub("", _AFTER.sub("", tidy(text)))
    typed = typed[before.end() :] if (before := _BEFORE.match(typed)) else typed
    if not typed:
        return None
    try:
        return (
            _relative(typed, today, ahead)
            or _shifted(typed, language, today)
            or _on_weekday(typed, language, today, ahead)
        )
    except (ValueError, OverflowError):  # no such day: 30 February, or before year 1
        return None


def _shifted(typed: str, language: str, today: date) -> date | None:
    """A day of last, this or next month or year; 지난 3월 5일 is behind, 오는 3월 5일 ahead."""
    side = _SIDE.fullmatch(typed)
    if side:
        return _absolute(side[2], language, today, PAST if side[1] == "지난" else COMING)
    month = _SHIFTED_MONTH.fullmatch(typed)
    if month:
        said = month["s1"] or month["s2"] or month["s3"]
        first = months_later(today.replace(day=1), _MONTH_SHIFTS[said])
        return first.replace(day=int(month["d1"] or month["d2"] or month["d3"]))
    year = _SHIFTED_YEAR.fullmatch(typed)
    day = _absolute(year["t1"] or year["t2"], language, today, COMING) if year else None
    if year is None or day is None:
        return None
    return day.replace(year=today.year + _YEAR_SHIFTS[year["y1"] or year["y2"]])


def _on_weekday(typed: str, language: str, today: date, ahead: int) -> date | None:
    """A day with or without its weekday; None where that is another one."""
    first = _WEEKDAY_FIRST.match(typed)
    rest = typed[first.end() :].lstrip() if first else typed
    last = _WEEKDAY_LAST.search(rest)
    day = _absolute(rest[: last.start()] if last else rest, language, today, ahead)
    named = [found["d1"] or found["d2"] for found in (first, last) if found]
    weekdays = {WEEKDAYS.get(name) or WEEKDAYS[f"{name}요일"] for name in named}
    return day if day is None or weekdays <= {day.isoweekday()} else None


def _absolute(typed: str, language: str, today: date, ahead: int) -> date | None:
    for shape in _SHAPES:
        match = shape.fullmatch(typed)
        if match:
            parts = match.groupdict()
            month = MONTHS[parts["name"]] if parts.get("name") else int(parts["m"])
            return _with_year(parts.get("y"), month, int(parts["d"]), today, ahead)
    return _numbers_only(typed, language.lower().replace("_", "-"), today, ahead)


def _numbers_only(typed: str, locale: str, today: date, ahead: int) -> date | None:
    """03/04, 3.4, 03-04-2026, and Korean 26.3.4; see the rules of this module."""
    korean = locale.startswith("ko")
    short = _KOREAN_SHORT_YEAR.fullmatch(typed) if korean else None
    if short:
        return _with_year(short[1], int(short[2]), int(short[3]), today, ahead)
    match = _NUMBERS.fullmatch(typed)
    if not match:
        return None
    one, two = int(match[1]), int(match[3])
    if one > 12 or one == two:
        return _with_year(match[4], two, one, today, ahead)
    if two > 12 or (locale == "en-us" and match[2] != ".") or (korean and not match[4]):
        return _with_year(match[4], one, two, today, ahead)
    if locale == "en-us":
        return None
    if locale in DAY_FIRST or (match[2] == "." and not korean):
        return _with_year(match[4], two, one, today, ahead)
    return None


def _with_year(year: str | None, month: int, day: int, today: date, ahead: int) -> date | None:
    if year:
        number = int(year.lstrip("'"))
        return date(number + 2000 if number < 100 else number, month, day)
    if not 1 <= month <= 12:
        return None
    latest = today + timedelta(days=ahead)
    for candidate in range(latest.year, latest.year - 9, -1):  # nine years hold a 29 February
        if day <= monthrange(candidate, month)[1] and date(candidate, month, day) <= latest:
            return date(candidate, month, day)
    return None


def _relative(typed: str, today: date, ahead: int) -> date | None:
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    ago = _AGO.fullmatch(typed)
    if ago:
        said, unit = ago[1] or ago[3], (ago[2] or ago[4])[0]
        count = NATIVE_COUNTS.get(said) or COUNTS.get(said) or int(said)
        if unit in "m달개":
            return months_later(today, -count)
        return today - timedelta(days=count * {"w": 7, "주": 7, "f": 14}.get(unit, 1))
    native = _NATIVE_AGO.fullmatch(typed)
    if native:
        return today - timedelta(days=NATIVE_DAYS[native[1]])
    week = _WEEK_DAY.fullmatch(typed)
    if week:
        monday = today - timedelta(days=today.weekday())
        weeks, day = _WEEKS[week["w1"] or week["w2"]], WEEKDAYS[week["d1"] or week["d2"]] - 1
        return monday + timedelta(days=7 * weeks + day)
    match = _RELATIVE.fullmatch(typed)
    return _weekday(match[1] or "", WEEKDAYS[match[2]] - 1, today, ahead) if match else None


def _weekday(which: str, day: int, today: date, ahead: int) -> date:
    back = (today.weekday() - day) % 7
    if which in ("last", "지난"):
        return today - timedelta(days=back or 7)
    monday = today - timedelta(days=today.weekday())
    if which in ("next", "다음"):
        return monday + timedelta(days=7 + day)
    if which in ("this", "이번"):
        return monday + timedelta(days=day)
    if ahead == COMING:
        return today + timedelta(days=-back % 7 or 7)
    return today - timedelta(days=back)


def months_later(day: date, months: int) -> date:
    """A day moved on by months; in a month that is too short it is the last one."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
