"""What was shown: every framework the program ran with, and every scorecard published."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.records import Publication
from pmxl.ledger.records import Seen
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import period_of
from pmxl.ledger.spans import written
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import frameworks
from pmxl.ledger.tables import metadata
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import publications
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

SEEN = columns_of(frameworks)
PUBLISHED = columns_of(publications)

SCORECARD = "scorecard.xlsx"
"""The name of every master scorecard's file; anything else published goes by its own."""


def add_tables(connection: Connection) -> None:
    """Takes a ledger of the first version on: it had no publications."""
    metadata.create_all(connection, tables=[frameworks, publications])


def record_seen(connection: Connection, seen: Seen) -> None:
    """Record the framework that is in use, unless it is the one recorded last; see Ledger.see."""
    last = connection.execute(select(frameworks.c.version).order_by(frameworks.c.id.desc()).limit(1)).scalar()
    if last != seen.version:
        insert_rows(connection, frameworks, SEEN, [(seen.version, seen.sha256, stamp(seen.seen_at))])


def recall_seen(connection: Connection) -> list[Seen]:
    """The frameworks in the order in which they came into use."""
    rows = connection.execute(select(frameworks).order_by(frameworks.c.id))
    return [Seen(row.version, row.sha256, moment(row.seen_at)) for row in rows]


def record_publication(connection: Connection, one: Publication) -> None:
    """Record a file published; see Ledger.publish."""
    shown = (one.framework, one.framework_sha256, stamp(one.as_at), one.file, one.sha256)
    row = (*written(one.period), *shown, stamp(one.published_at), one.published_by)
    insert_rows(connection, publications, PUBLISHED, [row])


def recall_publications(connection: Connection, period: Period | None, file: str) -> list[Publication]:
    """The files of that name published, of one period or of all, in the order in which they were."""
    wanted = is_of(publications, period) & (publications.c.file == file)
    question = select(publications).where(wanted).order_by(publications.c.id)
    return [
        Publication(
            period=period_of(row),
            framework=row.framework,
            framework_sha256=row.framework_sha256,
            as_at=moment(row.as_at),
            file=row.file,
            sha256=row.sha256,
            published_at=moment(row.published_at),
            published_by=row.published_by,
        )
        for row in connection.execute(question)
    ]
