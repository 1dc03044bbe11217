"""Signs and words of currencies beside a sum, in English and Korean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.text.vocabulary import CURRENCIES

DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS")
_DINARS = ("KWD", "BHD", "JOD", "TND", "IQD", "LYD", "DZD", "RSD")
_DIRHAMS = ("AED", "MAD")
_RIALS = ("OMR", "SAR", "QAR", "YER")
_WORDS: dict[str, tuple[str, ...]] = {
    "$": DOLLARS,
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
    "dollars": DOLLARS,
    "dollar": DOLLARS,
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
    "dirhams": _DIRHAMS,
    "dirham": _DIRHAMS,
    "dinars": _DINARS,
    "dinar": _DINARS,
    "kuwaiti dinars": ("KWD",),
    "kuwaiti dinar": ("KWD",),
    "bahraini dinars": ("BHD",),
    "bahraini dinar": ("BHD",),
    "jordanian dinars": ("JOD",),
    "jordanian dinar": ("JOD",),
    "tunisian dinars": ("TND",),
    "tunisian dinar": ("TND",),
    "rials": _RIALS,
    "rial": _RIALS,
    "riyals": _RIALS,
    "riyal": _RIALS,
    "omani rials": ("OMR",),
    "omani rial": ("OMR",),
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
    "달러": DOLLARS,
    "불": ("USD",),
    "유로": ("EUR",),
    "파운드": ("GBP",),
    "원화": ("KRW",),
    "원": ("KRW",),
    "엔화": ("JPY",),
    "엔": ("JPY",),
    "위안": ("CNY",),
    "위안화": ("CNY",),
    "디나르": _DINARS,
    "쿠웨이트 디나르": ("KWD",),
    "바레인 디나르": ("BHD",),
    "요르단 디나르": ("JOD",),
    "튀니지 디나르": ("TND",),
    "리얄": _RIALS,
    "오만 리얄": ("OMR",),
    "디르함": _DIRHAMS,
}
_WORDS |= {code: (code.upper(),) for code in CURRENCIES}
_BESIDE_A_NUMBER = {
    "kd": ("KWD",),
    "k.d.": ("KWD",),
    "k.d": ("KWD",),
    "bd": ("BHD",),
    "jd": ("JOD",),
    "dt": ("TND",),
    "ro": ("OMR",),
    "r.o.": ("OMR",),
    "r.o": ("OMR",),
    "ld": ("LYD",),
    "fr.": ("CHF",),
    "dh": _DIRHAMS,
    "dhs": _DIRHAMS,
    "sr": ("SAR",),
    "qr": ("QAR",),
}
"""Signs that are words or initials of something else where no number stands beside them."""
_SIGNS = _WORDS | _BESIDE_A_NUMBER


def _by_length(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BY_LENGTH = _by_length(_WORDS)
_FIRST = pattern(rf"({_by_length(_SIGNS)})(?![a-z가-힣])\s*")
_LAST = pattern(rf"(?<![a-z])({_by_length(_SIGNS)})$")
_ANYWHERE = pattern(rf"(?<![a-z])(?:({_BY_LENGTH}))(?![a-z])")


def read_currency(text: str) -> str | None:
    """ISO code of the one currency named; "$" alone is USD, "dirhams" are those of the Emirates.

    None also for words that several currencies share: "¥", "kr", "dinars".

    >>> [read_currency(text) for text in ("12,000 euro", "₩1,200,000", "usd", "¥5")]
    ['EUR', 'KRW', 'USD', None]
    """
    found = {_WORDS[match] for match in _ANYWHERE.findall(tidy(text))}
    if len(found) != 1:
        return None
    codes = found.pop()
    return codes[0] if len(codes) == 1 or codes in (DOLLARS, _DIRHAMS) else None


def split_currency(typed: str) -> tuple[str, tuple[str, ...] | None]:
    """The number and the currencies its word may mean, likeliest first.

    Shape: "" and None where two words differ.
    """
    sign = "-" if typed[:1] in ("-", "(") and typed[1:2] not in "0123456789.," else ""
    rest = typed[1:].lstrip() if sign == "-" else typed
    first = _FIRST.match(rest)
    if first:
        rest = rest[first.end() :]
    last = _LAST.search(rest)
    if last:
        rest = rest[: last.start()]
    codes = [_SIGNS[match[1]] for match in (first, last) if match]
    meant = tuple(code for code in codes[0] if code in codes[-1]) if codes else ()
    return ("", None) if codes and not meant else (sign + rest.strip(), meant)
