"""Remembering: what stands of some partners, or of some periods, in no more columns than a check looks at.

A programme recalls millions of figures; a return that comes late is checked against a hundred of them.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from typing import NamedTuple
from typing import cast

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import select

from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import issued
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import names
from pmxl.ledger.tables import receipts
from pmxl.periods import Period

PARTS = ("numerator", "denominator", "value")


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
    commentary: str
    framework: str


def of_partners(connection: Connection, partners: Collection[str] | None) -> list[Stood]:
    """What stands of these partners, or of all (None): partner by partner, the earlier period first."""
    c = figures.c
    question = _question().order_by(c.partner, c.start, c.months)
    if partners is None:
        return _stood(connection, question)
    found: list[Stood] = []
    for some in in_lots(sorted(partners)):
        numbers = select(names.c.id).where(names.c.name.in_(some))
        found += _stood(connection, question.where(c.partner.in_(numbers)))
    return found


def of_starts(connection: Connection, starts: Collection[int]) -> list[Stood]:
    """What stands of the periods that begin in these months."""
    found: list[Stood] = []
    for some in in_lots(sorted(starts)):
        found += _stood(connection, _question().where(figures.c.start.in_(some)))
    return found


def issued_periods(connection: Connection) -> dict[Period, datetime]:
    """The periods for which returns were issued, each with the moment when one was last."""
    c = issued.c
    of = (c.start, c.months, c.first_month)
    question = select(*of, func.max(c.issued_at)).group_by(*of)
    return {Period(*span): moment(last) for *span, last in connection.execute(question)}


def _stood(connection: Connection, question: Select[Any]) -> list[Stood]:
    """The rows as the database gives them: they are read by place, and one object more for each would double it."""
    return cast("list[Stood]", connection.execute(question).all())


def _question() -> Select[Any]:
    c = figures.c
    measure, partner, area = (names.alias(name) for name in ("measure", "partner", "area"))
    shown: Sequence[Any] = [case((~c.withdrawn, c[part]), else_=None).label(part) for part in PARTS]
    return (
        select(
            measure.c.name.label("measure"),
            partner.c.name.label("partner"),
            area.c.name.label("area"),
            c.start,
            c.months,
            *shown,
            c.commentary,
            receipts.c.framework,
        )
        .join(receipts, receipts.c.id == c.receipt)
        .join(measure, measure.c.id == c.measure)
        .join(partner, partner.c.id == c.partner)
        .join(area, area.c.id == c.area)
        .where(c.closed_at.is_(None), c.held == false(), c.disputed == false())
    )
