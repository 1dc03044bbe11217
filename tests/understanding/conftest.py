"""One recognizer for all tests: it is only read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.catalog import load_catalog
from bot.understanding import Recognition, Recognizer

TODAY = date(2026, 4, 20)


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    return Recognizer.load(load_catalog())


@pytest.fixture(scope="session")
def recognize(recognizer: Recognizer) -> Callable[..., Recognition]:
    def of(text: str, **options: object) -> Recognition:
        return recognizer.recognize(text, today=TODAY, **options)

    return of
