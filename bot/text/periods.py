"""Read a period that people name instead of its days, in English and Korean.

Weeks, months, quarters, halves, seasons and years, also early, mid and late in them: "last month",
"end of September", "Q2", "last spring", "9월 초", "상반기", "작년 가을".

Rules:
* without a year it is the latest one that begins at most `ahead` days after today, or the next one
  that is not over where `ahead` is `COMING`;
* quarters and halves are those of the calendar, behind "FY26" those of Microsoft's fiscal year,
  which begins in July of the year before; H1 and H2 are halves of a fiscal year too;
* early is the first ten days, mid the eleventh to the twentieth, late the rest; of a week to
  Wednesday, its middle, from Friday.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.text.dates import COMING, FUTURE_DAYS
from bot.text.patterns import pattern
from bot.text.vocabulary import MONTHS

Span = tuple[date, date]

_SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "지난": -1, "저번": -1, "전": -1,
    "this": 0, "current": 0, "the current": 0, "이번": 0, "이": 0, "금": 0,
    "next": 1, "coming": 1, "the coming": 1, "다음": 1, "오는": 1,
    "지지난": -2, "다다음": 2,
}  # fmt: skip
_NAMED = {
    "작년": (-1, "year"), "지난해": (-1, "year"), "재작년": (-2, "year"), "올해": (0, "year"),
    "금년": (0, "year"), "내년": (1, "year"), "금주": (0, "week"), "차주": (1, "week"),
    "이달": (0, "month"), "당월": (0, "month"), "전월": (-1, "month"), "내달": (1, "month"),
    "익월": (1, "month"), "the weekend": (0, "weekend"), "주말": (0, "weekend"),
}  # fmt: skip
_UNITS = {
    "week": "week", "month": "month", "quarter": "quarter", "year": "year", "weekend": "weekend",
    "half": "half", "half year": "half", "half-year": "half", "반기": "half",
    "주": "week", "달": "month", "분기": "quarter", "해": "year", "주말": "weekend",
}  # fmt: skip
SEASONS = {
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12,
    "봄": 3, "여름": 6, "가을": 9, "겨울": 12,
}  # fmt: skip
_EARLY = "early|(?:the )?(?:beginning|start) of|초|초순|상순"
_MID = "mid|mid-|(?:the )?middle of|중순|중반"
_LATE = "late|(?:the )?end of|말|하순|후반"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

_PART = pattern(
    rf"(?:(?P<early>{_EARLY})|(?P<mid>{_MID})|(?P<late>{_LATE}))[ -]?(?P<of>(?=[a-z]).+)"
    rf"|(?P<whole>.+?) ?(?:(?P<e>초|초순|상순)|(?P<m>중순|중반)|(?P<l>말|하순|후반))"
)
_LEAD = pattern(
    r"(?:in|during|over|throughout|for|since|from|of|all|the whole|whole|entire|whole of|month of"
    r"|the month of|back in) "
)
_TRAIL = pattern(r" ?(?:한 ?달|내내|동안|중|에|쯤|부터|까지|달)$|(?: month| period)$")
_RELATIVE = pattern(
    rf"(?:the )?(?P<shift>{'|'.join(sorted(_SHIFTS, key=len, reverse=True))}) ?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_SHORT_YEAR = r"20\d\d|(?<=fy)\d\d|(?<=fy )\d\d"
_YEAR = (
    rf"(?:(?P<fy>fy ?'?|회계연도 ?)?(?P<y>{_SHORT_YEAR})년?"
    r"|(?P<ry>작년|재작년|올해|내년|last year|this year|next year))"
)
_YEAR_BEHIND = rf"(?:[ -]?(?:of )?(?P<fy2>fy ?'?)?(?P<y2>{_SHORT_YEAR}))?"
_SHAPES = tuple(
    pattern(shape)
    for shape in (
        rf"(?:{_YEAR} ?)?(?P<month>\d{{1,2}})월",
        r"(?P<y>\d{4})[-./](?P<month>\d{1,2})",
        rf"(?:(?P<shift>last|this|next) )?(?P<name>{_MONTH})\.?(?:,? (?P<y>\d{{4}}))?",
        rf"(?:{_YEAR} ?)?(?:(?P<shift>last|this|next|지난|이번|다음|오는) ?)?"
        rf"(?P<season>{'|'.join(SEASONS)}){_YEAR_BEHIND}",
        rf"(?:{_YEAR}[ -]?)?(?:q(?P<q>[1-4])|(?P<q2>[1-4]) ?분기"
        rf"|(?:the )?(?P<q3>first|second|third|fourth) quarter){_YEAR_BEHIND}",
        rf"(?:{_YEAR}[ -]?)?(?:h(?P<h>[12])|(?P<h2>상|하)반기"
        rf"|(?:the )?(?P<h3>first|second) half(?:[ -](?:of (?:the )?)?year)?){_YEAR_BEHIND}",
        _YEAR,
    )
)
_HALF_FIRST = pattern(r"\b([12])h\b")
_FISCAL_KO = pattern(r"^20(\d\d)년? ?회계 ?연도")
_TWO_YEARS = pattern(r"\bfy ?'?(?:20)?\d\d ?[-/] ?(?:20)?(\d\d)\b")
"""A fiscal year named by both of its years."""
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "상": 1, "하": 2}
_COUNTED = pattern(
    r"(?:the )?(?:last|past|지난|최근) ?(?P<n>\d{1,3}) ?"
    r"(?P<unit>day|week|month|일|주|개월|달)s?(?:간|동안)?"
)
_NTH_WEEK = pattern(
    r"(?:the )?(?P<n>first|second|third|fourth|last) week (?:of|in) (?P<of>.+)"
    r"|(?P<of2>.+?) ?(?P<n2>첫|첫째|둘째|셋째|넷째|마지막|[1-4]) ?주(?:차|간)?"
)
_WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0} | {
    "첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "마지막": 0,
}  # fmt: skip


def read_period(text: str, *, today: date, ahead: int = FUTURE_DAYS) -> Span | None:
    """First and last day of a named period, both inclusive; see the rules of this module.

    `text` is tidied. `ahead` is how many days after today a period without a year may begin.

    >>> day = date(2026, 11, 28)
    >>> typed = ("last month", "end of september", "q2 2026", "9월 초", "작년 가을", "fy26 h1")
    >>> for text in typed:
    ...     print(*read_period(text, today=day))
    2026-10-01 2026-10-31
    2026-09-21 2026-09-30
    2026-04-01 2026-06-30
    2026-09-01 2026-09-10
    2025-09-01 2025-11-30
    2025-07-01 2025-12-31
    """
    text = _FISCAL_KO.sub(r"fy\1", text)
    text = _TWO_YEARS.sub(r"fy\1", _HALF_FIRST.sub(r"h\1", text))
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    for typed in dict.fromkeys((text, _TRAIL.sub("", text))):
        span = _whole(typed, today, ahead) or _part(typed, today, ahead)
        if span:
            return span
    return None


def _whole(typed: str, today: date, ahead: int) -> Span | None:
    if typed in _NAMED:
        return _shifted(*_NAMED[typed], today)
    relative = _RELATIVE.fullmatch(typed)
    if relative:
        return _shifted(_SHIFTS[relative["shift"]], _UNITS[relative["unit"]], today)
    counted = _COUNTED.fullmatch(typed)
    if counted:
        days = {"d": 1, "일": 1, "w": 7, "주": 7}.get(counted["unit"][0], 30)
        return today - timedelta(days=days * int(counted["n"])), today
    for shape in _SHAPES:
        match = shape.fullmatch(typed)
        if match:
            return _named(match.groupdict(), today, ahead)
    return None


def _part(typed: str, today: date, ahead: int) -> Span | None:
    """Early, mid, late or one week of something."""
    week = _NTH_WEEK.fullmatch(typed)
    if week:
        whole = _whole(week["of"] or week["of2"], today, ahead)
        said = week["n"] or week["n2"]
        return _week_of(whole, _WEEKS[said] if said in _WEEKS else int(said)) if whole else None
    match = _PART.fullmatch(typed)
    whole = _whole(match["of"] or match["whole"], today, ahead) if match else None
    if match is None or whole is None:
        return None
    first, last = whole
    if (last - first).days > 31:  # of a year or a quarter the last or first month
        early = bool(match["early"] or match["e"])
        return _month(first.year, first.month) if early else _month(last.year, last.month)
    if (last - first).days == 6:
        return _part_of_week(
            first, "e" if match["early"] or match["e"] else match["m"] or match["mid"]
        )
    if match["early"] or match["e"]:
        return first, first + timedelta(days=min(9, (last - first).days))
    if match["mid"] or match["m"]:
        return first + timedelta(days=10), first + timedelta(days=19)
    return first + timedelta(days=min(20, (last - first).days)), last


def _part_of_week(monday: date, part: str | None) -> Span:
    """Early is to Wednesday, late ("") from Friday, between them the two days in the middle."""
    first, days = {"e": (0, 3), None: (4, 3)}.get(part, (2, 2))
    return monday + timedelta(days=first), monday + timedelta(days=first + days - 1)


def _week_of(month: Span, number: int) -> Span:
    """A week of a month, from Monday; a week belongs to the month that has its Thursday."""
    first = month[0] - timedelta(days=month[0].weekday())
    if month[0].weekday() > 3:
        first += timedelta(days=7)
    if number:
        first += timedelta(days=7 * (number - 1))
    else:
        first = month[1] - timedelta(days=month[1].weekday())
        if first + timedelta(days=3) > month[1]:
            first -= timedelta(days=7)
    return first, first + timedelta(days=6)


def _shifted(shift: int, unit: str, today: date) -> Span | None:
    if unit == "week":
        monday = today + timedelta(days=7 * shift - today.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = today + timedelta(days=7 * shift - today.weekday() + 5)
        return saturday, saturday + timedelta(days=1)
    if unit == "year":
        return _months(today.year + shift, 1, 12)
    size = {"quarter": 3, "half": 6}.get(unit, 1)
    first = (today.year * 12 + today.month - 1) // size * size + shift * size
    return _months(first // 12, first % 12 + 1, size)


def _named(parts: dict[str, str | None], today: date, ahead: int) -> Span | None:
    month, size = _first_month(parts)
    if not 1 <= month <= 12:
        return None
    year = parts.get("y") or parts.get("y2")
    number = int(year) + (2000 if len(year) == 2 else 0) if year else 0
    if parts.get("fy") or parts.get("fy2"):
        return _fiscal(parts, number, month, size)
    said = {"작년": -1, "last year": -1, "재작년": -2, "내년": 1, "next year": 1}
    if parts.get("ry"):
        number = today.year + said.get(parts["ry"] or "", 0)
    shift = _SHIFTS.get(parts.get("shift") or "", 0)
    if number:
        return _months(number, month, size)
    if shift > 0:
        spans = (_months(today.year + later, month, size) for later in (0, 1))
        return next((span for span in spans if span and span[0] > today), None)
    return _nearest(month, size, today, -1 if shift < 0 else ahead)


def _first_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """First month and number of months of what was named."""
    if parts.get("name"):
        return MONTHS[parts["name"] or ""], 1
    if parts.get("month"):
        return int(parts["month"] or 0), 1
    if parts.get("season"):
        return SEASONS[parts["season"] or ""], 3
    for name, size in (("q", 3), ("q2", 3), ("q3", 3), ("h", 6), ("h2", 6), ("h3", 6)):
        said = parts.get(name)
        if said:
            number = _ORDER.get(said) or int(said)
            # H1 and H2 are fiscal halves: July to December is the first
            return (7 if number == 1 else 1) if name == "h" else (number - 1) * size + 1, size
    return 1, 12


def _fiscal(parts: dict[str, str | None], year: int, month: int, size: int) -> Span | None:
    if size == 6 and parts.get("h"):
        return _months(year - 1 if month == 7 else year, month, size)
    first = (year - 1) * 12 + 6 + month - 1
    return _months(first // 12, first % 12 + 1, size)


def _nearest(month: int, size: int, today: date, ahead: int) -> Span | None:
    if ahead == COMING:
        spans = (_months(today.year + later, month, size) for later in (-1, 0, 1))
        return next((span for span in spans if span and span[1] >= today), None)
    latest = today + timedelta(days=ahead)
    spans = (_months(latest.year - back, month, size) for back in (0, 1))
    return next((span for span in spans if span and span[0] <= latest), None)


def _months(year: int, month: int, size: int) -> Span | None:
    last = year * 12 + month - 1 + size - 1
    if not (year >= 1 and last // 12 <= 9999):
        return None
    end = _month(last // 12, last % 12 + 1)
    return date(year, month, 1), end[1]


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
