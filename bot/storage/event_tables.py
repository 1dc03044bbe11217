"""Tables of what the claims office says."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from bot.storage.columns import Instant, metadata

backend_events = Table(  # every event of the claims office once, also those that were of no use
    "backend_events",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("came_by", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("backend_events_by_state", "state", "received_at"),
    Index("backend_events_of_claim", "reference", "sequence"),
)

feed_positions = Table(
    "feed_positions",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("read_at", Instant, nullable=False),
)
