"""The words around an answer that say which field of a form it is for, and where answers part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bot.text import read_amount, read_currency
from bot.text.patterns import pattern

_YEAR = (
    r"\s*20\d\d(?![\d/-]|[.,]\d|\s*(?:[$€£₩]|usd|eur|krw|gbp|jpy|dollars?|euros?|won|원|달러|유로))"
)
_FIRM = r"(?:inc|ltd|llc|llp|plc|co|corp|gmbh|pty|bv|ag|sa|srl)\b"
_BETWEEN = pattern(
    rf"\s*(?:[;\n，、]|,(?!\d)(?!{_YEAR})(?!\s*{_FIRM}(?:\.|\s*(?:[,;\n]|$))))\s*"
    r"|(?:(?<=\d)|(?<= net)|(?<=usd)|(?<=eur)|(?<=krw))\s+(?=(?:with )?no (?:tax|vat|gst)\b)"
    r"|(?<=요)\s+(?=(?:송장|인보이스|부가세|세금|업체)\S*\s)"
    r"|\s+(?:and|plus) (?=(?:it|the|we|our|vendor|net|tax|vat|invoice)\b)"
    r"|(?<=[가-힣](?<![광창재신참최경원사권])고)\s+|(?<=[인는은]데)\s+|(?<=[이으]며)\s+",
    re.IGNORECASE,
)
_WEEKDAY = pattern(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day),\s+", re.IGNORECASE)
_LEAD = pattern(
    r"(?:(?:and|also|plus|so|well|ok|okay|그리고|또|또한)\s+)*"
    r"(?:(?:it|this|that|we|the (?:event|campaign|activity|dates?|cost|currency))"
    r"(?: (?:ran|run|was|is|were|are|took place|cost|costs|held|paid))*(?: in| on)?\s+)?"
    r"(?:(?:ran|held|on)\s+(?=from|between|\d|[a-z]{3,9} \d))?"
    r"(?:(?:행사|기간|날짜|일정|비용|통화|금액)(?:은|는|이|가)?:?\s+)?",
    re.IGNORECASE,
)
_TAIL = pattern(
    r"\s*(?:동안|에)?\s*(?:진행|집행|운영|개최|들)?(?:했|하였|됐|되었|었)(?:고|는데|어요|습니다|음|으며)$"
    r"|\s*(?:진행|집행|운영|개최)$|(?:이고|인데|이며|입니다|이에요|예요)$|\s+(?:please|thanks)$",
    re.IGNORECASE,
)
_EMPTY = pattern(
    r"(?:thanks?(?: you)?|thx|please|ok(?:ay)?|and|that'?s (?:it|all)|hello|hi|yes|네|예|넵|그리고"
    r"|감사합니다|고마워요|부탁(?:해요|드립니다|드려요)|이상입니다|입니다)?[.! ]*",
    re.IGNORECASE,
)
_YES = pattern(r"yes|네|예|넵", re.IGNORECASE)
_FIRM_ENDS = pattern(rf"\b{_FIRM}\.$", re.IGNORECASE)
_TAKEN_BACK = pattern(
    r"(?:oh |ah |아 ?)?(?:no|nope|sorry|oops|wait|no wait|hold on|actually|correction|my mistake"
    r"|i mean|i meant|아니|아니요|아니오|아뇨|죄송해요|죄송합니다|미안해요|잠깐|잠깐만|잠깐만요"
    r"|정정|정정합니다|정정할게요|잘못 ?(?:썼|적었|입력했)(?:어요|습니다))"
    r"|maybe|perhaps|probably|(?:i|we) (?:think|guess|believe)|not (?:so )?sure"
    r"|or so|roughly|아마|아마도|것 같아요|확실하지 않아요|잘 모르겠어요",
    re.IGNORECASE,
)
_UNKNOWN = pattern(
    r"unknown|unclear|pending|none|n/?a|tb[acd]|to be (?:announced|confirmed|decided|determined)"
    r"|모름|미정|불명|없음|아직\b.*|.*모르겠\S*",
    re.IGNORECASE,
)
_COPULA = pattern(r"(?<=[가-힣A-Za-z])(?:이고|인데|이며)$")
_IS = r"(?:\s*[:=]\s*|\s+(?:is|was)\s+|(?:은|는|이|가)\s+|\s+)"
_NET = (
    r"(?:net(?: amount)?|before (?:tax|vat)|(?:without|excl\.?|excluding|plus) (?:tax|vat)"
    r"|공급가액?|세전|부가세 별도|세금 제외)"
)
_NET_FIRST = r"(?:net(?: amount)?|before (?:tax|vat)|공급가액?|세전)"
"""Before a sum the others may also be of a tax that is added: "4,200, excluding VAT 420"."""
_TAX = r"(?:vat|tax|gst|부가세|부가가치세|세금|세액)(?: amount)?"
_CLAIMED = r"(?:we claim|i claim|claiming|claimed|claim|청구 ?금액|청구액)"
_LABELS: dict[str, tuple[re.Pattern[str], ...]] = {
    "vendor_name": (
        pattern(
            r"(?:the )?(?:vendor|supplier)(?:'s)?(?: name)?(?:\s*[:=]\s*|\s+(?:is|was)\s+)(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:the )?(?:agency|company)(?:\s*:\s*|\s+(?:is|was)\s+)(.+)", re.IGNORECASE),
        pattern(r"(?:invoiced|billed) by (.+)", re.IGNORECASE),
        pattern(r"(?:업체|업체명|공급사|공급업체|대행사)(?:\s*:\s*|(?:은|는)\s+)(.+)"),
    ),
    "invoice_number": (
        pattern(
            r"(?:it'?s |the )?(?:invoice|송장|인보이스)"
            r"(?:\s*(?:no\.?|number|nr\.?|#|번호)|(?=\s*:|\s+#?\S*[a-z/-]|[은는] ))"
            r"(?:\s*[:=]\s*|\s+(?:is|was)\s+|(?:은|는)\s+|\s+)"
            r"#?((?=\S*\d)[A-Za-z0-9][A-Za-z0-9_./-]*)"
            r"(?:이에요|예요|입니다|이고|고|이요|요)?",
            re.IGNORECASE,
        ),
    ),
    "net": (
        pattern(_NET_FIRST + _IS + r"(.+)", re.IGNORECASE),
        pattern(rf"(.+?)\s*\(?{_NET}\)?", re.IGNORECASE),
    ),
    "tax": (
        pattern(_TAX + _IS + r"(.+)", re.IGNORECASE),
        pattern(rf"(.+?) (?:of )?{_TAX}", re.IGNORECASE),
    ),
    "claimed": (pattern(_CLAIMED + _IS + r"(.+)", re.IGNORECASE),),
    "activity_start": (
        pattern(
            r"(?:it )?(?:first day|starts?|started|starting|start date|began|from)"
            r"(?: day)?(?: (?:was|is|on))*:?\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:시작일?|첫날)(?:은|는)?:?\s*(.+)"),
        pattern(r"(.+?)(?:에|부터) ?(?:시작\S*)?"),
    ),
    "activity_end": (
        pattern(
            r"(?:it )?(?:last day|ends?|ended|ending|end date|finished|until|till|to)"
            r"(?: day)?(?: (?:was|is|on))*:?\s+(.+)",
            re.IGNORECASE,
        ),
        pattern(r"(?:종료일?|마지막 ?날)(?:은|는)?:?\s*(.+)"),
        pattern(r"(.+?)(?:에 (?:끝|종료)\S*|까지\S*)"),
    ),
    "preapproval_id": (
        pattern(r"(?:pre-?approval|사전 ?승인)(?: ?(?:id|no\.?|번호))?" + _IS + r"(\S+)", re.I),
    ),
    "claim_name": (
        pattern(r"(?:it is|it's|it was) (?:called|named)\s+(.+)", re.IGNORECASE),
        pattern(r"(?:called|named)\s+(?=[A-Z])(.+)"),
        pattern(r"(?:the )?(?:claim )?name(?:\s*[:=]\s*|\s+(?:is|was)\s+)(.+)", re.IGNORECASE),
        pattern(r"(?:클레임 ?)?이름(?:은|:)\s*(.+)"),
    ),
}
"""Words that say which field a part is for, around its value."""
_NO_TAX = pattern(
    r"(?:(?:and|there|it|we) )*(?:(?:is|was|had|has|have|paid|were|with) )*"
    r"(?:no|zero|0|without any) (?:tax|vat|gst)(?: (?:amount|at all|on (?:it|this|that)(?: one)?"
    r"|there|this time|either|charged|is|was|:))*(?: 0)?"
    r"|(?:it (?:is|was) )?(?:tax|vat)[- ](?:free|exempt)"
    r"|(?:tax|vat|gst)(?: (?:is|was))? (?:zero|none|nil)"
    r"|(?:부가세|부가가치세|세금|세액)(?:은|는|이|가|도)? ?(?:따로 |전혀 )?(?:없|안 ?붙|0)\S*"
    r"|(?:면세|영세율|비과세)\S*(?: \S{1,5})?",
    re.IGNORECASE,
)
_VENDOR = pattern(
    r"(?:the )?(?:vendor|supplier)(?:'s)?(?: name)?\s+(?=(?-i:[A-Z])|\d|[가-힣])(.+)", re.IGNORECASE
)
"""The same of a vendor, where no vendor is asked: its name may begin with that word, too."""

_UNSURE = pattern(
    r"\b(?:not|never|no idea|maybe|perhaps|probably|think|guess|unsure|or)\b|n['’]t\b"
    r"|아니|아마|않|말고|같아|것 같|모르|또는|아님",
    re.IGNORECASE,
)
_GROSS = pattern(
    r"\b(?:incl\w*|gross|of which|minus|less|total|altogether|with (?:vat|tax))\b"
    r"|포함|총|합계|모두 합",
    re.IGNORECASE,
)


_TAX_IN = pattern(
    r"\b(?:tax|vat|gst)(?: is| was)? incl\w*"
    r"|\bincl(?:\.|uding|usive of|udes|uded)? (?:the )?(?:tax|vat|gst)"
    r"|(?:부가세|세금|vat) ?포함",
    re.IGNORECASE,
)


def answers_of(text: str, *, with_yes: bool = False) -> list[str]:
    """The parts of a message that may be answers, each as typed; a yes only on demand.

    >>> answers_of("it ran from 3 to 9 October, 4,200 USD, Fabrikam")
    ['it ran from 3 to 9 October', '4,200 USD', 'Fabrikam']
    >>> answers_of("October 3, 2026, thanks")
    ['October 3, 2026']
    """
    parts = _BETWEEN.split(_WEEKDAY.sub(r"\1 ", text))
    cut = (trimmed(part) for part in parts if part)
    return [
        part for part in cut if not _EMPTY.fullmatch(part) or (with_yes and _YES.fullmatch(part))
    ]


def trimmed(part: str) -> str:
    """A part without the stops around it; that of a firm's name stays."""
    core = part.strip(" .!")
    return f"{core}." if _FIRM_ENDS.search(f"{core}.") and f"{core}." in part else core


def bare(part: str) -> str:
    """A part without the words that only lead to its value.

    >>> bare("it cost 4,200 USD"), bare("비용은 420만원 들었고")
    ('4,200 USD', '420만원')
    """
    lead = _LEAD.match(part)
    return _TAIL.sub("", part[lead.end() if lead else 0 :]).strip() or part


def labelled(words: str, names: Collection[str], asked: str = "") -> Iterator[tuple[str, str]]:
    """Fields of these names that the words say they are for, each with the value's words; `asked`
    is the field that the partner was asked for.

    >>> list(labelled("VAT 420", ("net", "tax")))
    [('tax', '420')]
    """
    if "%" in words:
        return
    if "tax" in names and says_no_tax(words):
        yield "tax", "0"
    for name, ways in _LABELS.items():
        for way in ways if name in names else ():
            if (found := way.fullmatch(words)) and not _is_rate(name, found[1].strip()):
                yield name, found[1].strip()
    if "vendor_name" in names and asked != "vendor_name" and (found := _VENDOR.fullmatch(words)):
        yield "vendor_name", found[1].strip()


def says_no_tax(words: str) -> bool:
    """Whether words say that there was no tax.

    >>> says_no_tax("no VAT on that"), says_no_tax("세금은 없어요"), says_no_tax("no tax number")
    (True, True, False)
    """
    return _NO_TAX.fullmatch(words.strip(" .!,")) is not None


def is_money(words: str) -> bool:
    """Whether words are a sum with its currency, or a currency and nothing else."""
    code = read_currency(words)
    if code is None:
        return False
    is_sum = read_amount(words, currency=code, language="en") is not None
    return is_sum or (not re.search(r"\d", words) and len(words.split()) <= 2)


def is_unsure(words: str) -> bool:
    """Whether words deny something or only suppose it."""
    return _UNSURE.search(words) is not None


def is_denied(words: str) -> bool:
    """Whether words say that it is not this."""
    return is_unsure(words) or re.match(r"no\b", words, re.IGNORECASE) is not None


def is_unknown(words: str) -> bool:
    """Whether words that stand where a name does say that there is none, or none for certain."""
    return is_unsure(words) or _UNKNOWN.fullmatch(words) is not None


def takes_back(part: str) -> bool:
    """Whether a part is nothing but a word that takes something back, or leaves it in doubt."""
    return _TAKEN_BACK.fullmatch(part) is not None


def has_figure(words: str) -> bool:
    """Whether there is a digit in words."""
    return re.search(r"\d", words) is not None


def is_figure(part: str) -> bool:
    """Whether a part is a number, or a sum."""
    is_sum = has_figure(part) and read_currency(part) is not None
    return is_sum or re.fullmatch(r"[\d.,' ]+", part) is not None


def is_written_as_name(part: str) -> bool:
    """Whether the second word is written as in names: "May & June Ltd", "Will Media"."""
    return re.match(r"[A-Z]\w+ (?:& |[A-Z][a-z])", part) is not None


def name_of(text: str, parts: Sequence[str]) -> str:
    """A name that stands in these first parts of a text, as typed."""
    to_its_end = text[: text.find(parts[-1]) + len(parts[-1])]
    name = re.sub(r"\s*\n\s*", ", ", to_its_end[to_its_end.find(parts[0]) :])
    return _COPULA.sub("", name)


def may_be_gross(text: str) -> bool:
    """Whether a sum in the text may have its tax in it."""
    return _GROSS.search(text) is not None


def has_tax_in(text: str) -> bool:
    """Whether the text says of a sum that its tax is in it, whatever the sum is called."""
    return _TAX_IN.search(text) is not None


def _is_rate(name: str, words: str) -> bool:
    """Whether a tax may be meant in percent, or an invoice's number is its sum."""
    if name == "invoice_number":
        return is_money(words)
    return name == "tax" and re.fullmatch(r"[123]?\d", words) is not None and words != "0"
