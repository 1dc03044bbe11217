"""What partners call the fields of a form, anywhere in a sentence, and the words around a value."""

from __future__ import annotations

import re

from bot.domain.fields import DAYS
from bot.text.patterns import pattern
from dialogs.field_words import BOTH_DAYS, sentence_words
from dialogs.parting import trimmed

_NAMES = tuple(
    (DAYS if name == BOTH_DAYS else (name,), pattern(words, re.IGNORECASE))
    for name, words in sentence_words()
)
_SAYS = (
    r"(?:it|its|that|this|there|is|was|were|are|be|been|should|must|have|has|had|ought|to|the|a|an"
    r"|on|at|in|of|for|as|my|our|we|i|you|paid|pay|cost|costs|used|change|set|put|correct|fix"
    r"|update|really|actually|just|with|from|day|amount|about|exactly|only|add|plus|and|also|can"
    r"|please|pls|did|do|it's|that's|right|said|of work|day's|one|by)"
)
_BEFORE_FIGURE = pattern(
    rf"(?:{_SAYS}(?:'s)?(?:\s*[,:=–—]\s*|\s+-\s+|\s+)|[,.:;=–—#-]+\s*)", re.IGNORECASE
)
_BEFORE_NAME = pattern(
    r"(?:(?:it|that|this)(?:'s| is| was| should be| should have been)?|its|is|was|be"
    r"|(?:should|must)(?: (?:be|have been|say|read))?|to|set|change|for that|please|really"
    r"|actually|as|[:=,–—#-]+)\s+|[:=#]+\s*",
)
_AFTER = pattern(
    r"[\s,.]+(?:please|pls|plz|thanks|instead|exactly|total|in total|for that(?: one)?|then|though"
    r"|it is|it was|day|too|맞아요|맞습니다|이 맞아요)$",
    re.IGNORECASE,
)
_ENDS_KO = pattern(
    r"(?:(?:으로|로) ?(?:좀 )?"
    r"(?:변경|수정|정정|바꿔|바꾸|바꿀|고쳐|고칠|해|할게|합니다)\S*(?: \S{1,5})?"
    r"|(?:이었|였|이)?(?:네요|어요)|이에요|예요|이예요|에요|입니다|이고요|이고|고요|인데요|인데|이요|요"
    r"|이 맞아요|가 맞아요|(?:을|를)? ?(?:추가|입력)(?:해|할)\S*(?: \S{1,5})?"
    r"|에 (?:시작|끝|종료)\S*|(?<=일)까지(?: \S{1,6})?)$"
)
_FINAL_ENDS_KO = pattern(r"(?:(?<=\d)(?:이|로|에|날)|(?<=일)(?:로|에|이))$")


MAX_LAYERS = 8
"""So many words that lead to a value lie around it, one around the other."""


def fields_named(words: str) -> tuple[str, ...]:
    """Ids of the fields that the words name; those that are named most closely only.

    >>> fields_named("the vendor is Fabrikam"), fields_named("날짜가 틀렸어요")
    (('vendor_name',), ('activity_start', 'activity_end'))
    """
    spans: list[tuple[int, int, tuple[str, ...]]] = []
    for ids, way in _NAMES:
        if found := way.search(words):
            spans.append((found.start(), found.end(), ids))
    whole = [
        one
        for one in spans
        if not any(
            other is not one and other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2]
            for other in spans
        )
    ]
    named = [ids for _, _, ids in whole]
    sure = [ids for ids in named if len(ids) == 1] or named
    return tuple(dict.fromkeys(name for ids in sure for name in ids))


def names_several(words: str) -> bool:
    """Whether the words name two fields that have nothing to do with each other."""
    named = fields_named(words)
    return len(named) > 1 and set(named) != set(DAYS)


_HANGUL = pattern(r"[가-힣]")
_VERB_KO = pattern(r"(?:요|다|죠|까)[.!~ ]*$")
_IS_KO = pattern(r"(?:이에요|예요|입니다|이요)[.!~ ]*$")
_IS = pattern(
    r"\s*(?:[:=#]|(?:is|was|should|needs?|must|to|for (?:it|that|this))\b|(?=\S*\d)|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_LEADS = pattern(r"(?:(?:it'?s|that'?s|and|also|the)\s+)+", re.IGNORECASE)


def is_put_as(words: str, field: str) -> bool:
    """Whether words begin with the name of the field and go on with what it is.

    >>> is_put_as("the vendor is Fabrikam", "vendor_name")
    True
    >>> is_put_as("업체는 콘토소예요", "vendor_name"), is_put_as("업체가 몰라요", "vendor_name")
    (True, False)
    """
    lead = _LEADS.match(words.strip())
    plain = words.strip()[lead.end() if lead else 0 :]
    for ids, way in _NAMES:
        found = way.match(plain) if field in ids else None
        rest = plain[found.end() :] if found else ""
        if found and _HANGUL.search(found[0]):
            return _VERB_KO.search(rest) is None or _IS_KO.search(rest) is not None
        if found and _IS.match(rest):
            return True
    return False


def as_figure(words: str, field: str = "") -> str:
    """The words of a day, a sum or a choice, without those that only lead to it.

    `field` is the id of the only field whose names are words that lead to it; "" for any.

    >>> as_figure("it started on 1 October"), as_figure("시작일은 10월 2일이에요")
    ('1 October', '10월 2일')
    """
    rest, before = words.strip(" .!,"), ""
    for _ in range(MAX_LAYERS):
        if rest == before:
            break
        before = rest
        rest = _without_name(rest, field)
        while lead := _BEFORE_FIGURE.match(rest):
            rest = rest[lead.end() :]
        rest = _AFTER.sub("", rest).strip(" .!,")
        rest = _FINAL_ENDS_KO.sub("", _ENDS_KO.sub("", rest).strip(" .!,"))
    return "" if re.fullmatch(rf"(?:{_SAYS}\s*)*", rest, re.IGNORECASE) else rest


def as_name(words: str) -> str:
    """The words of a name, without those that only lead to it; what may belong to it stays.

    >>> as_name("the vendor should be The Media Ltd"), as_name("업체는 패브리캄이에요")
    ('The Media Ltd', '패브리캄')
    """
    rest, before = trimmed(words).strip(","), ""
    for _ in range(MAX_LAYERS):
        if rest == before:
            break
        before = rest
        for _, way in _NAMES:
            if found := way.match(rest):
                rest = rest[found.end() :].strip(" ,")
        while lead := _BEFORE_NAME.match(rest[:1].lower() + rest[1:]):
            rest = rest[lead.end() :]
        rest = _ENDS_KO.sub("", _AFTER.sub("", rest)) if rest else rest
    return rest.strip(" ,\"'“”") or ""


def behind_name(words: str, field: str) -> str:
    """What stands behind the last name of a field, "" without one: "the campaign ended 10 Oct"."""
    ways = (way for ids, way in _NAMES if field in ids)
    ends = [found.end() for way in ways for found in way.finditer(words)]
    return words[max(ends) :].strip(" ,:=.") if ends else ""


def _without_name(words: str, field: str) -> str:
    ways = [way for ids, way in _NAMES if not field or field in ids]
    for way in ways:
        if found := way.match(words):
            return words[found.end() :].strip(" ,:=.")
    for way in ways:
        ends = [one for one in way.finditer(words) if one.end() == len(words)]
        if ends:
            return words[: ends[-1].start()].strip(" ,:=.")
    return words
