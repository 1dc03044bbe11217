"""What differs between SQLite and PostgreSQL: how to connect, and the spelling of an upsert."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    TextClause,
    bindparam,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.pool import NullPool

from bot.storage.prepared import BEGIN

_SQLITE_PRAGMAS = (
    "pragma journal_mode=wal",
    # a commit survives the death of the process; only a power cut may take the last ones
    "pragma synchronous=normal",
    "pragma busy_timeout=10000",
    "pragma foreign_keys=on",
    "pragma temp_store=memory",
    "pragma wal_autocheckpoint=4000",  # 16 MB: what is changed often is copied back less often
)
_CACHE_KIB = {True: 8_192, False: 4_096}  # small: memory is measured, the system caches the file
_POSTGRES_SESSION = (
    "set time zone 'UTC'; set statement_timeout = '30s'; set lock_timeout = '10s'; "
    "set idle_in_transaction_session_timeout = '60s'"
)
_POSTGRES_CONNECT = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}


def insert_if_new(table: Table) -> TextClause:
    """An insert of a whole row that leaves an existing one alone (`rowcount` is then 0)."""
    return _insert(table, "on conflict do nothing")


def insert_or_replace(table: Table) -> TextClause:
    """An insert of a whole row that overwrites the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = [f"{c.name} = excluded.{c.name}" for c in table.c if c.name not in keys]
    return _insert(table, f"on conflict ({', '.join(keys)}) do update set {', '.join(rest)}")


def _insert(table: Table, on_conflict: str) -> TextClause:
    # both spell it alike; SQLAlchemy has a construct for each and compiles it every time
    names = [column.name for column in table.c]
    marks = ", ".join(f":{name}" for name in names)
    statement = text(
        f"insert into {table.name} ({', '.join(names)}) values ({marks}) {on_conflict}"
    )
    return statement.bindparams(*(bindparam(c.name, type_=c.type) for c in table.c))


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
    event.listen(engine, "connect", lambda c, record: _prepare_sqlite(c, record, write=write))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(c: Connection) -> None:
    driver: Any = c.connection.dbapi_connection
    if not driver.in_transaction:  # a prepared statement may have begun it
        driver.execute(c.info[BEGIN])


def _prepare_sqlite(connection: Any, record: Any, *, write: bool) -> None:
    # taking the write lock at once avoids the upgrade of a read lock, which fails without waiting
    record.info[BEGIN] = "begin immediate" if write else "begin"
    connection.isolation_level = None  # we begin ourselves
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma).close()
    connection.execute(f"pragma cache_size=-{_CACHE_KIB[write]}").close()
    if not write:
        connection.execute("pragma query_only=on").close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute(_POSTGRES_SESSION)
    connection.commit()
