"""A book of phrases that is looked up in one pass.

Latin by stemmed words, Korean by syllables without spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.understanding.words import glued, is_hangul, is_latin, letters, stem, tokens

WEAK = "~"
"""Before the code of a phrase that is told only where its subject is spoken of.

Money for a cost, a program or partner for a program, an activity for who did it: "lunch" is a
break, "lunch, can I claim it?" a cost. A weak activity or document is told where no other is.
"""
LONGEST_PHRASE = 6
LONGEST_HANGUL = 16
COUNTING = frozenset("몇못안덜더새첫")
"""Words of one syllable that make a phrase with the syllable after the space."""
MAX_TYPOS = 24
"""Unknown words beyond this many are not compared with the vocabulary."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found.

    Units: `start` and `end` count words (Latin) or syllables without spaces (Hangul).
    """

    name: str
    start: int
    end: int
    hangul: bool

    def within(self, other: Hit) -> bool:
        """Whether the other hit covers this one and more."""
        inside = other.start <= self.start and self.end <= other.end
        return inside and self.hangul == other.hangul and other.length > self.length

    @property
    def length(self) -> int:
        """How long the phrase is, in its own units."""
        return self.end - self.start


class PhraseBook:
    """Phrases → names; one phrase may have several names.

    `cut` takes endings off English words; shorter words than `shortest_typo` are never corrected.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        vocabulary: Iterable[str] = (),
        *,
        cut: Callable[[str], str] = stem,
        shortest_typo: int = 4,
    ) -> None:
        self._cut, self._shortest_typo = cut, shortest_typo
        self._latin: dict[tuple[str, ...], list[str]] = {}
        self._hangul: dict[str, list[str]] = {}
        for name, phrase in entries:
            self._add(name, phrase.lower())
        words = {word for phrase in self._latin for word in phrase} | set(vocabulary)
        self._known = frozenset(words)
        self._vocabulary = sorted(word for word in words if len(word) >= 4 and is_latin(word))
        self._keep_spellings()
        self._correct = lru_cache(maxsize=4096)(self._nearest)

    def _keep_spellings(self) -> None:
        """Know the Korean phrases that may be mistyped letter by letter."""
        mistyped = filter(self._may_be_mistyped, self._hangul)
        self._spelled = {letters(phrase): phrase for phrase in sorted(mistyped)}
        self._spellings: dict[int, list[str]] = {}
        for spelling in self._spelled:
            self._spellings.setdefault(len(spelling), []).append(spelling)

    def _may_be_mistyped(self, phrase: str) -> bool:
        return len(phrase) >= 3

    def _all(self) -> Iterator[list[str]]:
        yield from self._latin.values()
        yield from self._hangul.values()

    def _add(self, name: str, phrase: str) -> None:
        compact = "".join(glued(phrase))
        if compact:
            names = self._hangul.setdefault(compact, [])
        else:
            key = tuple(map(self._cut, tokens(phrase)))
            names = self._latin.setdefault(key, []) if key else []
        if name not in names:
            names.append(name)

    def correct(self, stems: Sequence[str]) -> list[str]:
        """The words with small typing mistakes put right where the vocabulary has such a word."""
        budget = MAX_TYPOS
        result = []
        for word in stems:
            if budget and len(word) >= self._shortest_typo and self._may_be_typo(word):
                budget -= 1
                word = self._correct(word)
            result.append(word)
        return result

    def _may_be_typo(self, word: str) -> bool:
        return word not in self._known and stem(word) not in self._known and is_latin(word)

    def latin(self, stems: Sequence[str]) -> Iterator[Hit]:
        """Phrases among stemmed words, in order, the longest first."""
        at = 0
        while at < len(stems):
            for size in range(min(LONGEST_PHRASE, len(stems) - at), 0, -1):
                found = self._latin.get(tuple(stems[at : at + size]))
                if found:
                    yield from (Hit(name, at, at + size, False) for name in found)
                    at += size
                    break
            else:
                at += 1

    def hangul(self, words: Sequence[str]) -> Iterator[Hit]:
        """Phrases in the text without its spaces.

        A single syllable counts only where a word begins.
        """
        compact, starts = _glue(words)
        at = 0
        while at < len(compact):
            shortest = 1 if at in starts else 2
            for size in range(min(LONGEST_HANGUL, len(compact) - at), shortest - 1, -1):
                found = self._hangul.get(compact[at : at + size])
                if found and _is_written_so(compact[at], at, at + size, starts):
                    yield from (Hit(name, at, at + size, True) for name in found)
                    at += size
                    break
            else:
                at += 1

    def mistyped(self, words: Sequence[str]) -> Iterator[Hit]:
        """Korean phrases that a word begins with but for one letter; for when nothing was found."""
        for at, word in enumerate(words[:12]):
            if len(word) >= 3 and is_hangul(word):
                for spelling in self._nearly_begins(letters(word)):
                    for name in self._hangul[self._spelled[spelling]]:
                        yield Hit(name, at, at, True)

    def _nearly_begins(self, word: str) -> Iterator[str]:
        """The longest spelling that a word begins with but for one letter."""
        from rapidfuzz import process  # slow to import, and loaded after the start
        from rapidfuzz.distance import OSA

        for length in sorted(self._spellings, reverse=True):
            if length <= len(word) + 1:
                found = process.extractOne(
                    word[:length], self._spellings[length], scorer=OSA.distance, score_cutoff=1
                )
                if found:
                    yield str(found[0])
                    return

    def _nearest(self, word: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < 8 else 2
        found = process.extractOne(
            word, self._vocabulary, scorer=OSA.distance, score_cutoff=allowed
        )
        return str(found[0]) if found and found[0][0] == word[0] else word


class GroupedBook(PhraseBook):
    """Phrases of several groups, looked up in one pass; each group has its own longest phrases.

    Names are "group name"; hits of Korean typing mistakes are of one group only.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        vocabulary: Iterable[str] = (),
        *,
        cut: Callable[[str], str] = stem,
        shortest_typo: int = 4,
        mistyped_group: str = "",
    ) -> None:
        self._mistyped = f"{mistyped_group} "
        super().__init__(entries, vocabulary, cut=cut, shortest_typo=shortest_typo)
        self._split = {name: name.partition(" ")[0] for name in {*chain(*self._all())}}

    def _may_be_mistyped(self, phrase: str) -> bool:
        names = self._hangul[phrase]
        return len(phrase) >= 4 and any(name.startswith(self._mistyped) for name in names)

    def latin(self, stems: Sequence[str]) -> Iterator[Hit]:
        """Phrases among stemmed words, in order, the longest of each group."""
        free: dict[str, int] = {}
        for at in range(len(stems)):
            for size in range(min(LONGEST_PHRASE, len(stems) - at), 0, -1):
                found = self._latin.get(tuple(stems[at : at + size]))
                if found:
                    yield from self._free(found, at, at + size, free, False)

    def hangul(self, words: Sequence[str]) -> Iterator[Hit]:
        """Phrases in the text without its spaces, as in every book, the longest of each group.

        Two syllables do not count behind the first one of a word: there is no 랜딩 in 브랜딩.
        """
        compact, starts = _glue(words)
        free: dict[str, int] = {}
        for at in range(len(compact)):
            shortest = 1 if at in starts else 3 if at - 1 in starts else 2
            for size in range(min(LONGEST_HANGUL, len(compact) - at), shortest - 1, -1):
                found = self._hangul.get(compact[at : at + size])
                if found and _is_written_so(compact[at], at, at + size, starts):
                    yield from self._free(found, at, at + size, free, True)

    def _free(
        self, names: list[str], start: int, end: int, free: dict[str, int], hangul: bool
    ) -> Iterator[Hit]:
        open_to = [name for name in names if free.get(self._split[name], 0) <= start]
        for name in open_to:
            free[self._split[name]] = end
            yield Hit(name, start, end, hangul)


def _glue(words: Sequence[str]) -> tuple[str, set[int]]:
    """The words without spaces and where they begin."""
    starts, at = set(), 0
    for word in words:
        starts.add(at)
        at += len(word)
    return "".join(words), starts


def _is_written_so(first: str, start: int, end: int, starts: set[int]) -> bool:
    """Whether a phrase may stand across spaces: from the start of a word, and not by two syllables.

    Else "제 휴대폰" would have 제휴 in it.
    """
    if not any(start < at < end for at in starts):
        return True
    return start in starts and (end - start > 2 or first in COUNTING)
