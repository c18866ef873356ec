"""What changed: figures given again, each with what was given before, where it stands now, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select

from pmxl.figures import Figure
from pmxl.ledger.naming import worded
from pmxl.ledger.records import Change
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import preferences
from pmxl.ledger.tables import receipts
from pmxl.periods import Period

GIVING = ("return", "entry")
"""What a figure is given by; history that was imported is not what a partner sent."""


def recall_changes(connection: Connection, period: Period) -> list[Change]:
    """Every figure of the returns of a period that a later return or an entry gave otherwise, or gave at last."""
    versions: defaultdict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    first: dict[str, int] = {}
    for row in _versions(connection, period):
        if row.kind == "return":
            first[row.partner] = min(row.receipt, first.get(row.partner, row.receipt))
        versions[row.measure, row.partner, row.area, row.start, row.months].append(row)
    stand = _preferred(connection, period)
    found = [pair for rows in versions.values() for pair in _pairs(rows, first.get(rows[0].partner), stand)]
    found.sort(key=lambda pair: (pair[1].receipt, pair[1].id))
    return [_change(before, after, period) for before, after in found]


def _versions(connection: Connection, period: Period) -> list[Row[Any]]:
    """Each version of each figure once, as it was read, in the order in which they came."""
    c, r = figures.c, receipts.c
    mine = select(r.id).where(r.kind.in_(GIVING), r.start == period.start, r.months == period.months)
    first = select(func.min(c.id)).where(c.receipt.in_(mine))  # not of every file ever taken
    first = first.group_by(c.receipt, c.measure, c.partner, c.area, c.start, c.months)
    told = (c.numerator, c.denominator, c.value, c.marker, c.withdrawn, c.sheet, c.cell, c.note)
    came = (r.file, r.sha256, r.kind, r.revision, r.signed_by, r.received_at)
    question = (
        worded(c.id, c.receipt, c.start, c.months, *told, *came)
        .join(receipts, r.id == c.receipt)
        .where(c.id.in_(first), r.kind.in_(GIVING))
        .where(r.start == period.start, r.months == period.months)
        .where(c.partner.in_(_given_again(period)))
        .order_by(c.receipt, c.id)
    )
    return list(connection.execute(question))


def _given_again(period: Period) -> Select[tuple[int]]:
    """The partners whose figures came in more than one file: nobody else's can have changed."""
    c, r = figures.c, receipts.c
    came = select(c.partner).join(receipts, r.id == c.receipt).where(r.kind.in_(GIVING))
    came = came.where(r.start == period.start, r.months == period.months)
    return came.group_by(c.partner).having(func.min(c.receipt) < func.max(c.receipt))


def _preferred(connection: Connection, period: Period) -> set[int]:
    """The receipts that an officer chose of several of one revision: of each revision the last choice."""
    r = receipts.c
    question = select(r.partner, r.revision, r.id).join(preferences, preferences.c.receipt == r.id)
    question = question.where(r.start == period.start, r.months == period.months).order_by(preferences.c.id)
    return set({(partner, revision): chosen for partner, revision, chosen in connection.execute(question)}.values())


def _pairs(
    rows: Sequence[Row[Any]], first: int | None, stand: Collection[int]
) -> Iterator[tuple[Row[Any] | None, Row[Any]]]:
    """A version and the one before it, where they differ; a rival of the same revision is no change.

    What an officer entered before the `first` return, or where none came, is given for the first time and not again.
    Of rivals that which an officer chose is the one before the next revision, else that which came first.
    """
    before: Row[Any] | None = None
    for row in rows:
        if before is None:
            if first is not None and row.receipt > first:
                yield None, row
        elif row.revision < before.revision:
            continue
        elif _are_rivals(before, row):
            if row.receipt not in stand:
                continue
        elif _said(row) != _said(before):
            yield before, row
        before = row


def _are_rivals(one: Row[Any], other: Row[Any]) -> bool:
    return bool(one.revision == other.revision and one.kind == other.kind == "return")


def _said(row: Row[Any]) -> tuple[object, ...]:
    return row.numerator, row.denominator, row.value, row.marker, row.withdrawn


def _change(before: Row[Any] | None, after: Row[Any], period: Period) -> Change:
    told = None if before is None else _figure(before, period)
    came = moment(after.received_at)
    return Change(told, _figure(after, period), after.file, after.sha256, after.signed_by, came)


def _figure(row: Row[Any], period: Period) -> Figure:
    return Figure(
        row.measure,
        row.partner,
        row.area,
        Period(row.start, row.months, period.first_month),
        row.numerator,
        row.denominator,
        row.value,
        row.marker,
        withdrawn=row.withdrawn,
        sheet=row.sheet,
        cell=row.cell,
        note=row.note,
    )
