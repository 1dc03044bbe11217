"""Given names in both scripts, so that 안나 and "Anna" are one person: `lexicon/people.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.understanding.lexicon import FOLDER, entries

SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민"
)
_ENDINGS = (
    "이네",
    "이가",
    "이의",
    "님이",
    "님의",
    "님",
    "씨",
    "의",
    "네",
    "가",
    "이",
    "은",
    "는",
    "꺼",
    "도",
)


def spellings(word: str) -> frozenset[str]:
    """A word of a name in small letters with what it is in the other script; itself at least.

    >>> sorted(spellings("안나"))
    ['ana', 'anna', 'hanna', '안나']
    """
    return _spelled().get(word, frozenset()) | {word}


def given_name(word: str) -> str:
    """The given name that a word is, a Korean one also behind its family name or before an ending;
    "" for any other word.

    >>> given_name("안나가"), given_name("이나영"), given_name("anna"), given_name("캠페인")
    ('안나', '이나영', 'anna', '')
    """
    known = _spelled()
    bare = [word, *(word.removesuffix(end) for end in _ENDINGS if word.endswith(end))]
    for one in bare:
        if (one in known and len(one) > 1) or (
            len(one) == 3 and one[0] in SURNAMES and one[1:] in known
        ):
            return one
    return ""


@cache
def _spelled() -> Mapping[str, frozenset[str]]:
    pairs = list(entries((FOLDER / "people.txt").read_text("utf-8")))
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
