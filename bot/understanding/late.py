"""The recognizer, read when a first text comes or after the start: 70 ms that a start can spare."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bot.domain.catalog import Catalog
from bot.understanding.recognizer import Recognizer
from bot.understanding.values import QuestionContext, Recognition

_UNREAD: deque[LateRecognizer] = deque(maxlen=4)


class LateRecognizer(Recognizer):
    """Does what `Recognizer.load` gives does, and reads it once when that is first wanted.

    Whoever wants it meanwhile waits, from whatever thread.
    """

    def __init__(self, read: Callable[[], Recognizer]) -> None:
        self._read = read
        self._recognizer: Recognizer | None = None
        self._reading = threading.Lock()

    @classmethod
    def load(
        cls, catalog: Catalog, added: Mapping[str, Sequence[str]] | None = None
    ) -> LateRecognizer:
        """The recognizer of a catalog, of which nothing is read yet."""
        made = cls(lambda: Recognizer.load(catalog, added))
        _UNREAD.append(made)
        return made

    def read(self) -> Recognizer:
        """The recognizer itself."""
        with self._reading:
            if self._recognizer is None:
                self._recognizer = self._read()
            return self._recognizer

    def with_added(self, questions: Mapping[str, Sequence[str]]) -> LateRecognizer:
        """The same recognizer with these added questions (key → wordings) only."""
        made = LateRecognizer(lambda: self.read().with_added(questions))
        _UNREAD.append(made)
        return made

    def recognize(
        self,
        text: str,
        *,
        today: date,
        language: str | None = None,
        context: QuestionContext | None = None,
    ) -> Recognition:
        """What a text means, as `Recognizer.recognize` tells."""
        known = self._recognizer or self.read()
        return known.recognize(text, today=today, language=language, context=context)


def to_read() -> Iterator[Callable[[], Recognizer]]:
    """Each recognizer that is not read yet, to be called: that reads it."""
    while _UNREAD:
        yield _UNREAD.popleft().read
