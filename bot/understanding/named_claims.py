"""The claim a sentence means: by its number, its name in quotes, or one of the partner's names."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import fuzz, process

from bot.understanding.words import normalize

NAME_LIKENESS = 88
"""How alike (of 100) a claim's name and the text must be to be taken for it."""
_NUMBERED = re.compile(
    r"\b([a-z]{1,4}-(?:\d{2,6}-)?\d{2,10})\b|#(\d{2,10})\b"
    r"|\b(?:claim|number|no\.?|클레임|번호) ?(\d{3,10})\b|\b(\d{3,10})번"
)
_NOT_CLAIMS = frozenset({"az", "d", "ms", "pl", "sc", "dp", "ai", "mb", "sql", "iso"})
"""Letters before a hyphen and a number that name exams, standards and "D-14", not claims."""
_QUOTE = r"[\"“”「『]([^\"“”「」『』]{2,80})[\"“”」』]"
_QUOTED = re.compile(
    rf"(?:claims?|drafts?|named|called|titled|클레임|청구|초안|이름이) ?:? ?{_QUOTE}"
    rf"|{_QUOTE} ?(?:claim|draft|one\b|클레임|청구|초안|건)",
    re.IGNORECASE,
)
"""What stands in quotes is a claim's name only beside a word for a claim."""
_BARE = re.compile(
    r"(?<![\w.,/#-])(\d{5,6})(?![a-z0-9.,/%-]| ?(?:[원부명장개건통회번불]|달러|유로|usd|eur|krw))"
)
_ABOUT_MONEY = re.compile(
    r"amount|cost|total|sum\b|price|figure|invoice|금액|비용|합계|총액|송장|[$€£₩]"
)
MAX_BARE_WORDS = 8
_FIRST = re.compile(r"(\d{5,6}) (?!원|부|명|장|개|건|달러|유로|usd|eur|krw|won)")
"""A text that begins with a number without a mark or unit begins with a claim's."""


def named_claim(text: str, plain: str, names: Collection[str]) -> str:
    """Number in capitals or name of the claim meant, "" without one; `plain` is normalized text.

    >>> named_claim("status of cl-10482", "status of cl-10482", ())
    'CL-10482'
    """
    for numbered in _NUMBERED.finditer(plain):
        value = next(group for group in numbered.groups() if group)
        if value.partition("-")[0] not in _NOT_CLAIMS:
            return value.upper()
    first = _FIRST.match(plain)
    if first and len(plain.split()) <= MAX_BARE_WORDS:
        return first[1]
    bare = _BARE.search(plain)
    if bare and len(plain.split()) <= MAX_BARE_WORDS and not _ABOUT_MONEY.search(plain):
        return bare[1]
    quoted = _QUOTED.search(text[:500])
    if quoted:
        return (quoted[1] or quoted[2]).strip()
    if names:
        found = process.extractOne(
            plain,
            list(names),
            scorer=fuzz.partial_ratio,
            processor=normalize,
            score_cutoff=NAME_LIKENESS,
        )
        return str(found[0]) if found and len(found[0]) >= 4 else ""
    return ""
