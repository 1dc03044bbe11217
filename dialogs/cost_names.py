"""Which of several costs a message is about: “cost 2”, “the Contoso one”, “첫 번째 비용”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.claim import ExpenseLine
from bot.text.patterns import pattern

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "첫": 1, "첫번째": 1, "첫 번째": 1, "두번째": 2, "두 번째": 2, "세번째": 3, "세 번째": 3,
}  # fmt: skip
_BY_NUMBER = pattern(
    r"(?:for |of |in |on )?(?:the )?"
    r"(?:\b(?:cost|line|item|entry) ?(?:no\.? ?|number |#)?(\d{1,2})\b"
    r"|\b(first|1st|second|2nd|third|3rd|fourth) (?:(?:one|cost|line|entry)\b(?:'s)?"
    r"|(?=(?:vendor|supplier|invoice|net|tax|vat|amount)\b))"
    r"|(?<!\d)(\d{1,2}) ?번(?:째)? ?(?:비용|항목|거|건)(?:은|는|의|을|를)?"
    r"|(?:비용|항목) ?(\d{1,2})(?:번|의|은|는|에|:|(?=\s))(?:은|는|의)?"
    r"|((?:첫|두|세) ?번째)(?: ?(?:비용|거|것|건))?(?:은|는|의)?)[\s:,-]*",
    re.IGNORECASE,
)


def cost_named(text: str, lines: Sequence[ExpenseLine]) -> tuple[str, str]:
    """The words without those that say which cost is meant, and its id, or ""."""
    if not lines:
        return text, ""
    if found := _BY_NUMBER.search(text):
        said = found[2] or found[5] or ""
        number = int(found[1] or found[3] or found[4] or _ORDINALS.get(said.casefold(), 0))
        if 1 <= number <= len(lines):
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
            return rest, lines[number - 1].line_id
    named = [(line, rest) for line in lines if (rest := _without_vendor(text, line.vendor_name))]
    if len(named) == 1:
        return named[0][1], named[0][0].line_id
    return text, ""


def _without_vendor(text: str, vendor: str) -> str:
    """The words without those that name the vendor of a cost, "" where they do not."""
    if len(vendor) < 2:
        return ""
    name = re.escape(vendor)
    way = (
        rf"\bthe {name} (?:one|cost|line|invoice(?! n))(?:'s)?\s*|\b{name}['’]s\s+"
        rf"|^{name} (?=(?:was|is|cost|should be) [$€£₩]?\d)"
        rf"|^{name}(?:은|는|이|가) (?=[\d,.]+)"
        rf"|\s*\b(?:of|for|from|by) {name}\b"
        rf"|(?<![가-힣]){name} ?(?:건|거|것|쪽|비용|의)(?:은|는|이|의)?[\s:,]+"
        rf"|(?<![가-힣]){name} (?=(?:세금|송장|인보이스|계산서|부가세|공급가|금액))"
    )
    found = re.search(way, text, re.IGNORECASE)
    return f"{text[: found.start()]} {text[found.end() :]}".strip() if found else ""
