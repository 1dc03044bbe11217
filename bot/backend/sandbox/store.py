"""The sandbox's own SQLite file: one connection, one thread, one transaction per call.

Everything runs one after the other, so two identical submissions at the same moment meet each other
in order; every commit is on disk before it is answered.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS contacts (
  contact_id TEXT PRIMARY KEY, partner_id TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS contacts_of_partner ON contacts (partner_id, contact_id);
CREATE TABLE IF NOT EXISTS documents (
  sha256 TEXT PRIMARY KEY, size_bytes INTEGER NOT NULL, media_type TEXT NOT NULL,
  name TEXT NOT NULL, received_at TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS claims (
  number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE,
  submission_key TEXT NOT NULL UNIQUE, partner_id TEXT NOT NULL, location_id TEXT NOT NULL,
  program TEXT NOT NULL, usage_period TEXT NOT NULL, incentive_activity TEXT NOT NULL,
  status TEXT NOT NULL, usd TEXT NOT NULL, receipt TEXT NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS claims_of_funds
  ON claims (partner_id, location_id, program, usage_period);
CREATE TABLE IF NOT EXISTS papers (
  paper_id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS papers_of_claim ON papers (reference, paper_id);
CREATE TABLE IF NOT EXISTS answered (
  idempotency_key TEXT PRIMARY KEY, path TEXT NOT NULL, body_hash TEXT NOT NULL,
  answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
  number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
  delivery_id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL, due_at REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting',
  outcome TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (state, due_at);
"""


class Store:
    """Transactions on the sandbox's file, one at a time, in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sandbox-store")
        self._connection: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open the file and make the tables that are missing."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    async def close(self) -> None:
        """Finish what runs, close the file, end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    async def run(self, transaction: Callable[[sqlite3.Connection], T]) -> T:
        """The result of a transaction; an error in it leaves everything as it was."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._run, transaction)

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, isolation_level=None)
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(SCHEMA)
        self._connection = connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, transaction: Callable[[sqlite3.Connection], T]) -> T:
        if self._connection is None:
            raise RuntimeError("the sandbox store is not open")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = transaction(self._connection)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        return result


def read_setting(connection: sqlite3.Connection, name: str) -> str | None:
    """A stored setting, or None."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def write_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Store a setting in place of the former one."""
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
