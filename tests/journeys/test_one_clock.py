"""A deadline is told by the program's clock and by one's own; once where these agree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears
from tests.journeys.reminding import BEFORE, begins_draft, comes
from tests.journeys.stage import Persona, Stage

HERE = "America/Los_Angeles"
THERE = "America/Vancouver"
"""Another zone whose clocks show the same time."""
CITIES = {HERE: "Los Angeles", THERE: "Vancouver"}
LA_MORNING = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)
"""Nine in Los Angeles, three days before the safe date."""


def closings(partner: Persona, time: str) -> list[str]:
    """The lines of the newest answers that tell this time of the day."""
    return [line for line in partner.said.splitlines() if time in line]


@pytest.mark.parametrize("zone", [HERE, THERE])
@pytest.mark.parametrize(
    ("locale", "words", "time"),
    [
        ("en-US", "When is the deadline?", "23:59"),
        ("en-US", "deadlines", "23:59"),
        ("ko-KR", "마감일이 언제예요?", "23:59"),
        ("ko-KR", "마감", "23:59"),
    ],
)
async def test_the_deadline_is_told_once(
    stage: Stage, zone: str, locale: str, words: str, time: str
) -> None:
    asha = stage.person("Asha", zone=zone, locale=locale)
    await asha.says(words)

    [line] = closings(asha, f"{time} (")
    assert line.count(f"{time} (") == 1


@pytest.mark.parametrize(("zone", "times"), [(HERE, 1), (THERE, 1), ("Asia/Seoul", 2)])
@pytest.mark.parametrize(
    ("action", "fields", "told"),
    [
        ("request", {"items": ITEMS}, "Answer by"),
        (
            "reject",
            {"reasons": [{"code": "not_live", "text": "No ad is seen."}]},
            "You can dispute",
        ),
    ],
)
async def test_a_limit_is_told_as_often_as_it_differs(
    stage: Stage, zone: str, times: int, action: str, fields: dict[str, Any], told: str
) -> None:
    asha = stage.person("Asha", zone=zone)
    await files_claim(asha)
    await Reviewer(stage).presses("start_review")
    await Reviewer(stage).presses(action, **fields)
    await hears(asha)
    await asha.says("status")

    line = next(line for line in asha.said.splitlines() if told in line)
    assert ("for you" in line) is (times == 2)
    assert sum(city in line for city in (*CITIES.values(), "Seoul")) == times


@pytest.mark.parametrize("zone", [HERE, THERE])
async def test_a_reminder_tells_the_end_of_the_window_once(stage_of, zone: str) -> None:
    stage = await stage_of(now=BEFORE)
    await stage.control(funds="zero")
    asha = stage.person("Asha", zone=zone)
    await begins_draft(asha)
    await comes(asha, LA_MORNING)

    [line] = closings(asha, "23:59")
    assert "for you" not in line
    assert line.count("23:59") == 1
    assert CITIES[zone] in line
    await asha.says("remind me on 20 February")
    asha.sees("too late for")
    [line] = closings(asha, "23:59")
    assert line.count("23:59") == 1
