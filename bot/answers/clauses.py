"""A sentence with several questions, taken apart where one ends and the next begins.

A Korean clause that ends in a connective is given the ending of a question, as it would have alone.
"""

from __future__ import annotations

import re

from bot.text.patterns import pattern

MAX_CHARS = 300
"""A longer text is taken apart at its sentences only."""
_ASK_EN = (
    r"(?:(?:in|for|by|until|from|to|on) )?"
    r"(?:what|which|how|when|where|whose|who|why)(?:'?s| is| are)?\b"
)
_MAY_EN = (
    r"(?:can|could|may|should|must|do|does|did|is|are|will) "
    r"(?:i|we|you|it|they|there|the|a|an|my|our|your|that|this|any|[a-z]+)\b"
)
_BEGINS = pattern(rf"(?:(?:and|also|but|so|then)[, ]+)*(?:{_ASK_EN}|{_MAY_EN})", re.IGNORECASE)
_BETWEEN_EN = pattern(
    rf"\s*[;:] +(?={_ASK_EN}|{_MAY_EN})|, (?:and |also |plus |or )?(?={_ASK_EN}|{_MAY_EN})"
    rf"| (?:and|plus|and also) (?={_ASK_EN}|{_MAY_EN})",
    re.IGNORECASE,
)
_CONTRAST_EN = pattern(r"\bnot (?:what|which|how|when|the|a)\b|, not\b|\bmeant\b|instead of", re.I)
_SAYS_EN = pattern(
    r"\b(?:i|we|you|they|he|she|it|is|are|was|were|do|does|did|can|has|have|had|will|if|need|not)\b",
    re.IGNORECASE,
)
MAX_CLAUSES = 8
MAX_ITEM_WORDS = 5
"""Of what is listed and not asked in a sentence: “deadline, budget and papers for google ads?”"""
_TELL_EN = pattern(
    r"(?:(?:hi|hello|hey|please|quick ones?|quickly|and|also|could you|can you|would you)[,: ]+)*"
    r"(?:(?:please )?(?:tell|show|give|send|remind) (?:me|us)(?: about)?"
    r"|(?:i|we)(?:'d| would) like to know|(?:i|we) (?:want|need) to know|explain)\b[:, ]*",
    re.IGNORECASE,
)
_ITEMS_EN = pattern(r",? (?:and|plus) (?:also )?|, (?:and )?|; ", re.IGNORECASE)
_ASK_KO = pattern(
    r"뭐|뭔|뭘|무엇|무슨|어떤|어떻|어때|어느|언제|얼마|얼만|누가|누구|어디|몇|왜|며칠"
)
_MAY_KO = pattern(
    r"(?:되|돼|가능하|인정되|환급되|포함되|지원되|괜찮|받|야 하|수 있)"
    r"(?:나요|는지|는데|고|며)?[?]?$"
)
_TELL_KO = pattern(r"알려|가르쳐|궁금|말해|말씀|설명|보여|확인해")
_ENDS_KO = pattern(r"(?:요|죠|까|나|니|지|줘|세요|니다|\?)[.!~? ]*$")
_BETWEEN_KO = pattern(
    r"(?<=[가-힣](?<![광재창신참최경원사공잡라다자냐])고),? +"
    r"|(?<=[는은인한뭔]데),? +|(?<=[가-힣]며),? +"
    r"|(?<=[는은인뭔을할될]지)(?:이랑|랑|하고|도|를|와)?,? +"
    r"|(?<=[나까가예돼어아]요),? +|(?<=죠),? +"
    r"|, +| +(?:그리고|또한|또) +"
)
"""Not behind nouns that end like a connective (광고, 참고) or what is quoted (된다고)."""
_ITEMS_KO = pattern(r"(?<=[가-힣])(?:이?랑|하고| 하고|와) +")
_ASKS_KO = pattern(r"(?:[?？]|[나까가]요|죠|[는은인뭔을할될]지)[.!~? ]*$")
_ALTERNATIVE_KO = pattern(r"\S+(?: \S+)?(?:인가요|건가요)\??")
_AS_ASKED = (
    (pattern(r"(?:뭐|무엇)이?고$|뭔(?:지|데)$"), "뭐예요?"),
    (pattern(r"(언제|얼마|누구|어디|며칠|까지)이?(?:고|며)$"), r"\1예요?"),
    (pattern(r"(?:인지|인데)$"), "인가요?"),
    (pattern(r"(?:는지|은지|는데|은데|으며|며|고)$"), "나요?"),
)
"""Endings that go on → the question that it is."""


def clauses_of(text: str) -> tuple[str, ...]:
    """The questions of a sentence that asks for two things or more, else none.

    >>> clauses_of("which papers for a webinar, and is catering paid?")
    ('which papers for a webinar', 'is catering paid?')
    >>> clauses_of("웨비나 서류 뭐 필요하고 마감은 언제예요?")
    ('웨비나 서류 뭐 필요하나요?', '마감은 언제예요?')
    """
    if len(text) > MAX_CHARS:
        return ()
    found = _korean(text) if re.search(r"[가-힣]", text) else _english(text)
    return tuple(found[:MAX_CLAUSES]) if len(found) > 1 else ()


def _english(text: str) -> list[str]:
    if _CONTRAST_EN.search(text):
        return []
    lead = _TELL_EN.match(text)
    rest = text[lead.end() :] if lead else text
    asked = [part for part in _cut(_BETWEEN_EN, rest) if _BEGINS.match(part)]
    if len(asked) > 1:
        return asked
    items = _cut(_ITEMS_EN, rest)
    if lead and lead.end() and not _BEGINS.match(rest):
        return items
    are_names = all(len(item.split()) <= MAX_ITEM_WORDS for item in items)
    is_list = text.rstrip().endswith("?") and are_names and not _SAYS_EN.search(rest)
    return items if is_list and not asked else asked


def _korean(text: str) -> list[str]:
    if not _ENDS_KO.search(text):
        return []
    cut = _cut(_BETWEEN_KO, text)
    tells = _TELL_KO.search(cut[-1])
    found: list[str] = []
    for part in cut:
        if tells and part.endswith("하고"):
            found.append(part.removesuffix("하고").strip())  # of a list: "the deadline and …"
        elif found and _ALTERNATIVE_KO.fullmatch(part):
            continue  # "from payment, or from submission?" is one question
        elif _asks(part, is_last=part is cut[-1]):
            found.append(_as_asked(part))
    if tells:
        return [item for part in found for item in _cut(_ITEMS_KO, part)]
    return found


def _asks(part: str, *, is_last: bool) -> bool:
    """Whether a Korean clause asks, by its words or its ending; the last one may tell to answer."""
    if _ASK_KO.search(part) or _ASKS_KO.search(part):
        return True
    if part.endswith("데"):
        return False
    if is_last and _TELL_KO.search(part):
        return len(part.split()) > 1
    return _MAY_KO.search(part) is not None


def _as_asked(part: str) -> str:
    for ending, question in _AS_ASKED:
        if ending.search(part):
            return ending.sub(question, part)
    return part


def _cut(between: re.Pattern[str], text: str) -> list[str]:
    parts = (part.strip(" ,.") for part in between.split(text) if part)
    return [part for part in parts if any(map(str.isalnum, part))]
