"""Names among the answers of a message: where the name that is asked for begins and ends.

A title keeps the days that stand in it; what a label or a sentence says of another field does not
belong to a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.text.patterns import pattern
from dialogs.labelled import QUOTED
from dialogs.parting import name_of

NAME_FIELDS = ("claim_name", "vendor_name")
"""Fields whose answer may have commas in it."""

_COPULA = pattern(
    r"(?<=[가-힣A-Za-z)\d\"'”’])\s?(?:이고요?|인데요?|이며|입니다|이에요|예요"
    r"|이?라고 합니다)$|(?<=회사)고$"
)
_AS_ASKED = pattern(
    r"(.+?)(?:으로|로|이라고|라고) ?(?:해 ?(?:주세요|줘요?|주십시오|주실래요)|할게요|하겠습니다|"
    r"부탁(?:해요|드립니다|드려요)|저장해 ?주세요|적어 ?주세요)"
)
_IT_WAS = pattern(r"(?:it was|it is|it's|that was|that's)\s+(?=(?-i:[A-Z])|\d)(.+)", re.IGNORECASE)
_GOES_ON = pattern(r"[A-Z&]")
"""How a name goes on behind a comma: “Smith, Jones & Partners”."""


class Kind(Enum):
    """What a part of a message is, for the name that may stand around it."""

    NAME = auto()
    WORDS = auto()
    DAYS = auto()
    OTHER = auto()


def clean(name: str) -> str:
    """A name that stood behind its label, without quotes around it and what ends the sentence.

    >>> clean("“가을 광고”입니다"), clean("Contoso")
    ('가을 광고', 'Contoso')
    """
    name = name.strip()
    asked = _AS_ASKED.fullmatch(name)
    name = _COPULA.sub("", asked[1] if asked else name).strip()
    quoted = QUOTED.fullmatch(name)
    return next(filter(None, quoted.groups())).strip() if quoted else name


def said_alone(field: str, text: str) -> str:
    """The name that a whole message says in a sentence: “it was …”, “…로 해주세요”; else ""."""
    was = _IT_WAS.fullmatch(text) if field == "vendor_name" else None
    if was:
        return clean(was[1])
    if field == "vendor_name" or _AS_ASKED.fullmatch(text):
        name = clean(text)
        is_quoted = field != "vendor_name" and QUOTED.fullmatch(text)
        return "" if name == text or is_quoted else name
    return ""


def span_of(field: str, parts: Sequence[str], kinds: Sequence[Kind]) -> range:
    """Which parts make up the name; empty where there is none.

    Behind its label a name goes on with what is no answer to anything; a vendor's only where it
    looks like one, or all other parts have labels.
    """
    is_labelled = Kind.NAME in kinds
    first = kinds.index(Kind.NAME) if is_labelled else 0
    may_be = (Kind.WORDS, Kind.DAYS) if field == "claim_name" else (Kind.WORDS,)
    last = first + (1 if is_labelled else 0)
    all_told = Kind.DAYS not in kinds[:first] and Kind.WORDS not in kinds[:first]
    while last < len(parts) and kinds[last] in may_be:
        is_own = field == "claim_name" or all_told or _GOES_ON.match(parts[last])
        if is_labelled and not is_own:
            break
        last += 1
    named = kinds[first:last]
    return range(first, last) if Kind.NAME in named or Kind.WORDS in named else range(0)


def written(text: str, parts: Sequence[str], span: range, labelled: str = "") -> str:
    """The name as it was typed; `labelled` is what stood behind its label in the first part."""
    own = [parts[n] for n in span]
    if not labelled:
        return name_of(text, own)
    return clean(name_of(text, [labelled, *own[1:]]))
