"""Saying: which figures that stand say the same as some others, to the last digit; asked of a few at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from typing import cast

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import tuple_

from pmxl.ledger.naming import begins_in
from pmxl.ledger.naming import worded
from pmxl.ledger.remembering import Stood
from pmxl.ledger.tables import figures

Parts = tuple[float | None, ...]
"""What a figure says: numerator and denominator, or the value alone."""


def saying(connection: Connection, starts: Collection[int], parts: Collection[Parts]) -> list[Stood]:
    """The figures that stand, are not held or withdrawn, begin in one of these months, and say one of these things."""
    c = figures.c
    told = (c.start, c.months, c.numerator, c.denominator, c.value)
    stands = (c.closed_at.is_(None), c.held == false(), c.disputed == false(), c.withdrawn == false())
    # what they say goes first: it turns away nearly every row before the rest of it is looked at
    question = worded(*told).where(_says(parts), *stands, begins_in(sorted(starts)))
    return cast("list[Stood]", connection.execute(question).all())


def _says(parts: Collection[Parts]) -> ColumnElement[bool]:
    """That a figure says one of these: by both parts where there are two, else by the one."""
    c = figures.c
    both: list[Any] = [one for one in parts if len(one) > 1 and None not in one]
    first = [one[0] for one in parts if len(one) > 1 and one[1] is None]
    value = [one[0] for one in parts if len(one) == 1]
    return or_(
        tuple_(c.numerator, c.denominator).in_(both),
        and_(c.numerator.in_(first), c.denominator.is_(None)),
        and_(c.value.in_(value), c.numerator.is_(None)),
    )
