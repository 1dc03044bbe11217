"""What every reader does first: bring typed text into one shape."""

from __future__ import annotations

import unicodedata

MAX_CHARS = 200
"""Longer text is never an answer to a short question."""

_DASHES = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "~": "~",
        "〜": "~",
        "∼": "~",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
    }
)


def tidy(text: str) -> str:
    """Lower case, plain forms, one space between words, no trailing full stop; "" if too long.

    >>> tidy("  Ｍａｒｃｈ\u00a03rd. ")
    'march 3rd'
    """
    if len(text) > MAX_CHARS:
        return ""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    return " ".join(plain.split()).rstrip(" .!,?。")[: 2 * MAX_CHARS]
