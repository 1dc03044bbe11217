"""Stages for journeys: `stage_of` opens one with the settings a test needs, `stage` is a plain one,
`asha` a partner on it.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import app as composition
from bot import commands
from bot.catalog import load_catalog
from bot.domain.catalog import Catalog
from bot.understanding import Recognizer
from tests.journeys import stage as stages
from tests.journeys.stage import Persona, Stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday at noon in Seoul: activities of July to December 2026 can be claimed."""

MakeStage = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def stage_of(tmp_path: Path) -> AsyncIterator[MakeStage]:
    """Open stages. Shape: `now` the still clock, `folder` below the test's own, other settings."""
    async with AsyncExitStack() as stack:

        async def make(*, now: datetime = NOW, folder: str = "bot", **settings: Any) -> Stage:
            opened = stages.stage(tmp_path / folder, now=now, **settings)
            return await stack.enter_async_context(opened)

        yield make


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    return await stage_of()


@pytest.fixture
def asha(stage: Stage) -> Persona:
    return stage.person("Asha")


@cache
def _catalog(folder: Path | None = None, extra: tuple[Path, ...] = ()) -> Catalog:
    return load_catalog(folder, extra)


@cache
def _recognizer() -> Recognizer:
    return Recognizer.load(_catalog())


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalog and recognizer are values; reading them anew would take longer than a journey."""
    monkeypatch.setattr(commands, "load_catalog", _catalog)
    monkeypatch.setattr(composition, "LateRecognizer", _Known)


class _Known:
    """Gives the recognizer that was read once."""

    @staticmethod
    def load(catalog: Catalog) -> Recognizer:
        return _recognizer()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A turn that failed is an error in the log; a journey reads it there."""
    caplog.set_level(logging.ERROR)
