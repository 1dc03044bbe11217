"""Which sentence of a long text says what is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.text.patterns import pattern
from bot.understanding.features import Reading
from bot.understanding.values import OUT_OF_SCOPE, SMALLTALK

LONG_TEXT_CHARS = 240
"""A longer text is a letter: its sentences are recognized one by one."""
MAX_SENTENCES = 24
QUESTION = 1.25
"""A question counts for so much more than a statement."""
Scored = tuple[Reading, dict[str, float]]
_SENTENCE = pattern(r"(?<=[.!?。])\s+|\n+")
_LET_ME_KNOW = pattern(
    r"\b(?:(?:could|can|would) you (?:please |kindly )?|please |kindly )?"
    r"(?:let me know|let us know|advise(?: me| us)?|inform me)\b",
    re.IGNORECASE,
)
"""In a letter the way to ask, no wish to be reminded."""


def sentences(text: str) -> list[str]:
    """The sentences of a letter; a short text is one.

    >>> sentences("Hi.")
    ['Hi.']
    """
    if len(text) <= LONG_TEXT_CHARS:
        return [text]
    bare = _LET_ME_KNOW.sub(" ", text)
    parts = [part for part in _SENTENCE.split(bare) if len(part.strip()) > 2]
    return parts[:MAX_SENTENCES] or [text]


def most_relevant(
    readings: Sequence[Reading], score: Callable[[Reading], dict[str, float]]
) -> Scored:
    """The sentence that is surest about a thing in scope, the first of equal ones.

    Scores only those that may still be surer than the surest so far.
    """
    best, most, place = None, -1.0, len(readings)
    for at in sorted(range(len(readings)), key=lambda at: (-_weight(readings[at]), at)):
        reading, weight = readings[at], _weight(readings[at])
        if best is not None and weight < most:
            break
        scores = score(reading)
        relevance = weight * _inside(scores)
        if relevance > most or (relevance == most and at < place):
            best, most, place = (reading, scores), relevance, at
        if not weight:
            break
    if best is None:
        raise ValueError("a text has a sentence")
    return best


def _weight(reading: Reading) -> float:
    """The most that a sentence may count."""
    return (QUESTION if "?" in reading.stems else 1.0) * min(1.0, len(reading.concepts) / 2)


def _inside(scores: dict[str, float]) -> float:
    return max(
        share
        for label, share in scores.items()
        if label != OUT_OF_SCOPE and not label.startswith(SMALLTALK)
    )
