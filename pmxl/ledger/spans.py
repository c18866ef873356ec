"""Spans: the period that a row is of, in the three columns that every table with periods has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Row
from sqlalchemy import Table
from sqlalchemy import and_
from sqlalchemy import true

from pmxl.periods import Period


def written(period: Period) -> tuple[int, int, int]:
    """A period as it is kept: `start`, `months` and `first_month`, in the order of the columns."""
    return period.start, period.months, period.first_month


def period_of(row: Row[Any]) -> Period:
    """The period of a row."""
    return Period(row.start, row.months, row.first_month)


def is_of(table: Table, period: Period | None) -> ColumnElement[bool]:
    """That a row is of a period, whichever month its year starts in; of None, that it is of any or none."""
    return true() if period is None else and_(table.c.start == period.start, table.c.months == period.months)


def touches(table: Table, period: Period) -> ColumnElement[bool]:
    """That a row is of a period, of one that lies in it or of one that holds it."""
    first, end = table.c.start, table.c.start + table.c.months
    return and_(first < period.start + period.months, end > period.start)
