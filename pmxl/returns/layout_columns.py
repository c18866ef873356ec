"""Columns: which columns of a sheet hold the figures of a row of a layout, of what measure and of what period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models_layouts import LayoutRow
from pmxl.plural import listed
from pmxl.readings import folded
from pmxl.readings import period_in
from pmxl.readings import read_period
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.layout_grid import Grid
from pmxl.returns.layout_grid import is_headed
from pmxl.returns.names import Names
from pmxl.returns.names import nearest
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import address
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by heading of ours (Numerator, Denominator, Value), and what the headings over them say.

    `measure` is "" and `period` None where the headings do not say.
    """

    places: dict[str, int]
    measure: str = ""
    period: Cell | None = None


def one_column(grid: Grid, named: str, faults: list[Finding]) -> int:
    """The one column of a heading; 0, and a fault, where there is none or more than one."""
    found = grid.columns(named)
    if len(found) == 1:
        return found[0]
    faults.append(_several(grid, named, found) if found else _absent(grid, named))
    return 0


def columns_of(grid: Grid, row: LayoutRow, names: Names, faults: list[Finding]) -> list[Columns]:
    """The columns of figures. Empty, with a fault, where a heading is not there or stands over several."""
    wanted = {NUMERATOR: row.numerator, DENOMINATOR: row.denominator, VALUE: row.value}
    wanted = {heading: named for heading, named in wanted.items() if named}
    by_measure = not row.measure and not row.measure_column
    if row.period_from != "heading" and not by_measure:
        places = {heading: one_column(grid, named, faults) for heading, named in wanted.items()}
        return [Columns(places)] if all(places.values()) else []
    return _headed(grid, row, wanted, names if by_measure else None, faults)


def _headed(
    grid: Grid, row: LayoutRow, wanted: dict[str, str], names: Names | None, faults: list[Finding]
) -> list[Columns]:
    """The columns whose headings say of what period, or of what measure, they are."""
    found: dict[tuple[str, str], Columns] = {}
    for col, path in grid.paths.items():
        period = _period_over(grid, col, row) if row.period_from == "heading" else None
        rest = tuple(cell for cell in path if cell is not period)
        measure = ""
        if names is not None:
            named = next((cell for cell in rest if folded(text_of(cell)) in names.measures), None)
            measure = names.measures[folded(text_of(named))] if named else ""
            rest = tuple(cell for cell in rest if cell is not named)
        if (row.period_from == "heading" and period is None) or (names is not None and not measure):
            continue
        for heading in _roles(rest, wanted):
            key = (measure, text_of(period))
            before = found.get(key, Columns({}, measure, period))
            if heading in before.places:
                faults.append(_several(grid, wanted.get(heading, text_of(period)), [before.places[heading], col]))
            else:
                found[key] = replace(before, places=before.places | {heading: col})
    if not found and not faults:
        faults.append(_no_headed(grid, row))
    return list(found.values())


def _roles(rest: tuple[Cell, ...], wanted: dict[str, str]) -> Iterator[str]:
    """What a column is by its other headings; where none is wanted, a column of values."""
    if not wanted:
        yield VALUE
    for heading, named in wanted.items():
        if is_headed(rest, named):
            yield heading


def _period_over(grid: Grid, col: int, row: LayoutRow) -> Cell | None:
    """The heading over a column that is a period; else the one to its left in an upper row, where this one is blank."""
    for cell in grid.paths[col]:
        if is_period(cell, row.period_text):
            return cell
    upper = {cell.row for path in grid.paths.values() for cell in path if cell.row < grid.first_row - 1}
    for line in sorted(upper):
        left = [c for c in grid.paths if c <= col and (line, c) in grid.sheet.cells]
        if left and grid.paths[col] and is_period(grid.sheet.cells[line, max(left)], row.period_text):
            return grid.sheet.cells[line, max(left)]
    return None


def is_period(cell: Cell, pattern: str) -> bool:
    """True where a heading can be read as a period of some length."""
    said = period_in(pattern, text_of(cell))
    reading = read_period(said) if said else None
    return reading is not None and (reading.is_sure or reading.is_held)


def _absent(grid: Grid, named: str) -> Finding:
    """A heading that is not there, and the one most like it."""
    near = nearest(named, [grid.heading(col) for col in grid.paths if grid.paths[col]])
    hint = f"; the nearest is “{show(near)}”" if near else ""
    says = f"There is no heading “{show(named)}” in rows {grid.head_row} to {grid.first_row - 1}{hint}."
    ask = "Correct the layout in the framework, or the workbook."
    return _finding("STR033", grid, says, ask, address(grid.head_row, 1))


def _several(grid: Grid, named: str, cols: list[int]) -> Finding:
    """A heading that stands over more than one column."""
    cells = listed(address(grid.first_row - 1, col) for col in cols)
    says = f"The heading “{show(named)}” stands over {len(cols)} columns, {cells}."
    ask = "Give it in the layout with the headings above it, joined by /, so that one column is meant."
    return _finding("STR034", grid, says, ask, address(grid.first_row - 1, cols[-1]))


def _no_headed(grid: Grid, row: LayoutRow) -> Finding:
    what = "a period" if row.period_from == "heading" else "a measure of the framework"
    says = f"No heading in rows {grid.head_row} to {grid.first_row - 1} over the figures wanted is {what}."
    return _finding("STR033", grid, says, "Correct the layout in the framework.", address(grid.head_row, 1))


def _finding(code: str, grid: Grid, says: str, ask: str, cell: str) -> Finding:
    return Finding(code, Severity.ERROR, says, ask, sheet=grid.sheet.name, cell=cell)
