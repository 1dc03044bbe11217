"""Words of the wrong language in what the bot says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.journeys.fake_channel import Message

NAMES = (
    "Microsoft 365",
    "Microsoft Learning",
    "Microsoft Excel",
    "Microsoft PowerPoint",
    "Partner Center",
    "CSP",
    "Surface Hub",
    "Surface",
    "SPIFF",
    "Customer Immersion Experience",
    "https://partner.microsoft.com/support",
)
"""Names that stay as they are in every language."""

_LATIN = re.compile(r"[A-Za-z][a-z']+(?:[ ,;:]+[A-Za-z][a-z']+)+")
_HANGUL = re.compile(r"[가-힣]+")


def english_in(messages: Iterable[Message], *typed: str) -> set[str]:
    """English of two words or more in messages to a Korean; names and what was typed are left
    out.
    """
    return {
        found
        for message in messages
        for found in _LATIN.findall(_without(message.everything, (*typed, *NAMES)))
    }


def korean_in(messages: Iterable[Message], *typed: str) -> set[str]:
    """Korean in messages to somebody who reads English; the language switch is left out."""
    return {
        found
        for message in messages
        for found in _HANGUL.findall(_without(message.everything, (*typed, "한국어")))
    }


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, "·")
    return text
