"""Periods in figures by month, in the spelling of days with names: 10/5-10/30."""

from __future__ import annotations

import re

from bot.text.patterns import pattern

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST = r"(?P<y>20\d\d[./-])?(?P<a>\d{1,2})(?P<m>[./])(?P<b>\d{1,2})(?:[./](?P<y1>20\d\d|2\d))?\.?"
_LAST = r"(?P<c>\d{1,2})[./](?P<d>\d{1,2})(?:[./](?P<y2>20\d\d|2\d))?"
_TO = r" ?(?:-|–|~|to|until|till|through|thru|부터|에서) ?"
TWO_FIGURES = pattern(
    rf"(?<![\d.,/€$£₩%-]){_FIRST}{_TO}(?:(?P<y3>20\d\d)[./-])?{_LAST}(?![\d/%]|[.,]\d)"
)
"""A period in figures: 10/5-10/30, 01/10/2026 to 31/10/2026, 2026.10.5~10.30."""
_MONTHS_APART = 6


def period_of(found: re.Match[str], *, korean: bool) -> str:
    """Both days of a period in figures by month: what one cannot be tells the order of the other.

    Where both orders are possible it is the shorter period; Korean has the month first.
    """
    one, two, three, four = (int(found[name]) for name in "abcd")
    month_first = one <= 12 and three <= 12 and (one, two) < (three, four)
    day_first = two <= 12 and four <= 12 and (two, one) < (four, three)
    if found["m"] == "." and not (korean or found["y"]):
        month_first = month_first and not day_first
    if month_first and day_first and not (korean or found["y"]):
        day_first = four - two < three - one
        month_first = not day_first
    if month_first:
        days = (one, two), (three, four)
    elif day_first:
        days = (two, one), (four, three)
    else:
        return found[0]
    if days[1][0] - days[0][0] > _MONTHS_APART or min(days[0]) < 1 or min(days[1]) < 1:
        return found[0]
    last_year = found["y2"] or found["y3"] or found["y1"] or (found["y"] or "")[:4]
    first_year = found["y1"] or (found["y"] or "")[:4] or last_year
    return " - ".join(
        f"{day} {_NAMES[month - 1]}" + (f" 20{year[-2:]}" if year else "")
        for (month, day), year in zip(days, (first_year, last_year), strict=True)
    )
