"""Outlining: what stands, in no more columns than it takes to say who has sent what; without a data frame."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from pmxl.ledger.naming import begins_in
from pmxl.ledger.naming import worded
from pmxl.ledger.naming import words_of
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import receipts
from pmxl.ledger.tables import stamp
from pmxl.sheets.resting import collector_resting


class Outline(NamedTuple):
    """A figure that stands: what it is of, whether it is held, whether it has a number, and by what it came.

    `start` is a month index; one withdrawn has no number.
    """

    measure: str
    partner: str
    area: str
    start: int
    months: int
    held: bool
    has_number: bool
    commentary: str
    revision: int
    received_at: datetime


@collector_resting()  # rows are no garbage
def outlines(connection: Connection, as_at: datetime | None, starts: Collection[int] | None = None) -> list[Outline]:
    """Every figure that stands now or stood at a moment, held ones too, in no order; see Ledger.outlines."""
    c, r = figures.c, receipts.c
    question = worded(
        c.start,
        c.months,
        or_(c.held, c.disputed),
        and_(~c.withdrawn, or_(c.numerator.is_not(None), c.value.is_not(None))),
        c.commentary,
        r.revision,
        r.received_at,
    ).join(receipts, r.id == c.receipt)
    if starts is not None:
        question = question.where(begins_in(sorted(starts)))
    when = lru_cache(maxsize=None)(moment)  # many figures come in one file
    return [Outline._make((*row[:-1], when(row[-1]))) for row in connection.execute(question.where(stood(as_at)))]


class Brought(NamedTuple):
    """What returns have brought of a measure for a period (month index and months), of whichever partner: when the last
    number came, and the last words; None where none did.
    """

    measure: str
    start: int
    months: int
    number_at: datetime | None
    words_at: datetime | None


def brought(connection: Connection, as_at: datetime | None) -> list[Brought]:
    """The same of what came in returns that stand, summed up, for they may be millions; see Ledger.brought."""
    c, r = figures.c, receipts.c
    of = c.measure, c.start, c.months
    has_number = and_(~c.withdrawn, or_(c.numerator.is_not(None), c.value.is_not(None)))
    last = (func.max(case((one, r.received_at))) for one in (has_number, func.trim(c.commentary) != ""))
    question = select(*of, *last).join(receipts, r.id == c.receipt).group_by(*of)
    found = connection.execute(question.where(r.revision > 0, stood(as_at))).all()
    word = words_of(connection, {row[0] for row in found})
    return [
        Brought(word[measure], start, months, *(None if at is None else moment(at) for at in last_ones))
        for measure, start, months, *last_ones in found
    ]


def stood(as_at: datetime | None) -> ColumnElement[bool]:
    """That a figure stands now, or stood at a moment."""
    c = figures.c
    if as_at is None:
        return c.closed_at.is_(None)
    at = stamp(as_at)
    return and_(c.opened_at <= at, or_(c.closed_at.is_(None), c.closed_at > at))


def figures_reach(connection: Connection) -> tuple[int, int, int, int]:
    """How far the figures reach: the last row and how many are closed, and when one was last opened and closed.

    Rows are only ever added and closed, so that another state has another of the first two; the moments tell one
    ledger from another.
    """
    c = figures.c
    marks = (func.max(c.id), func.count(c.closed_at), func.max(c.opened_at), func.max(c.closed_at))
    last, closed, opened_at, closed_at = connection.execute(select(*marks)).one()
    return last or 0, closed, opened_at or 0, closed_at or 0
