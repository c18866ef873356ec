"""Arriving: the figures of new files as rows of the ledger, and the few told apart that several of the files give."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from math import isfinite
from operator import itemgetter
from typing import Any

from pmxl.figures import Figure
from pmxl.ledger.records import Receipt
from pmxl.ledger.standing import Weight
from pmxl.ledger.standing import weight_of
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import figures

Key = tuple[int, int, int, int, int]
"""Measure, partner and area by their numbers, start and months."""

Row = tuple[Any, ...]
"""A row to come, in the order of COLUMNS."""

Filing = tuple[int, tuple[Receipt, Sequence[Figure]]]
"""A new file under its number."""

COLUMNS = columns_of(figures)
_KEY = slice(COLUMNS.index("measure"), COLUMNS.index("months") + 1)
_DISPUTED = COLUMNS.index("disputed")
_weighed = itemgetter(*(COLUMNS.index(name) for name in ("held", "withdrawn", "marker")))

in_order_of_index = itemgetter(*(COLUMNS.index(name) for name in ("partner", "start", "measure", "area", "receipt")))
"""What rows are put in order by before they are written: neighbours in the index are written together."""


@dataclass(slots=True)
class Arrivals:
    """New rows as if each stood alone: the first of every key, and all of a key that several files give."""

    files: set[int] = field(default_factory=set)
    first: dict[Key, Row] = field(default_factory=dict)
    shared: dict[Key, list[Row]] = field(default_factory=dict)

    def of(self, key: Key) -> list[Row]:
        """Every new row of a key."""
        return self.shared.get(key) or ([self.first[key]] if key in self.first else [])

    def share(self, key: Key, row: Row) -> bool:
        """Put another row beside those of its key; False where its file has one there already."""
        rows = self.shared.setdefault(key, [self.first[key]])
        if rows[-1][0] == row[0]:
            return False
        rows.append(row)
        return True


def arriving(filed: Iterable[Filing], number: Mapping[str, int], now: int) -> Arrivals:
    """The figures of new files, file by file; ValueError for one given twice and for what is no figure."""
    found = Arrivals()
    first = found.first
    for id_, (receipt, given) in filed:
        for f in given:
            row = _row(id_, f, number, now)
            key = row[_KEY]
            if first.setdefault(key, row) is not row and not found.share(key, row):
                raise ValueError(f"{receipt.file} gives {f.measure} {f.partner} {f.area} {f.period} twice")
        if given:
            found.files.add(id_)
    return found


def _row(id_: int, f: Figure, number: Mapping[str, int], now: int) -> Row:
    """A figure as the row that it is where nothing else is known of it: it stands, and nobody disputes it.

    What is true or false is 1 or 0 here: SQLite's driver looks for a way to write each True and False anew.
    """
    period, numerator, denominator, value = f.period, f.numerator, f.denominator, f.value
    if not isfinite((numerator or 0.0) + (denominator or 0.0) + (value or 0.0)):
        _look_closer(f)
    return (
        id_,
        number[f.measure],
        number[f.partner],
        number[f.area],
        period.start,
        period.months,
        None if numerator is None else float(numerator),
        None if denominator is None else float(denominator),
        None if value is None else float(value),
        f.marker,
        1 if f.low else 0,
        1 if f.withdrawn else 0,
        1 if f.held else 0,
        0,
        1 if f.provisional else 0,
        f.commentary,
        f.quality,
        f.sheet,
        f.cell,
        f.note,
        now,
        None,
    )


def _look_closer(f: Figure) -> None:
    """ValueError where a part is no number; the parts of the largest numbers may well add up to none."""
    for part in (f.numerator, f.denominator, f.value):
        if part is not None and not isfinite(part):
            raise ValueError(f"{f.partner} {f.sheet}!{f.cell} gives {part}, which is no figure")


def in_state(row: Row, stands: bool | None) -> Row:  # noqa: FBT001 - a state, not a switch
    """The row in dispute (True), standing (False), or closed as it comes (None)."""
    if stands is False:
        return row
    closed = row[-2] if stands is None else None
    return (*row[:_DISPUTED], 1 if stands else 0, *row[_DISPUTED + 1 : -1], closed)


def weight(row: Row) -> Weight:
    """What a new row can displace."""
    held, withdrawn, marker = _weighed(row)
    return weight_of(held=held, withdrawn=withdrawn, marker=marker)
