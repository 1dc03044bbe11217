"""What became of every reminder, as CSV for an operator."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TextIO

from bot.storage import reminders as stored
from bot.storage.database import Database
from bot.storage.reminders import LogEntry

COLUMNS = (
    "reminder",
    "contact",
    "sent_to",
    "day",
    "about",
    "state",
    "reason",
    "via",
    "changed_at",
    "acknowledged_at",
    "is_test",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def write_report(database: Database, out: TextIO) -> int:
    """Write the log, oldest change first; returns how many rows.

    Shape: `state` is waiting, sending, delivered, failed, skipped or left; moments are ISO 8601.
    """
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    count, after = 0, None
    while True:
        page_after = after
        page = await database.run(lambda c: stored.entries(c, after=page_after), write=False)  # noqa: B023 # run at once
        writer.writerows(_row(entry) for entry in page)
        count += len(page)
        if not page:
            return count
        after = (page[-1].changed_at, page[-1].reminder_key)


def _row(entry: LogEntry) -> list[str]:
    about = "; ".join(f"{subject} ({what})" for subject, what in entry.subjects.items())
    cells = (
        entry.reminder_key,
        entry.contact_id,
        entry.sent_to,
        entry.day.isoformat(),
        about,
        entry.state.value,
        entry.reason,
        entry.via,
        _moment(entry.changed_at),
        _moment(entry.acknowledged_at),
        "yes" if entry.is_test else "no",
    )
    # a spreadsheet must not take text for a formula
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
