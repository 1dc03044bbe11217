"""Every table, as SQLAlchemy Core sees it; the revisions in `migrations/` create exactly these."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
)

from bot.storage.columns import Instant as Instant
from bot.storage.columns import RowNumber, Sorted
from bot.storage.columns import metadata as metadata
from bot.storage.event_tables import backend_events as backend_events
from bot.storage.event_tables import feed_positions as feed_positions

SCHEMA_HEAD = "0007_rank"
"""Newest revision in `migrations/versions`: a start at this schema need not import Alembic."""


claims = Table(
    "claims",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("partner_id", Text, nullable=False),
    Column("owner_id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("location_id", Text, nullable=False),
    Column("incentive_activity", Text, nullable=False),
    Column("usage_period", Text, nullable=False),
    Column("deadline", Date),
    Column("claim_name", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("claim_amount", Text, nullable=False),  # a decimal; SQLite has no exact numeric
    Column("backend_reference", Text, unique=True),
    Column("submission_key", Text, unique=True),
    Column("changed_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Column("marks", Text, nullable=False),  # digest of this claim's rows in claim_marks
    Column("body", Text, nullable=False),
    # every list is read along one of these two, one status at a time, newest first
    Index("claims_of_partner", "partner_id", "status", "changed_at", "claim_id"),
    Index("claims_of_owner", "owner_id", "status", "changed_at", "claim_id"),
    Index("claims_by_deadline", "status", "deadline", "claim_id"),
    Index("claims_by_money", "partner_id", "location_id", "program", "usage_period"),
)

claim_marks = Table(  # what a claim can be found by: its words, documents and invoices
    "claim_marks",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("mark", Sorted, primary_key=True),
    Column("partner_id", Text, nullable=False),
    Index("claim_marks_of_partner", "partner_id", "mark", "claim_id"),
)

claim_events = Table(
    "claim_events",
    metadata,
    Column("event_id", RowNumber, primary_key=True, autoincrement=True),
    Column("claim_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("values", Text, nullable=False),
    Index("claim_events_of_claim", "claim_id", "event_id"),
    implicit_returning=False,  # nobody asks for the number
)

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_key", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("conversation_id", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("bot_id", Text, nullable=False),
    Column("bot_name", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("tenant_id", Text, nullable=False),
    Column("object_id", Text, nullable=False),
    Column("is_personal", Integer, nullable=False),
    Column("contact_id", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("language_source", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("welcomed_at", Instant),
    Column("unreachable_reason", Text, nullable=False),
    Column("unreachable_since", Instant),
    Column("last_seen_at", Instant),
    Column("dialog_state", Text, nullable=False),
    Column("answered", Text, nullable=False, server_default=""),
    Column("turn_owner", Text),
    Column("turn_until", Instant),
    Index("conversations_of_contact", "contact_id"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("object_id", Text, primary_key=True),
    Column("contact_id", Text, nullable=False),
    Column("partner_id", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Index("contacts_by_id", "contact_id", "fetched_at"),
    Index("contacts_of_partner", "partner_id", "contact_id"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("contact_id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

funds = Table(
    "funds",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("location_id", Text, primary_key=True),
    Column("program", Text, primary_key=True),
    Column("usage_period", Text, primary_key=True),
    Column("fetched_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("job_key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column(
        "run_at", Instant
    ),  # next moment to lease it: planned, retried or end of lease; null when settled
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text),
    Column("lane", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("result", Text),
    Column("rank", Integer, nullable=False, server_default="1"),  # 0 goes before 1
    Index("jobs_due", "rank", "run_at"),
    Index("jobs_by_state", "state", "planned_at", "job_key"),
    Index("jobs_of_lane", "lane", "run_at"),
)

send_lanes = Table(  # next free moment of a conversation; earliest second worth a look of a tenant
    "send_lanes",
    metadata,
    Column("lane_key", Text, primary_key=True),
    Column("free_at", Instant, nullable=False),
)

send_slots = (
    Table(  # per tenant and second: which of that second's cells are given away, a bit each
        "send_slots",
        metadata,
        Column("tenant", Text, primary_key=True),
        Column("second", BigInteger, primary_key=True),
        Column("used", BigInteger, nullable=False),
        Index("send_slots_by_age", "second"),
    )
)

answer_votes = Table(
    "answer_votes",
    metadata,
    Column("vote_key", Text, primary_key=True),
    Column("intent", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("is_helpful", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Index("answer_votes_by_intent", "intent", "language", "is_helpful"),
)

open_questions = Table(  # masked: no personal data ever stands here
    "open_questions",
    metadata,
    Column("question_key", Text, primary_key=True),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("guesses", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Index("open_questions_by_age", "last_at", "question_key"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("handover_id", Text, primary_key=True),
    Column("contact_id", Text, nullable=False),
    Column("partner_id", Text, nullable=False),
    Column("claim_id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("delivered_at", Instant),
    Index("handovers_of_contact", "contact_id", "at"),
)

reminder_log = Table(  # one row per message: what became of it
    "reminder_log",
    metadata,
    Column("reminder_key", Text, primary_key=True),
    Column("contact_id", Text, nullable=False),
    Column("sent_to", Text, nullable=False),  # the contact, or the stand-in
    Column("day", Date, nullable=False),
    Column("subjects", Text, nullable=False),  # JSON: subject → kind, days left
    Column("is_urgent", Integer, nullable=False),
    Column("is_test", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("conversation_key", Text, nullable=False),
    Column("activity_id", Text, nullable=False),
    Column("acknowledged_at", Instant),
    Index("reminder_log_by_state", "state", "changed_at", "reminder_key"),
    Index("reminder_log_of_contact", "sent_to", "changed_at"),
    Index("reminder_log_by_time", "changed_at", "reminder_key"),
)

reminder_snoozes = Table(
    "reminder_snoozes",
    metadata,
    Column("contact_id", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("until", Date, nullable=False),
    Index("reminder_snoozes_by_day", "until", "contact_id"),
)
