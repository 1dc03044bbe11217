"""Documents in the sandbox: bytes under their hash."""

from __future__ import annotations

import sqlite3

from bot.backend.contract import UploadedDocument
from bot.backend.sandbox.problems import missing


def keep(
    connection: sqlite3.Connection, held: UploadedDocument, name: str, content: bytes
) -> tuple[UploadedDocument, bool]:
    """What is held under the hash, and whether it is new; the same bytes again change nothing."""
    added = connection.execute(
        "INSERT INTO documents (sha256, size_bytes, media_type, name, received_at, content)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (
            held.sha256,
            held.size_bytes,
            held.media_type,
            name,
            held.received_at.isoformat(),
            content,
        ),
    ).rowcount
    return find(connection, held.sha256), added == 1


def find(connection: sqlite3.Connection, sha256: str) -> UploadedDocument:
    """What is held under a hash. Raises: Refusal 404."""
    row = connection.execute(
        "SELECT sha256, size_bytes, media_type, received_at FROM documents WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    if row is None:
        raise missing("document")
    return UploadedDocument(sha256=row[0], size_bytes=row[1], media_type=row[2], received_at=row[3])


def content_of(connection: sqlite3.Connection, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a document. Raises: Refusal 404."""
    row = connection.execute(
        "SELECT name, content FROM documents WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        raise missing("document")
    return str(row[0]), bytes(row[1])
