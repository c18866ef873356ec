"""What was sent back: every query workbook, with the revision it carries and the findings it asks about."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.records import Query
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import period_of
from pmxl.ledger.spans import written
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import queries
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

COLUMNS = columns_of(queries)


def record_queries(connection: Connection, asked: Iterable[Query]) -> None:
    """Record query workbooks; see Ledger.query."""
    insert_rows(connection, queries, COLUMNS, [_row(one) for one in asked])


def _row(one: Query) -> tuple[object, ...]:
    asks = " ".join(map(str, one.asks))
    marks = " ".join(one.fingerprints)
    told = (one.revision, marks, one.returned, asks, one.file, one.sha256, stamp(one.queried_at))
    return one.partner, *written(one.period), *told


def recall_queries(connection: Connection, period: Period | None) -> list[Query]:
    """The query workbooks written, of one period or of all, in the order in which they were."""
    question = select(queries).where(is_of(queries, period)).order_by(queries.c.id)
    return [
        Query(
            partner=row.partner,
            period=period_of(row),
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
