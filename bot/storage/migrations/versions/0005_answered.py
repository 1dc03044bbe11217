"""Answered activities: their marks stand in the conversation, not in a table of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_answered"
down_revision = "0004_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column(
        "conversations", sa.Column("answered", sa.Text(), nullable=False, server_default="")
    )
    op.drop_index("seen_activities_by_age", "seen_activities")
    op.drop_table("seen_activities")

