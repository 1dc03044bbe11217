"""Read and write the part of gettext's po format that our locale files use.

Babel's own reader is not used: it imports a module that Python 3.13 no longer has.
Source: GNU gettext manual, "The Format of PO Files". Not used here: plurals, contexts, fuzzy marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = re.compile(r'(msgid|msgstr)?\s*"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}
_HEADER = """# Sentences for partners: English id, then the sentence in this language. Sorted by id.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def parse_po(text: str) -> dict[str, str]:
    r"""Message id → translation, in the order of the file; "" for one not translated yet.

    >>> parse_po('msgid "Say \\"%(word)s\\""\nmsgstr ""\n"말해요 "\n"%(word)s"')
    {'Say "%(word)s"': '말해요 %(word)s'}
    """
    pairs: list[dict[str, str]] = []
    part = ""
    for line in text.splitlines():
        match = _PART.fullmatch(line.strip())
        if not match:
            continue
        if match[1] == "msgid":
            pairs.append({"msgid": "", "msgstr": ""})
        part = match[1] or part
        pairs[-1][part] += _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), match[2])
    return {pair["msgid"]: pair["msgstr"] for pair in pairs if pair["msgid"]}


def format_po(language: str, translations: Mapping[str, str]) -> str:
    """The text of a locale file, its messages sorted by id."""
    entries = (
        f"msgid {_quoted(message)}\nmsgstr {_quoted(translations[message])}\n"
        for message in sorted(translations)
    )
    return "\n".join((_HEADER.format(language=language), *entries))


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'
