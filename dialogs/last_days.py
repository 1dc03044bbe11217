"""The last day told by the first: the same one, or a day of its month by its number."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bot.text.patterns import pattern
from bot.text.typed import tidy

_SAME_DAY = pattern(
    r"(?:on |it was |it's |also )?(?:the |that )?same(?: (?:day|date))?(?: again)?"
    r"|(?:the )?same (?:day |date )?as the (?:first|start)(?: day)?|(?:it was |only |just )?one day"
    r"|(?:같은|동일한?) ?(?:날(?:짜)?|일)?(?:이에요|입니다|이요)?|동일(?:합니다|해요)?"
    r"|당일(?:이에요|입니다)?|하루(?:만|였어요|예요|입니다|짜리)?|첫날과 (?:같아요|같습니다|동일)"
)
_OF_ITS_MONTH = pattern(
    r"(?:on |until |till )?(?:the )?(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})일(?:까지)?"
)
_YES = pattern(r"(?:yes|yeah|yep|네|예|넵|응|ㅇㅇ)[, ]+")
_ENDING = pattern(r"(?:이에요|예요|이었어요|였어요|했어요|입니다|이요|요|임|이야)$")


def last_day(text: str, start: date | None) -> date | None:
    """The last day that the words tell to who knows the first one, never one before it.

    >>> [str(last_day(text, date(2026, 10, 3))) for text in ("the same day", "5일", "the 2nd")]
    ['2026-10-03', '2026-10-05', 'None']
    """
    if start is None:
        return None
    forms = [tidy(text), _ENDING.sub("", _YES.sub("", tidy(text)))]
    if any(map(_SAME_DAY.fullmatch, forms)):
        return start
    found = next(filter(None, map(_OF_ITS_MONTH.fullmatch, forms)), None)
    day = int(found[1] or found[2]) if found else 0
    is_one = start.day <= day <= monthrange(start.year, start.month)[1]
    return start.replace(day=day) if is_one else None
