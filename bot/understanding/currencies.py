"""Currencies as people write them beside a sum, and those that are named without one."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from bot.text import read_currency
from bot.text.patterns import pattern
from bot.text.vocabulary import CURRENCIES
from bot.understanding.taken_back import is_taken_back

_ENGLISH = frozenset(("mad", "pen", "try"))
CODES = "|".join(
    f"{first}(?:{'|'.join(code[1:] for code in codes)})"
    for first, codes in groupby(sorted({*CURRENCIES, "rmb"} - _ENGLISH), key=itemgetter(0))
)
"""Pattern of a code beside a number or a word such as "in", without English words; by first letter,
for an expression tries its alternatives one after the other.
"""
_SPELLED_UNITS = (
    (pattern(r"(?<![\w])rm ?(?=\d)"), "myr "),
    (
        pattern(r"(?<![\w])r ?(?=\d{1,3}[ ,.]\d{3}(?!\d)|\d{4,7}(?!\d)|\d+(?:\.\d+)? ?[km]\b)"),
        "zar ",
    ),
    (pattern(r"(?<![\w])ksh?s?\.? ?(?=\d)"), "kes "),
    (pattern(r"(?<![\w])rp\.? ?(?=\d)"), "idr "),
    (pattern(r"(?<![\w])(?:php|₱) ?(?=\d)"), "php "),
    (pattern(r"(?<![\w])kd ?(?=\d)"), "kwd "),
    (pattern(r"(?<![\w])bd ?(?=\d)"), "bhd "),
    (pattern(r"(?<![\w])jd ?(?=\d)"), "jod "),
    (pattern(r"₦ ?(?=\d)"), "ngn "),
    (pattern(r"฿ ?(?=\d)"), "thb "),
    (pattern(r"(?<=\d) ?tkr\b"), "k sek"),
    (pattern(r"(?<=\d) ?thou\b"), " thousand"),
    (pattern(r"(?<=\d) ?zł"), " pln"),
    (pattern(r"(?<=\d) ?kč"), " czk"),
    (pattern(r"(?<=\d) pesos\b"), " mxn"),
)
"""Signs that people write before or behind a sum, as the code that is meant.

Pesos without a country are Mexico's, as dollars are those of the United States.
"""
_SIGN = pattern(r"\d ?(?:tkr|thou\b|zł|kč|pesos)|[₱₦฿]|(?<!\w)(?:rm|rp|r|ksh?s?|[kbj]d)\.? ?\d")
_OF_CURRENCY = pattern(
    r"\bcurrenc(?:y|ies)|\brates?\b|\bconver(?:t|ts|ted|sion)\b|\bexchange|통화(?! ?[중료내기])"
    r"|화폐|외화|환율|환전|환산"
    rf"|\b(?:in|to|into|from|of|as|is|was|shows?|says?) (?:{CODES})\b|\b(?:{CODES}) (?:or|and"
    rf"|to|into) "
    r"|\bin (?:us |canadian |australian |american |hong kong |singapore |new zealand )?"
    r"(?:dollars?|euros?|pounds|sterling|yen|francs|rupees|pesos|kronor|kroner|zlotys?)\b"
    r"|\b(?:paid|pay|pays|invoiced?|billed|bill|charged|quoted|priced|claim(?:ed)?|filed|entered"
    r"|booked)"
    r"(?: it| them| us| you| the \w+)?(?: is| was| are)? in (?:us |canadian |australian )?"
    r"(?:dollars?|euros?|pounds|sterling|yen|francs|rupees|pesos|kronor|kroner|zlotys?)"
    r"|(?:달러|유로|엔화?|원화|파운드|위안화?|프랑)로 ?(?:만 ?)?(?:냈|낸|결제|지급|지불|받|들어"
    r"|입금|송금|청구|적|쓰|입력|계산|왔|나왔|발행|끊)"
)
"""Then a currency is named as such, without a sum."""
_BARE_CURRENCY = pattern(
    rf"\b(?:{CODES}|(?:canadian|australian|aussie|new zealand|singapore|hong kong) dollars?"
    r"|swiss francs?|zlotys?|kron(?:or|er)|reais|rupees?"
    r"|us dollars?|dollars?|euros?|pounds?|francs|won|yen)\b|(?:캐나다|호주|홍콩|싱가포르"
    r"|미국) 달러|원화|달러|유로|엔화|파운드|위안"
)
MAX_NAMED = 8


def coded(plain: str) -> str:
    """A text with the codes of currencies in place of the signs that people write.

    >>> coded("rm 38,500 and 60 tkr")
    'myr 38,500 and 60k sek'
    """
    if _SIGN.search(plain):
        for sign, code in _SPELLED_UNITS:
            plain = sign.sub(code, plain)
    return plain


def read_bare_currency(plain: str) -> str:
    """ISO code of the currency that is named without a sum where a currency is the subject."""
    named = list(_BARE_CURRENCY.finditer(plain))[:MAX_NAMED]
    if not named or not _OF_CURRENCY.search(plain):
        return ""
    named.sort(key=lambda found: is_taken_back(plain, *found.span()))
    return next((code for found in named if (code := read_currency(found[0]))), "")
