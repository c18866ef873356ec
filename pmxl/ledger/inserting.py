"""Inserting: many rows at once through the driver itself, by executemany or by a server's COPY."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Dialect
from sqlalchemy import Table
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from pmxl.ledger.address import SERVER

NUL = "\0"


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows through the driver's own executemany: about six times as fast as through SQLAlchemy's.

    Columns in the order of the table. Values reach the driver untouched, so they must be plain int, float, str, bool
    or None.
    """
    if not rows:
        return
    if connection.dialect.name == SERVER:
        _copy_in(connection, table, columns, rows)
        return
    connection.exec_driver_sql(_statement(table, tuple(columns), connection.dialect), rows)


@lru_cache(maxsize=64)  # a run inserts into the same few tables lot after lot
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    """The statement that inserts one row, in the words of a database; ValueError for columns out of order."""
    compiled = insert(table).inline().compile(dialect=dialect, column_keys=list(columns))
    if compiled.positiontup != list(columns):
        raise ValueError(f"{', '.join(columns)} are not in the order of the table {table.name}")
    return str(compiled)


def _copy_in(connection: Connection, table: Table, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows through PostgreSQL's own COPY, within the transaction; it cannot keep the sign U+0000 in a text."""
    dialect = connection.dialect
    quote, driver = dialect.identifier_preparer.quote, dialect.loaded_dbapi
    into = f"COPY {quote(table.name)} ({', '.join(map(quote, columns))}) FROM STDIN"
    kinds = [table.columns[name].type.compile(dialect).partition(" COLLATE")[0].lower() for name in columns]
    worded = [place for place, kind in enumerate(kinds) if kind == "text"]
    try:
        with connection.connection.cursor() as cursor, cursor.copy(into) as copy:  # type: ignore[attr-defined]
            copy.set_types(kinds)  # told once, a value's kind is not looked for again in every row
            for row in rows:
                copy.write_row(_without_nul(row) if NUL in "".join([row[place] or "" for place in worded]) else row)
    except driver.Error as error:  # as SQLAlchemy says it of what goes through it
        raise DBAPIError.instance(into, None, error, driver.Error, dialect=dialect) from error


def _without_nul(row: tuple[Any, ...]) -> list[Any]:
    return [value.replace(NUL, "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value for value in row]
