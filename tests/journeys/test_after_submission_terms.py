"""What ends by itself: the duty to keep originals, and drafts whose window closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.afterwards import files_claim, hears, notices
from tests.journeys.stage import Stage, stage

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
async def on(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, now=NOW) as running:
        yield running


async def test_the_end_of_the_duty_to_keep_originals_is_told(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)
    await hears(asha)
    on.clock.now = datetime(2028, 10, 2, 20, 0, tzinfo=UTC)
    await hears(asha)
    assert notices(asha, "You no longer have to keep these originals") == 0

    on.clock.moves(days=1)
    await hears(asha)
    on.clock.moves(days=1)
    await hears(asha)

    assert notices(asha, "You no longer have to keep these originals") == 1


async def test_nothing_is_told_of_originals_of_a_withdrawn_claim(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha)
    await asha.clicks("Status")
    await asha.clicks("Withdraw")
    await asha.clicks("Withdraw")
    await hears(asha)

    on.clock.now = datetime(2028, 10, 5, tzinfo=UTC)
    await hears(asha)

    assert notices(asha, "You no longer have to keep these originals") == 0


async def test_a_draft_whose_window_closed_expires_and_is_told_once(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha, submits=False)
    on.clock.now = datetime(2027, 2, 16, 7, 59, tzinfo=UTC)  # one minute to midnight there
    await hears(asha)
    assert notices(asha, "A draft has expired: Autumn ads") == 0

    for _ in range(3):
        on.clock.moves(minutes=31)
        await hears(asha)

    assert notices(asha, "A draft has expired: Autumn ads") == 1
    await asha.clicks("Submit claim", attested="true")
    asha.sees("Expired")
    assert await on.received() == []


async def test_a_draft_submitted_in_the_last_minute_does_not_expire(on: Stage) -> None:
    asha = on.person("Asha")
    await files_claim(asha, submits=False)
    on.clock.now = datetime(2027, 2, 16, 7, 58, tzinfo=UTC)
    await asha.clicks("Submit claim", attested="true")
    await asha.waits()
    on.clock.moves(hours=1)
    await hears(asha)

    assert notices(asha, "A draft has expired: Autumn ads") == 0
