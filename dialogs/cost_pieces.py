"""Where a message that tells costs parts: each piece holds one sum that is no tax, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from bot.text.patterns import pattern
from dialogs.labels import ALL
from dialogs.sums_told import Sum

_FIRM = r"(?:inc|ltd|llc|llp|plc|co|corp|gmbh|pty|pte|bv|ag|sa|srl|kg|oy|ab|kk|limited)\b"
_PARTNERS = r"[A-Z]\w+ (?:&|and) [A-Z]\w+\s*(?:[,;.(]|$)"
"""How a firm's name goes on: “Smith, Jones & Partners”."""
_STOP = pattern(
    rf"\s*[;\n、]\s*|\s*,(?!\d)(?!\s*{_FIRM})(?!\s*{_PARTNERS})\s*|(?<!\bno)(?<!\bnr)(?<!\binc)(?<!\bltd)(?<!\bco)"
    r"(?<!\binv)(?<!\bincl)(?<!\bexcl)(?<!\bca)(?<!\bapprox)[.!](?!\w)\s+|\s*그리고\s+"
    r"|(?<=고)\s+|(?<=[는인은]데)\s+(?!\d)|(?<=며)\s+|(?<=[가-힣](?:어요|아요|해요|예요|에요|니다|게요|까요))[.!]?\s+"
)
_COLON = pattern(r"\s*[:：]\s+")
_ENDS_AS_LABEL = pattern(rf"(?:^|[\s,(])(?:{ALL})$")
_JOIN = pattern(
    r"\s+(?:and|plus|&|\+)\s+|\s*,\s*|(?<=[원로러\d])\s?(?:과|와|이랑|랑|하고|에다가?)\s+|\s+및\s+"
    r"|\s+또\s+|(?<=[원로러])\s+(?!중|에서|부가|세[금액]|vat|별도|포함|들|썼)(?=[가-힣])"
)
_QUOTED = pattern(r"\"[^\"]{1,80}\"|“[^”]{1,80}”|「[^」]{1,80}」|‘[^’]{2,80}’")
_COMMA = "\x1f"
"""Stands for a comma that parts nothing."""
_NUMBERED = pattern(r"(?:^|\s)\(?\d\)\s+(?=[A-Za-z가-힣])")
_TAKEN_BACK = pattern(
    r"\bnot (?:[$€£₩]\s?)?\d[\d.,]*(?: ?(?:k|[a-z]{3}))?,? but\s+"
    r"|,? (?:and |but )?not (?:[$€£₩]\s?)?\d[\d.,]*\d(?: ?(?:k|usd|eur|krw))?(?= *(?:[,.;]|$))"
    r"|(?:[$€£₩]\s?)?\d[\d.,]*\s?[천만억]*\s?(?:원|달러|유로)?(?:이|가)?\s?(?:아니고|아니라|말고|아닌)\s+"
)


def pieces_of(text: str, sums: Callable[[str], Sequence[Sum]]) -> Iterator[tuple[str, bool]]:
    """The pieces in their order, without what was taken back, each with whether it is joined to the
    sum before it. `sums` finds the sums that are no tax.

    >>> from dialogs.sums_told import sums_in
    >>> list(pieces_of("venue 3,000 and catering 900", lambda p: sums_in(p, language="en")))
    [('venue 3,000', False), ('catering 900', True)]
    """
    text = _TAKEN_BACK.sub("", " ".join(text.replace("\n", "; ").split()))
    text = _QUOTED.sub(_kept_whole, _NUMBERED.sub("; ", text))
    for sentence in filter(None, _STOP.split(text)):
        for part in _at_colons(sentence):
            for piece, is_joined in _at_sums(part, sums):
                yield piece.replace(_COMMA, ","), is_joined


def _kept_whole(found: re.Match[str]) -> str:
    return found[0].replace(",", _COMMA)


def _at_colons(sentence: str) -> Iterator[str]:
    """Parted at colons that stand behind no label of a field."""
    at = 0
    for found in _COLON.finditer(sentence):
        before = sentence[at : found.start()]
        if _ENDS_AS_LABEL.search(before.casefold()) and not before.casefold().endswith("claim"):
            continue
        yield before
        at = found.end()
    yield sentence[at:]


def _at_sums(part: str, sums: Callable[[str], Sequence[Sum]]) -> Iterator[tuple[str, bool]]:
    """Parted between two sums, at the last word that joins them."""
    found = sums(part)
    at = 0
    for one, other in pairwise(found):
        joins = [j for j in _JOIN.finditer(part, one.end, other.start) if j.start() >= one.end]
        if joins:
            yield part[at : joins[-1].start()].strip(), at > 0
            at = joins[-1].end()
    yield part[at:].strip(), at > 0
