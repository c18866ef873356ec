"""The ledger's tables of forms that go round: what was sent out, and what was said in it."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Integer
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint

from pmxl.ledger.tables import SERIAL
from pmxl.ledger.tables import metadata

forms = Table(
    "forms",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("kind", Text, nullable=False),  # update, actions, journey, register
    Column("recipient", Text, nullable=False),  # an officer's name or a partner's id
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("mark", Text, nullable=False),
    Column("framework", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    UniqueConstraint("kind", "recipient", "start", "months", "revision"),
)

form_answers = Table(
    "form_answers",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("ref", Text, nullable=False),  # what it is about: a measure, an action, a statement
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
