"""What was sent back: every query workbook, with the revision it carries and the findings it asks about."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.ledger.records import Query
from pmxl.ledger.tables import insert_rows
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import queries
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

COLUMNS = tuple(column.name for column in queries.columns if column.name != "id")


def record_query(connection: Connection, one: Query) -> None:
    """Record a query workbook; see Ledger.query."""
    when = (one.period.start, one.period.months, one.period.first_month)
    asks = " ".join(map(str, one.asks))
    marks = " ".join(one.fingerprints)
    told = (one.revision, marks, one.returned, asks, one.file, one.sha256, stamp(one.queried_at))
    insert_rows(connection, queries, COLUMNS, [(one.partner, *when, *told)])


def recall_queries(connection: Connection, period: Period | None) -> list[Query]:
    """The query workbooks written, of one period or of all, in the order in which they were."""
    question = select(queries).order_by(queries.c.id)
    if period is not None:
        question = question.where(queries.c.start == period.start, queries.c.months == period.months)
    return [
        Query(
            partner=row.partner,
            period=Period(row.start, row.months, row.first_month),
            revision=row.revision,
            fingerprints=tuple(row.fingerprints.split()),
            returned=row.returned,
            asks=tuple(map(int, row.asks.split())),
            file=row.file,
            sha256=row.sha256,
            queried_at=moment(row.queried_at),
        )
        for row in connection.execute(question)
    ]
