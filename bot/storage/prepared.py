"""Statements that run several times in every turn: compiled once, sent straight to the driver.

SQLAlchemy spends five times as long on executing a small statement as SQLite does, although its SQL
is cached: the parameters, the execution context and the result object are built anew. A `Prepared`
keeps the text and the conversions of SQLAlchemy's own compiler and leaves out the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.dml import ValuesBase

PLAIN = "plain"
"""Set in a connection's `info`: prepared statements begin no transaction there, for now."""

BEGIN = "begin"
"""In the `info` of a connection to SQLite: how its transactions begin. Prepared statements begin
them themselves, as SQLAlchemy's own account of a transaction costs more than the transaction.
"""

_Convert = Callable[[Any], Any]


class _Form(NamedTuple):
    """A statement as one kind of database takes it.

    Shape: `take` brings values by their names into the order of the parameters; `unless_given` is
    what a parameter is otherwise; `conversions` and `converted` are places and what is to be done
    there with parameters and with columns of the result.
    """

    sql: str
    names: tuple[str, ...]
    take: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    unless_given: Mapping[str, Any]
    conversions: tuple[tuple[int, _Convert], ...]
    is_positional: bool
    converted: tuple[tuple[int, _Convert], ...]


class Prepared:
    """One statement. Shape: every parameter is named; there are no lists among the values; an
    insert whose key the database numbers is `inline()`.

    Results are plain tuples in the order of the columns. Raises: what `Connection.execute` raises.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}  # by name of the database

    def run(self, c: Connection, values: Mapping[str, Any]) -> int:
        """Execute; how many rows were changed."""
        cursor = self._execute(c, self._form(c), values)
        changed: int = cursor.rowcount
        cursor.close()
        return changed

    def run_many(self, c: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute for each of the rows."""
        form = self._form(c)
        _send(c, "executemany", form.sql, [_arguments(form, row) for row in rows]).close()

    def rows(self, c: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """All rows of the result."""
        form = self._form(c)
        cursor = self._execute(c, form, values)
        found = cursor.fetchall()
        cursor.close()
        return [_converted(form, row) for row in found] if form.converted else found

    def first(self, c: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(c, values)
        return found[0] if found else None

    def scalar(self, c: Connection, values: Mapping[str, Any]) -> Any:
        """The first column of the first row, None without one."""
        found = self.rows(c, values)
        return found[0][0] if found else None

    def _form(self, c: Connection) -> _Form:
        form = self._forms.get(c.dialect.name)
        if form is None:
            form = self._forms[c.dialect.name] = _compiled(self._statement, c.dialect)
        return form

    def _execute(self, c: Connection, form: _Form, values: Mapping[str, Any]) -> Any:
        return _send(c, "execute", form.sql, _arguments(form, values))


def _compiled(statement: ClauseElement, dialect: Dialect) -> _Form:
    # no further columns than those the statement names: what is left out gets its default
    named: dict[str, Any] = {"column_keys": []} if isinstance(statement, ValuesBase) else {}
    compiled: Any = statement.compile(dialect=dialect, **named)
    names = tuple(compiled.positiontup if compiled.positional else compiled.binds)
    unless_given, conversions = {}, []
    for place, name in enumerate(names):
        bind = compiled.binds[name]
        unless_given[name] = bind.value
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            conversions.append((place, convert))
    converted = []
    for place, column in enumerate(getattr(statement, "exported_columns", ())):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            converted.append((place, convert))
    return _Form(
        str(compiled),
        names,
        _taker(names),
        unless_given,
        tuple(conversions),
        compiled.positional,
        tuple(converted),
    )


def _taker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _arguments(form: _Form, values: Mapping[str, Any]) -> Any:
    try:
        given = list(form.take(values))
    except KeyError:  # not all are given
        given = list(form.take({**form.unless_given, **values}))
    for place, convert in form.conversions:
        given[place] = convert(given[place])
    return given if form.is_positional else dict(zip(form.names, given, strict=True))


def _converted(form: _Form, row: Sequence[Any]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in form.converted:
        values[place] = convert(values[place])
    return tuple(values)


def _send(c: Connection, method: str, sql: str, arguments: Any) -> Any:
    driver: Any = c.connection.dbapi_connection
    info = c.info
    cursor = None
    try:
        if not info.get(PLAIN):
            begin = info.get(BEGIN)
            if begin is None:
                if not c.in_transaction():
                    c.begin()
            elif not driver.in_transaction:
                driver.execute(begin)
        cursor = driver.cursor()
        getattr(cursor, method)(sql, arguments)
    except c.dialect.loaded_dbapi.Error as error:
        raise _told(c, sql, error, cursor) from error
    return cursor


def commit(c: Connection) -> None:
    """End the transaction that SQLAlchemy or a prepared statement began, if any did.

    Raises: what `Connection.commit` raises.
    """
    if c.in_transaction() or BEGIN not in c.info:
        c.commit()
        return
    driver: Any = c.connection.dbapi_connection
    if driver.in_transaction:
        try:
            driver.commit()
        except c.dialect.loaded_dbapi.Error as error:
            raise _told(c, "commit", error, None) from error


def roll_back(c: Connection) -> None:
    """Undo what was done since the last commit, whoever began it."""
    c.rollback()
    if not c.invalidated and BEGIN in c.info:
        driver: Any = c.connection.dbapi_connection
        driver.rollback()


def _told(c: Connection, sql: str, error: Exception, cursor: Any) -> DBAPIError:
    """An error of the driver as SQLAlchemy tells it."""
    lost = c.dialect.is_disconnect(error, c.connection, cursor)  # type: ignore[arg-type]
    if lost:
        c.invalidate(error)
    told = DBAPIError.instance(
        sql,
        None,  # values are not for logs
        error,
        c.dialect.loaded_dbapi.Error,
        connection_invalidated=lost,
        dialect=c.dialect,
    )
    assert isinstance(told, DBAPIError)  # it is one of the driver's
    return told
