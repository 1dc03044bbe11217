"""Conversations are indexed by their contact alone: what changes in every turn is no index's key."""

from __future__ import annotations

from alembic import op

revision = "0006_quiet_index"
down_revision = "0005_answered"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.drop_index("conversations_of_contact", "conversations")
    op.create_index("conversations_of_contact", "conversations", ["contact_id"])
