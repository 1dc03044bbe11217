"""Questions added as data while the bot runs, found by likeness instead of by training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.understanding.words import blank, is_hangul, letters, normalize, stem, tokens

LIKE_ENOUGH = 86.0
"""Likeness (of 100) from which an added question is taken to be the one that was asked."""


class AddedQuestions:
    """Nearest added question of a text.

    The same words in any order, small typing mistakes forgiven.
    """

    def __init__(self, questions: Mapping[str, Sequence[str]]) -> None:
        pairs = [(key, _key(text)) for key, texts in questions.items() for text in texts]
        self._pairs = [(key, spelled) for key, spelled in pairs if spelled]
        self._spelled = [spelled for _, spelled in self._pairs]

    def find(self, text: str) -> tuple[str, float]:
        """Key of the nearest question and how alike it is (0 to 1).

        ("", 0.0) if none is alike enough.
        """
        from rapidfuzz import fuzz, process  # slow to import, and loaded after the start

        spelled = _key(text)
        if not self._pairs or not spelled:
            return "", 0.0
        found = process.extractOne(
            spelled, self._spelled, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_ENOUGH
        )
        if not found:
            return "", 0.0
        return self._pairs[found[2]][0], round(found[1] / 100, 4)


def _key(text: str) -> str:
    words = tokens(blank(normalize(text[:300])))
    return " ".join(
        letters(word) if is_hangul(word) else stem(word) for word in words if word != "?"
    )
