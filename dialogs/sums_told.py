"""Sums of money in a sentence, each with its place and with what is said of it."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from bot.text import read_amount, read_currency
from bot.text.patterns import pattern
from bot.text.vocabulary import ALSO_WORDS, CURRENCIES
from dialogs.field_words import label_words


class Role(Enum):
    """What a sum is, as far as its words tell. `NET`: it is without tax, or the tax beside it is
    told; `PLAIN`: a sum of a cost; `GROSS`: its tax is in it; `TAX`; `UNSURE`: about so much.
    """

    NET = auto()
    PLAIN = auto()
    GROSS = auto()
    TAX = auto()
    UNSURE = auto()


class Sum(NamedTuple):
    """One sum. Units: `currency` is ISO 4217, "" if unsaid; `start` and `end` are places in its
    text; `is_marked` tells that its form alone says that it is money.
    """

    start: int
    end: int
    amount: Decimal
    currency: str
    is_marked: bool


_CODES = "|".join(sorted(code for code in CURRENCIES if code.lower() not in ALSO_WORDS))
_SIGN = r"(?:(?:us|ca|au|hk|s|nt|nz)?\$|[€£₩¥₹])"
_BEHIND = (
    rf"(?:{_SIGN}|(?:{_CODES})\b|(?:us )?dollars?\b|euros?\b|pounds?\b|won\b|yen\b"
    r"|bucks\b|rupees?\b"
    r"|원|미국 ?달러|달러|유로|파운드|엔(?![가-힣])|위안|불(?![가-힣]))"
)
_SUM = pattern(
    rf"(?<![\w.,#/-])(?:{_SIGN}\s?|(?:{_CODES})\s)?"
    r"(?P<number>\d[\d.,]*\d|\d)(?P<size>\s?(?:k|thousand|grand|million|mio)\b"
    r"|\s?[십백천만억]+(?:\s?\d[\d,]*\s?[십백천만]+)*(?:\s?\d[\d,]*(?=\s?원))?)?"
    rf"(?:\s?{_BEHIND})?",
    re.IGNORECASE,
)
_NO_SUM_BEHIND = pattern(
    r"[-/:~%％]|\d|\s?(?:[월일년명부개건번회장인시분]|st\b|nd\b|rd\b|th\b|percent|per ?cent"
    r"|퍼센트|프로(?![가-힣])"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|(?:people|attendees|guests|participants|customers|persons?|pax|days?|weeks?|hours?|pieces|pcs"
    r"|copies|flyers|units|seats|emails?|e-mails|leads|clicks|impressions|visitors|partners)\b)"
    r"|\s?(?:to|-|–|bis)\s?\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NO_SUM_BEFORE = pattern(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|[월년]|number|no\.|nr\.?|#"
    r"|room|hall|booth|stand|invoice|inv\.?|번호|호)\s?$",
    re.IGNORECASE,
)
_YEAR = pattern(r"20\d\d")


def sums_in(text: str, *, language: str) -> list[Sum]:
    """All numbers in a text that may be sums of money, in order.

    >>> [str(one.amount) for one in sums_in("on 3 November 4,000 EUR + 400", language="en")]
    ['4000', '400']
    """
    found = []
    for one in _SUM.finditer(text):
        behind, before = _NO_SUM_BEHIND.match(text, one.end()), text[: one.start()]
        is_money = read_currency(one[0]) is not None or "원" in one[0]
        is_marked = is_money or bool(one["size"] and re.search("[천만억k]", one["size"].lower()))
        if (behind or _NO_SUM_BEFORE.search(before)) and not is_money:
            continue
        if not is_marked and (_YEAR.fullmatch(one["number"]) or len(one["number"]) < 3):
            continue
        said = one[0].strip()
        currency = read_currency(said) or ("KRW" if "원" in said else "")
        amount = read_amount(said, currency=currency, language=language)
        if amount is not None and amount > 0:
            found.append(Sum(one.start(), one.end(), amount, currency, is_marked))
    return found


_TAX = rf"(?:(?:sales )?(?:{label_words()['tax']}))"
_TAX_BEHIND = pattern(
    rf"\s*(?:of |in |for )?(?:the )?{_TAX}"
    r"(?!\s*[:=]|\s*(?:of |is |was |at )?\S?\d"
    r"|\s?(?:은|는|이|가|도)?\s?(?:별도|포함|제외|없|면제|안 ?붙))",
    re.IGNORECASE,
)
_TAX_BEFORE = pattern(
    rf"(?<![a-z]){_TAX}(?:을|를|은|는|이|가)?\s*(?:of|is|was|at|:|=)?\s*(?:another )?$", re.I
)
_INSIDE_BEFORE = pattern(
    r"(?:incl(?:uding|udes|\.|usive of)?|of (?:which|that|this|it)(?: is)?|thereof|with"
    r"|(?:그 ?|이 ?)?중(?:에)?)\s*(?:the )?$",
    re.I,
)
_INSIDE_BEHIND = pattern(
    r"\s*(?:is |was |are )?(?:incl(?:uded|\.)?(?!\w)|inside|포함)", re.IGNORECASE
)
_NET_BEFORE = pattern(
    rf"(?<![a-z])(?:{label_words()['net']}|before (?:tax|vat))"
    r"(?:은|는|이|가)?\s*(?:of|is|was|:|=)?\s*$",
    re.IGNORECASE,
)
_NET_BEHIND = pattern(
    r"\s*\(?\s*(?:net\b|before (?:tax|vat)|(?:plus|\+|ex(?:cl?(?:uding|\.)?)?\.?|without|w/o|no)"
    r" ?(?:\d\d?(?:\.\d)?% )?(?:the )?(?:vat|tax|gst)\b(?! included)"
    r"|에? ?(?:부가세|vat|세금) ?(?:는|은|가)? ?(?:별도|제외|없|안 ?붙)|\(?면세)",
    re.IGNORECASE,
)
_GROSS_BEFORE = pattern(
    r"(?:(?:\b(?:grand )?total(?: of| was| is|:)?|\bgross|총 ?(?:액|금액)?|합계|합쳐서?|모두)"
    r"(?:은|는|이)?"
    r"\s*(?:of |was |is )?"
    r"|\b(?:incl(?:uding|usive of|\.)?|with) (?:the )?(?:all )?(?:vat|tax|gst)[,:]?\s*"
    r"|\b(?:vat|tax|gst)[ -]incl(?:uded|usive|\.)?[,:]?\s*"
    r"|(?:부가세|부가가치세|vat|세금)(?:를|을|도)? ?포함(?:해서|하여|하면|한|된|해|으로)?\s*)$",
    re.IGNORECASE,
)
_GROSS_BEHIND = pattern(
    r"\s*\(?\s*(?:(?:incl(?:uding|usive of|\.)?|with) (?:the )?(?:all )?(?:vat|tax|gst)"
    r"|(?:vat|tax|gst) (?:is )?incl|in total|total\b|gross\b|all in\b"
    r"|\(?(?:부가세|vat|세금) ?(?:도 )?포함)",
    re.IGNORECASE,
)
_ROUGHLY_BEFORE = pattern(
    r"(?:\b(?:about|around|approx\w*\.?|roughly|circa|ca\.?|nearly|almost|over|under|up to"
    r"|at (?:least|most)|more than|less than|maybe|perhaps|between|from|or)"
    r"|~|약|대략|한|거의|최대|최소)\s*$",
    re.IGNORECASE,
)
_ROUGHLY_BEHIND = pattern(
    r"\s?(?:or so|ish\b|(?:to|or|-|–|~) ?\S?\d|정도|쯤|가량|남짓|내외|이하|이상"
    r"|(?:per|each|a head)\b"
    r"|씩|of (?:the |our )?\S?\d|이나 |또는)",
    re.IGNORECASE,
)


def role_of(text: str, one: Sum) -> Role:
    """What a sum in a text is.

    >>> text = "4,000 EUR plus 400 VAT"
    >>> [role_of(text, one).name for one in sums_in(text, language="en")]
    ['NET', 'TAX']
    """
    before, behind = text[: one.start], text[one.end :]
    if _ROUGHLY_BEFORE.search(before) or _ROUGHLY_BEHIND.match(behind):
        return Role.UNSURE
    if is_tax(text, one):
        return Role.TAX
    if _GROSS_BEFORE.search(before) or _GROSS_BEHIND.match(behind):
        return Role.GROSS
    if _NET_BEFORE.search(before) or _NET_BEHIND.match(behind):
        return Role.NET
    return Role.NET if _is_added_to(text, one) else Role.PLAIN


_ALL_GROSS = pattern(
    rf"[(\s]*(?:(?:and |it |that |this |which )*(?:incl(?:udes|uding|\.)|with) (?:the )?{_TAX}"
    rf"|(?:the |all )?{_TAX}(?:은|는|이|가|도)?"
    r" ?(?:(?:is |was |already )*incl(?:uded|\.)?|포함\S*))[).\s]*",
    re.IGNORECASE,
)
_ALL_NET = pattern(
    rf"[(\s]*(?:(?:plus|\+|excl(?:uding|\.)?|without) (?:the )?{_TAX}"
    rf"|{_TAX}(?:은|는|이|가|도)? ?(?:(?:is |was )*(?:excl(?:uded|\.)?|not included|extra|on top)"
    r"|(?:별도|제외)\S*))[).\s]*",
    re.IGNORECASE,
)


def role_told_apart(piece: str) -> Role | None:
    """What a piece without a sum says of the sum before it; None where it says something else.

    >>> role_told_apart("VAT included"), role_told_apart("vendor Contoso")
    (<Role.GROSS: 3>, None)
    """
    if _ALL_GROSS.fullmatch(piece):
        return Role.GROSS
    return Role.NET if _ALL_NET.fullmatch(piece) else None


def is_tax(text: str, one: Sum) -> bool:
    """Whether a sum is that of a tax."""
    if _TAX_BEFORE.search(text[: one.start]):
        return True
    return _TAX_BEHIND.match(text, one.end) is not None


def is_inside(text: str, tax: Sum) -> bool:
    """Whether a tax is said to be in the sum beside it."""
    label = _TAX_BEFORE.search(text[: tax.start])
    behind = _TAX_BEHIND.match(text, tax.end)
    before = text[: label.start() if label else tax.start]
    end = behind.end() if behind else tax.end
    return bool(_INSIDE_BEFORE.search(before) or _INSIDE_BEHIND.match(text, end))


_NAMED_TAX = pattern(rf"{_TAX}(?:을|를|은|는|이|가)?\s*(?:of|:|=)?\s*")
_ADDED = pattern(
    r"\s*(?:plus|\+|and|에|하고|와|과|,?\s*(?:부가세|vat|세금)(?=.*(?:별도|추가)))\s*",
    re.IGNORECASE,
)


def _is_added_to(text: str, one: Sum) -> bool:
    """Whether right behind a sum a tax is added to it: “4,000 plus 400 VAT”, “4,000 + VAT 400”."""
    found = _ADDED.match(text, one.end)
    if not found or found[0].strip() in ("", ","):
        return False
    rest = text[found.end() :]
    named = _NAMED_TAX.match(rest.casefold())
    at = found.end() + (named.end() if named else 0)
    following = _SUM.match(text, at)
    if following is None:
        return False
    return bool(named) or _TAX_BEHIND.match(text, following.end()) is not None
