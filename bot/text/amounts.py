"""Read money and whole numbers as people type them in English and Korean.

Rules for separators, in this order:
* with both "." and ",", the last one is the decimal sign: 1,234.56 and 1.234,56;
* a separator that occurs twice, spaces and apostrophes group: 1.234.567, 12 000, 1'234.50;
* one comma before exactly three digits groups: 1,234;
* one dot before exactly three digits groups for currencies whose home writes so (EUR, VND, …); else
  it is a decimal sign, so that the check can say that there are too many decimals;
* everything else is a decimal sign: 1234,5 and 1234.56.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.text.numbers import (
    KOREAN_UNITS,
    MULTIPLE,
    MULTIPLIERS,
    english_number,
    korean_number,
    without_zeros,
)
from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.text.vocabulary import CURRENCIES, DOT_GROUPS

_MAX_DIGITS = 18

_DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS")
_WORDS: dict[str, tuple[str, ...]] = {
    "$": _DOLLARS,
    "us$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "s$": ("SGD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "mx$": ("MXN",),
    "r$": ("BRL",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "₴": ("UAH",),
    "₽": ("RUB",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "us dollars": ("USD",),
    "us dollar": ("USD",),
    "dollars": _DOLLARS,
    "dollar": _DOLLARS,
    "bucks": ("USD",),
    "euros": ("EUR",),
    "euro": ("EUR",),
    "pounds": ("GBP",),
    "pound": ("GBP",),
    "won": ("KRW",),
    "yen": ("JPY",),
    "yuan": ("CNY",),
    "rmb": ("CNY",),
    "rupees": ("INR",),
    "rupee": ("INR",),
    "rs.": ("INR",),
    "rs": ("INR",),
    "quid": ("GBP",),
    "sterling": ("GBP",),
    "swiss francs": ("CHF",),
    "francs": ("CHF",),
    "dirhams": ("AED",),
    "ringgit": ("MYR",),
    "zloty": ("PLN",),
    "zlotys": ("PLN",),
    "swedish kronor": ("SEK",),
    "kronor": ("SEK",),
    "norwegian kroner": ("NOK",),
    "danish kroner": ("DKK",),
    "rand": ("ZAR",),
    "reais": ("BRL",),
    "pesos": ("MXN", "ARS", "CLP", "COP", "PHP", "UYU"),
    "mexican pesos": ("MXN",),
    "baht": ("THB",),
    "lira": ("TRY",),
    "shekels": ("ILS",),
    "canadian dollars": ("CAD",),
    "australian dollars": ("AUD",),
    "aussie dollars": ("AUD",),
    "new zealand dollars": ("NZD",),
    "kiwi dollars": ("NZD",),
    "singapore dollars": ("SGD",),
    "hong kong dollars": ("HKD",),
    "american dollars": ("USD",),
    "미국 달러": ("USD",),
    "캐나다 달러": ("CAD",),
    "호주 달러": ("AUD",),
    "홍콩 달러": ("HKD",),
    "싱가포르 달러": ("SGD",),
    "루피": ("INR",),
    "즈워티": ("PLN",),
    "스위스 프랑": ("CHF",),
    "프랑": ("CHF",),
    "달러": _DOLLARS,
    "불": ("USD",),
    "유로": ("EUR",),
    "파운드": ("GBP",),
    "원화": ("KRW",),
    "원": ("KRW",),
    "엔화": ("JPY",),
    "엔": ("JPY",),
    "위안": ("CNY",),
    "위안화": ("CNY",),
}
_WORDS |= {code: (code.upper(),) for code in CURRENCIES}

_BY_LENGTH = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_FIRST = pattern(rf"({_BY_LENGTH})(?![a-z가-힣])\s*")
_LAST = pattern(rf"(?<![a-z])({_BY_LENGTH})$")
_ANYWHERE = pattern(rf"(?<![a-z])(?:({_BY_LENGTH}))(?![a-z])")
_BEFORE = pattern(
    r"(?:about|around|approximately|approx\.?|roughly|ca\.?|it is|it's|total|약|대략|총|~"
    r"|일?금(?=\s*[\d일이삼사오육칠팔구십백천만억₩]))\s*"
)
_AFTER = pattern(
    r"[,.]--?$|/-$"
    r"|\s?(?:in total|total|only|or so|정도|쯤|가량|남짓|입니다|이에요|예요|이요|요|정)$"
)
_WESTERN = pattern(rf"([+-]?[\d.,' ]*\d)\s?({MULTIPLE})?")
_SPACED = pattern(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_COUNTED = pattern(
    r"\s?(?:명|개사|개|건|회|번|분|대|곳|장|부|편|사람|클릭|[a-z]{3,20}(?: [a-z]{3,20})?)"
    r"(?:이에요|예요|입니다|요)?$"
)


def read_amount(text: str, *, currency: str = "", language: str = "en") -> Decimal | None:
    """The amount typed, also negative or with too many decimals: a check can say what is wrong.

    None when it is not one amount, names a currency other than `currency`, is not finite, is in
    scientific notation, or has more than 18 digits. Words such as "about" or "정도" are skipped.

    >>> [str(read_amount(t, currency="EUR")) for t in ("€12k", "1.234,56", "12 000", "12.000")]
    ['12000', '1234.56', '12000', '12000']
    >>> str(read_amount("120만원", currency="KRW", language="ko")), str(read_amount("1만2천"))
    ('1200000', '12000')
    """
    core, codes = _split_currency(_strip_filler(tidy(text)))
    if codes is None or (codes and currency and currency not in codes):
        return None
    return _number(core, currency or (codes[0] if codes else ""))


def read_currency(text: str) -> str | None:
    """ISO code of the one currency named; "$" alone is read as USD, "¥" and "kr" are not clear.

    >>> [read_currency(text) for text in ("12,000 euro", "₩1,200,000", "usd", "¥5")]
    ['EUR', 'KRW', 'USD', None]
    """
    found = {_WORDS[match] for match in _ANYWHERE.findall(tidy(text))}
    if len(found) != 1:
        return None
    codes = found.pop()
    return codes[0] if len(codes) == 1 or codes is _DOLLARS else None


def read_integer(text: str) -> int | None:
    """The whole number typed, with or without what is counted; None for fractions, several numbers.

    >>> [read_integer(text) for text in ("1,200 people", "약 50명", "12k", "2.5")]
    [1200, 50, 12000, None]
    """
    typed = _strip_filler(tidy(text))
    value = _number(typed, "EUR")
    if value is None:
        value = _number(_COUNTED.sub("", typed), "EUR")
    return int(value) if value is not None and value == value.to_integral_value() else None


def _strip_filler(typed: str) -> str:
    before = _BEFORE.match(typed)
    return _AFTER.sub("", typed[before.end() :] if before else typed)


def _split_currency(typed: str) -> tuple[str, tuple[str, ...] | None]:
    """The number and the currencies its word may mean; None for two words that differ."""
    sign = "-" if typed[:1] in ("-", "(") and typed[1:2] not in "0123456789.," else ""
    rest = typed[1:].lstrip() if sign == "-" else typed
    first = _FIRST.match(rest)
    if first:
        rest = rest[first.end() :]
    last = _LAST.search(rest)
    if last:
        rest = rest[: last.start()]
    codes = [set(_WORDS[match[1]]) for match in (first, last) if match]
    meant = set.intersection(*codes) if codes else set()
    if codes and not meant:
        return "", None
    ordered = tuple(
        sorted(meant, key=lambda code: _DOLLARS.index(code) if code in _DOLLARS else 99)
    )
    return sign + rest.strip(), ordered


def _number(core: str, currency: str) -> Decimal | None:
    if sum(map(str.isdigit, core)) > _MAX_DIGITS or not core.replace("′", "").strip():
        return None
    if KOREAN_UNITS.search(core):
        return korean_number(core, lambda digits: _plain_number(digits, "KRW"))
    match = _WESTERN.fullmatch(core)
    if not match:
        return english_number(core)
    sign = -1 if match[1].startswith("-") else 1
    plain = _plain_number(match[1].lstrip("+-").strip(), currency)
    if plain is None or not match[2]:
        return plain if plain is None else sign * plain
    return without_zeros(sign * plain * MULTIPLIERS[match[2]])


def _plain_number(digits: str, currency: str) -> Decimal | None:
    """A number without sign or multiplier, by the separator rules of this module."""
    if " " in digits or "'" in digits:
        if not _SPACED.fullmatch(digits):
            return None
        digits = digits.replace(" ", "").replace("'", "")
        return Decimal(digits.replace(",", "."))
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        return _joined(digits, *((".", ",") if comma > dot else (",", ".")))
    mark = "," if comma >= 0 else "."
    whole, _, fraction = digits.partition(mark)
    if mark in fraction:
        return _joined(digits, mark, "")
    groups = len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if groups and (mark == "," or currency in DOT_GROUPS):
        return Decimal(whole + fraction)
    return Decimal(f"{whole or 0}.{fraction}") if fraction else Decimal(whole)


def _joined(digits: str, group: str, point: str) -> Decimal | None:
    """The number when its groups fit (two or three digits, the last three)."""
    whole, _, fraction = digits.partition(point) if point else (digits, "", "")
    parts = whole.split(group)
    fits = (
        1 <= len(parts[0]) <= 3 and all(len(p) in (2, 3) for p in parts[1:]) and len(parts[-1]) == 3
    )
    if not fits or (fraction and not fraction.isdecimal()):
        return None
    return Decimal("".join(parts) + (f".{fraction}" if fraction else ""))
