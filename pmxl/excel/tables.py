"""Tables: what the framework's tables, given as ranges with their headings, say of a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pmxl.excel import agreed
from pmxl.excel import ranges
from pmxl.excel.answers import NOT_AVAILABLE
from pmxl.excel.answers import Rows
from pmxl.rules.columns import Words
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import UNITS
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose

Table = list[list[Any]]
Row = Mapping[str, Any]

KEYS = ("measure", "id")
"""Under which heading a table names the measure."""

BAND = "band"
LEVELS = ("target", "low", "high", "standard", "stretch")


def rows_of(table: Table, period: str = "") -> dict[str, Row]:
    """The rows of a table by measure; of several the one of the period, else the last."""
    headings = [folded(cell) for cell in table[0]]
    key = next((name for name in KEYS if name in headings), "")
    if not key:
        raise ValueError("the table has no heading 'measure' or 'id'.")
    found: dict[str, Row] = {}
    for cells in table[1:]:
        row = dict(zip(headings, cells, strict=True))
        name = folded(row[key])
        earlier = found.get(name)
        if earlier is None or not is_of(earlier, period) or is_of(row, period):
            found[name] = row
    return found


def is_of(row: Row, period: str) -> bool:
    """True for a row of a period."""
    return bool(period) and folded(row.get("period")) == folded(period)


def folded(cell: Any) -> str:
    """A heading or an id, case and spaces aside."""
    return "_".join(ranges.text(cell).split()).casefold()


def field(measures: Words, heading: str, table: Table) -> Rows:
    """What stands under a heading for each measure."""
    found, name = rows_of(table), folded(heading)
    if name not in (folded(cell) for cell in table[0]):
        raise ValueError(f"the table has no heading {heading!r}.")

    def cell(measure: str) -> Any:
        if not measure:
            return ""
        row = found.get(folded(measure))
        return NOT_AVAILABLE if row is None else "" if row[name] is None else row[name]

    return [[cell(measure) for measure in row] for row in measures.tolist()]


def rule(measures: Words, about: Table, targets: Table, tolerances: Table, period: str) -> dict[str, Any]:
    """What each measure is rated by, in the words of pmxl.rules.rule.Rule and in the shape of `measures`."""
    if agreed.is_own(map(folded, about[0])):
        return agreed.agreed(measures, about, targets, tolerances, period)
    facts, aims = rows_of(about), rows_of(targets, period)
    given = any(not ranges.is_blank(cell) for cell in tolerances[0])
    bands = rows_of([tolerances[0], *(row for row in tolerances[1:] if BAND in map(folded, row))]) if given else {}
    ids = [folded(measure) for measure in measures.ravel()]
    if unknown := [measure for measure in ids if measure and measure not in facts]:
        raise ValueError(f"the table of measures has no {unknown[0]!r}.")

    def column(rows: Mapping[str, Row], name: str) -> Table:
        cells = [rows.get(measure, {}).get(name) for measure in ids]
        return [list(row) for row in np.array(cells, dtype=object).reshape(measures.shape)]

    amount, modifier = ranges.tolerances(column(bands, "amount"), PRESETS)
    return {
        "polarity": ranges.words(column(facts, "polarity"), Polarity.HIGHER, Polarity),
        "kind": ranges.words(column(facts, "kind"), Kind.COUNT, Kind),
        "decimals": ranges.places(column(facts, "decimals")),
        "purpose": ranges.words(column(aims, "purpose"), Purpose.MANAGE, Purpose),
        "unit": ranges.words(column(bands, "unit"), "", ("", *UNITS)),
        "amount": amount,
        "modifier": modifier,
        **{name: ranges.numbers(column(aims, name)) for name in LEVELS},
    }
