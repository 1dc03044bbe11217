"""Reminders: what became of each, and until when a contact wants silence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_reminders"
down_revision = "0003_lifecycle"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "reminder_log",
        sa.Column("reminder_key", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("is_urgent", sa.Integer(), nullable=False),
        sa.Column("is_test", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_key", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("reminder_key"),
    )
    op.create_index(
        "reminder_log_by_state", "reminder_log", ["state", "changed_at", "reminder_key"]
    )
    op.create_index("reminder_log_of_contact", "reminder_log", ["sent_to", "changed_at"])
    op.create_index("reminder_log_by_time", "reminder_log", ["changed_at", "reminder_key"])
    op.create_table(
        "reminder_snoozes",
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "subject"),
    )
    op.create_index("reminder_snoozes_by_day", "reminder_snoozes", ["until", "contact_id"])
