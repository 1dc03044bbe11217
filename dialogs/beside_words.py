"""Where an answer ends and a question begins: “it was 4,200, do I need a receipt?”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.several import looks_like_question
from bot.text.patterns import pattern

MAX_CHARS = 300
_WH_EN = r"(?:what|which|how|when|where|who|whose|why|until when|by when)\b"
_MAY_EN = (
    r"(?:can|could|may|should|must|do|does|did|is|are|will|would|was|were|have|has)(?:n't)?"
    r" (?:i|we|you|it|they|there|the|a|an|my|our|your|that|this|these|those|tax|vat)\b"
)
_ANY_EN = (
    r"(?:can|could|may|should|must|do|does|did|is|are|will|would|was|were|have|has)(?:n't)? [a-z]+"
)
_STOP = pattern(
    r"[.!;。]+\s+|\s*\n\s*|\s+[-–—]+\s+|,\s+(?!\d)|\s*\((?=[^)]+\?\)?$)"
    r"|\s+(?=(?:and|but|also|so|plus|or|then)\s)"
    r"|\s+(?=(?:그리고|근데|그런데|그럼|혹시|또|아|참)\s)"
    r"|(?<=[요다고데죠지며])\s+",
    re.IGNORECASE,
)
_STOP_IN_WORDS = pattern(
    r"(?<=[.!。])\s+|\s*\n\s*|\s+[-–—]+\s+|[,;]\s+(?!\d)"
    rf"|\s+(?=(?:and|but|also) (?:{_WH_EN}|{_MAY_EN}))|\s+(?=(?:그리고|근데|그런데|혹시)\s)",
    re.IGNORECASE,
)
_GAP = pattern(rf"\s+(?={_WH_EN}|{_MAY_EN})|(?<=[가-힣\d])\s+(?=\S*[가-힣])", re.IGNORECASE)
_LINK = pattern(
    r"(?:(?:and|but|also|or|plus|so|then|btw|by the way|oh|ah"
    r"|그리고|근데|그런데|그럼|혹시|또|아|참)\b[,\s]*)+",
    re.IGNORECASE,
)
STOPS = (_STOP,)
"""Places where a choice may end."""
STOPS_AND_GAPS = (_STOP, _GAP)
"""The same of a figure, behind which a question may begin without any sign."""
STOPS_IN_WORDS = (_STOP_IN_WORDS,)
"""The same of words that may be any."""
_ASKS = pattern(rf"(?:{_WH_EN}|{_MAY_EN}|{_ANY_EN}|what about|how about|any\b)", re.IGNORECASE)
_WH_KO = r"뭐|뭔|뭘|무엇|무슨|어떤|어떻|언제|얼마|얼만|누가|누구|어디|몇 |왜 |며칠"
_ASKS_KO = pattern(rf"{_WH_KO}|(?:나요|까요|가요|지요|죠|되요|돼요|해요|어요|는지|은지)[?？.!~ ]*$")
_ENDS = pattern(r"[?？][.!~)\s]*$")
_ENDS_ASKING = pattern(rf"(?:{_WH_KO}).*(?:요|까|나|니|지)[.~!]*$")
_MARKED = pattern(r"[?？]")
_HANGUL = pattern(r"[가-힣]")
_ONESELF = pattern(r"\b(?:i|we|my|our|me|us)\b|(?:나요|까요|되요|돼요)[?？.!~ ]*$", re.IGNORECASE)
_ASKED_BEFORE = pattern(rf"\b(?:what|which|how|when|where|who|why)\b|{_WH_KO}", re.IGNORECASE)


def said_and_asked(text: str, ways: Sequence[re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    """What may be said and what asked behind it, where `ways` let the one end.

    Shape: the shortest first that is said; of any words the longest.

    >>> list(said_and_asked("it was 4,200, do I need a receipt?", STOPS))
    [('it was 4,200', 'do I need a receipt?')]
    """
    in_words = ways is STOPS_IN_WORDS
    if len(text) > MAX_CHARS or (in_words and not _MARKED.search(text)):
        return
    cuts = {(one.start(), one.end()) for way in ways for one in way.finditer(text)}
    for start, end in sorted(cuts, reverse=in_words):
        said = text[:start].strip(" ,;–—\n(")
        asked = _asked(text[end:])
        is_asked = _ENDS.search(said) or (not in_words and _ASKED_BEFORE.search(said))
        if said and asked and not is_asked:
            yield said, asked


def goes_on_asking(text: str) -> bool:
    """Whether a text in which a choice was found may ask something behind it; quick."""
    return len(text.split()) > 2 and any(said_and_asked(text, STOPS))


def _asked(words: str) -> str:
    """The question without what links it to what was said; "" for what is none in form."""
    lead = _LINK.match(words.strip())
    asked = words.strip()[lead.end() if lead else 0 :].strip(" ()")
    if len(asked) < 4 or re.match(r"\d", asked):
        return ""
    is_marked = _ENDS.search(asked) is not None
    if _HANGUL.search(asked):
        ends = is_marked or looks_like_question(asked) or _ENDS_ASKING.search(asked)
        return asked if ends and _ASKS_KO.search(asked) else ""
    begins = _ASKS.match(asked) and (is_marked or len(asked.split()) > 2)
    return asked if is_marked or begins else ""


def is_plainly_asked(asked: str) -> bool:
    """Whether the question begins or ends as only a question does, not as a remark with a mark."""
    return bool(_ASKS.match(asked) or _ASKS_KO.search(asked))


def is_about_oneself(asked: str) -> bool:
    """Whether the question is put to somebody, as no sentence of a description is."""
    return _ENDS.search(asked) is not None and _ONESELF.search(asked) is not None
