"""Moving: everything a ledger holds, copied into an empty one elsewhere; from a file to a server, or back."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import Table
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text

from pmxl.findings import refuse
from pmxl.ledger.address import SERVER
from pmxl.ledger.address import name_of
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.opening import lock
from pmxl.ledger.opening import reading
from pmxl.ledger.opening import writing
from pmxl.ledger.tables import SERIAL
from pmxl.ledger.tables import ledger
from pmxl.ledger.tables import metadata

AT_ONCE = 50_000
"""How many rows are in memory at a time."""


def copy(source: Engine, target: Engine) -> dict[str, int]:
    """Copy every row, all or nothing; gives how many of each table. Refused (ENV070) where there is something already.

    What comes to the source meanwhile is not copied: it is read as it stood at one moment.
    """
    with reading(source) as before, writing(target) as connection:
        lock(connection)
        tables = [table for table in metadata.sorted_tables if table is not ledger]
        for table in tables:
            if number := _rows(connection, table):
                name = name_of(target.url)
                says = f"The ledger {name} is not empty: it has {number:,} rows of {table.name}."
                raise refuse("ENV070", says, "Name an empty database, or a file that is not there yet.", part=name)
        return {table.name: _copied(before, connection, table) for table in tables}


def _rows(connection: Connection, table: Table) -> int:
    number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return number


def _copied(before: Connection, connection: Connection, table: Table) -> int:
    """How many rows of a table were copied, under their own numbers; later rows are numbered on from there."""
    columns, copied = [column.name for column in table.columns], 0
    question = select(table).order_by(*table.primary_key.columns)
    for lot in before.execution_options(yield_per=AT_ONCE).execute(question).partitions():
        insert_rows(connection, table, columns, [tuple(row) for row in lot])
        copied += len(lot)
    if connection.dialect.name == SERVER and table.columns["id"].type is SERIAL and copied:
        last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608 - our names
        connection.execute(text(last))
    return copied
