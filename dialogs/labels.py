"""The words that say which field of a form an answer is for: “vendor: …”, “청구명은 …”.

A label is plain where a mark follows it (colon, equals sign, dash); without one it counts only
where its words cannot be the beginning of a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from bot.text.patterns import pattern
from dialogs.labelled import is_money, says_no_tax

BOTH_DAYS = "days"
"""Instead of a field: the first and the last day in one."""
NO_FIELD = "no field"
"""Instead of a field: words that may be of a sum with its tax, which no field takes."""
NAMES = frozenset({"vendor_name", "invoice_number", "preapproval_id", "claim_name"})
"""Fields of a few words, whose answer may stand among others."""

_NET_WORDS = (
    r"net(?: (?:amount|price|sum|cost|total))?(?: (?:without|of) (?:tax|vat))?|subtotal"
    r"|amount (?:before|without) (?:tax|vat)"
    r"|공급 ?가(?:액)?"
)
_TAX_WORDS = r"(?:vat|tax|gst|부가세|부가가치세|세금|세액)(?: ?(?:amount|액))?"
_CLAIMED_WORDS = r"amount (?:you |i |we )?claim(?:ed)?|claim(?:ed)?(?: amount)?|청구 ?(?:금액|액)"
_WORDS: Mapping[str, str] = {
    "claim_name": (
        r"(?:claim(?:'s)? |event |campaign )?(?:name|title)(?: of the claim)?|claim"
        r"|(?:클레임|청구|청구 ?건) ?(?:이름|명|제목)|청구명|건명|행사명|캠페인명|이름|제목"
    ),
    "activity_start": (
        r"(?:start|begin)(?:s|ed|ning|ing)?(?: (?:date|day))?|first day(?: of the activity)?|from"
        r"|(?:행사|활동|집행)? ?(?:시작 ?(?:일자?|날짜|날)?|첫 ?날)"
    ),
    "activity_end": (
        r"end(?:s|ed|ing)?(?: (?:date|day))?|last day(?: of the activity)?|until|till|to"
        r"|(?:행사|활동|집행)? ?(?:종료 ?(?:일자?|날짜|날)?|끝나는 ?날|마지막 ?날)"
    ),
    BOTH_DAYS: (
        r"(?:(?:event|activity|campaign) )?(?:dates?|days?|period)|when"
        r"|(?:행사|활동|집행|진행) ?(?:기간|일자?|날짜)|기간|날짜|일자|일정"
    ),
    "currency": r"currency(?: of the claim)?|(?:청구 ?)?통화|화폐",
    "description": r"description|what (?:did )?we d(?:id|o)|(?:활동 ?|행사 ?)?(?:설명|내용)",
    "comments": r"comments?(?: for the reviewer)?|비고|메모",
    "vendor_name": (
        r"(?:the )?(?:vendor|supplier|agency|company)(?:'s)?(?: name)?"
        r"|(?:거래처|업체|공급 ?업체|공급사|공급자|대행사|회사|상호)(?: ?명| 이름)?"
    ),
    "invoice_number": (
        r"(?:invoice|inv\.?|bill)(?: ?(?:no\.?|number|nr\.?|#|id))?"
        r"|(?:송장|인보이스|(?:세금 ?)?계산서)(?: ?번호)?"
    ),
    "net": _NET_WORDS,
    "tax": _TAX_WORDS,
    "claimed": _CLAIMED_WORDS,
    "expense_type": r"(?:kind|type)(?: of cost)?|cost(?: type)?|expense(?: type)?|item"
    r"|(?:비용 ?)?(?:종류|항목)|품목|비목",
    "preapproval_id": r"pre-?approval(?: ?(?:id|no\.?|number))?|사전 ?승인(?: ?(?:id|번호))?",
    "contact_email": r"e-?mail(?: address)?|mail|(?:이|전자) ?메일",
    NO_FIELD: r"(?:grand )?total(?: amount)?|gross(?: amount)?|amount|price|합계|총액|금액|비용",
}
"""Field id → what people call it, in both languages."""
_MARK = r"\s*[:：=＝]+>?\s*"
_DASH = r"\s+(?:[-–—]+>?|→)\s+"
_ONLY_BY_MARK = (
    r"(?:name|title|이름|제목|from|to|start|end|day|item|cost|kind|type|when|mail|price)"
)
"""Before a dash these may be the beginning of a name: “Name - the film”."""
_MARKED = {
    name: pattern(
        rf"(?:(?:the|our|my) )?(?:(?:{words}){_MARK}|(?!{_ONLY_BY_MARK}\b)(?:{words}){_DASH})(.+)",
        re.IGNORECASE | re.DOTALL,
    )
    for name, words in _WORDS.items()
}
ALL = "|".join(_WORDS.values())
"""Pattern of any label."""
IS_MARKED = pattern(rf"(?:(?:the|our|my) )?(?:{ALL})(?:{_MARK}|{_DASH})\S", re.IGNORECASE)
"""A label with its mark, and something behind it."""

_IS = r"(?:\s+(?:is|was)\s+|(?:은|는|이|가)\s+|\s+)"
_IS_SAID = r"(?:\s+(?:is|was)\s+|(?:은|는)\s+)"
_NET = (
    r"(?:net(?: amount)?(?: of (?:tax|vat|gst))?|before (?:tax|vat)"
    r"|(?:without|w/o|ex(?:cl?)?\.?|excluding|plus|\+) ?(?:\d\d?% )?(?:tax|vat|gst)"
    r"|(?:tax|vat|gst) (?:excl\.?|excluded|not included)"
    r"|공급 ?가액?|세전|(?:부가세|vat) ?별도|세금 제외)"
)
_NET_FIRST = r"(?:the )?(?:net(?: amount)?|before (?:tax|vat)|공급 ?가액?|세전)"
"""Before a sum the others may also be of a tax that is added: "4,200, excluding VAT 420"."""
_SAID: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "vendor_name": (
        pattern(rf"(?:the )?(?:vendor|supplier)(?:'s)?(?: name)?{_IS_SAID}(.+)", re.IGNORECASE),
        pattern(rf"(?:the )?(?:agency|company){_IS_SAID}(.+)", re.IGNORECASE),
        pattern(r"(?:invoiced|billed) by (.+)", re.IGNORECASE),
        pattern(
            r"(?:업체|공급사|공급 ?업체|공급자|대행사|거래처|상호)(?: ?명| 이름)?(?:은|는)\s+(.+)"
        ),
        pattern(r"(?:거래처명?|업체명|상호명?|공급자명)\s+(.+)"),
    ),
    "invoice_number": (
        pattern(
            r"(?:it'?s |the )?(?:invoice|bill|송장|인보이스|(?:세금 ?)?계산서)"
            r"(?:\s*(?:no\.?|number|nr\.?|#|번호)|(?=\s+#?\S*[a-z/-]|[은는] ))"
            r"(?:\s+(?:is|was)\s+|(?:은|는)\s+|\s+|(?<=[.#]))"
            r"#?((?=\S*\d)[A-Za-z0-9][A-Za-z0-9_./-]*)"
            r"(?:이에요|예요|입니다|이고|고|이요|요)?",
            re.IGNORECASE,
        ),
    ),
    "net": (
        pattern(_NET_FIRST + _IS + r"(.+)", re.IGNORECASE),
        pattern(rf"(.+?)\s*[(\[]?{_NET}[)\]]?", re.IGNORECASE),
    ),
    "tax": (
        pattern(_TAX_WORDS + _IS + r"(.+)", re.IGNORECASE),
        pattern(rf"(.+?) (?:of )?{_TAX_WORDS}", re.IGNORECASE),
    ),
    "claimed": (
        pattern(
            r"(?:we claim|i claim|claiming|claimed|claim|청구 ?금액|청구액)" + _IS + r"(.+)",
            re.IGNORECASE,
        ),
    ),
    "activity_start": (
        pattern(
            r"(?:it )?(?:first day|start date|starts?|started|starting|began|from)"
            r"(?: (?:was|is|on))*\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:시작 ?일?|첫 ?날)(?:은|는)?\s*(.+)"),
        pattern(r"(.+?)(?:에|부터) ?(?:시작\S*)?"),
    ),
    "activity_end": (
        pattern(
            r"(?:it )?(?:last day|end date|ends?|ended|ending|finished|until|till|to)"
            r"(?: (?:was|is|on))*\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:종료 ?일?|마지막 ?날)(?:은|는)?\s*(.+)"),
        pattern(r"(.+?)(?:에 (?:끝|종료)\S*|까지\S*)"),
    ),
    "preapproval_id": (
        pattern(r"(?:pre-?approval|사전 ?승인)(?: ?(?:id|no\.?|번호))?" + _IS + r"(\S+)", re.I),
    ),
    "claim_name": (
        pattern(
            r"(?:it|this|(?:the|my|our) (?:claim|event|campaign))(?:'s| is| was| should be) "
            r"(?:called|named)\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:called|named)\s+(?=[A-Z])(.+)"),
        pattern(
            r"(?:please |(?:i|we)(?:'d| would) (?:like|prefer) to |(?:i|we) want to |let'?s "
            r"|let us |you can |just )*(?:call|name|title) (?:it|this|the claim)(?:\s*:\s*|\s+)"
            r"(?:as )?(?=(?-i:[A-Z])|[\d\"'“‘「])(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:let'?s|let us) (?:go with|use|take)\s+(?=(?-i:[A-Z])|[\d\"'“‘])(.+)", re.I),
        pattern(
            r"(?:(?:the|my|our) )?(?:claim )?(?:name|title)\s+(?:is|was|should be)\s+(.+)", re.I
        ),
        pattern(r"(?:the )?claim (?:name|title)\s+(?=(?-i:[A-Z])|[\d\"“‘']|[가-힣])(.+)", re.I),
        pattern(r"(?:(?:클레임|청구 ?건?) ?)?(?:이름|명|제목)(?:은)\s+(.+)"),
        pattern(r"(?:청구 ?건?명|클레임 ?명|(?:클레임|청구 ?건?) ?(?:이름|제목))\s+(.+)"),
    ),
}
"""Words around a value, without a mark, that say which field it is for."""
SUM_WORDS = (
    rf"{_NET_WORDS}|{_TAX_WORDS}|{_CLAIMED_WORDS}|total|amount|price|cost|sum|fee"
    r"|합계|금액|비용|가격"
)
_TOLD_SUM = pattern(rf"(?:{SUM_WORDS})\s+\S*\d", re.IGNORECASE)
_VENDOR = pattern(
    r"(?:the )?(?:vendor|supplier)(?:'s)?(?: name)?\s+(?=(?-i:[A-Z])|\d|[가-힣])(.+)", re.IGNORECASE
)
"""The same of a vendor; its name may begin with that word, too: then in a capital letter."""


_MARKS = frozenset(":：=＝→–—\t")
_MAY_SAY = pattern(
    r"[가-힣+]|name|title|call|vendor|supplier|agency|company|invoice|bill|net|tax|vat|gst|claim"
    r"|start|beg[au]n|first|from|end|last|finish|until|till|\bto\b|approv|excl|without|w/o|plus"
    r"|before|let'?s|\bex\b",
    re.IGNORECASE,
)
"""Without one of these no words say a field without a mark."""


def may_be_marked(text: str) -> bool:
    """Whether there is a mark in a text at all."""
    return not _MARKS.isdisjoint(text) or " -" in text


def marked(words: str, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields that a label with its mark says the words are for, each with the value's words; also
    of other forms. `own` holds what fields are called in the partner's language.

    >>> list(marked("Vendor: Contoso", {}))
    [('vendor_name', 'Contoso')]
    """
    if not may_be_marked(words):
        return
    for name, label in own.items():
        if words[: len(label)].casefold() == label.casefold():
            rest = re.match(rf"(?:{_MARK}|{_DASH})(.+)", words[len(label) :], re.DOTALL)
            if rest:
                yield name, rest[1].strip()
    if IS_MARKED.match(words):
        for name, way in _MARKED.items():
            if found := way.fullmatch(words):
                yield name, found[1].strip()


def labelled(words: str, names: Collection[str], asked: str = "") -> Iterator[tuple[str, str]]:
    """Fields of these names that the words say they are for, without a mark, each with the value's
    words; `asked` is the field that the partner was asked for.

    >>> list(labelled("VAT 420", ("net", "tax")))
    [('tax', '420')]
    """
    if not _MAY_SAY.search(words):
        return
    if "tax" in names and says_no_tax(words):
        yield "tax", "0"
    for name, ways in _SAID.items():
        for way in ways if name in names else ():
            if (found := way.fullmatch(words)) and not is_rate(name, found[1].strip()):
                yield name, found[1].strip()
    is_name = asked == "vendor_name" and not words.startswith(("vendor", "supplier", "the "))
    if "vendor_name" in names and not is_name and (found := _VENDOR.fullmatch(words)):
        yield "vendor_name", found[1].strip()


def tells_sum(words: str) -> bool:
    """Whether words begin as those of a sum do, sure or not: “tax 30”, “total 4,200”."""
    return _TOLD_SUM.match(words) is not None


def is_rate(name: str, words: str) -> bool:
    """Whether a tax may be meant in percent, or an invoice's number is its sum."""
    if name == "invoice_number":
        return is_money(words)
    return name == "tax" and re.fullmatch(r"[123]?\d", words) is not None and words != "0"
