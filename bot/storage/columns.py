"""Column types both databases share, and the one list of tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment with a zone, stored as UTC. Raises: ValueError for a datetime without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn to UTC; SQLite stores no zone, so it is dropped there."""
        if value is None:
            return None
        if value.tzinfo is not UTC:
            if value.tzinfo is None:
                raise ValueError(f"{value!r} has no zone")
            value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Sorted = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte on both databases, so that a range is a prefix search."""

RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""A number given by the database; SQLite counts only in INTEGER."""

metadata = MetaData()
