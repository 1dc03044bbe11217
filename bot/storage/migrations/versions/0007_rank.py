"""Jobs have a rank: what somebody waits for at the chat is taken before the rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_rank"
down_revision = "0006_quiet_index"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("jobs", sa.Column("rank", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE jobs SET rank = 0 WHERE kind IN ('submit', 'answer', 'dispute', 'withdraw')")
    op.drop_index("jobs_due", "jobs")
    op.create_index("jobs_due", "jobs", ["rank", "run_at"])
