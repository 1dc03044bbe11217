"""Where the answers in one message part: at commas, lines, labels, brackets; not in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.text.patterns import pattern
from bot.text.two_units import SMALLER
from dialogs.labelled import has_figure, is_money
from dialogs.labels import ALL, IS_MARKED, SUM_WORDS, labelled, may_be_marked, tells_sum

_YEAR = (
    r"\s*20\d\d(?![\d/-]|[.,]\d|\s*(?:[$€£₩]|usd|eur|krw|gbp|jpy|dollars?|euros?|won|원|달러|유로))"
)
_FIRM = (
    r"(?:inc|ltd|llc|llp|plc|co|corp|gmbh|pty|pte|bv|ag|sa|srl|kg|oy|ab|kk|limited|incorporated"
    r"|corporation|s\.\s?a|s\.r\.l|s\.p\.a|n\.v|b\.v|k\.k|a/s)\b"
)
_BETWEEN = pattern(
    rf"\s*(?:[;\n，、]|,(?!\d)(?!{_YEAR})(?!\s*{SMALLER})"
    rf"(?!\s*{_FIRM}(?:\.|\s*(?:[,;\n(]|$))))\s*"
    rf"|\s+[/|·]\s+(?=(?:{ALL})(?:\s|은|는|[:=])|\(?\d)|\s*\|\s*"
    r"|(?:(?<=\d)|(?<= net)|(?<=usd)|(?<=eur)|(?<=krw))\s+(?=(?:with )?no (?:tax|vat|gst)\b)"
    r"|(?<=요)\s+(?=(?:송장|인보이스|부가세|세금|업체)\S*\s)"
    r"|\s+(?:and|plus) (?=(?:it|the|we|our|vendor|net|tax|vat|invoice|ended|finished|until)\b)"
    rf"|(?<=[가-힣](?<![라광창재신참최경원사권])고)\s+(?!해 ?[주줘]|{SMALLER})"
    rf"|(?<=[가-힣]고)\s+(?=(?:{ALL})(?:은|는|\s*[:=]))"
    r"|(?<=[인는은]데)\s+|(?<=[이으]며)\s+",
    re.IGNORECASE,
)
_LABEL = pattern(
    rf"(?<![\w가-힣])(?:(?:{ALL})\s*[:：=＝]|(?<=[-–—] )(?:{ALL})\s+\S)", re.IGNORECASE
)
_GAP = pattern(r"\s+(?:[-–—/·]\s+)?$")
_SUM = pattern(rf"(?<=[\d원])\s+(?=(?:{SUM_WORDS})\s+\S{{0,3}}\d)", re.IGNORECASE)
_WHOLE = pattern(
    r"\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”|「[^」\n]{1,80}」|‘[^’\n]{2,80}’|(?<!\w)'[^'\n]{2,80}'(?![a-z])"
    r"|\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]"
)
"""What stands in quotes or brackets is not parted."""
_BULLET = pattern(r"(?m)^[ \t]*(?:[-*•▪‣]|\d{1,2}[.)])[ \t]+(?=\S)")
_BRACKET = pattern(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*", re.DOTALL)
_WEEKDAY = pattern(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day),\s+", re.IGNORECASE)
_EMPTY = pattern(
    r"(?:thanks?(?: you)?|thx|please|ok(?:ay)?|and|that'?s (?:it|all)|hello|hi|yes|네|예|넵|그리고"
    r"|감사합니다|고마워요|부탁(?:해요|드립니다|드려요)|이상입니다|입니다)?[.! ]*",
    re.IGNORECASE,
)
_YES = pattern(r"yes|네|예|넵", re.IGNORECASE)
_FIRM_ENDS = pattern(rf"\b{_FIRM}\.$", re.IGNORECASE)
_COPULA = pattern(r"(?<=[가-힣A-Za-z])(?:이고|인데|이며)$")
_OF_A_FORM = ("net", "tax", "claimed", "invoice_number")
"""Fields that may stand in brackets behind another, as in “Contoso (net 4,200)”."""


def answers_of(text: str, *, with_yes: bool = False) -> list[str]:
    """The parts of a message that may be answers, each as typed; a yes only on demand.

    >>> answers_of("it ran from 3 to 9 October, 4,200 USD, Fabrikam")
    ['it ran from 3 to 9 October', '4,200 USD', 'Fabrikam']
    >>> answers_of("vendor: Contoso (net 4,200)"), answers_of("October 3, 2026, thanks")
    (['vendor: Contoso', 'net 4,200'], ['October 3, 2026'])
    """
    parts = _opened(_by_sums(_split(_WEEKDAY.sub(r"\1 ", without_bullets(text)))))
    cut = (trimmed(part) for part in parts if part)
    return [
        part for part in cut if not _EMPTY.fullmatch(part) or (with_yes and _YES.fullmatch(part))
    ]


def _by_sums(parts: Iterator[str]) -> Iterator[str]:
    """Sums behind each other, each with its label first: “net 4,200 tax 420”."""
    for part in parts:
        yield from _SUM.split(part) if " " in part and tells_sum(part) else (part,)


def without_bullets(text: str) -> str:
    """A list without what stands before its lines; one line alone only before a label."""
    if "\n" not in text:
        found = _BULLET.match(text)
        return text[found.end() :] if found and IS_MARKED.match(text[found.end() :]) else text
    return _BULLET.sub("", text)


def name_of(text: str, parts: Sequence[str]) -> str:
    """A name that stands in these parts of a text, one behind the other, as typed."""
    first = last = -1
    for part in parts:
        at = text.find(part, max(last, 0))
        if at < 0:  # a comma was taken out of it
            return ", ".join(parts)
        first, last = at if first < 0 else first, at + len(part)
    return _COPULA.sub("", re.sub(r"\s*\n\s*", ", ", text[first:last]))


def _split(text: str) -> Iterator[str]:
    """Between answers, but not within quotes and brackets; before labels where there are many."""
    cuts = [*(found.span() for found in _BETWEEN.finditer(text)), *_before_labels(text)]
    whole = [found.span() for found in _WHOLE.finditer(text)] if cuts else []
    at = 0
    for start, end in sorted(cuts):
        if start < at or any(a < start < b for a, b in whole):
            continue
        yield text[at:start]
        at = end
    yield text[at:]


def _before_labels(text: str) -> list[tuple[int, int]]:
    """The gaps before labels with a mark, where there are several, or one at the very beginning."""
    if not may_be_marked(text):
        return []
    found = [label.start() for label in _LABEL.finditer(text)]
    if len(found) < 2 and not IS_MARKED.match(text):
        return []
    gaps = [_GAP.search(text, 0, start) for start in found]
    return [gap.span() for gap in gaps if gap and gap.end() > gap.start()]


def _opened(parts: Iterator[str]) -> Iterator[str]:
    """What stands in brackets behind an answer, where all of it is of other fields."""
    for part in parts:
        found = _BRACKET.fullmatch(part) if part.rstrip().endswith((")", "]")) else None
        inside = list(_split(found[2])) if found else []
        if found and inside and all(map(_is_of_a_form, inside)):
            yield found[1]
            yield from inside
        else:
            yield part


def _is_of_a_form(words: str) -> bool:
    if not has_figure(words):
        return IS_MARKED.match(words) is not None
    told = IS_MARKED.match(words) or is_money(words)
    return bool(told) or any(has_figure(said) for _, said in labelled(words, _OF_A_FORM))


def trimmed(part: str) -> str:
    """A part without the stops around it; that of a firm's name stays."""
    core = part.strip(" .!")
    return f"{core}." if _FIRM_ENDS.search(f"{core}.") and f"{core}." in part else core
