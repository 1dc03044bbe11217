"""Documents that are text: CSV and RTF."""

from __future__ import annotations

import re

from bot.domain.claim import Finding
from bot.files.findings import refusal, remark
from bot.files.kinds import KINDS, text_of

FORMULAS_WITHIN = 64 * 2**10
"""Characters searched for formulas, which repeat row by row and earn a remark only."""

_MARKUP = ("<script", "<html", "<iframe", "<svg")
_FORMULA = re.compile(r"""(?im)(?:^|[,;\t])\s*"?(?:=|[+\-@]\s*[a-z]+\(|[+\-@][^,;\t\r\n]*\|)""")
_OBJECT = re.compile(rb"\\(objdata|objupdate|objautlink|ddeauto)")


def check_csv(data: bytes, name: str) -> list[Finding]:
    """What is wrong with a table in text: not text, or markup and formulas in its cells."""
    text = text_of(data)
    if text is None or not text.strip("\ufeff \t\r\n"):
        return [refusal("unreadable", name=name, expected=KINDS["csv"].title)]
    lower = text.lower()
    if any(markup in lower for markup in _MARKUP):
        return [refusal("hidden_content", name=name, found=KINDS["html"].title)]
    return [remark("formulas", name=name)] if _FORMULA.search(text, 0, FORMULAS_WITHIN) else []


def check_rtf(data: bytes, name: str) -> list[Finding]:
    """What is wrong with rich text: its last brace is missing, or it carries objects."""
    if not data.rstrip(b"\0 \t\r\n\x1a").endswith(b"}"):
        return [refusal("truncated", name=name)]
    return [refusal("active_content", name=name)] if _OBJECT.search(data) else []
