"""The event feed: an opaque cursor behind each event, in the order in which things happened."""

from __future__ import annotations

import re
import secrets
import sqlite3

from bot.backend.contract import ClaimEvent, EventPage
from bot.backend.sandbox.problems import Refusal
from bot.backend.sandbox.store import read_setting, write_setting

JUMP = 5


def page(
    connection: sqlite3.Connection, after: str, limit: int, *, jump_back: bool = False
) -> EventPage:
    """Events after a cursor, oldest first; the empty cursor is the start.

    `jump_back` gives the last few events once more, as a feed put back would.
    Raises: Refusal 410 for a cursor this feed has not given out.
    """
    feed = _feed_id(connection)
    number = _number(connection, feed, after)
    if jump_back:
        number = max(0, number - JUMP)
    rows = connection.execute(
        "SELECT number, body FROM events WHERE number > ? ORDER BY number LIMIT ?",
        (number, limit + 1),
    ).fetchall()
    given = rows[:limit]
    return EventPage(
        events=tuple(ClaimEvent.model_validate_json(row[1]) for row in given),
        next=f"{feed}.{given[-1][0] if given else number}",
        has_more=len(rows) > limit,
    )


def _number(connection: sqlite3.Connection, feed: str, after: str) -> int:
    if not after:
        return 0
    match = re.fullmatch(rf"{feed}\.([0-9]{{1,15}})", after, re.ASCII)
    last = connection.execute("SELECT COALESCE(MAX(number), 0) FROM events").fetchone()[0]
    if match is None or int(match[1]) > last:
        raise Refusal(410, "cursor-unknown", "Start again from the empty cursor.")
    return int(match[1])


def _feed_id(connection: sqlite3.Connection) -> str:
    known = read_setting(connection, "feed_id")
    if known is None:
        known = secrets.token_hex(4)
        write_setting(connection, "feed_id", known)
    return known


def forget_cursors(connection: sqlite3.Connection) -> None:
    """Make every cursor given out so far unknown."""
    write_setting(connection, "feed_id", secrets.token_hex(4))
