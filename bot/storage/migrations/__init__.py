"""Schema revisions: Alembic brings a database forward inside the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.errors import SchemaUnknown


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know: where the revisions are, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the revisions that are missing up to `revision`.

    Raises: SchemaUnknown for a database that a newer version has brought forward.
    """
    try:
        command.upgrade(configuration(connection), revision)
    except CommandError as error:
        raise SchemaUnknown(str(error)) from error
