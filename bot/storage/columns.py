"""Column types both databases share, and the one list of tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator

_Convert = Callable[[Any], Any]


class Instant(TypeDecorator[datetime]):
    """A moment with a zone, stored as UTC. Raises: ValueError for a datetime without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> _Convert | None:
        """Turn to UTC. For SQLite to text at once: it has neither zones nor moments."""
        if dialect.name == "sqlite":
            return _to_text
        return super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> _Convert | None:
        """Give the zone back."""
        if dialect.name == "sqlite":
            return _from_text
        return super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn to UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.astimezone(UTC)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no zone")
    return value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it: always with microseconds, so that texts sort as moments do."""
    if value is None:
        return None
    return _in_utc(value).replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


Sorted = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte on both databases, so that a range is a prefix search."""

RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""A number given by the database; SQLite counts only in INTEGER."""

metadata = MetaData()
