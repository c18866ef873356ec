"""The tables of annual update forms as ledgers of the fifth version had them, and how their rows were moved.

Later versions keep every form that goes round in one pair of tables; here is what brings an older ledger there.
"""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import insert
from sqlalchemy import literal
from sqlalchemy import select

from pmxl.ledger.form_tables import form_answers
from pmxl.ledger.form_tables import forms
from pmxl.ledger.tables import SERIAL
from pmxl.ledger.tables import metadata

before = MetaData()
"""Apart from the tables of today, so that a new ledger has none of these."""

update_forms = Table(
    "update_forms",
    before,
    Column("id", SERIAL, primary_key=True),
    Column("officer", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("mark", Text, nullable=False),
    Column("framework", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    UniqueConstraint("officer", "start", "months", "revision"),
)

update_answers = Table(
    "update_answers",
    before,
    Column("id", SERIAL, primary_key=True),
    Column("officer", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("ref", Text, nullable=False),  # the measure or objective it is about
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("answered_at", BigInteger, nullable=False),
)


def add_update_tables(connection: Connection) -> None:
    """Takes a ledger of the fourth version on: it knew no annual update forms."""
    before.create_all(connection)


def move_updates(connection: Connection) -> None:
    """Takes a ledger of the fifth version on: its update forms become forms of that kind, in the order they had."""
    metadata.create_all(connection, tables=[forms, form_answers])
    for old, new in ((update_forms, forms), (update_answers, form_answers)):
        names = [column.name for column in new.columns if column.name not in ("id", "kind")]
        kept = [old.c["officer" if name == "recipient" else name] for name in names]
        rows = select(literal("update"), *kept).order_by(old.c.id)
        connection.execute(insert(new).from_select(["kind", *names], rows))
        old.drop(connection)
