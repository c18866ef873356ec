"""Digests: what a return says in one word, so that those that answer the same can be told to agree.

Nearly every return is alone in its line, and what it says is then never asked; it is worked out when a second comes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import update

from pmxl.figures import Figure
from pmxl.ledger.arriving import Filing
from pmxl.ledger.filing import filed_in
from pmxl.ledger.filing import line_of
from pmxl.ledger.naming import worded
from pmxl.ledger.standing import Filed
from pmxl.ledger.standing import Line
from pmxl.ledger.tables import among
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import receipts
from pmxl.periods import Period

TOLD = tuple(one.name for one in fields(Figure))[4:]
"""All of a figure but what it is of, in its own order, by which the columns are named."""


def filed_beside(connection: Connection, new: Sequence[Filing]) -> dict[int, Filed]:
    """The new files that give figures and those there that answer the same; each has its digest if not alone."""
    given = {id_: figures for id_, (_, figures) in new if figures}
    came = {id_: Filed(id_, receipt.revision, line_of(receipt), "") for id_, (receipt, _) in new if id_ in given}
    filed = filed_in(connection, {file.line for file in came.values() if file.line}) | came
    rivals: defaultdict[Line, list[int]] = defaultdict(list)
    for file in filed.values():
        if file.line:
            rivals[file.line].append(file.id)
    untold = [id_ for ids in rivals.values() if len(ids) > 1 for id_ in ids if not filed[id_].digest]
    before = _as_read(connection, [id_ for id_ in untold if id_ not in given])
    for id_ in untold:
        filed[id_] = filed[id_]._replace(digest=digest(given.get(id_) or before[id_]))
    for id_ in before:
        connection.execute(update(receipts).where(receipts.c.id == id_).values(digest=filed[id_].digest))
    return filed


def digest(given: Iterable[Figure]) -> str:
    """Of all that a return says, wherever in it it stands: two files of equal digest need no choosing."""
    said = sorted(repr(_said(figure)) for figure in given)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _said(f: Figure) -> tuple[object, ...]:
    """In the form of ledgers of every version: digests are kept."""
    parts = map(_plain, (f.numerator, f.denominator, f.value))
    told = (*parts, f.marker, f.low, f.withdrawn, f.held, f.provisional)
    return (f.measure, f.partner, f.area, f.period.start, f.period.months), told, (f.commentary, f.quality, f.note)


def _plain(part: float | None) -> float | None:
    """A part as the database gives it back: 5 as 5.0, and no zero below zero."""
    return None if part is None else float(part) + 0.0


def _as_read(connection: Connection, files: Sequence[int]) -> dict[int, list[Figure]]:
    """What these files gave, as it was read: the first row of each figure, for later ones are of another state."""
    c = figures.c
    question = worded(c.start, c.months, c.receipt, *(c[name] for name in TOLD)).order_by(c.id)
    found: defaultdict[int, dict[tuple[Any, ...], Figure]] = defaultdict(dict)
    for some in in_lots(files):
        rows = connection.execute(question.where(among(c.receipt, some)))
        for measure, partner, area, start, months, receipt, *told in rows:
            figure = Figure(measure, partner, area, Period(start, months), *told)
            found[receipt].setdefault((measure, partner, area, start, months), figure)
    return {receipt: list(given.values()) for receipt, given in found.items()}
