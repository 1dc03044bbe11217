"""Days and money inside a sentence.

What is found is read by `bot.text`, which knows their spellings.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from bot.text import read_amount, read_currency, read_date, read_date_range

MAX_CANDIDATES = 8
_NAMES = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_YEAR = r"(?:,? ?(?:20\d\d))?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|[월화수목금토일]요일"
_DAY = "|".join(
    (
        r"20\d\d[-./년] ?\d{1,2}[-./월] ?\d{1,2}일?",
        r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d",
        rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_NAMES})\b\.?{_YEAR}",
        rf"(?:{_NAMES})\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}",
        r"(?:\d{2,4}년 ?)?\d{1,2}월 ?\d{1,2}일",
        r"(?:the )?day before yesterday|yesterday|today|그저께|그제|어제|오늘",
        rf"(?:last|this|next|지난|이번|다음|지난주|이번 ?주) ?(?:{_WEEKDAY})",
        r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
        r"\d{1,3} ?(?:일|주) ?전|\d{1,3} (?:day|week)s? ago",
    )
)
_SPAN = "|".join(
    (
        r"last week|this week|last month|this month|지난 ?주|이번 ?주|지난 ?달|이번 ?달",
        r"(?:20\d\d년 ?)\d{1,2}월(?! ?\d)|\d{1,2}월(?! ?\d)",
        r"(?:in|of|for|since|last) (?:january|february|march|april|may|june|july|august"
        r"|september|october|november|december)\b(?: 20\d\d)?",
        rf"\b(?!may\b)(?:{_NAMES})\b(?: 20\d\d)?",
    )
)
_TO = r" ?(?:to|until|till|through|and|-|–|~|부터|에서) ?"
_RANGE = re.compile(
    rf"\b\d{{1,2}} ?- ?\d{{1,2}} (?:{_NAMES})\b{_YEAR}"
    rf"|(?:{_DAY}){_TO}(?:{_DAY}|\d{{1,2}}일?)(?: ?까지)?"
)
_ONE_DAY = re.compile(rf"(?<![\d.])(?:{_DAY})")
_A_SPAN = re.compile(_SPAN)
_LEAD = re.compile(r"^(?!last (?:week|month)$)(?:in|of|for|since|last) (?=[a-z]+(?: 20\d\d)?$)")
_UNIT = (
    r"(?:us ?dollars?|u\.s\. dollars|euros?|dollars?|bucks|won|pounds?|yen|usd|eur|krw|gbp|jpy"
    r"|chf|cad|aud|sek|nok|dkk|inr|원화?|유로|달러|파운드|엔화?|불|위안|[€£₩¥$])"
)
_NUMBER = r"\d[\d.,' ]{0,18}\d|\d"
_MULTIPLE = r"(?: ?(?:k|thousand|mio|million|m)\b)?"
_COUNTED = (
    r"(?! ?(?:부|명|장|개|건|통|매|회|번|곳|분|인|시간|페이지|클릭|km|mb|kb|gb|%|people|copies"
    r"|guests|clicks|contacts|visitors|attendees|addresses|calls|leads|mails|e-?mails|participants|views"
    r"|impressions|pieces|flyers|pages))"
)
"""Not after a number that counts copies or people: that is no money."""
_KOREAN = r"\d[\d,.]{0,12} ?(?:[십백천]?[만억] ?(?:\d[\d,]{0,8} ?[백천]?)?|[백천])(?![십백천만억])"
_MONEY = re.compile(
    rf"(?:us)?[$€£₩¥] ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|\b(?:usd|eur|krw|gbp|jpy|chf|cad|aud) ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|{_KOREAN} ?(?:{_UNIT}|{_COUNTED})"
    rf"|(?:{_NUMBER}){_MULTIPLE} ?{_UNIT}(?![a-z])"
    rf"|[일이삼사오육칠팔구]?[십백천]만 ?원|(?<![\d.,])\d+(?:[.,]\d)?k\b"
    rf"|(?<![\w.,/#-])\d{{1,3}}(?:,\d{{3}})+(?![\d-]){_COUNTED}"
)


def read_days(plain: str, *, language: str, today: date) -> tuple[date, date] | None:
    """First and last day said in normalized text; the first that can be read, None without one.

    >>> today = date(2026, 4, 1)
    >>> found = read_days("we ran it on 3 march for 12,000 euro", language="en", today=today)
    >>> [str(day) for day in found]
    ['2026-03-03', '2026-03-03']
    """
    for found in list(_RANGE.finditer(plain))[:MAX_CANDIDATES]:
        span = read_date_range(found[0], language=language, today=today)
        if span:
            return span
    for found in list(_ONE_DAY.finditer(plain))[:MAX_CANDIDATES]:
        day = read_date(found[0], language=language, today=today)
        if day:
            return day, day
    for found in list(_A_SPAN.finditer(plain))[:MAX_CANDIDATES]:
        span = read_date_range(_LEAD.sub("", found[0]), language=language, today=today)
        if span:
            return span
    return None


_SAYS_AMOUNT = re.compile(r"amount|total|\bsum\b|cost|price|claimed|my claim|금액|총액|비용|합계")
_PLAIN_SUM = re.compile(rf"(?<![\w.,/#:-])(?!20\d\d\b)\d{{3,7}}(?![\w./:-]){_COUNTED}")
"""A number alone is money only where the text speaks of a sum, and no year."""


def read_money(plain: str, *, language: str) -> tuple[Decimal | None, str]:
    """Amount and ISO 4217 code ("" if unsaid) of the first sum of money in normalized text.

    >>> read_money("claim $5k for telemarketing", language="en")
    (Decimal('5000'), 'USD')
    """
    for found in list(_MONEY.finditer(plain))[:MAX_CANDIDATES]:
        said = found[0].strip()
        currency = read_currency(said) or ""
        amount = read_amount(said, currency=currency, language=language)
        if amount is not None:
            return amount, currency or ("KRW" if "원" in said else "")
    bare = _PLAIN_SUM.search(plain) if _SAYS_AMOUNT.search(plain) else None
    return (Decimal(bare[0]), "") if bare else (None, "")
