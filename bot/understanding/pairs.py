"""Two words side by side that mean one thing together: "exam" and "invoice", 시험 and 영수증.

Groups of words and the pairs of groups stand in `lexicon/pairs.txt`. So "fee for the exam", "exam
voucher price" and 시험 응시료 need no phrase each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.text.patterns import pattern
from bot.understanding.lexicon import entries
from bot.understanding.phrases import GroupedBook, Hit
from bot.understanding.words import glued, is_latin, singular

LONGEST_PART = 10
"""Syllables, or letters for a Latin word in a Korean text (others are not looked up there)."""
MAX_BETWEEN = 3
"""Words that may stand after the preposition in "fee for our second exam"."""
_BEFORE_SECOND = "of for from by on in at about with into inside showing"
_PREPOSITIONS = frozenset(_BEFORE_SECOND.split())
_ENDING = (
    "and or but to we i is are was were do did does can will would could should may has have had"
)
_ENDS = frozenset([*_ENDING.split(), "if", "that", "which", "?"])
"""Words across which nothing belongs together."""
_BETWEEN = pattern(
    r"[이가]|들?(?:대상|에게|한테)?의?|용|에|한|된|관련|에서|참가|참석|집행|제작|(?:가|이"
    r"|에서)?(?:발행한|보낸|받은|준)"
    r"|에?(?:낸|실은|쓴|나간|찍힌|찍은|실린|올린|게재한)|하는|한거|및|월간?|연간|(?:\d{1,2}"
    r"|[한두세네])대를?"
)
"""What may stand between two Korean words of a pair."""
_LATIN, _NO_LATIN = pattern(r"[a-z0-9]"), pattern(r"[^a-z0-9]")


class _Part(NamedTuple):
    name: str
    start: int
    end: int


class PairBook:
    """Pairs of words → kind and code."""

    def __init__(self, text: str) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._only_beside: set[tuple[str, str]] = set()
        self._compact: dict[str, list[str]] = {}
        latin = []
        for entry, phrase in entries(text):
            word, _, name = entry.partition(" ")
            if word in ("pair", "next"):
                kind, _, code = name.partition(" ")
                first, _, second = phrase.partition(" ")
                self._pairs.setdefault((first, second), []).append((kind, code))
                if word == "next":
                    self._only_beside.add((first, second))
                continue
            hangul = "".join(glued(phrase))
            compact = hangul or _NO_LATIN.sub("", phrase)
            names = self._compact.setdefault(compact, [])
            if name not in names:
                names.append(name)
            if not hangul:
                latin.append((name, phrase))
        self._latin = GroupedBook(latin, cut=singular)

    def find(self, stems: Sequence[str], words: Sequence[str]) -> Iterator[tuple[str, Hit]]:
        """Kind and hit of every pair in the words of a text, as `slots` takes it apart."""
        if words:
            yield from self._hangul(words)
        else:
            yield from self._english(stems)

    def _english(self, stems: Sequence[str]) -> Iterator[tuple[str, Hit]]:
        done: set[tuple[str, int]] = set()
        parts = [_Part(hit.name, hit.start, hit.end) for hit in self._latin.latin(stems)]
        for at, first in enumerate(parts):
            for second in parts[at + 1 :]:
                between = stems[first.end : second.start]
                if second.start < first.end:
                    continue
                if len(between) > MAX_BETWEEN + 1:
                    break
                if not between:
                    for kind, hit in self._named(first, second, False):
                        done.add((kind, second.start))
                        yield kind, hit
                elif not _ENDS.isdisjoint(between):
                    break
                elif between[0] in _PREPOSITIONS:
                    if (second.name, first.name) in self._only_beside:
                        continue
                    named = list(self._named(second, first, False))
                    for kind, hit in named:
                        if (kind, first.start) not in done:  # "shipping cost" of the flyers
                            yield kind, hit
                    if named:
                        break

    def _hangul(self, words: Sequence[str]) -> Iterator[tuple[str, Hit]]:
        compact = "".join(words)
        edges, at = {0}, 0
        for word in words:
            at += len(word)
            edges.add(at)
        parts = list(self._parts_in(compact, edges))
        for at, first in enumerate(parts):
            for second in parts[at + 1 :]:
                if second.start < first.end:
                    continue
                between = compact[first.end : second.start]
                if len(between) > 4:
                    break
                if not between or _BETWEEN.fullmatch(between):
                    yield from self._named(first, second, True)

    def _parts_in(self, compact: str, edges: set[int]) -> Iterator[_Part]:
        at = 0
        while at < len(compact):
            for size in range(min(LONGEST_PART, len(compact) - at), 0, -1):
                found = self._compact.get(compact[at : at + size])
                if found and _stands_alone(compact, at, at + size, edges):
                    yield from (_Part(name, at, at + size) for name in found)
                    at += size
                    break
            else:
                at += 1

    def _named(self, first: _Part, second: _Part, hangul: bool) -> Iterator[tuple[str, Hit]]:
        start, end = min(first.start, second.start), max(first.end, second.end)
        for kind, code in self._pairs.get((first.name, second.name), ()):
            yield kind, Hit(code, start, end, hangul)


_CASE = "건"
"""The one word of a syllable that stands alone: 우편 건."""
_PARTICLES = frozenset("를을은는이가도로와랑만의에까요예인나하,")


def _stands_alone(compact: str, start: int, end: int, edges: set[int]) -> bool:
    """Whether a part may begin and end here.

    A Latin one not within a Latin word; one syllable only as an ending, as in 시험비.
    """
    if not is_latin(compact[start]):
        if end - start > 1:
            return True
        if compact[start] == _CASE:
            return start in edges or end in edges
        return start not in edges and (end in edges or compact[end] in _PARTICLES)
    begins = start in edges or not _LATIN.match(compact[start - 1])
    return begins and (end in edges or not _LATIN.match(compact[end]))
