"""A bot's SQLite file with a million more claims: clones of those it holds, of other partners."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

TEMPLATES = 40
PARTNERS = 20_000
MARKS_EACH = 8
EVENTS_EACH = 2
OWN_SHARE = 1_000  # one clone in so many belongs to the partner that is measured
NAMES = ("claim_id", "backend_reference", "submission_key")

Row = Mapping[str, Any]


def add_claims(database: Path, count: int) -> None:
    """Insert `count` claims with their marks and events; the bot must not be running.

    Raises: RuntimeError where the file holds no claim to clone.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode=off",
            "synchronous=off",
            "cache_size=-400000",
            "temp_store=memory",
        ):
            connection.execute(f"pragma {pragma}")
        templates = _templates(connection)
        if not templates:
            raise RuntimeError(f"{database} holds no claim: let the bot file one first")
        connection.execute("begin")
        for part, rows in _parts(templates, count):
            _insert(connection, part, rows)
        connection.execute("commit")
        connection.execute("analyze")
        connection.execute("pragma journal_mode=wal")


def _templates(connection: sqlite3.Connection) -> list[dict[str, list[Row]]]:
    claims = connection.execute(
        "select * from claims order by changed_at desc limit ?", (TEMPLATES,)
    )
    found: list[dict[str, list[Row]]] = []
    for claim in claims.fetchall():
        of = (claim["claim_id"],)
        marks = connection.execute("select * from claim_marks where claim_id = ?", of).fetchall()
        events = connection.execute("select * from claim_events where claim_id = ?", of).fetchall()
        template: dict[str, list[Row]] = {
            "claims": [dict(claim)],
            "claim_marks": [dict(mark) for mark in marks[:MARKS_EACH]],
            "claim_events": [_without(event, "event_id") for event in events[-EVENTS_EACH:]],
        }
        found.append(template)
    return found


def _without(row: sqlite3.Row, column: str) -> Row:
    return {key: row[key] for key in row.keys() if key != column}  # noqa: SIM118 - not a dict


def _parts(
    templates: list[dict[str, list[Row]]], count: int
) -> Iterator[tuple[str, Iterator[Row]]]:
    for part in ("claims", "claim_marks", "claim_events"):
        yield part, _clones(templates, part, count)


def _clones(templates: list[dict[str, list[Row]]], part: str, count: int) -> Iterator[Row]:
    for number in range(count):
        template = templates[number % len(templates)]
        old = template["claims"][0]["claim_id"]
        # spread over the key space as real ids are, the same at every run
        new = f"{number * 2654435761 % 2**32:08x}-bulk-{number:08x}"
        for row in template[part]:
            yield _clone(row, old, new, number)


def _clone(row: Row, old: str, new: str, number: int) -> Row:
    clone = dict(row)
    for column, value in row.items():
        if column in NAMES and value is not None:
            clone[column] = new if column == "claim_id" else f"{value}-{new}"
        elif column == "body":
            clone[column] = value.replace(old, new)
        elif column in ("partner_id", "owner_id") and number % OWN_SHARE:
            clone[column] = f"{column}-{number % PARTNERS}"
    return clone


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    first = next(rows, None)
    if first is None:
        return
    columns = list(first)
    named = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    statement = f"insert into {table} ({named}) values ({marks})"
    connection.execute(statement, list(first.values()))
    connection.executemany(statement, (tuple(row[column] for column in columns) for row in rows))
