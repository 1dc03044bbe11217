"""Schema revisions: Alembic brings a database forward inside the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know: where the revisions are, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the revisions that are missing up to `revision`."""
    command.upgrade(configuration(connection), revision)
