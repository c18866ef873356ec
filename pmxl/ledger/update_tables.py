"""The ledger's tables of annual update forms: what was sent out, and what lead link officers said in it."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Integer
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint

from pmxl.ledger.tables import SERIAL
from pmxl.ledger.tables import metadata

update_forms = Table(
    "update_forms",
    metadata,
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
    metadata,
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
"""A row for each field filled in; never changed: what a higher revision or a later file says goes before it."""
