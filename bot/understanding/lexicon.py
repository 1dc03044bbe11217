"""Words of both languages → the concept they stand for, so that 서류 and "papers" are one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.understanding.phrases import PhraseBook

FOLDER = Path(__file__).parent / "lexicon"


def load_lexicon(vocabulary: Iterable[str] = (), folder: Path = FOLDER) -> PhraseBook:
    """Concepts of the files `concepts.<language>.txt`.

    `vocabulary` are more words that are no typos.
    """
    return PhraseBook(
        (
            (name, phrase)
            for path in sorted(folder.glob("concepts.*.txt"))
            for name, phrase in entries(path.read_text("utf-8"))
        ),
        vocabulary,
    )


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Name and phrase of each entry of a file with lines `NAME: phrase, phrase`.

    `#` begins a comment.

    >>> list(entries("# words\\nDOC: paper, 서류"))
    [('DOC', 'paper'), ('DOC', '서류')]
    """
    for line in text.splitlines():
        name, _, phrases = line.partition(":")
        if phrases and not line.startswith("#"):
            name = name.strip()
            for phrase in phrases.split(","):
                yield name, phrase.strip()
