"""Numbers written as words or with a word for the size, in both languages; the one place for them.

Digits with their separators are read by `bot.text.amounts`; here is what stands around them: "12k",
"20 grand", "two and a half thousand", "3 lakh", "half a million", "1억2천만", "삼백오십만".
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.text.patterns import pattern

COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
"""Small numbers that people write as words when they count days or weeks."""
NATIVE_COUNTS = {
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
}
"""Korean numbers before a counted thing, as in 두 달."""

NATIVE_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "열흘": 10,
    "보름": 15,
    "일주일": 7,
    "이주일": 14,
}
"""Korean names of so many days."""

_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = (
    COUNTS
    | {word: n for n, word in enumerate(_TEENS.split(), start=11)}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
    | {"fourty": 40, "ninty": 90}
)
MULTIPLIERS = {
    "k": 10**3,
    "thousand": 10**3,
    "thousands": 10**3,
    "grand": 10**3,
    "hundred": 10**2,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "lac": 10**5,
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
}
"""Words for a size after a number, also those of India."""

MULTIPLE = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
"""Pattern of a word for a size."""
_LONG_MULTIPLE = "|".join(word for word in MULTIPLE.split("|") if len(word) > 1)
_WORD = NUMBER_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
"""Pattern of a number up to ninety in one word."""
ENGLISH_NUMBER = (
    rf"(?:half an? |(?:{_WORD})(?:[ -](?:{_WORD}))?(?: and a half)? ?)(?:{_LONG_MULTIPLE})\b"
    rf"(?: and a half)?(?:[ -](?:and )?(?:{_WORD}|{_LONG_MULTIPLE})\b)*"
)
"""Pattern of a number in words with a word for its size: "twelve thousand five hundred"."""

_KOREAN = pattern(r"\s*(?:(\d[\d,]*(?:\.\d+)?)|([일이삼사오육칠팔구])|([십백천])|([만억]))")
KOREAN_UNITS = pattern(r"[십백천만억]")
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8}


def english_number(words: str) -> Decimal | None:
    """The number that English words say, None when they say none or one that is not clear.

    >>> [str(english_number(words)) for words in ("twelve thousand five hundred", "half a million")]
    ['12500', '500000']
    >>> str(english_number("two and a half thousand")), english_number("a few hundred")
    ('2500', None)
    """
    said = [word for word in words.replace("-", " ").split() if word != "and"]
    if len(said) < 2 and not _WORDS.get("".join(said), 0) > 1:
        return None  # "a", "m", "grand"
    total = section = Decimal(0)
    size = Decimal(10**12)
    for at, word in enumerate(said):
        if word in ("a", "an") and "half" in (*said[at - 1 : at], *said[at + 1 : at + 2]):
            continue
        if word == "half":
            if total and not section:
                total += size / 2
            else:
                section += Decimal("0.5")
        elif word == "hundred":
            section = (section or Decimal(1)) * 100
        elif word in MULTIPLIERS:
            if MULTIPLIERS[word] >= size:
                return None
            size = Decimal(MULTIPLIERS[word])
            total, section = total + (section or 1) * size, Decimal(0)
        elif word not in _WORDS or not _may_follow(_WORDS[word], section):
            return None
        else:
            section += _WORDS[word]
    return without_zeros(total + section) if said else None


def _may_follow(number: int, section: Decimal) -> bool:
    """Whether a number may be said after another: five after twenty, anything after a hundred."""
    rest = section % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and number < 10)


def korean_number(core: str, digits: Callable[[str], Decimal | None]) -> Decimal | None:
    """1만2천, 120만, 1억 2천만, 1억 2천, 삼천; units must fall, and 1만2 is not clear.
    `digits` reads what is written in digits.
    """
    negative = core.startswith("-")
    total = section = Decimal(0)
    number: Decimal | None = None
    small = large = 10**12
    position = 1 if negative else 0
    while position < len(core):
        token = _KOREAN.match(core, position)
        if not token:
            return None
        position = token.end()
        if token[1] or token[2]:
            if number is not None:
                return None
            written = token[1] or str("일이삼사오육칠팔구".index(token[2]) + 1)
            number = digits(written.rstrip(","))
            if number is None:
                return None
        elif token[3]:
            unit = _SMALL[token[3]]
            if unit >= small:
                return None
            section, number, small = section + (1 if number is None else number) * unit, None, unit
        else:
            unit = _LARGE[token[4]]
            if unit >= large:
                return None
            section += number or 0
            total += (section or 1) * unit
            section, number, small, large = Decimal(0), None, 10**12, unit
    if number is not None and number < 10:
        return None
    if large == 10**8 and number is None and section >= 1000:  # 1억 2천: of 만 when nothing is said
        section *= 10**4
    value = total + section + (number or 0)
    return without_zeros(-value if negative else value)


def without_zeros(number: Decimal) -> Decimal:
    """1.5 million is 1500000, not 1500000.0."""
    whole = number.to_integral_value()
    return whole if whole == number else number
