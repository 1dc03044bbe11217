"""What partners call the fields of a form, in English and Korean: the one list of these names.

`labels` reads them before a value (“vendor: Contoso”), `field_names` anywhere in a correction (“the
vendor should be Contoso”). A name that would be read wrongly in one of the two stands only in the
other, and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

from bot.text.patterns import pattern

BOTH_DAYS = "days"
"""Instead of a field: the first and the last day in one."""
NO_FIELD = "no field"
"""Instead of a field: words that may be of a sum with its tax, which no field takes."""


class Use(Enum):
    """Where a name counts."""

    ANYWHERE = auto()
    LABEL = auto()
    SENTENCE = auto()


class Name(NamedTuple):
    """Words for a field. Shape: `words` a pattern of names of one language, the longer first;
    `behind` and `before` patterns of what they must not stand behind or before in a sentence.
    """

    words: str
    use: Use = Use.ANYWHERE
    behind: str = ""
    before: str = ""


_CLAIMED_BEHIND = r" (?:we|i) claim"
_PAPER_EN, _PAPER_KO = r"(?:invoice|inv\.?|bill)", r"(?:세금 ?)?(?:송장|인보이스|계산서)"
_NUMBER_EN = r"(?:no\.?|number|nr\.?|num\b|#|id)"
PAPER, NUMBER = rf"(?:{_PAPER_EN}|{_PAPER_KO})", rf"(?:{_NUMBER_EN}|번호)"
"""What an invoice is called, and the number on it."""
_OF_WHAT_KO = r"(?:(?:행사|활동|집행|캠페인) ?)?"
VENDOR_KO = r"(?:공급 ?업체|업체|벤더|공급사|공급자|거래처|대행사)"
_NAMES: Mapping[str, tuple[Name, ...]] = {
    "vendor_name": (
        Name(r"(?:vendor|supplier|agency|company)(?:'s)? name"),
        Name(r"(?:vendor|supplier)(?:'s)?", before=r"(?:'s)? (?:invoice|inv)\b"),
        Name(r"(?:agency|company)(?:'s)?", Use.LABEL),  # in a sentence anybody's, also one's own
        Name(
            rf"{VENDOR_KO}(?:명| ?이름| 명)?",
            behind=r"외부 ",
            before=r" ?수수료",
        ),
        Name(r"(?:회사|상호)(?: ?명| ?이름)"),
        Name(r"회사|상호", Use.LABEL),  # in a sentence one's own firm; “each other”
    ),
    "invoice_number": (
        Name(rf"{_PAPER_EN}(?:'s)? ?{_NUMBER_EN}", before="-"),
        Name(rf"number on the {_PAPER_EN}", before="-"),
        Name(r"(?:invoice|inv\.?)(?:'s)?", before=r"[-\w]"),
        Name(r"bill", Use.LABEL),  # in a sentence the paper or its sum
        Name(rf"{_PAPER_KO}(?: ?번호)?"),
        Name(r"번호", Use.SENTENCE, behind=r"[가-힣] "),  # as a label also of a firm or a phone
    ),
    "activity_start": (
        Name(r"first day(?: of the activity)?|(?:start|begin)(?:s|ed|ning|ing)?(?: (?:date|day))?"),
        Name(r"began"),
        Name(r"from", Use.LABEL),  # in a sentence of any day, place or vendor
        Name(_OF_WHAT_KO + r"(?:시작 ?(?:일자?|날짜?)|첫 ?날|시작)"),
        Name(r"에 시작\S*", Use.SENTENCE),  # a verb behind its day
    ),
    "activity_end": (
        Name(r"last day(?: of the activity)?|(?:end(?:s|ed|ing)?|finish)(?: (?:date|day))?"),
        Name(r"finish(?:ed|es)|until|till"),
        Name(r"to", Use.LABEL),  # in a sentence of anything: “change it to …”
        Name(_OF_WHAT_KO + r"(?:종료 ?(?:일자?|날짜?)|마지막 ?날|끝(?:나는|난) ?날|종료|끝)"),
        Name(r"에 (?:끝|종료)\S*|(?<=일)까지\S*", Use.SENTENCE),  # behind their day
    ),
    BOTH_DAYS: (
        Name(r"(?:(?:event|activity|campaign) )?(?:dates?|period)"),
        Name(r"(?:event|activity|campaign) days?"),
        Name(r"days?|when", Use.LABEL),  # “the last day”, “the day it began”, “when we met”
        Name(r"(?:(?:행사|활동|집행|진행|캠페인) ?)?(?:기간|일자|날짜|일정)"),
        Name(r"(?:행사|활동|집행|진행) ?일"),
    ),
    "tax": (
        Name(r"(?:vat|tax|gst)(?: ?(?:amount|sum)| rate)?"),
        Name(r"(?:부가세|부가가치세|세금|세액)(?:율| ?(?:amount|액))?|세율|\b(?:vat|tax|gst) ?액"),
    ),
    "claimed": (
        Name(r"amount (?:(?:you|i|we) )?claim(?:ed)?|claim(?:ed)? amount|claimed"),
        Name(r"(?:we|i) (?:only )?claim"),
        Name(r"claim", Use.LABEL),  # as that of the claim's name
        Name(r"청구 ?(?:금액|금|액)"),
    ),
    "net": (
        Name(r"net (?:(?:amount|price|sum|cost|total) )?(?:without|of) (?:tax|vat)"),
        Name(r"amount (?:before|without) (?:tax|vat)|subtotal"),
        Name(r"net(?: (?:amount|price|sum|cost|total))?", before=_CLAIMED_BEHIND),
        # before a sum these may be with its tax: see NO_FIELD
        Name(r"amount|sum|price", Use.SENTENCE, before=_CLAIMED_BEHIND),
        Name(r"공급 ?가(?:액)?|순액|세전(?: ?금액)?"),
        Name(r"금액|가격|비용", Use.SENTENCE),
    ),
    "currency": (Name(r"currency(?: of the claim)?"), Name(r"(?:청구 ?)?(?:통화|화폐)")),
    "claim_name": (
        Name(r"(?:(?:claim|event|campaign)(?:'s)? )?(?:name|title)(?: of the claim)?"),
        Name(r"called|call it"),
        Name(r"claim", Use.LABEL),  # in a sentence the whole claim: “this claim is for October”
        Name(
            r"(?:(?:클레임|청구(?: ?건)?|행사|캠페인) ?)?(?:이름|제목)"
            r"|(?:클레임|청구(?: ?건)?|행사|캠페인) ?명|클레임 ?클레임명"
        ),
        Name(r"건명", behind=r"[\d가-힣]"),
    ),
    "expense_type": (
        Name(r"(?:cost|expense) (?:type|kind)|(?:kind|type)(?: of cost)?|category"),
        Name(r"cost|expense|item", Use.LABEL),  # in a sentence a cost, or what it came to
        Name(r"(?:비용 ?)?(?:종류|항목|유형)|품목|비목"),
    ),
    "preapproval_id": (
        Name(r"pre-?approval(?: ?(?:id|no\.?|number))?"),
        Name(r"사전 ?승인(?: ?(?:id|번호))?"),
    ),
    "contact_email": (
        Name(r"e-?mail(?: address)?|mail address(?: address)?"),
        Name(r"mail", Use.LABEL),  # in a sentence a letter, or to send one
        Name(r"(?:(?:이|전자) ?)?메일(?: ?주소)?"),
    ),
    # No correction changes these two, and their names are words of any talk.
    "description": (
        Name(r"description|what (?:did )?we d(?:id|o)", Use.LABEL),
        Name(r"(?:활동 ?|행사 ?)?(?:설명|내용)", Use.LABEL),
    ),
    "comments": (
        Name(r"comments?(?: for the reviewer)?", Use.LABEL),
        Name(r"비고|메모", Use.LABEL),
    ),
    NO_FIELD: (
        Name(r"(?:grand )?total(?: amount)?|gross(?: amount)?|amount|price|sum", Use.LABEL),
        Name(r"합계|총액|금액|비용|가격", Use.LABEL),
    ),
}
"""Field id → what people call it."""
_HANGUL = pattern(r"[가-힣]")
_PARTICLE = r"(?:은|는|이|가|을|를|도|의|:)?(?![가-힣])"


def label_words() -> dict[str, str]:
    """Field id → pattern of all its labels."""
    return {field: labels_of(field) for field in _NAMES}


def labels_of(field: str) -> str:
    """Pattern of the labels of a field, to be put in brackets."""
    return "|".join(one.words for one in _NAMES[field] if one.use is not Use.SENTENCE)


def names_of(field: str, *, korean: bool) -> str:
    """Pattern of the names of a field in one language that count anywhere, to be put in brackets.

    >>> names_of("currency", korean=False)
    'currency(?: of the claim)?'
    """
    both = (one for one in _NAMES[field] if one.use is Use.ANYWHERE)
    return "|".join(one.words for one in both if bool(_HANGUL.search(one.words)) == korean)


def sentence_words() -> Iterator[tuple[str, str]]:
    """Fields that a sentence may name, each with the pattern of its names, particles included."""
    for field, names in _NAMES.items():
        if ways := [_in_a_sentence(one) for one in names if one.use is not Use.LABEL]:
            yield field, "|".join(ways)


def _in_a_sentence(name: Name) -> str:
    behind = f"(?<!{name.behind})" if name.behind else ""
    before = f"(?!{name.before})" if name.before else ""
    if _HANGUL.search(name.words):
        return rf"{behind}(?:{name.words}){_PARTICLE}{before}"
    ends = r"(?:(?!\w)|(?:은|는|이|가|을|를|도|의)(?![가-힣]))"
    return rf"{behind}\b(?:the )?(?:{name.words}){ends}{before}"
