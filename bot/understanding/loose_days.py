"""Days that only a sentence can say: "the 19th", "by month end", "before christmas", "연말까지".

A prompt asks for a day and reads no such words; here the words around them tell which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.text.dates import COMING, PAST, months_later
from bot.text.patterns import pattern

Span = tuple[date, date]
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TH = r"(?:st|nd|rd|th)"
_GOES_ON = (
    r"(?:and|or|to|until|till|but|we|i|it|is|was|will|so|then|already|please|pls|if|when|that|this"
    r"|can|could|do|does|did|for|in|on|at|with|because|cos|since|as|latest|break|holidays?|rush"
    r"|week"
    r"|20\d\d|last|next|the|my|our|what|how|there|they|you|still|too|right|ok|okay)\b(?!-)"
)
"""Words behind a feast that is a day, and not what kind of thing something is."""
LOOSE = "|".join(
    (
        rf"(?:the )?\d{{1,2}}{_TH} ?(?:to|until|till|and|-|–|&) ?(?:the )?\d{{1,2}}{_TH}\b",
        rf"\b(?:{'|'.join(_DAYS)}),? the \d{{1,2}}{_TH}\b",
        rf"(?:\b(?:by|before|until|till|since|for) )?\bthe \d{{1,2}}{_TH}\b"
        r"(?! (?:time|floor|edition|anniversary|claim|quarter|half|week|month|year|one|page|row"
        r"|line"
        r"|attempt|reminder|invoice|photo|document|person|street|avenue|place|level|grade|party))",
        r"(?<![\d월달] )(?<![\d월달.,])(?:(?:지난|오는|이번) ?)?\d{1,2}일 ?(?:~|-|부터|에서) ?"
        r"\d{1,2}일",
        r"(?<![\d월달] )(?<![\d월달.,])\d{1,2}일(?= ?(?:(?:인보이스|송장|청구서|영수증|계산서"
        r"|세금계산서)"
        r" ?)?(?:이 ?)?(?:아니라|아니고|말고))|(?:(?<=아니라 )|(?<=아니고 )"
        r"|(?<=말고 ))\d{1,2}일(?!간)",
        r"(?:지난|오는) ?\d{1,2}일(?! ?(?:간|동안))"
        r"|(?<![\d월달] )(?<![\d월달.,])\d{1,2}일(?=날|로 ?[수변정바]|자\b|자(?:로|예요|이에요"
        r"|입니다|라|인|네|고|던)|에(?! ?한)|까지)",
        r"\b(?:the )?(?:end of (?:the |this )?(?:year|month)|(?:month|year)[ -]?end|eom|eoy)\b",
        r"(?:올해|금년) ?말|연말(?!정산)|이번 ?달 ?말|이달 ?말|당월 ?말|월말",
        r"(?<!chinese )(?<!lunar )(?<!happy )\b(?:the )?new year(?:'?s?)?(?: (?:eve"
        r"|day))?\b(?! resol)"
        rf"|\b(?:christmas|xmas)(?: (?:eve|day))?\b(?= ?(?:$|[^a-z0-9 ]|{_GOES_ON}))",
        r"크리스마스(?= ?(?:전|까지|에|이전))|성탄절|신정|새해(?= ?(?:전|되기|오기|첫날))",
        r"(?:the )?week (?:before last|after next)",
    )
)
_NUMBER = pattern(r"\d{1,2}")
_WHOLE_YEAR = pattern(r"year|eoy|올해|금년|연말")


def read_loose(said: str, *, today: date, ahead: int, default: int) -> Span | None:
    """First and last day of words that `LOOSE` found.

    `ahead` is as in `read_date`; where it is the `default`, the nearest such day is meant.
    """
    if said.endswith(("week before last", "week after next")):
        monday = today - timedelta(days=(14 if said.endswith("last") else -14) + today.weekday())
        return monday, monday + timedelta(days=6)
    if "christmas" in said or "xmas" in said or said in ("크리스마스", "성탄절"):
        day = 24 if said.endswith("eve") else 25
        return _one(_fixed(today, 12, day, ahead))
    if "new year" in said or said in ("신정", "새해"):
        first = said.endswith("day") or said == "신정"
        return _one(_fixed(today, 1, 1, ahead) if first else _fixed(today, 12, 31, ahead))
    numbers = [int(number) for number in _NUMBER.findall(said)]
    if numbers:
        spans = list(_spans(numbers, today))
        weekday = next((n for n, name in enumerate(_DAYS) if said.startswith(name)), None)
        if weekday is not None:
            spans = [span for span in spans if span[0].weekday() == weekday]
        return _nearest(spans, today, _side(said, ahead, default))
    month = 12 if _WHOLE_YEAR.search(said) else today.month
    return _one(months_later(date(today.year, month, 1), 1) - timedelta(days=1))


def _one(day: date) -> Span:
    return day, day


def _side(said: str, ahead: int, default: int) -> int | None:
    """Days ahead, None for the nearest."""
    if said.startswith("지난"):
        return PAST
    if said.startswith("오는"):
        return COMING
    return None if ahead == default and ahead not in (PAST, COMING) else ahead


def _fixed(today: date, month: int, day: int, ahead: int) -> date:
    """A feast of this year, or the last or the next one."""
    this = date(today.year, month, day)
    if ahead == PAST:
        return this if this <= today else this.replace(year=today.year - 1)
    return this if this >= today else this.replace(year=today.year + 1)


def _nearest(spans: list[Span], today: date, ahead: int | None) -> Span | None:
    behind = [span for span in spans if span[0] <= today]
    coming = [span for span in spans if span[1] >= today]
    if ahead is None:
        return min(spans, key=lambda span: abs((span[0] - today).days), default=None)
    if ahead == COMING:
        return coming[0] if coming else None
    return behind[-1] if behind else None


def _spans(numbers: list[int], today: date) -> Iterator[Span]:
    """From the first to the last of the days in the months around today."""
    for shift in (-2, -1, 0, 1, 2):
        first = months_later(today.replace(day=1), shift)
        try:
            span = first.replace(day=numbers[0]), first.replace(day=numbers[-1])
        except ValueError:  # no such day in this month
            continue
        if span[0] <= span[1]:
            yield span
