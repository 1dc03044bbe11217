"""Take personal data out of what somebody typed, before it is kept or leaves the house."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.patterns import pattern

MAX_CHARS = 300

_URL = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = pattern(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,255}")
_QUOTED = pattern(r"[\"“”「『‘][^\"“”「」『』’]{1,80}[\"“”」』’]")
_NAMED = pattern(
    r"\b(?P<title>mr|mrs|ms|dr|prof)\.? [a-z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?"
    r"|\b(?P<intro>my name is|i am called|this is) [^\s,.!?]{2,30}(?: [A-Z][^\s,.!?]{1,30})?",
    re.IGNORECASE,
)
_CLAIM = pattern(r"\b[A-Za-z]{1,4}(?:-\d{2,10}){1,3}\b|#\d{2,10}\b")
_KOREAN_NAME = pattern(
    r"[가-힣]{2,4}(?= ?(?:님|씨|과장|부장|차장|대리|팀장|이사|대표|사원|매니저))"
)
_TENANT = pattern(r"\b[\w-]{2,}(?:\.[\w-]+)*\.[A-Za-z]{2,24}\b")
_NUMBER = pattern(r"(?<!\d)\d(?:[\d ().,/-]{2,}\d)?(?!\d)")
_MIN_DIGITS = 5


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text without addresses, links, names and long numbers, cut to `MAX_CHARS`.

    Shape: `names` are words known to belong to the person: their name, company, claims. What is
    taken out is named in brackets: "[mail]", "[link]", "[name]", "[number]".

    >>> masked("Call Asha at +82 10-1234-5678 or asha@contoso.com", ["Asha Kim"])
    'Call [name] at +[number] or [mail]'
    """
    plain = " ".join(text[: 4 * MAX_CHARS].split())
    plain = _URL.sub("[link]", plain)
    plain = _MAIL.sub("[mail]", plain)
    for name in sorted(_parts(names), key=len, reverse=True):
        plain = re.sub(_whole(name), "[name]", plain, flags=re.IGNORECASE)
    plain = _QUOTED.sub("[name]", plain)
    plain = _NAMED.sub(lambda found: f"{found['title'] or found['intro']} [name]", plain)
    plain = _KOREAN_NAME.sub("[name]", plain)
    plain = _CLAIM.sub("[number]", plain)
    plain = _TENANT.sub("[link]", plain)
    return _NUMBER.sub(_long_number, plain)[:MAX_CHARS]


def _whole(name: str) -> str:
    """Where a name stands as a word; particles may follow a Korean one."""
    escaped = re.escape(name)
    return rf"(?<![\w]){escaped}(?![a-z0-9])" if name.isascii() else escaped


def _parts(names: Iterable[str]) -> set[str]:
    """Whole names and their single words; very short or everyday words would eat the question."""
    found = set()
    for name in names:
        words = [name.strip(), *name.split()]
        found |= {word for word in words if len(word) >= (2 if not word.isascii() else 3)}
    return found


def _long_number(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found[0])
    return "[number]" if digits >= _MIN_DIGITS else found[0]
