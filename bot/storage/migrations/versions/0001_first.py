"""First schema: claims, conversations, contacts, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table("claim_events",
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id")
    )
    op.create_index("claim_events_of_claim", "claim_events", ["claim_id", "event_id"])
    op.create_table("claim_marks",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "mark")
    )
    op.create_index("claim_marks_of_partner", "claim_marks", ["partner_id", "mark", "claim_id"])
    op.create_table("claims",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("incentive_activity", sa.Text(), nullable=False),
        sa.Column("usage_period", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("claim_name", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("claim_amount", sa.Text(), nullable=False),
        sa.Column("backend_reference", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id"),
        sa.UniqueConstraint("backend_reference"),
        sa.UniqueConstraint("submission_key")
    )
    op.create_index("claims_by_deadline", "claims", ["status", "deadline", "claim_id"])
    op.create_index("claims_by_money", "claims", ["partner_id", "location_id", "program", "usage_period"])
    op.create_index("claims_of_owner", "claims", ["owner_id", "status", "changed_at", "claim_id"])
    op.create_index("claims_of_partner", "claims", ["partner_id", "status", "changed_at", "claim_id"])
    op.create_table("contacts",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "object_id")
    )
    op.create_index("contacts_by_id", "contacts", ["contact_id", "fetched_at"])
    op.create_index("contacts_of_partner", "contacts", ["partner_id", "contact_id"])
    op.create_table("conversations",
        sa.Column("conversation_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.Text(), nullable=False),
        sa.Column("bot_name", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("is_personal", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("language_source", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_reason", sa.Text(), nullable=False),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dialog_state", sa.Text(), nullable=False),
        sa.Column("turn_owner", sa.Text(), nullable=True),
        sa.Column("turn_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("conversation_key")
    )
    op.create_index("conversations_of_contact", "conversations", ["contact_id", "last_seen_at", "conversation_key"])
    op.create_table("funds",
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("usage_period", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", "location_id", "program", "usage_period")
    )
    op.create_table("jobs",
        sa.Column("job_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("job_key")
    )
    op.create_index("jobs_by_state", "jobs", ["state", "planned_at", "job_key"])
    op.create_index("jobs_due", "jobs", ["run_at"])
    op.create_index("jobs_of_lane", "jobs", ["lane", "run_at"])
    op.create_table("preferences",
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id")
    )
    op.create_table("seen_activities",
        sa.Column("activity_key", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("activity_key")
    )
    op.create_index("seen_activities_by_age", "seen_activities", ["seen_at"])
    op.create_table("send_lanes",
        sa.Column("lane_key", sa.Text(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("lane_key")
    )
    op.create_table("send_slots",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("second", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "second")
    )
    op.create_index("send_slots_by_age", "send_slots", ["second"])
