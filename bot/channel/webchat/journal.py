"""What was said, by conversation, kept in a file of JSON lines so that a restart shows it again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

MAX_KEPT = 1000

Activity = Mapping[str, Any]


class Entry(NamedTuple):
    """One version of one activity; `number` counts from 1 and is the watermark."""

    number: int
    activity: Activity


class Journal:
    """Activities in the order in which they were said; a newer version of one is a later entry."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: dict[str, list[Entry]] = {}
        self._lock = asyncio.Lock()

    def load(self) -> None:
        """Read the file; lines that a killed process left half written are passed over. Blocks."""
        if not self._path.exists():
            return
        text = self._path.read_text("utf-8", errors="replace")
        if text and not text.endswith("\n"):
            self._append("")  # ends the half-written line, so that the next one is whole
        for line in text.split("\n"):
            try:
                record = json.loads(line)
                entry = Entry(int(record["number"]), dict(record["activity"]))
                self._entries.setdefault(str(record["conversation"]), []).append(entry)
            except (ValueError, KeyError, TypeError):
                continue

    async def add(self, conversation_id: str, activity: Activity) -> int:
        """Write one activity, or a newer version of it; its number."""
        async with self._lock:
            entries = self._entries.setdefault(conversation_id, [])
            entry = Entry(entries[-1].number + 1 if entries else 1, activity)
            record = {
                "conversation": conversation_id,
                "number": entry.number,
                "activity": activity,
            }
            await asyncio.to_thread(self._append, json.dumps(record, ensure_ascii=False))
            entries.append(entry)
            del entries[:-MAX_KEPT]
            return entry.number

    def since(self, conversation_id: str, number: int) -> list[Activity]:
        """What came after a number: newest version of each, at its oldest place."""
        newest: dict[str, Activity] = {}
        for entry in self._entries.get(conversation_id, ()):
            if entry.number > number:
                newest[entry.activity["id"]] = entry.activity
        return list(newest.values())

    def last_number(self, conversation_id: str) -> int:
        """Number of the newest entry, 0 before anything was said."""
        entries = self._entries.get(conversation_id)
        return entries[-1].number if entries else 0

    def find(self, conversation_id: str, activity_id: str) -> Activity | None:
        """The newest version of an activity, or None."""
        for entry in reversed(self._entries.get(conversation_id, ())):
            if entry.activity["id"] == activity_id:
                return entry.activity
        return None

    def _append(self, line: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(line + "\n")
