"""Who billed a cost, where a sentence that tells it says so beyond doubt."""

from __future__ import annotations

import re

from bot.text.patterns import pattern
from dialogs.field_words import VENDOR_KO
from dialogs.labelled import is_no_name, is_unknown
from dialogs.names import clean

MAX_WORDS = 6
_LABEL_EN = r"(?:vendor|supplier|agency|provider|contractor|caterer|printer)(?:'s)?(?: name)?"
_LABEL_KO = rf"(?:외부 ?)?(?:{VENDOR_KO}|상호)(?:명| ?이름)?"
_LABELLED = pattern(
    rf"(?:^|[(:]\s*|\b(?:our|the|and|with)\s+)(?:(?:our|the)\s+)?{_LABEL_EN}"
    r"(?P<is>\s*[:=]\s*|\s+(?:is|was)(?: called| named)?\s+|\s+)(?P<name>\S.*)$",
    re.IGNORECASE,
)
_LABELLED_KO = pattern(
    rf"(?:^|[\s(]){_LABEL_KO}(?P<is>\s*[:=]\s*|[은는]\s+|\s+)(?P<name>\S.*)$", re.IGNORECASE
)
_A_NAME = r"[A-Z0-9À-Þ][\w&.'’-]*(?: (?:[A-Z0-9À-Þ&][\w&.'’-]*|of|and|de|von|&))*"
_CHARGED = r"(?:billed|invoiced|charged|quoted and billed)"
_BEFORE_VERB = pattern(rf"(?:^|\b(?:and|that|from)\s+)(?P<name>{_A_NAME}) {_CHARGED}\b")
_IN_SMALL = pattern(rf"^(?P<name>[a-z][\w&.-]*(?: [\w&.-]+){{0,2}}) {_CHARGED}\b")
_BY = pattern(
    rf"\b(?:(?:{_CHARGED}|(?:[Ii]nvoice|[Bb]ill)(?: \S*\d\S*)?|supplied|provided|delivered)"
    r" (?:us )?(?:by|from)"
    rf"|(?:paid|payable|went)(?: \S+){{0,3}}? to)\s+(?P<name>{_A_NAME})"
)
_BEHIND_SUM = pattern(
    rf"\s*(?:net |(?:plus |\+ ?)?(?i:vat|tax|gst) )?(?:to|from|by) (?P<name>{_A_NAME})"
)
_GOODS_FROM = pattern(
    r"\b(?:booth|stand|venue|hall|room|catering|food|lunch|printing|flyers|leaflets|brochures|gifts"
    r"|ads|media|design|materials?|signage|banners|equipment|services?|invoice(?: \S*\d\S*)?)"
    rf" from (?P<name>{_A_NAME})"
)
_FIRM_KO = r"(?P<name>(?:\(주\)|㈜|주식회사 )?[\w&.]+(?: [\w&.]+){0,2}?(?: ?\(주\)|㈜)?)"
_TO_KO = pattern(rf"(?:^|[:)] ?){_FIRM_KO}에(?:게)? (?:지급|지불|결제|송금|입금|냈)")
_FROM_KO = pattern(
    rf"(?:^|[:)] ?){_FIRM_KO}(?:에서|이|가) (?:청구|발행|계산서|송장|세금 ?계산서"
    r"|[\d.,]+ ?[만천억]*(?:원|달러|유로)?(?:을|를)? ?청구)"
)
_ENDS_NOT_KO = pattern(r"(?:[을를은는에의로고며]|부터|까지|에서)\s|\d")
"""A word before a name's last that belongs to the sentence around it."""
_NO_VENDOR = pattern(
    r"(?:they|we|it|who|he|she|you|i|that|this|which|everybody|somebody|one|the (?:agency|vendor"
    r"|venue|hotel|printer|supplier|caterer)|an? \S+|our .*|us|them|my .*|microsoft|google|invoice"
    r"|vat|tax|usd|eur|krw|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sept?\w*|oct\w*"
    r"|nov\w*|dec\w*|\d+|우리|저희|거기|여기|업체|대행사|거래처|외부|회사|본사|카드|현금|법인카드"
    r"|모두|전부|행사|현장|호텔|누가)",
    re.IGNORECASE,
)
_NO_NAME_BEGINS = pattern(
    r"(?:fees?|costs?|charge[sd]?|invoice[sd]?|bills?|billed|did|does|has|had|sent|will|we|who|that"
    r"|which|for|and|is|was|of|in|on|at|to|from|with|paid|work\w*|details|name|unknown|nothing|same"
    r"|선정|비용|송장|청구|사용|수수료|이용|통해|쪽|에서|한테|에게|없|미정|모름|하나|두|세)\b"
    r"|(?:에서|쪽|한테|에게|를|을|가|이|와|랑)\s"
)
_WHERE = pattern(r"\s+(?:in|at|for|on|of which|who|which|they|we|because|since|as)\s+(?P<next>\S)")
_ENDS_KO = pattern(
    r"\s*(?:이고요?|인데요?|이며|입니다|이에요|예요|이었(?:고|어요|습니다)|였(?:고|어요|습니다)|임)$"
)
_WISH_KO = pattern(
    r"\s+(?:(?:클레임|청구|신청|접수|정산)\S*|(?:하고|하려고?|할)\s?\S*|(?:시작|부탁)\S*)"
    r"(?:\s+\S+){0,3}$"
)
_VERB_KO = pattern(r"(?:어요|습니다|했고|했는데|아요|해요|네요|하고|해서|세요|할게요|래요)$")


def vendor_in(clause: str, sums: list[tuple[int, int]]) -> str | None:
    """The vendor that a clause names; "" where it names one but leaves it in doubt, None without.

    `sums` are the spans of the sums of money in it, taxes included.

    >>> vendor_in("Contoso Media billed us 4,000", [(23, 28)]), vendor_in("vendor: A or B", [])
    ('Contoso Media', '')
    """
    for way in (_LABELLED, _LABELLED_KO):
        found = way.search(clause)
        if found and (name := _labelled(clause, found, sums)) is not None:
            return name
    behind = _BEHIND_SUM.match(clause, sums[-1][1]) if sums else None
    rest = clause[sums[-1][1] :].lstrip() if sums else ""
    korean = [way.search(words) for words in (clause, rest) for way in (_TO_KO, _FROM_KO)]
    korean = [one for one in korean if one and not _ENDS_NOT_KO.search(one["name"])]
    ways = (_BEFORE_VERB, _IN_SMALL, _BY, _GOODS_FROM)
    for found in (behind, *(way.search(clause) for way in ways)):
        if found and (name := _before(sums, found)) and not _NO_VENDOR.fullmatch(name):
            return _checked(name)
    for found in korean:
        if found and not _NO_VENDOR.fullmatch(found["name"]):
            return _checked(found["name"])
    return None


def _labelled(clause: str, found: re.Match[str], sums: list[tuple[int, int]]) -> str | None:
    """The name behind its label, up to what goes on about something else."""
    name, is_plain = found["name"], not found["is"].strip()
    start = found.start("name")
    ends = [a for a, _ in sums if a > start]
    if any(a <= start < b for a, b in sums):
        return None
    name = name[: ends[0] - start] if ends else name
    name = _WISH_KO.sub("", name.strip(" ,;:-(")) or name
    if _NO_NAME_BEGINS.match(name) or (is_plain and not _may_begin(name, clause)):
        return None
    on = _WHERE.search(name)
    if on:
        if on["next"].isupper():
            return ""  # where it was, or what the firm is called
        name = name[: on.start()]
    name = _ENDS_KO.sub("", name).strip()
    if _VERB_KO.search(name) or len(name.split()) > MAX_WORDS:
        return None
    return _checked(name)


def _before(sums: list[tuple[int, int]], found: re.Match[str]) -> str:
    """The name without a sum that follows it."""
    start = found.start("name")
    ends = [a - start for a, _ in sums if a > start]
    return found["name"][: ends[0] if ends else None].strip()


def _may_begin(name: str, clause: str) -> bool:
    """Whether words right behind a label without a mark are a name."""
    first = name[0]
    if first.isupper() or "가" <= first <= "힣" or first in "(㈜\"'“‘「":
        return True
    return first.isdigit() and not re.match(r"\d[\d.,]*(?:\s|$)", name)


def _checked(name: str) -> str:
    name = clean(name.strip(" ,;:-"))
    if name.count(")") > name.count("("):
        name = name.rstrip(".) ")
    is_cut = name.count('"') % 2 or name.count("“") != name.count("”")
    is_doubtful = not name or is_cut or is_no_name(name) or is_unknown(name)
    return "" if is_doubtful or _NO_VENDOR.fullmatch(name) else name
