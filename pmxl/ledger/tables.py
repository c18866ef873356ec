"""The ledger's tables, in types that SQLite and PostgreSQL share.

A row of `figures` is one state of one figure of one file: it stands from `opened_at` until `closed_at` (null: still).
Rows are never changed, only closed, so that every past moment can be read again. A change of state (held, preferred,
standing again) is a new row. Times are whole microseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import DDL
from sqlalchemy import BigInteger
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import Double
from sqlalchemy import ForeignKey
from sqlalchemy import ForeignKeyConstraint
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import bindparam
from sqlalchemy import event
from sqlalchemy import inspect
from sqlalchemy import text

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SERIAL = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself for plain INTEGER only

NAME = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that things are put in order by: as SQLite does it, sign by sign, whatever language the server speaks."""

LOT = 500
"""How many values a question to the database lists at most."""

T = TypeVar("T")

metadata = MetaData()

ledger = Table("pmxl_ledger", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", NAME, nullable=False, unique=True),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("start", Integer),
    Column("months", Integer),
    Column("first_month", Integer),
    Column("revision", Integer, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("kept_at", BigInteger, nullable=False),  # the ledger's own clock, which never runs backwards
    Column("framework", Text, nullable=False),
    Column("signed_by", Text, nullable=False),
    Column("signed_on", Text, nullable=False),
    Column("read", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("taken", Boolean, nullable=False),  # read, and its figures are in the ledger
    Column("digest", Text, nullable=False),  # of all its figures, where it is not alone in what it answers
)
receipts_of = Index("receipts_of", receipts.c.partner, receipts.c.start)
TAKEN_ONCE = DDL(  # type: ignore[no-untyped-call]
    "CREATE UNIQUE INDEX IF NOT EXISTS receipts_files ON receipts (sha256, (CASE WHEN taken THEN 0 ELSE id END))"
)
"""A file whose figures were taken is there once, and one that gave none as often as it comes.

Said by hand, for to say it to SQLAlchemy loads every driver for PostgreSQL that there is (0.1 s).
"""
event.listen(receipts, "after_create", TAKEN_ONCE)

findings = Table(
    "findings",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("receipt", Integer, ForeignKey("receipts.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("ask", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("expected", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("measure", Text, nullable=False, server_default=""),
    Column("area", Text, nullable=False, server_default=""),
    Column("period", Text, nullable=False, server_default=""),
    Column("partner", Text, nullable=False, server_default=""),  # of a file that is of several partners
)

figures = Table(
    "figures",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("receipt", Integer, ForeignKey("receipts.id"), nullable=False, index=True),
    Column("measure", Integer, nullable=False),
    Column("partner", Integer, nullable=False),
    Column("area", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("value", Double),
    Column("marker", Text, nullable=False),
    Column("low", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("held", Boolean, nullable=False),  # as read: the figure itself waits for an answer
    Column("disputed", Boolean, nullable=False),  # two files of one revision disagree
    Column("provisional", Boolean, nullable=False),
    Column("commentary", Text, nullable=False),
    Column("quality", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Index("figures_of", "partner", "start"),
    *(ForeignKeyConstraint([word], ["names.id"]).ddl_if(dialect="sqlite") for word in ("measure", "partner", "area")),
)
"""A server looks each number up by itself, which doubles the time of a load; ours come from `names` under the lock."""

preferences = Table(
    "preferences",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("receipt", Integer, ForeignKey("receipts.id"), nullable=False),
    Column("seen", Integer, nullable=False),  # the last receipt there was: a later file is a new dispute
    Column("preferred_at", BigInteger, nullable=False),
)

issued = Table(
    "issued",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("partner", NAME, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("framework", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("due", Text),  # the day it said it was due, null where it was sent before that was recorded
    UniqueConstraint("partner", "start", "months", "revision"),
)

frameworks = Table(
    "frameworks",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("version", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
"""Every framework the program has run with, a row each time it changed, also back to an earlier one."""

publications = Table(
    "publications",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("framework", Text, nullable=False),
    Column("framework_sha256", Text, nullable=False),
    Column("as_at", BigInteger, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("published_by", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("finding", BigInteger, nullable=False),  # the number of the finding that was asked, 0 for none
    Column("partner", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("says", Text, nullable=False),  # the very question: with other figures it is another
    Column("how", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("answered_at", BigInteger, nullable=False),
)
"""What was said to a finding: the explanations of partners, and what an officer accepted."""

queries = Table(
    "queries",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("partner", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("fingerprints", Text, nullable=False),
    Column("returned", Text, nullable=False),  # the SHA-256 of the return that was queried
    Column("asks", Text, nullable=False),  # the numbers of the findings, with blanks between
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the query workbook as written
    Column("queried_at", BigInteger, nullable=False),
)
"""Every query workbook written: it raises the revision, as a reissue does."""


def stamp(moment: datetime) -> int:
    """A moment as the ledger keeps it; ValueError when it carries no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} carries no time zone")
    return (moment - EPOCH) // MICROSECOND


def moment(stamped: int) -> datetime:
    """The UTC moment of a stamp."""
    return EPOCH + timedelta(microseconds=stamped)


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns that are written, in their order; the database numbers the rows itself."""
    return tuple(column.name for column in table.columns if column.name != "id")


def add_column(connection: Connection, table: Table, column: str, kind: str) -> None:
    """Gives a table of an older ledger a column that it lacks, in the words of SQL; nothing where it has it."""
    if column not in {known["name"] for known in inspect(connection).get_columns(table.name)}:
        connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column} {kind}"))


def in_lots(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values, as many at once as a question may list."""
    for place in range(0, len(values), LOT):
        yield values[place : place + LOT]


def among(column: ColumnElement[T], some: Sequence[T]) -> ColumnElement[bool]:
    """That a column is one of some values, told all at once: SQLAlchemy else makes a parameter ready for each."""
    return column.in_(bindparam(None, some, expanding=True))
