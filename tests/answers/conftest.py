"""One recognizer for all tests of answers; cases and recognitions are made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.answers import Answers, Case
from bot.catalog import load_catalog
from bot.domain.catalog import Catalog
from bot.text import translator
from bot.understanding import Outcome, Recognition, Recognizer, Slots

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def answers(catalog: Catalog) -> Answers:
    return Answers(catalog, Recognizer.load(catalog))


@pytest.fixture
def case() -> Callable[..., Case]:
    def make(language: str = "en", **more: Any) -> Case:
        given = {"now": NOW, "zone": "Asia/Seoul", "say": translator(language, "Asia/Seoul")}
        return Case(**{**given, **more})

    return make


@pytest.fixture
def meant() -> Callable[..., Recognition]:
    def make(intent: str, outcome: Outcome = Outcome.ANSWER, **slots: Any) -> Recognition:
        if "activity" in slots:
            slots.setdefault("activities", (slots["activity"],))
        return Recognition(
            intent=intent,
            confidence=0.95,
            alternatives=((intent, 0.95),),
            slots=Slots(**slots),
            outcome=outcome,
            language="en",
        )

    return make
