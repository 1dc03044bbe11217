"""Days named by a feast: "halloween", "the day after thanksgiving", 추석, 한글날.

Christmas and New Year are in `loose_days`, for they are also the end of a wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.text.dates import COMING
from bot.text.patterns import pattern

Span = tuple[date, date]


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian rule."""
    golden, century = year % 19, year // 100
    skipped, leap = century - century // 4, (8 * century + 13) // 25
    moon = (skipped - leap + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * (21 - golden) // 11)
    weekday = (year + year // 4 + moon + 2 - skipped) % 7
    day = moon - weekday
    month = 3 + (day + 40) // 44
    return date(year, month, day + 28 - 31 * (month // 4))


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_LUNAR_NEW_YEAR = {2024: "0210", 2025: "0129", 2026: "0217", 2027: "0206", 2028: "0126"}
_LUNAR_NEW_YEAR |= {2029: "0213", 2030: "0203"}
_HARVEST = {2024: "0917", 2025: "1006", 2026: "0925", 2027: "0915", 2028: "1003", 2029: "0922"}
_HARVEST |= {2030: "0912"}


def _listed(days: dict[int, str]) -> Callable[[int], date | None]:
    def day(year: int) -> date | None:
        said = days.get(year)
        return date(year, int(said[:2]), int(said[2:])) if said else None

    return day


def _fixed(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month, day)


_FEASTS: dict[str, Callable[[int], date | None]] = {
    "easter monday": lambda year: _easter(year) + timedelta(days=1),
    "good friday": lambda year: _easter(year) - timedelta(days=2),
    "easter": _easter,
    "thanksgiving": _thanksgiving,
    "black friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    "cyber monday": lambda year: _thanksgiving(year) + timedelta(days=4),
    "halloween": _fixed(10, 31),
    "valentine's day": _fixed(2, 14),
    "boxing day": _fixed(12, 26),
    "independence day": _fixed(7, 4),
    "추석": _listed(_HARVEST),
    "설날": _listed(_LUNAR_NEW_YEAR),
    "설 연휴": _listed(_LUNAR_NEW_YEAR),
    "구정": _listed(_LUNAR_NEW_YEAR),
    "삼일절": _fixed(3, 1),
    "어린이날": _fixed(5, 5),
    "현충일": _fixed(6, 6),
    "광복절": _fixed(8, 15),
    "개천절": _fixed(10, 3),
    "한글날": _fixed(10, 9),
}
_NAMES = "|".join(_FEASTS).replace("설 연휴", "설 ?연휴").replace("'", "'?")
FEAST = pattern(
    rf"(?:the day (?P<beside>before|after) )?(?<![a-z가-힣])(?P<name>{_NAMES})(?: ?(?P<eve>전날"
    r"|다음 ?날|연휴|weekend))?(?![a-z])"
    r"(?! ?(?:'?s )?(?:promo\w*|sales?|deals?|offers?|campaigns?|events?|party|cards?|specials?"
    r"|discounts?|webinar|이벤트|행사|특가|세일|프로모션|선물|할인|인사|카드))"
)
FEAST_HINT = (
    r"easter|good fri|thanksg|black fri|cyber m|hallow|valent|boxing|independ|추석|설날|설 ?연휴"
    r"|구정"
    r"|[일복천]절|현충|어린이날|한글날"
)


def read_feast(found: re.Match[str], *, today: date, ahead: int) -> Span | None:
    """The last such feast that lies at most `ahead` days after today, or the next one.

    Its holidays ("추석 연휴", "thanksgiving weekend") are several days.

    >>> found = FEAST.search("the day before thanksgiving")
    >>> print(*read_feast(found, today=date(2026, 11, 28), ahead=31))
    2026-11-25 2026-11-25
    """
    day_of = _FEASTS.get(found["name"].replace("설연휴", "설 연휴"), _fixed(2, 14))
    days = [day for year in (-1, 0, 1) if (day := day_of(today.year + year))]
    if ahead == COMING:
        days = [day for day in days if day >= today][:1]
    else:
        days = [day for day in days if (day - today).days <= ahead][-1:]
    beside = {"before": -1, "전날": -1, "after": 1}
    said = found["beside"] or found["eve"]
    if days and (said in ("연휴", "weekend") or found["name"].endswith("연휴")):
        before, after = (0, 3) if found["name"] == "thanksgiving" else (1, 1)
        return days[0] - timedelta(days=before), days[0] + timedelta(days=after)
    shift = timedelta(days=beside.get(said, 1) if said else 0)
    return (days[0] + shift, days[0] + shift) if days else None
