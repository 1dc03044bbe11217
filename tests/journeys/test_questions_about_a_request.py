"""Questions while a reviewer waits: about that request, and not about the claim deadline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears
from tests.journeys.stage import Stage, stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, now=NOW) as running:
        yield running


async def test_what_a_reviewer_wants_and_until_when_is_answered_for_the_claim(on: Stage) -> None:
    asha, reviewer = on.person("Asha"), Reviewer(on)
    await files_claim(asha)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=list(ITEMS))
    await hears(asha)
    await asha.clicks("Answer now")
    await asha.says("what did they ask for?")
    asha.sees("Autumn ads", "The invoice shows no dates.", "How many people saw the ad?")
    await asha.says("until when do I have to answer?")
    asha.sees("answer by 30 November 2026, 12:00 (Seoul, KST), your time")
    await asha.says("can I get more time?")

    asha.sees("Only the reviewer can give more time", "No published text says so")
    asha.sees_not("forfeited")
