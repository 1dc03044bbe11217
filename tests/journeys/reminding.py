"""A draft, the days on which it is told, and the log behind it, for journeys about reminders."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.storage import reminders as stored
from bot.storage.reminders import LogEntry
from tests.journeys.stage import Persona, Stage

BEFORE = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
"""A Monday in Seoul, two weeks before the safe date."""
THURSDAY_MORNING = datetime(2027, 2, 11, 0, 0, tzinfo=UTC)
"""Nine in Seoul, three days before the safe date: a step."""
FRIDAY_MORNING = datetime(2027, 2, 12, 0, 0, tzinfo=UTC)
"""The last step before the day itself, which is a Sunday."""


async def begins_draft(partner: Persona, name: str = "Autumn ads") -> None:
    """A draft with its dates, everything else open."""
    await partner.installs()
    await partner.says("new claim")
    await partner.says("CSP indirect reseller")
    await partner.clicks("claim.form", incentive_activity="DG_DIGITAL")
    await partner.clicks("claim.checklist")
    await partner.clicks("claim.form", condition_work_by="third_party")
    for words in (name, "3 September 2026", "2026-10-02"):
        await partner.says(words)
    await partner.says("cancel")


async def comes(partner: Persona, moment: datetime) -> None:
    """Let time go on to a moment, the bot working at it, and collect what it says by itself."""
    partner.stage.clock.now = moment
    await partner.waits()
    again = partner.new
    partner.stage.clock.moves(seconds=1.15)  # what is tried again waits its second
    await partner.waits()
    partner.new = [*again, *partner.new]


async def log(stage: Stage) -> list[LogEntry]:
    """What became of every reminder, oldest first."""
    return await stage.bot.database.run(stored.entries, write=False)
