"""The claim a sentence means: by its number, its name in quotes, or one of the partner's names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.text.patterns import pattern
from bot.understanding.words import normalize

NAME_LIKENESS = 88
"""How alike (of 100) a claim's name and the text must be to be taken for it."""
_ANY_DIGIT = pattern(r"\d")
_NUMBERED = pattern(
    r"(?<![a-z0-9-])([a-z]{1,4}-(?:\d{2,6}-\d{2,10}|\d{3,10}))(?![a-z0-9])|#(\d{2,10})(?![a-z0-9])"
    r"|(?<![a-z])cl[ _]?(\d{4,8})(?![a-z0-9])"
    r"|(?:(?<!to )(?<!can i )(?<!can we )(?<!could i )(?<!could we )(?<!will )\bclaims?"
    r"|\bnumber|\bno\.?|클레임|번호)(?: (?:no\.?|number|id|번호))? ?:? ?(\d{3,10})"
    r"(?![a-z0-9]|[.,]\d| ?(?:[원불]|달러|유로|dollars|euros?|usd|eur|krw))"
    r"|(?<![\d.,])(\d{3,10})번(?!째)"
)
_AND_ANOTHER = pattern(
    r" ?(?:,|/|and|&|or|이?랑|[와과]|하고|및|또는) ?(?:and )?(\d{3,10})(?![a-z0-9%,.]\d|\d)"
)
"""Behind a claim number a number alone is one too: "claims 4711 and 4712"."""
_NAMES_CL = 3
"""Which group of `_NUMBERED` holds a number whose hyphen was left out, as in "cl 28450"."""
_NOT_CLAIMS = frozenset(
    {
        *("az", "d", "ms", "pl", "sc", "dp", "ai", "mb", "sql", "iso", "md", "fy", "q", "h", "kb"),
        *("po", "inv", "wk", "kw", "cw", "mpn", "tel", "vat", "gst", "usb", "v", "ver"),
    }
)
"""Letters before a hyphen and a number that name exams, papers, standards, "D-14": no claims."""
_QUOTE = r"[\"“”「『]([^\"“”「」『』]{2,80})[\"“”」』]"
_SINGLE = r"(?<![\w])'([^'\"]{2,60})'(?![a-z])"
_QUOTED = pattern(
    rf"(?:claims?|drafts?|named|called|titled|클레임|청구|초안|이름이|(?:청구|클레임)명은)"
    rf" ?:? ?{_QUOTE}"
    rf"|{_QUOTE} ?(?:claim|draft|one\b|클레임|청구|초안|건)"
    rf"|{_SINGLE} ?(?:claim|draft|클레임|청구|초안|건)",
    re.IGNORECASE,
)
"""What stands in quotes is a claim's name only beside a word for a claim."""
_TITLED = pattern(
    r"\b(?:claim|draft) (?:titled|called|named) ([\w &'’-]{3,60}?)"
    r"(?= (?:may|please|is|was|has|had|to|which|and|for|with|still|but|so)\b|[,.;:?!]|$)",
    re.IGNORECASE,
)
_BARE = pattern(
    r"(?<![\w.,/#-])(?<!below )(?<!above )(?<!under )(?<!over )(?<!than )(?<!least )(?<!reach )("
    r"?<!ref )(?<!reference )"
    r"(?!\d+000(?!\d))(\d{5,6})(?![a-z0-9/%-]|[.,]\d"
    r"|건| ?(?:[원부명장개통회번불]|달러|유로|usd|eur|krw|이하|이상|미만|초과|넘))"
)
_ABOUT_MONEY = pattern(
    r"amount|cost|total|sum\b|price|figure|invoice|금액|비용|합계|총액|송장|[$€£₩]"
)
MAX_BARE_WORDS = 10
_FIRST = pattern(r"(?!\d+000 )(\d{5,6}) (?!원|부|명|장|개|달러|유로|usd|eur|krw|won)")
"""A text that begins with a number without a mark or unit begins with a claim's."""


def named_claims(text: str, plain: str, names: Collection[str]) -> tuple[str, ...]:
    """Numbers in capitals or the name of the claims meant, the first one first.

    `plain` is normalized text.

    >>> named_claims("CL-10482와 CL-10483", "cl-10482와 cl-10483", ())
    ('CL-10482', 'CL-10483')
    """
    numbers = tuple(dict.fromkeys(_numbers(plain))) if _ANY_DIGIT.search(plain) else ()
    if numbers:
        return numbers
    is_short = len(plain.split()) <= MAX_BARE_WORDS
    first = _FIRST.match(plain) if is_short else None
    bare = first or (_BARE.search(plain) if is_short and not _ABOUT_MONEY.search(plain) else None)
    if bare:
        return (bare[1],)
    quoted = _QUOTED.search(text[:500]) or _TITLED.search(text[:500])
    if quoted:
        return (next(filter(None, quoted.groups())).strip(),)
    from rapidfuzz import fuzz, process  # slow to import, and loaded after the start

    found = process.extractOne(
        plain,
        list(names),
        scorer=fuzz.partial_ratio,
        processor=normalize,
        score_cutoff=NAME_LIKENESS,
    )
    return (str(found[0]),) if found and len(found[0]) >= 4 else ()


def _numbers(plain: str) -> Iterator[str]:
    for numbered in _NUMBERED.finditer(plain):
        value = next(group for group in numbered.groups() if group)
        if value.partition("-")[0] in _NOT_CLAIMS:
            continue
        yield f"CL-{value}" if numbered.group(_NAMES_CL) else value.upper()
        end = numbered.end()
        while another := _AND_ANOTHER.match(plain, end):
            end = another.end()
            yield another[1]
