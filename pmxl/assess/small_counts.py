"""Small counts: which figures of one measure in one period would give a small number of cases away."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.framework.models import Measure
from pmxl.rules.columns import Floats
from pmxl.rules.suppressed_table import suppress_table
from pmxl.rules.suppression import suppress
from pmxl.terms import Kind
from pmxl.terms import Pooling

OF_CASES: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("value",),
    Kind.PERCENTAGE: ("numerator", "denominator", "others"),
    Kind.RATE: ("numerator", "denominator"),
    Kind.RATIO: ("numerator", "denominator"),
    Kind.MEAN: ("denominator",),
}
"""What is a number of cases in a figure of each kind; `others` are those of a percentage who are not in its numerator.

Money, medians, indices, days and partners who say yes count nobody.
"""
BEFORE = "_before"
"""Ends the name of a column of what had been reached one period earlier in the same year."""


class Hidden(NamedTuple):
    """Of a measure in a period, the partners and the areas that must be hidden, and whether the whole must."""

    partners: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    whole: bool = False


def hidden_in(measure: Measure, cells: pd.DataFrame, below: int) -> Hidden:
    """What must be hidden so that no number of cases from 1 to `below` - 1 can be read or worked out.

    `cells` has a row for each partner, or for each partner and area: `partner`, `area`, `value`, `numerator` and
    `denominator`, and of a figure counted from the start of the year also what it was before (`value_before` ...).
    All figures of a partner go together: a percentage with one of its parts would give the other.
    """
    if below <= 1 or cells.empty:
        return Hidden()
    partners, areas = (list(dict.fromkeys(cells[name])) for name in ("partner", "area"))
    tables = (table_of(cells, counts, partners, areas) for counts in counts_of_cases(measure, cells))
    return joined(named(measure, table, partners, areas, below) for table in tables)


def counts_of_cases(measure: Measure, cells: pd.DataFrame) -> Iterator[Floats]:
    """Every number of cases that a figure tells, a column each; of a cumulative one also what was added since."""
    known = cells.assign(others=cells["denominator"] - cells["numerator"])
    if f"value{BEFORE}" in known:
        known[f"others{BEFORE}"] = known[f"denominator{BEFORE}"] - known[f"numerator{BEFORE}"]
    for name in OF_CASES.get(measure.kind, ()):
        yield np.abs(known[name].to_numpy(float))
        if f"value{BEFORE}" in known:
            yield np.abs((known[name] - known[f"{name}{BEFORE}"]).to_numpy(float))


def table_of(cells: pd.DataFrame, counts: Floats, partners: Sequence[str], areas: Sequence[str]) -> Floats:
    """Counts by partner and area; NaN where there is none."""
    found = np.full((len(partners), len(areas)), np.nan)
    for partner, area, count in zip(cells["partner"], cells["area"], counts, strict=True):
        found[partners.index(partner), areas.index(area)] = count
    return found


def named(measure: Measure, table: Floats, partners: Sequence[str], areas: Sequence[str], below: int) -> Hidden:
    """What of one table of counts must be hidden: nothing where no count is small; an area alone is the whole."""
    if not is_any_small(table, below):
        return Hidden()
    rows, columns, whole = flags(measure, table, below)
    mine = frozenset(one for one, is_hidden in zip(partners, rows, strict=True) if is_hidden)
    return Hidden(
        mine,
        frozenset(one for one, is_hidden in zip(areas, columns, strict=True) if is_hidden),
        measure.lead in mine if measure.pooling is Pooling.LEAD else whole,
    )


def is_any_small(counts: Floats, below: int) -> bool:
    """True where there is a count from 1 to `below` - 1; a sum is small only where a count is."""
    return bool(((counts > 0) & (counts < below)).any())


def flags(measure: Measure, table: Floats, below: int) -> tuple[Iterable[bool], Iterable[bool], bool]:
    """Of the rows, of the columns and of the whole of a table, whether they must be hidden.

    Where partners do not add up each stands for itself, and areas and the whole are hidden where any count is small.
    """
    if measure.pooling not in (Pooling.SUM, Pooling.RATIO):
        sums = np.nansum(table, axis=1)
        small = (table > 0) & (table < below)
        any_ = bool(small.any())
        return small.any(axis=1) | ((sums > 0) & (sums < below)), [any_] * table.shape[1], any_
    if table.shape[1] > 1:
        margins = suppress_table(table, below=below)
        return margins.row_totals, margins.column_totals, bool(margins.total)
    one = suppress(table[:, 0], below=below)
    whole = bool(one.totals.any())
    return one.counts, [whole], whole


def joined(found: Iterable[Hidden]) -> Hidden:
    """All that any of them hides: hiding more never tells more."""
    every = list(found)
    return Hidden(
        frozenset().union(*(one.partners for one in every)),
        frozenset().union(*(one.areas for one in every)),
        any(one.whole for one in every),
    )
