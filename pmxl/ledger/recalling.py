"""Recalling: which figures stand, now or as at a moment, with their names and where they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import select

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.ledger.naming import AREA
from pmxl.ledger.naming import MEASURE
from pmxl.ledger.naming import PARTNER
from pmxl.ledger.naming import worded
from pmxl.ledger.outlining import stood
from pmxl.ledger.records import Clash
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import names
from pmxl.ledger.tables import receipts
from pmxl.periods import Period
from pmxl.terms import WITHDRAWN
from pmxl.terms import Rating

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "measure",
    "partner",
    "area",
    "start",
    "months",
    "numerator",
    "denominator",
    "value",
    "marker",
    "low",
    "withdrawn",
    "provisional",
    "held",
    "commentary",
    "quality",
    "sheet",
    "cell",
    "note",
    "revision",
    "received_at",
    "file",
    "sha256",
    "framework",
    "signed_by",
)
"""The columns of a recalled frame; `start` is a month index, `received_at` is UTC."""

HISTORY_COLUMNS = (*COLUMNS, "disputed", "opened_at", "closed_at")


def recall(
    connection: Connection,
    as_at: datetime | None,
    measures: Collection[str] | None,
    partners: Collection[str] | None = None,
    *,
    held: bool,
) -> pd.DataFrame:
    """The figures that stand, ordered by measure, partner, area and period; see Ledger.recall."""
    from pmxl.ledger.gathering import gathered  # here, so that what only keeps figures starts without pandas

    conditions = [stood(as_at)]
    for column, wanted in ((figures.c.measure, measures), (figures.c.partner, partners)):
        if wanted is not None:
            conditions.append(column.in_(select(names.c.id).where(names.c.name.in_(sorted(set(wanted))))))
    if not held:
        conditions += [figures.c.held == false(), figures.c.disputed == false()]
    return gathered(connection, conditions, COLUMNS)


def history(connection: Connection, key: Key) -> pd.DataFrame:
    """Every state of every version of one figure, oldest first; see Ledger.history."""
    c = figures.c
    question = _question(c.disputed, c.opened_at, c.closed_at).where(c.start == key.period.start)
    question = question.where(c.months == key.period.months)
    for column, word in ((c.measure, key.measure), (c.partner, key.partner), (c.area, key.area)):
        question = question.where(column == select(names.c.id).where(names.c.name == word).scalar_subquery())
    return _frame(connection, question.order_by(None).order_by(c.id), HISTORY_COLUMNS)


def clashes(connection: Connection, given: Iterable[Figure]) -> tuple[Clash, ...]:
    """The figures among these that differ from what a return has given for the same key; see Ledger.clashes."""
    wanted = list(given)
    if not wanted:
        return ()
    starts = [figure.period.start for figure in wanted]
    question = _question(receipts.c.kind).where(figures.c.closed_at.is_(None), receipts.c.kind == "return")
    question = question.where(figures.c.start.between(min(starts), max(starts))).order_by(None)
    stands: defaultdict[tuple[object, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(question):
        stands[tuple(row[:5])].append(row)
    found = []
    for figure in wanted:
        key = (figure.measure, figure.partner, figure.area, figure.period.start, figure.period.months)
        for row in stands.get(key, ()):
            other = _figure(row, figure.period)
            if not _agree(figure, other):
                found.append(Clash(figure, other, row.file, row.revision))
                break
    return tuple(found)


def _question(*more: Any) -> Select[Any]:
    """Figures with their names and receipts; a figure withdrawn is an absence, and its note says so."""
    c, r = figures.c, receipts.c
    noted = case((c.note == "", WITHDRAWN), else_=WITHDRAWN + "; " + c.note)
    return (
        worded(
            c.start,
            c.months,
            *(case((~c.withdrawn, c[part]), else_=None).label(part) for part in ("numerator", "denominator", "value")),
            case((c.withdrawn, Rating.NO_DATA.value), else_=c.marker).label("marker"),
            c.low,
            c.withdrawn,
            c.provisional,
            or_(c.held, c.disputed).label("held"),
            c.commentary,
            c.quality,
            c.sheet,
            c.cell,
            case((c.withdrawn, noted), else_=c.note).label("note"),
            r.revision,
            r.received_at,
            r.file,
            r.sha256,
            r.framework,
            r.signed_by,
            *more,
        )
        .join(receipts, r.id == c.receipt)
        .order_by(MEASURE, PARTNER, AREA, c.start, c.months, c.receipt)
    )


def _frame(connection: Connection, question: Select[Any], columns: Sequence[str]) -> pd.DataFrame:
    """The answer as a frame whose columns have the same types however few rows there are."""
    import pandas as pd  # here, as above

    rows = [tuple(row) for row in connection.execute(question)]
    frame = pd.DataFrame.from_records(rows, columns=list(columns))
    for name in ("numerator", "denominator", "value"):
        frame[name] = frame[name].astype("float64")
    for name in ("start", "months", "revision"):
        frame[name] = frame[name].astype("int64")
    for name in ("low", "withdrawn", "provisional", "held", "disputed"):
        if name in frame:
            frame[name] = frame[name].astype("bool")
    for name in ("received_at", "opened_at", "closed_at"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name].astype("Int64"), unit="us", utc=True)
    return frame


def _figure(row: Row[Any], period: Period) -> Figure:
    """The figure that stands, as far as it is needed beside another."""
    return Figure(
        row.measure,
        row.partner,
        row.area,
        period,
        row.numerator,
        row.denominator,
        row.value,
        row.marker,
        low=row.low,
        sheet=row.sheet,
        cell=row.cell,
        note=row.note,
    )


def _agree(one: Figure, other: Figure) -> bool:
    """True when the two say the same in every part that both give, and both give one, or the same marker.

    Of the same numerator over the same denominator the value is the same, in however many digits it was written.
    """
    parts = [(one.numerator, one.denominator), (other.numerator, other.denominator)]
    if parts[0] == parts[1] and None not in parts[0]:
        return True
    both = [
        (getattr(one, part), getattr(other, part))
        for part in ("numerator", "denominator", "value")
        if getattr(one, part) is not None and getattr(other, part) is not None
    ]
    same_absence = one.is_absent and other.is_absent and not both
    return one.marker == other.marker and (same_absence or (bool(both) and all(a == b for a, b in both)))
