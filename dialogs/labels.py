"""The words that say which field of a form an answer is for: “vendor: …”, “청구명은 …”.

A label is plain where a mark follows it (colon, equals sign, dash); without one it counts only
where its words cannot be the beginning of a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from bot.text.patterns import pattern
from dialogs.field_words import NO_FIELD, NUMBER, PAPER, VENDOR_KO, label_words, names_of
from dialogs.labelled import is_money, says_no_tax

NAMES = frozenset({"vendor_name", "invoice_number", "preapproval_id", "claim_name"})
"""Fields of a few words, whose answer may stand among others."""

_WORDS = label_words()
_NET_WORDS, _TAX_WORDS, _CLAIMED_WORDS = (
    f"(?:{_WORDS[name]})" for name in ("net", "tax", "claimed")
)
_MARK = r"\s*[:：=＝]+>?\s*"
_DASH = r"\s+(?:[-–—]+>?|→)\s+"
_ONLY_BY_MARK = (
    r"(?:name|title|이름|제목|from|to|start|end|day|item|cost|kind|type|when|mail|price"
    r"|called|began|finish|finished|category|sum)"
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
    rf"(?:{_NET_WORDS}(?: of gst)?|before (?:tax|vat)"
    r"|(?:without|w/o|ex(?:cl?)?\.?|excluding|plus|\+) ?(?:\d\d?% )?(?:tax|vat|gst)"
    r"|(?:tax|vat|gst) (?:excl\.?|excluded|not included)"
    r"|(?:부가세|vat) ?별도|세금 제외)"
)
_NET_FIRST = rf"(?:the )?(?:{_NET_WORDS}(?<!tax)(?<!vat)|before (?:tax|vat))"
"""Before a sum the others may also be of a tax that is added: "4,200, excluding VAT 420"."""
_SAID: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "vendor_name": (
        pattern(rf"(?:the )?(?:{_WORDS['vendor_name']}){_IS_SAID}(.+)", re.IGNORECASE),
        pattern(r"(?:invoiced|billed) by (.+)", re.IGNORECASE),
        pattern(rf"(?:(?:{names_of('vendor_name', korean=True)})(?<=[명름])|거래처|상호)\s+(.+)"),
    ),
    "invoice_number": (
        pattern(
            rf"(?:it'?s |the )?(?:{PAPER}(?:'s)?(?:\s*{NUMBER}|(?=\s+#?\S*[a-z/-]|[은는] ))"
            rf"|number on the {PAPER})"
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
    "claimed": (pattern(rf"(?:claiming|{_CLAIMED_WORDS}){_IS}(.+)", re.IGNORECASE),),
    "activity_start": (
        pattern(
            rf"(?:it )?(?:{names_of('activity_start', korean=False)}|from)"
            r"(?: (?:was|is|on))*\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(rf"(?:{names_of('activity_start', korean=True)})(?:은|는)?\s*(.+)"),
        pattern(r"(.+?)(?:에|부터) ?(?:시작\S*)?"),
    ),
    "activity_end": (
        pattern(
            rf"(?:it )?(?:{names_of('activity_end', korean=False)}|to)"
            r"(?: (?:was|is|on))*\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(rf"(?:{names_of('activity_end', korean=True)})(?:은|는)?\s*(.+)"),
        pattern(r"(.+?)(?:에 (?:끝|종료)\S*|까지\S*)"),
    ),
    "preapproval_id": (pattern(rf"(?:{_WORDS['preapproval_id']}){_IS}(\S+)", re.IGNORECASE),),
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
            rf"(?:(?:the|my|our) )?(?:{names_of('claim_name', korean=False)})"
            r"\s+(?:is|was|should be)\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:the )?claim (?:name|title)\s+(?=(?-i:[A-Z])|[\d\"“‘']|[가-힣])(.+)", re.I),
        pattern(rf"(?:{names_of('claim_name', korean=True)}|명)은\s+(.+)"),
        pattern(r"(?:청구 ?건?명|클레임 ?명|(?:클레임|청구 ?건?) ?(?:이름|제목))\s+(.+)"),
    ),
}
"""Words around a value, without a mark, that say which field it is for."""
SUM_WORDS = rf"{_NET_WORDS}|{_TAX_WORDS}|{_CLAIMED_WORDS}|{_WORDS[NO_FIELD]}|cost|fee"
_TOLD_SUM = pattern(rf"(?:{SUM_WORDS})\s+\S*\d", re.IGNORECASE)
_VENDOR = pattern(
    r"(?:the )?(?:vendor|supplier)(?:'s)?(?: name)?\s+(?=(?-i:[A-Z])|\d|[가-힣])(.+)", re.IGNORECASE
)
"""The same of a vendor; its name may begin with that word, too: then in a capital letter."""
_VENDOR_KO = pattern(
    rf"(?!거래처){VENDOR_KO}\s+"
    r"(?!(?:송장|인보이스|계산서|비용|수수료|금액|번호|이름|청구|견적|영수증|선정|변경|쪽|측|없|아직"
    r"|모름|미정|두|세|여러|한|직원|담당|포함|사용|통해|결제)\S*)"
    r"((?:㈜|\(주\)|주식회사 )?[가-힣A-Za-z0-9&.()㈜-]+?(?: [A-Za-z0-9가-힣&.()-]+?){0,2})"
    r"(?<!에서)(?<!한테)(?<!에게)(?:이에요|예요|입니다|이고|이요)?"
)
"""The same in Korean, where no name begins with such a word; a sentence ends otherwise."""
_ALSO = pattern(r"(?:\s+(?:as well|too|again|also|once more|likewise))+\s*$", re.IGNORECASE)
_SENTENCE_KO = pattern(r"(?:요|니다|까|죠|는데|에서|에게|한테|려고|해서)$")


_MARKS = frozenset(":：=＝→–—\t")
_MAY_SAY = pattern(
    r"[가-힣+]|name|title|call|vendor|supplier|agency|company|\binv|bill|net|tax|vat|gst|claim"
    r"|number on|subtotal|start|beg[aiu]n|first|from|end|last|finish|until|till|\bto\b|approv"
    r"|excl|without|w/o|plus|before|let'?s|\bex\b",
    re.IGNORECASE,
)
"""Without one of these no words say a field without a mark."""


_MATTER = (
    r"(?:(?:wrong|incorrect|missing|misspelled)\b|(?:not right|a typo|a mistake)\b"
    r"|틀[려렸린림]|잘못|오타|빠[져졌진]|바[꿔꾸뀌뀐]|변경|수정)"
)
_WRONG = pattern(r"\s*" + _MATTER, re.IGNORECASE)
_NAMED_WRONG = {
    name: pattern(
        rf"(?:(?:the|our|my) )?(?:{_WORDS[name]})(?:은|는|이|가|을|를)?"
        rf"\s+(?:(?:is|was)\s+)?{_MATTER}",
        re.IGNORECASE,
    )
    for name in NAMES
}


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
            found = way.fullmatch(words)
            if found and not is_rate(name, found[1].strip()) and not _WRONG.match(found[1]):
                yield name, _without_also(name, found[1])
    is_name = asked == "vendor_name" and not words.startswith(("vendor", "supplier", "the "))
    if "vendor_name" in names and not is_name and (found := _VENDOR.fullmatch(words)):
        yield "vendor_name", _without_also("vendor_name", found[1])
    korean = _VENDOR_KO.fullmatch(words) if "vendor_name" in names else None
    if korean and not _SENTENCE_KO.search(korean[1]):
        yield "vendor_name", korean[1].strip()


def _without_also(name: str, value: str) -> str:
    """A vendor's name without what only says that it was named before: “Lotte Hotel as well”."""
    return (_ALSO.sub("", value) if name == "vendor_name" else value).strip()


def is_called_wrong(name: str, words: str) -> bool:
    """Whether words say of a name what is the matter with it, and no name: “the vendor is wrong”.

    >>> [is_called_wrong("vendor_name", words) for words in ("업체명이 틀렸어요", "Wrong Ltd")]
    [True, False]
    """
    return _NAMED_WRONG[name].match(words) is not None


def tells_sum(words: str) -> bool:
    """Whether words begin as those of a sum do, sure or not: “tax 30”, “total 4,200”."""
    return _TOLD_SUM.match(words) is not None


def is_rate(name: str, words: str) -> bool:
    """Whether a tax may be meant in percent, or an invoice's number is its sum."""
    if name == "invoice_number":
        return is_money(words)
    return name == "tax" and re.fullmatch(r"[123]?\d", words) is not None and words != "0"
