"""What was sent out: every return workbook issued, with its revision and fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.findings import refuse
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.records import Issued
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import period_of
from pmxl.ledger.spans import written
from pmxl.ledger.tables import add_column
from pmxl.ledger.tables import among
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import issued
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import stamp
from pmxl.periods import Period
from pmxl.sheets.resting import collector_resting

COLUMNS = columns_of(issued)

Mark = tuple[str, tuple[str, Period, int]]
"""A fingerprint, and the partner, period and revision of the return that bears it."""


def add_due(connection: Connection) -> None:
    """Takes a ledger on in which it was not recorded by when a return was due."""
    add_column(connection, issued, "due", "TEXT")


def record(connection: Connection, sent: Iterable[Issued]) -> None:
    """Record workbooks sent out, each revision once; see Ledger.issue."""
    sent = list(sent)
    before = _recorded(connection, sent)
    rows = []
    for one in sent:
        line = (one.partner, one.period.start, one.period.months, one.revision)
        if line in before:
            says = f"Revision {one.revision} of the return of {one.partner} for {one.period} was issued before."
            raise refuse("RET021", says, "Run issue again: the next revision will be taken.", file=one.file)
        before.add(line)
        due = one.due.isoformat() if one.due else None
        told = (one.revision, one.fingerprint, one.framework, one.file, stamp(one.issued_at), due)
        rows.append((one.partner, *written(one.period), *told))
    insert_rows(connection, issued, COLUMNS, rows)


def _recorded(connection: Connection, sent: list[Issued]) -> set[tuple[str, int, int, int]]:
    """Which revisions are recorded of these partners in the periods that begin with these."""
    c = issued.c
    starts, partners = list({one.period.start for one in sent}), list({one.partner for one in sent})
    lines = select(c.partner, c.start, c.months, c.revision).where(among(c.start, starts))
    return {
        (row.partner, row.start, row.months, row.revision)
        for some in in_lots(partners)
        for row in connection.execute(lines.where(among(c.partner, some)))
    }


def recall_issued(connection: Connection, partner: str | None, period: Period | None) -> list[Issued]:
    """The workbooks sent out, by period, partner and revision; see Ledger.issued."""
    c = issued.c
    question = select(issued).where(is_of(issued, period)).order_by(c.start, c.months, c.partner, c.revision)
    if partner is not None:
        question = question.where(c.partner == partner)
    return [
        Issued(
            partner=row.partner,
            period=period_of(row),
            revision=row.revision,
            fingerprint=row.fingerprint,
            framework=row.framework,
            file=row.file,
            issued_at=moment(row.issued_at),
            due=date.fromisoformat(row.due) if row.due else None,
        )
        for row in connection.execute(question)
    ]


@collector_resting()  # what was sent to thousands is no garbage, and to look for some takes longer than to read it
def marks_sent(connection: Connection) -> list[Mark]:
    """The fingerprint of every workbook sent out, with the return that it was; see Ledger.marks_sent."""
    c, period = issued.c, cache(Period)  # of thousands sent nearly all are of a few
    question = select(c.fingerprint, c.partner, c.revision, c.start, c.months, c.first_month)
    return [(mark, (who, period(*span), revision)) for mark, who, revision, *span in connection.execute(question)]


def versions_sent(connection: Connection, period: Period | None) -> set[str]:
    """The versions of the framework from which workbooks for a period, or for any, were issued."""
    return set(connection.scalars(select(issued.c.framework).where(is_of(issued, period)).distinct()))
