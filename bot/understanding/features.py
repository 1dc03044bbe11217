"""Text → weighted features: concepts and pairs of them, words, pieces of words and across words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import sqrt
from zlib import crc32

from bot.understanding.phrases import PhraseBook
from bot.understanding.words import (
    blank,
    glued,
    is_hangul,
    is_latin,
    letters,
    normalize,
    stem,
    tokens,
)

BLOCK_WEIGHTS = {"c": 0.9, "p": 0.5, "w": 1.2, "b": 0.8, "n": 1.5, "x": 0.8, "s": 0.6}
MAX_PAIRS = 10
"""Concepts beyond this many make no pairs, so that the work stays linear."""
ACROSS_WORDS = (4, 5, 6, 7)
"""Sizes of the pieces of an English text that reach over a space."""
APART = (2, 3)
"""How far the words of a loose pair stand apart."""
_PARTICLES = (
    "은 는 이 가 을 를 에 의 도 로 으로 에서 에게 한테 까지 부터 만 이나 나 랑 이랑 하고 과 와 "
    "처럼 보다 마다 라도 이라도 요 이요 인데 인데요 이라 라서 이라서 이고 이면 면 들"
)
_LONGEST_FIRST = tuple(sorted(_PARTICLES.split(), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, taken apart once.

    Normalized, blanked, its stems with typos corrected, its Hangul words.
    """

    plain: str
    stems: tuple[str, ...]
    hangul: tuple[str, ...]
    concepts: tuple[str, ...]


def read(text: str, lexicon: PhraseBook) -> Reading:
    """Take a text apart."""
    plain = blank(normalize(text))
    stems = lexicon.correct([stem(part) if is_latin(part) else part for part in tokens(plain)])
    words = glued(plain)
    hits = [*lexicon.latin([w for w in stems if not is_hangul(w)]), *lexicon.hangul(words)]
    concepts = tuple(dict.fromkeys(hit.name for hit in hits))
    hangul = tuple(word for word in words if is_hangul(word))
    return Reading(plain, tuple(stems), hangul, concepts)


def features(reading: Reading) -> dict[int, float]:
    """Hash of a feature → its weight.

    Each kind of feature has the same total weight in short and long texts.
    """
    result: dict[int, float] = {}
    for block, names in _blocks(reading):
        if names:
            weight = BLOCK_WEIGHTS[block] / sqrt(len(names))
            begun = crc32(f"{block}:".encode())
            for name in names:
                key = crc32(name.encode(), begun)
                result[key] = result[key] + weight if key in result else weight
    return result


def _blocks(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    concepts = list(reading.concepts)
    yield "c", concepts
    yield "p", [f"{a}+{b}" for a, b in combinations(sorted(concepts[:MAX_PAIRS]), 2)]
    words = list(reading.stems)
    yield "w", list(dict.fromkeys([*words, *reading.hangul]))
    bounded = ["^", *words, "$"]
    yield "b", list(dict.fromkeys(f"{a} {b}" for a, b in pairwise(bounded)))
    yield "n", list(dict.fromkeys(_pieces(reading)))
    yield "x", list(dict.fromkeys(_pieces_across(reading)))
    yield "s", list(dict.fromkeys(_loose_pairs(reading)))


def _pieces(reading: Reading) -> list[str]:
    pieces: list[str] = []
    for word in reading.stems:
        if is_latin(word):
            padded, end = f"<{word}>", len(word) + 3
            for size in (3, 4, 5):
                pieces += [padded[at : at + size] for at in range(end - size)]
    compact = "".join(reading.hangul)
    for size in (1, 2, 3, 4):
        pieces += [compact[at : at + size] for at in range(len(compact) - size + 1)]
    for word in reading.hangul:
        split = letters(word)
        pieces += ["j" + split[at : at + 5] for at in range(len(split) - 4)]
    return pieces


def _pieces_across(reading: Reading) -> list[str]:
    pieces: list[str] = []
    if reading.hangul:
        return pieces
    line = f" {' '.join(reading.stems)} "
    for size in ACROSS_WORDS:
        inner = size - 1
        pieces += [
            line[at : at + size]
            for at in range(len(line) - inner)
            if line.find(" ", at + 1, at + inner) >= 0
        ]
    return pieces


def _loose_pairs(reading: Reading) -> Iterator[str]:
    words = [_without_particle(word) for word in reading.hangul] or list(reading.stems)
    for apart in APART:
        for first, second in zip(words, words[apart:], strict=False):
            yield f"{first}_{second}"


def _without_particle(word: str) -> str:
    for particle in _LONGEST_FIRST:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word[: -len(particle)]
    return word
