"""A rate of tax that stands apart from the word tax, where the message has one reading.

“VAT included at 21%: 3,630” says the same as “3,630 incl. 21% VAT”: one rate, one sum, a word that
tells whether the tax is in it, and nothing else that could mean something.
"""

from __future__ import annotations

import re

from bot.text.patterns import pattern
from bot.text.vocabulary import CURRENCIES
from dialogs.field_words import label_words

MAX_CHARS = 160
MAX_PARTS = 8
_RATE = pattern(
    r"\d{1,2}(?:[.,]\d{1,2})?\s?(?:%|％|percent\b|per cent\b|pct\b\.?|퍼센트|프로)", re.I
)
_CODES = "|".join(sorted(CURRENCIES))
_SUM = pattern(
    rf"(?<![\w.,%])(?:[$€£₩]\s?|(?:{_CODES})\s?(?=\d))?\d[\d.,]*(?:\s?[천만억]+)?"
    rf"(?:\s?(?:(?:{_CODES}|dollars?|euros?|won)\b|원|달러|유로|[$€£₩]))?(?![\d%])",
    re.IGNORECASE,
)
_TAX = pattern(rf"(?<![a-z])(?:sales )?(?:{label_words()['tax']})(?![a-z])|세율", re.IGNORECASE)
_NOT_IN = pattern(
    r"\bnot (?:yet )?(?:included|in it)\b|\b(?:excluded|excluding|excl\b\.?|extra|added"
    r"|(?:comes? |goes )?on top(?: of)?|plus|without|before)\b"
    r"|별도(?:로|예요|이에요|입니다|이고)?"
    r"|제외(?:한|하고|된|예요|입니다)?|빼고|더해\S*|추가(?:로|돼요|됩니다|예요)?",
    re.IGNORECASE,
)
_IN_IT = pattern(
    r"\b(?:included|includes|including|inclusive|incl\b\.?|inside|contains|gross|already in|in it)"
    r"|(?:이 ?)?포함(?:해서|하여|하고|된|돼|되어|이에요|예요|입니다|이고|임|가격|가|되)?",
    re.IGNORECASE,
)
_LINKS = pattern(
    r"\b(?:the|an?|is|was|are|it|its|it's|at|of|in|to|that|this|which|with|and|rate|total|amount"
    r"|sum|price|cost|came|already|for|by|all)\b"
    r"|총(?:액)?|합계|금액|있(?:고|어요|습니다|음)|이고|이며|인데|이에요|예요|입니다|해서|[은는이가을를의에율도로고요]"
    r"|[\s,:;.()\[\]=/–—-]",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"(?:,(?!\d)|;)\s*")
_FORGOT = pattern(
    r"(?:(?:oh|sorry|oops|also|아|참)[, ]+)*(?:(?:i|we) )?(?:forgot|missed|left out)"
    r"(?: to (?:add|mention|say|tell you))? (?:the |about the )?{tax}[,.;:]?"
    r"\s*(?:it'?s|it is|it was|of|at|which is|is|was)?\s*(?P<en>{rate})[.!]?"
    r"|(?:(?:아|참|죄송해요)[, ]+)*{tax}(?:을|를|은|는)?"
    r" ?(?:빠뜨렸|깜빡|안 ?적었|잊었|빼먹었)\S*[,.]?"
    r"\s*(?P<ko>{rate})(?:이에요|예요|입니다|요)?[.!]?".replace(
        "{tax}", rf"(?:{label_words()['tax']})"
    ).replace("{rate}", r"\d{1,2}(?:[.,]\d{1,2})? ?(?:%|percent|퍼센트|프로)"),
    re.IGNORECASE,
)


def said_together(text: str) -> str:
    """The text with rate and tax side by side; "" where it has not one reading.

    >>> said_together("VAT included at 21%: 3,630"), said_together("VAT at 21% or not: 3,630")
    ('3,630 incl. 21% VAT', '')
    """
    if len(text) > MAX_CHARS or not _RATE.search(text):
        return ""
    forgot = _FORGOT.fullmatch(text.strip())
    if forgot:
        return f"tax {forgot['en'] or forgot['ko']}"
    parts = [part for part in _BETWEEN.split(text) if part.strip()][: MAX_PARTS + 1]
    if len(parts) > MAX_PARTS:
        return ""
    for size in range(1, len(parts) + 1):
        for start in range(len(parts) - size + 1):
            told = _told(", ".join(parts[start : start + size]))
            if told:
                return ", ".join((*parts[:start], told, *parts[start + size :]))
    return ""


def _told(words: str) -> str:
    """Sum, side and rate of words that say nothing else, in the plain order."""
    rates = _RATE.findall(words)
    rest = _RATE.sub(" ", words)
    rest, taxes = _TAX.subn(" ", rest)
    sums = _SUM.findall(rest)
    if len(rates) != 1 or len(sums) != 1 or not taxes:
        return ""
    rest = _SUM.sub(" ", rest)
    rest, out = _NOT_IN.subn(" ", rest)
    rest, inside = _IN_IT.subn(" ", rest)
    if bool(out) == bool(inside) or _LINKS.sub("", rest):
        return ""
    return f"{sums[0].strip()} {'plus' if out else 'incl.'} {rates[0].strip()} VAT"
