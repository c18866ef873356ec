"""Remembering: what stands of some partners, or of some periods, in no more columns than a check looks at.

A programme recalls millions of figures; a return that comes late is checked against a hundred of them.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from typing import NamedTuple
from typing import cast

from sqlalchemy import Column
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import select

from pmxl.ledger.naming import begins_in
from pmxl.ledger.naming import known_numbers
from pmxl.ledger.naming import worded
from pmxl.ledger.plain import plain
from pmxl.ledger.spans import is_of
from pmxl.ledger.tables import among
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import issued
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import names
from pmxl.ledger.tables import receipts
from pmxl.periods import Period
from pmxl.sheets.resting import collector_resting

PARTS = ("numerator", "denominator", "value")

PARTNER = itemgetter(1)
SERIES = itemgetter(0, 2, 3, 4)
"""Measure, area and period: the database would take thrice as long to put rows in this order as it takes here."""


class Stood(NamedTuple):
    """A figure that stands and is not held; withdrawn it has no parts. `start` is a month index."""

    measure: str
    partner: str
    area: str
    start: int
    months: int
    numerator: float | None
    denominator: float | None
    value: float | None


class PastColumns(NamedTuple):
    """Figures that stand and are not held, series by series and in each the earlier first: a column for every part.

    Measure, partner, area and receipt by their numbers; the numbers are none where a figure was withdrawn.
    """

    measures: Sequence[int] = ()
    partners: Sequence[int] = ()
    areas: Sequence[int] = ()
    starts: Sequence[int] = ()  # month indices
    months: Sequence[int] = ()
    receipts: Sequence[int] = ()
    above: Sequence[float | None] = ()
    below: Sequence[float | None] = ()
    values: Sequence[float | None] = ()
    comments: Sequence[str] = ()


class Standing(NamedTuple):
    """What stands of one partner, and what the numbers in it mean.

    A word is there once: beside a hundred figures it would be a hundred words to read, to keep and to send.
    """

    columns: PastColumns
    words: dict[int, str]
    versions: dict[int, str]  # of the framework by which each receipt was read

    def stood(self) -> Iterator[Stood]:
        """The figures alone, in words."""
        word = self.words.__getitem__
        measures, partners, areas, starts, months, _, *parts, _ = self.columns
        return map(Stood, map(word, measures), map(word, partners), map(word, areas), starts, months, *parts)


@collector_resting()  # rows are no garbage
def of_partners(connection: Connection, partners: Collection[str] | None) -> dict[str, Standing]:
    """What stands of each of these partners, or of all (None), in the order of their numbers."""
    rows = _rows(connection, None if partners is None else known_numbers(connection, partners).values())
    in_series = ((who, sorted(theirs, key=SERIES)) for who, theirs in groupby(rows, PARTNER))
    by_partner = {who: PastColumns(*zip(*theirs, strict=True)) for who, theirs in in_series}
    named = {who: (_numbers_in(theirs), set(theirs.receipts)) for who, theirs in by_partner.items()}
    words = _told(connection, names.c.id, names.c.name, {one for ids, _ in named.values() for one in ids})
    versions = _told(
        connection, receipts.c.id, receipts.c.framework, {one for _, read in named.values() for one in read}
    )
    return {
        words[who]: Standing(by_partner[who], {one: words[one] for one in ids}, {one: versions[one] for one in read})
        for who, (ids, read) in named.items()
    }


def _rows(connection: Connection, partners: Collection[int] | None) -> list[tuple[Any, ...]]:
    """What stands, partner by partner, in the columns of PastColumns."""
    c = figures.c
    of = (c.measure, c.partner, c.area, c.start, c.months, c.receipt)
    question = select(*of, *_parts(), c.commentary).where(*_stands())
    question = question.order_by(c.partner, c.start)  # as the index has it
    if partners is None:
        return plain(connection, question)
    lots = in_lots(sorted(partners))
    return [row for some in lots for row in plain(connection, question.where(among(c.partner, some)))]


def _numbers_in(told: PastColumns) -> set[int]:
    """The numbers that stand for words."""
    return {*told.measures, *told.partners, *told.areas}


def _told(connection: Connection, id_: Column[int], word: Column[str], wanted: Collection[int]) -> dict[int, str]:
    """What these numbers stand for."""
    found: dict[int, str] = {}
    for some in in_lots(sorted(wanted)):
        found |= dict(connection.execute(select(id_, word).where(among(id_, some))).all())
    return found


def of_starts(connection: Connection, starts: Collection[int]) -> list[Stood]:
    """What stands of the periods that begin in these months."""
    question = worded(figures.c.start, figures.c.months, *_parts()).where(*_stands())
    found: list[Stood] = []
    for some in in_lots(sorted(starts)):
        # the rows as the database gives them: they are read by place, and one object more for each would double it
        found += cast("list[Stood]", connection.execute(question.where(begins_in(some))).all())
    return found


def issued_periods(connection: Connection) -> dict[Period, datetime]:
    """The periods for which returns were issued, each with the moment when one was last."""
    c = issued.c
    of = (c.start, c.months, c.first_month)
    question = select(*of, func.max(c.issued_at)).group_by(*of)
    return {Period(*span): moment(last) for *span, last in connection.execute(question)}


def first_issued(connection: Connection, period: Period) -> datetime | None:
    """The moment when the first return for a period was issued; None where none was."""
    first = connection.scalar(select(func.min(issued.c.issued_at)).where(is_of(issued, period)))
    return None if first is None else moment(first)


def _parts() -> list[ColumnElement[float | None]]:
    c = figures.c
    return [case((~c.withdrawn, c[part]), else_=None).label(part) for part in PARTS]


def _stands() -> tuple[ColumnElement[bool], ...]:
    c = figures.c
    return c.closed_at.is_(None), c.held == false(), c.disputed == false()
