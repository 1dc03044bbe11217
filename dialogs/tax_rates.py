"""A tax told as a rate: “VAT 10%”, “부가세 10% 별도”; what is not clear is asked.

The amount of a tax follows from its rate only where the sum beside it is said to be without the tax
or with it, and where it comes out in whole cents; a rounded one may differ from the invoice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from bot.text import minor_digits
from bot.text.numbers import without_zeros
from bot.text.patterns import pattern
from dialogs.field_words import NO_FIELD, label_words
from dialogs.rates_apart import said_together

HIGHEST = 30
"""Percent above which no sales tax of a country is (27 is the highest)."""


class Side(Enum):
    """What a sum beside a rate is."""

    NET = auto()
    GROSS = auto()
    UNSAID = auto()
    BOTH = auto()


@dataclass(frozen=True, slots=True)
class Rated:
    """A message and the rate in it. Shape: `rest` the text without the rate; `words` those of the
    rate; `percent` None where it is not one sure rate; `amount` the tax that stands behind the
    rate, "" without one, `is_marked` where a mark is before it.
    """

    rest: str
    words: str
    percent: Decimal | None
    side: Side
    amount: str = ""
    is_marked: bool = False


_PERCENT = r"\d{1,3}(?:[.,]\d{1,2})? ?(?:%|％|percent\b|per cent\b|pct\b\.?|퍼센트|프로)"
_TAX = rf"(?:the )?(?:sales )?(?:{label_words()['tax']})(?:을|를)?"
_IS = (
    r"(?:\s*[:=]|은|는|이|가"
    r"|\s+(?:is|was|at|of|to|rate|rated|(?:should|must)(?: have been| be)?))*\s*"
)
_NET_BEFORE = r"plus|\+|excl(?:\.|uding|usive of)?|ex\.?|without|w/o|before|not including"
_GROSS_BEFORE = r"incl(?:\.|uding|usive of|udes|uded)?|of which(?: is)?"
_NET_BEHIND = (
    r"(?:is |was )?(?:excluded|excl\b\.?|extra|on top|not included|added)"
    r"|(?:별도|추가|제외)(?:로|이고|이에요|예요|입니다|임)?"
)
_GROSS_BEHIND = (
    r"(?:is |was |already )*(?:included|incl\b\.?|inside|in it)"
    r"|포함(?:해서|하여|된|한|이에요|예요|입니다|이고|임|가격)?"
)
_ENDS = (
    r"(?:이에요|예요|입니다|이고요?|인데요?|이요|요|임"
    r"|으?로 ?(?:좀 )?(?:변경|수정|정정|바꿔|바꾸|고쳐|해|할|넣어|입력)\S*(?: \S{1,5})?)?"
)
_RATE = pattern(
    rf"(?:(?<!\w)|(?=\+))(?:(?P<net>{_NET_BEFORE})\s*|(?P<gross>{_GROSS_BEFORE})\s*"
    r"|(?:and|with|at)\s+)?"
    rf"(?P<words>{_TAX}{_IS}(?:\({_PERCENT}\)|{_PERCENT})|{_PERCENT} ?(?:of |의 )?{_TAX}){_ENDS}"
    rf"(?:\s*(?:(?P<net_behind>{_NET_BEHIND})|(?P<gross_behind>{_GROSS_BEHIND})))?"
    r"(?=\s*(?:$|[,;.!)\]\n:=|]|[$€£₩]?\d|(?:and|plus)\b"
    rf"|\b(?:{label_words()['net']})\b))",
    re.IGNORECASE,
)
_ANY_PERCENT = pattern(r"\d ?(?:%|％|percent\b|per cent\b|pct\b|퍼센트|프로)", re.IGNORECASE)
_AMOUNT = pattern(
    r"\s*([:=])?\s*((?:[$€£₩]|(?!net|tax|vat|gst|and)[a-z]{3} )?\d[\d,.]*\d?"
    r"(?: ?(?:[a-z]{3}|원|달러|유로))?)"
    r"(?=\s*(?:$|[,;)\]\n]\s|[;)\]]))",
    re.IGNORECASE,
)
_FIGURE = pattern(r"\d+(?:[.,]\d+)?")
_DOUBT = pattern(
    r"\b(?:not|never|maybe|perhaps|probably|about|around|approx\w*|roughly|or)\b|\bno\b(?!\.)"
    r"|n['’]t\b|아니|말고|아마|정도|쯤|또는|혹은",
    re.IGNORECASE,
)
_OTHER_TAX = pattern(r"withh|\bincome\b|원천|소득세|관세|\bduty\b|discount|할인", re.IGNORECASE)
_GROSS_LABEL = pattern(r"\bgross(?: amount| sum)?\b:?|공급 ?대가[는은]?:?", re.IGNORECASE)
_ANY_SUM = pattern(rf"(?<!\w)(?:invoice )?(?:{label_words()[NO_FIELD]})\s*[:=]?\s*(?=\S?\d)", re.I)
_ALONE = pattern(r"\s*[(\[]\s*([$€£₩]?\d[\d.,]*(?: ?[A-Za-z]{3}| ?[원달러유로]{1,2})?)\s*[)\]]")
"""A sum alone in brackets."""
_EMPTY = pattern(r"[,;/|·]\s*(?=[)\],;]|$)|[(\[]\s*[)\]]|(?<=[(\[])\s*[,;]\s*|^\s*[,;.]\s*")


def rate_in(text: str) -> Rated | None:
    """The rate of a tax in a text, None without one.

    >>> found = rate_in("vendor: Contoso, 4,200 plus 10% VAT")
    >>> found.rest, found.percent, found.side.name
    ('vendor: Contoso, 4,200', Decimal('10'), 'NET')
    """
    if _OTHER_TAX.search(text):
        return None
    found, apart = _in(text), said_together(text)
    together = _in(apart) if apart else None
    if together is None or found is None:
        return together or found
    is_unsure = found.percent is None or found.side is Side.UNSAID
    is_same = (found.percent, found.side) == (together.percent, together.side)
    return replace(together, words=found.words) if is_unsure or is_same else found


def _in(text: str) -> Rated | None:
    """The same of a text whose rate stands beside the word tax."""
    found = _RATE.search(text)
    if found is None:
        return None
    behind = text[found.end() :]
    said_behind = found["net_behind"] or found["gross_behind"]
    amount = None if said_behind else _AMOUNT.match(behind)
    rest = text[: found.start()] + " " + (behind[amount.end() :] if amount else behind)
    rest, side = _RATE.sub(" ", rest), _side(found)
    if _GROSS_LABEL.search(rest):
        side = Side.GROSS if side in (Side.GROSS, Side.UNSAID) else Side.BOTH
        rest = _GROSS_LABEL.sub(" ", rest)
    if side in (Side.NET, Side.GROSS):  # then it is told what the sum is that is called so
        rest = _ANY_SUM.sub("", rest)
    percent = Decimal(_FIGURE.findall(found["words"])[0].replace(",", "."))
    is_sure = len(_ANY_PERCENT.findall(text)) == 1 and not _DOUBT.search(rest)
    return Rated(
        rest=_tidied(rest),
        words=found["words"].strip(),
        percent=percent if is_sure and percent <= HIGHEST else None,
        side=side,
        amount=amount[2] if amount else "",
        is_marked=bool(amount and amount[1]),
    )


def _side(found: re.Match[str]) -> Side:
    is_net = found["net"] or found["net_behind"]
    is_gross = found["gross"] or found["gross_behind"]
    if is_net and is_gross:
        return Side.BOTH
    return Side.NET if is_net else Side.GROSS if is_gross else Side.UNSAID


def _tidied(rest: str) -> str:
    """The rest without stops and brackets that the rate leaves alone."""
    before, rest = "", _ALONE.sub(r", \1", rest)
    while before != rest:
        before, rest = rest, _EMPTY.sub("", rest).strip()
    return re.sub(r"[ \t]{2,}", " ", rest)


def tax_of_net(net: Decimal, percent: Decimal, currency: str) -> Decimal | None:
    """The tax on a net amount, None where it is no whole number of the smallest unit.

    >>> tax_of_net(Decimal(4200), Decimal(10), "USD"), tax_of_net(Decimal(7), Decimal("7.5"), "KRW")
    (Decimal('420'), None)
    """
    return _whole(net * percent / 100, currency)


def net_of_gross(gross: Decimal, percent: Decimal, currency: str) -> Decimal | None:
    """The net amount of a sum with its tax in it, None where it does not come out even.

    >>> net_of_gross(Decimal(4620), Decimal(10), "USD")
    Decimal('4200')
    >>> net_of_gross(Decimal(5000), Decimal(19), "USD") is None
    True
    """
    net = _whole(gross * 100 / (100 + percent), currency)
    return net if net is not None and net * (100 + percent) == gross * 100 else None


def agrees(amount: Decimal, net: Decimal, percent: Decimal, currency: str) -> bool:
    """Whether an amount is the tax on a net amount, rounded in whichever way."""
    return abs(amount - net * percent / 100) < Decimal(1).scaleb(-minor_digits(currency))


def _whole(amount: Decimal, currency: str) -> Decimal | None:
    rounded = amount.quantize(Decimal(1).scaleb(-minor_digits(currency)))
    return without_zeros(rounded) if abs(rounded - amount) < Decimal("1e-9") else None
