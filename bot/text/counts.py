"""How many there were, in a sentence around the figure."""

from __future__ import annotations

import re

from bot.text.amounts import read_integer
from bot.text.currency_words import read_currency
from bot.text.numbers import MULTIPLE
from bot.text.patterns import pattern

_NUMBER = pattern(r"\d[\d.,]*")
_COUNT_OF = pattern(
    rf"\d[\d.,]*(?: ?(?:[십백천만억]+|(?:{MULTIPLE})\b))?(?!\s?(?:월|일|년|시|분|%|퍼센트|[-/:]))",
    re.IGNORECASE,
)
_NO_COUNT = pattern(
    r"[?？%]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d(?:st|nd|rd|th)\b"
    r"|\b(?:dozens?|billions?|bn|half|(?:hundred|thousand|million) \w+ hundred)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|요일|\b(?:days?|weeks?|hours?|invoice|no\.)"
    r"|송장|인보이스|번호",
    re.IGNORECASE,
)
MAX_COUNT_CHARS = 60


def only_number(text: str) -> int | None:
    """The one number of a short sentence that neither asks nor tells a day or a sum.

    >>> only_number("about 2 thousand people saw it"), only_number("3 on Monday")
    (2000, None)
    """
    if len(text) > MAX_COUNT_CHARS or _NO_COUNT.search(text):
        return None
    found = _COUNT_OF.findall(text) if len(_NUMBER.findall(text)) == 1 else []
    is_sum = read_currency(text) is not None
    return read_integer(found[0].rstrip(".,")) if len(found) == 1 and not is_sum else None
