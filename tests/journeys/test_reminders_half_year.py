"""A window's whole cadence on a clock that runs: in each zone every reminder in its hours, once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.storage.reminders import LogState
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import begins_draft, log

FIRST = datetime(2027, 1, 13, 1, 0, tzinfo=UTC)
ZONES = ("Asia/Seoul", "America/Los_Angeles", "Pacific/Kiritimati", "Australia/Lord_Howe")
STEP_HOURS = 4
STEPS = [date(2027, 1, 15), date(2027, 1, 29), date(2027, 2, 5)]
"""The first three; later ones meet the Korean New Year and the weekend, as elsewhere tested."""


async def test_every_step_comes_in_working_hours_of_each_zone(stage_of: MakeStage) -> None:
    stage = await stage_of(now=FIRST)
    await stage.control(funds="zero")
    people = {}
    for number, zone in enumerate(ZONES):
        persona = stage.person(f"Person {number}", zone=zone)
        await begins_draft(persona)
        people[persona.conversation_id] = zone

    while stage.clock.now < datetime(2027, 2, 16, 9, 0, tzinfo=UTC):
        await stage.work()
        stage.clock.moves(hours=STEP_HOURS)

    told = [entry for entry in await log(stage) if entry.state is LogState.DELIVERED]
    by_zone: dict[str, list[datetime]] = {zone: [] for zone in ZONES}
    for entry in told:
        zone = people[entry.conversation_key.partition("|")[2]]
        by_zone[zone].append(entry.changed_at.astimezone(ZoneInfo(zone)))
    assert {zone: len(moments) for zone, moments in by_zone.items()} == dict.fromkeys(ZONES, 6)
    assert all(9 <= moment.hour < 17 for moments in by_zone.values() for moment in moments)
    assert all([moment.date() for moment in moments][:3] == STEPS for moments in by_zone.values())
