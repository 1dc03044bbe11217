"""What partners call the activities, in a sentence."""

from __future__ import annotations

import re

from bot.domain.catalog import Catalog
from bot.text.patterns import pattern

_ENDS = pattern(r"(?:e?s|ing|ed)?(?![a-z0-9])", re.IGNORECASE)


def activity_named(text: str, catalog: Catalog) -> str | None:
    """The one activity whose title or synonym stands in the text; the longest words win.

    None without any, and when two activities are named by words of the same length.
    """
    plain = " ".join(text[:300].casefold().split())
    found: dict[str, int] = {}
    for activity in catalog.activities.values():
        words = (
            activity.title.en,
            activity.title.ko,
            *activity.synonyms.en,
            *activity.synonyms.ko,
        )
        lengths = [len(word) for word in words if len(word) > 1 and _stands(word.casefold(), plain)]
        if lengths:
            found[activity.code] = max(lengths)
    best = [code for code, length in found.items() if length == max(found.values())]
    return best[0] if len(best) == 1 else None


def _stands(word: str, plain: str) -> bool:
    """Whether a name stands in a text as words of its own, for “Standard” is no stand; Korean ones
    go on with their endings.
    """
    at = plain.find(word)
    while at >= 0:
        behind = plain[at + len(word) :]
        is_begun = not (
            word[0].isascii() and plain[:at][-1:].isascii() and plain[:at][-1:].isalnum()
        )
        if is_begun and (not word[-1].isascii() or _ENDS.match(behind)):
            return True
        at = plain.find(word, at + 1)
    return False
