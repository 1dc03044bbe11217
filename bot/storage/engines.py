"""What differs between SQLite and PostgreSQL: how to connect, and the spelling of an upsert."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, Insert, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import NullPool

_SQLITE_PRAGMAS = (
    "pragma journal_mode=wal",
    # a commit survives the death of the process; only a power cut may take the last ones
    "pragma synchronous=normal",
    "pragma busy_timeout=10000",
    "pragma foreign_keys=on",
    "pragma temp_store=memory",
)
_CACHE_KIB = {True: 8_192, False: 4_096}  # small: memory is measured, the system caches the file
_POSTGRES_SESSION = (
    "set time zone 'UTC'; set statement_timeout = '30s'; set lock_timeout = '10s'; "
    "set idle_in_transaction_session_timeout = '60s'"
)
_POSTGRES_CONNECT = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}
_DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


def insert_if_new(table: Table) -> dict[str, Insert]:
    """Dialect name → an insert that leaves an existing row alone (`rowcount` is then 0).

    The dialects spell "on conflict" alike, but SQLAlchemy has no common construct for it.
    """
    return {
        name: dialect.insert(table)
        .on_conflict_do_nothing()
        # else an INSERT reports -1 on PostgreSQL
        .execution_options(preserve_rowcount=True)
        for name, dialect in _DIALECTS.items()
    }


def insert_or_replace(table: Table) -> dict[str, Insert]:
    """Dialect name → an insert that overwrites the row with the same primary key."""
    statements: dict[str, Insert] = {}
    for name, dialect in _DIALECTS.items():
        statement = dialect.insert(table)
        keys = [column.name for column in table.primary_key]
        rest = {c.name: statement.excluded[c.name] for c in table.c if c.name not in keys}
        statements[name] = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    return statements


def driver_url(url: str) -> URL:
    """The URL with our driver named in it."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def make_engine(url: URL, *, write: bool) -> Engine:
    """An engine whose connections are set up; our own threads keep them, so there is no pool."""
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, poolclass=NullPool, connect_args=_POSTGRES_CONNECT)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"check_same_thread": False, "cached_statements": 256}
    )
    event.listen(engine, "connect", lambda c, _: _prepare_sqlite(c, write=write))
    # taking the write lock at once avoids the upgrade of a read lock, which fails without waiting
    begin = "begin immediate" if write else "begin"
    event.listen(engine, "begin", lambda c: c.connection.dbapi_connection.execute(begin))
    return engine


def _prepare_sqlite(connection: Any, *, write: bool) -> None:
    connection.isolation_level = None  # we begin ourselves
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma).close()
    connection.execute(f"pragma cache_size=-{_CACHE_KIB[write]}").close()
    if not write:
        connection.execute("pragma query_only=on").close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute(_POSTGRES_SESSION)
    connection.commit()
