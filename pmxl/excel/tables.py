"""Tables: what the framework's tables, given as ranges with their headings, say of a measure."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from pmxl.excel import agreed
from pmxl.excel import ranges
from pmxl.excel.answers import FAILED
from pmxl.excel.answers import NOT_AVAILABLE
from pmxl.excel.answers import Rows
from pmxl.excel.ranges import folded
from pmxl.excel.rating import ruled
from pmxl.readings import read_period
from pmxl.rules.columns import Words

if TYPE_CHECKING:
    from pmxl.periods import Period

Table = list[list[Any]]
Row = Mapping[str, Any]

KEYS = ("measure", "id")
"""Under which heading a table names the measure."""

WHOSE = ("partner", "area")
"""Under which headings a row is of one partner or area; where all are blank it is of the partnership."""

BAND = "band"
FACTS = ("polarity", "kind", "decimals")
AIMS = ("low", "high", "standard", "stretch", "purpose")
"""What is read from the table of measures, and beside the target from that of targets."""


def rows_of(table: Table) -> dict[str, list[Row]]:
    """The rows of a table by measure, in their order; ValueError where it does not name measures."""
    headings = [folded(cell) for cell in table[0]]
    key = next((name for name in KEYS if name in headings), "")
    if not key:
        raise ValueError("the table has no heading 'measure' or 'id'.")
    found: dict[str, list[Row]] = {}
    for cells in table[1:]:
        row = dict(zip(headings, cells, strict=True))
        if name := folded(row[key]):
            found.setdefault(name, []).append(row)
    return found


def meant(rows: Iterable[Row], period: str = "", partner: str = "") -> list[Row]:
    """The rows of one partner or area, the partnership's own unless one is named; and of a period, where one is."""
    whose = {folded(partner)} - {""}
    own = [row for row in rows if {folded(row.get(name)) for name in WHOSE} - {""} == whose]
    return [row for row in own if is_of(row, period)] if period else own


def is_of(row: Row, period: str) -> bool:
    """True for a row of a period, however either is written."""
    given = row.get("period")
    if folded(given) == folded(period):
        return True
    return (this := period_in(ranges.text(given))) is not None and this == period_in(period)


@lru_cache(maxsize=4096)
def period_in(written: str) -> Period | None:
    """The period that a text names; None where it names none, or two."""
    return read_period(written).period


def one_of(rows: Sequence[Row], period: str) -> Row:
    """The partnership's row of the period, or its only one; ValueError where there are several and none says which."""
    own = meant(rows)
    found = meant(own, period) or own if period else own
    if len(found) > 1 and any(row != found[0] for row in found):
        raise ValueError(f"{len(found)} rows are of one measure, and which is meant is not said.")
    return found[0] if found else {}


def field(measures: Words, heading: str, table: Table, period: str = "", partner: str = "") -> Rows:
    """What stands under a heading for each measure: #N/A where no row is meant, #VALUE! where several differ."""
    found, name = rows_of(table), folded(heading)
    headings = {folded(cell) for cell in table[0]}
    if name not in headings:
        raise ValueError(f"the table has no heading {heading!r}.")
    if (period and "period" not in headings) or (partner and not headings & set(WHOSE)):
        raise ValueError("the table does not say of which period or partner its rows are.")

    def cell(measure: str) -> Any:
        if not measure:
            return ""
        cells = [row[name] for row in meant(found.get(folded(measure), ()), period, partner)]
        if any(other != cells[0] for other in cells[1:]):
            return FAILED
        return NOT_AVAILABLE if not cells else "" if ranges.is_blank(cells[0]) else cells[0]

    return [[cell(measure) for measure in row] for row in measures.tolist()]


def rule(
    measures: Words, about: Table, targets: Table, tolerances: Table, settings: Table, period: str
) -> dict[str, Any]:
    """What each measure is rated by, in the words of pmxl.rules.rule.Rule and in the shape of `measures`."""
    if agreed.is_own(map(folded, about[0])):
        return agreed.agreed(measures, about, targets, tolerances, settings, period)
    given = any(not ranges.is_blank(cell) for cell in tolerances[0])
    banded = rows_of([tolerances[0], *(row for row in tolerances[1:] if BAND in map(folded, row))]) if given else {}
    ids = [folded(measure) for measure in measures.ravel()]
    asked = set(ids)
    facts, aims, bands = (
        {name: one_of(rows, when) for name, rows in found.items() if name in asked}
        for found, when in ((rows_of(about), ""), (rows_of(targets), period), (banded, ""))
    )
    if unknown := [measure for measure in ids if measure and measure not in facts]:
        raise ValueError(f"the table of measures has no {unknown[0]!r}.")

    def column(rows: Mapping[str, Row], name: str) -> Table:
        cells = [rows.get(measure, {}).get(name) for measure in ids]
        return [list(row) for row in np.array(cells, dtype=object).reshape(measures.shape)]

    found = ruled(
        **{name: column(facts, name) for name in FACTS},
        **{name: column(aims, name) for name in AIMS},
        tolerance=column(bands, "amount"),
        unit=column(bands, "unit"),
        edge=agreed.settled(agreed.held(settings)).get("amber_edge"),
        last_year=None,
        half_width=None,
    )
    del found["last_year"]  # which is given beside the tables
    return found | {"target": ranges.numbers(column(aims, "target"))}
