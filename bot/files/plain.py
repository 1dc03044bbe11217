"""Documents that are text: CSV and RTF."""

from __future__ import annotations

import re

from bot.domain.claim import Finding
from bot.files.findings import refusal, remark
from bot.files.kinds import KINDS, text_of

_MARKUP = re.compile(r"(?i)<(script|html|iframe|svg)[\s>]")
_FORMULA = re.compile(r"""(?im)(?:^|[,;\t])\s*"?(?:=|[+\-@]\s*[a-z]+\(|[+\-@][^,;\t\r\n]*\|)""")
_OBJECT = re.compile(rb"\\(objdata|objupdate|objautlink|ddeauto)")


def check_csv(data: bytes, name: str) -> list[Finding]:
    """What is wrong with a table in text: not text, or markup and formulas in its cells."""
    text = text_of(data)
    if text is None or not text.strip("\ufeff \t\r\n"):
        return [refusal("unreadable", name=name, expected=KINDS["csv"].title)]
    if _MARKUP.search(text):
        return [refusal("hidden_content", name=name, found=KINDS["html"].title)]
    return [remark("formulas", name=name)] if _FORMULA.search(text) else []


def check_rtf(data: bytes, name: str) -> list[Finding]:
    """What is wrong with rich text: its last brace is missing, or it carries objects."""
    if not data.rstrip(b"\0 \t\r\n\x1a").endswith(b"}"):
        return [refusal("truncated", name=name)]
    return [refusal("active_content", name=name)] if _OBJECT.search(data) else []
