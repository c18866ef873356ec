"""Shape: how a sheet looks that nobody has described: its headings, its figures, and the columns that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.framework.models_layouts import LayoutRow
from pmxl.readings import folded
from pmxl.readings import read_period
from pmxl.returns.layout_grid import Grid
from pmxl.returns.layout_grid import corners
from pmxl.returns.layout_grid import grid_of
from pmxl.returns.layout_grid import joined
from pmxl.returns.names import Names
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import column_letters

YEARS = range(1990, 2051)
"""A row of whole numbers in this range is a row of headings."""

FOOTNOTES = "0123456789,"
"""What a heading ends in where footnotes hang on it."""

LONGEST_MARK = 3
FEWEST = 2
"""So many cells of a row, or of a column, make a heading or a period of it."""

MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet as it looks: its grid, the columns of figures, and the columns (0: none) that name whose they are."""

    grid: Grid
    figures: tuple[int, ...]
    areas: int
    partners: int
    measures: int
    periods: int
    marks: tuple[str, ...]

    def named(self, col: int) -> str:
        """How a layout names a column: by its lowest heading that is no other's, else by letters."""
        path = self.grid.paths.get(col, ())
        for start in range(len(path) - 1, -1, -1):
            text = joined(path[start:])
            for said in (text.rstrip(FOOTNOTES) + "*", text) if text[-1:].isdecimal() else (text,):
                if self.grid.columns(said) == [col]:
                    return said
        return f"column {column_letters(col)}"


def shape_of(sheet: ReadSheet, names: Names, members: Iterable[str]) -> Shape | None:
    """How a sheet looks; None where nothing in it is named that the framework knows."""
    by_col: dict[int, list[Cell]] = {}
    for (_, col), cell in sorted(sheet.cells.items()):
        by_col.setdefault(col, []).append(cell)
    lines = _beside_figures(by_col)
    areas, partners = _naming(lines, names.areas), _naming(lines, names.partners)
    others = _naming(lines, {folded(member): member for member in members}) if not (areas or partners) else 0
    areas, partners = areas or others, partners if partners != areas else 0
    measures = _naming(lines, names.measures, fewest=FEWEST)
    keys = {areas, partners, measures} - {0}
    first = _first_row(sheet, keys)
    if not first:
        return None
    figures = tuple(
        col
        for col, cells in by_col.items()
        if col not in keys and _are_figures([cell for cell in cells if cell.row >= first])
    )
    grid = grid_of(sheet, _row(_head_row(sheet, first, figures), first))
    return Shape(
        grid=grid,
        figures=figures,
        areas=areas,
        partners=partners,
        measures=measures,
        periods=next((col for col, cells in by_col.items() if _are_periods(cells, first)), 0),
        marks=_marks(by_col, figures, first),
    )


def _row(head: int, first: int) -> LayoutRow:
    return LayoutRow(layout="x", sheet=("*",), head_row=head, first_row=first, period_from="sheet")


def _beside_figures(by_col: Mapping[int, list[Cell]]) -> dict[int, list[Cell]]:
    """The cells of rows that hold a number elsewhere: names above and below the figures are of no table."""
    numbers = {(cell.row, col) for col, cells in by_col.items() for cell in cells if isinstance(cell.value, float)}
    held = Counter(row for row, _ in numbers)
    return {
        col: [cell for cell in cells if held[cell.row] > ((cell.row, col) in numbers)] for col, cells in by_col.items()
    }


def _naming(by_col: Mapping[int, list[Cell]], known: Mapping[str, str], fewest: int = 1) -> int:
    """The column that names the most different ones that are known; 0 where none names enough."""
    texts = {col: {folded(text_of(cell)) for cell in cells} for col, cells in by_col.items()}
    counts = {col: len({known[text] for text in said if text in known}) for col, said in texts.items()}
    best = max(counts, key=lambda col: (counts[col], -col), default=0)
    return best if counts.get(best, 0) >= fewest else 0


def _are_figures(cells: list[Cell]) -> bool:
    """True for a column that holds numbers, marks and the like, and hardly any words."""
    numbers = sum(isinstance(cell.value, float) for cell in cells)
    words = sum(cell.type is CellType.TEXT and len(text_of(cell)) > LONGEST_MARK for cell in cells)
    return numbers > words


def _first_row(sheet: ReadSheet, keys: set[int]) -> int:
    """The first row with a name and a figure; 0 where there is none."""
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sheet.cells.items():
        rows.setdefault(row, []).append(cell)
    for row, cells in sorted(rows.items()):
        numbers = [c.value for c in cells if isinstance(c.value, float) and c.col not in keys]
        named = not keys or any(c.col in keys and text_of(c) for c in cells)
        if row > 1 and named and numbers and any(number not in YEARS for number in numbers):
            return row
    return 0


def _head_row(sheet: ReadSheet, first: int, figures: tuple[int, ...]) -> int:
    """The first row of headings: up from the figures, as long as a row stands over several of them."""
    merged = {top for (top, left), (_, right) in corners(sheet) if sum(left <= c <= right for c in figures) >= FEWEST}
    counts = Counter(row for row, col in sheet.cells if row < first and col in figures)
    lowest = max(counts, default=first - 1)
    head = lowest
    while head > 1 and (counts[head - 1] >= FEWEST or head - 1 in merged):
        head -= 1
    return head


def _are_periods(cells: list[Cell], first: int) -> bool:
    """True where nearly all cells of a column are dates, or texts that are periods."""
    below = [cell for cell in cells if cell.row >= first]
    texts = {text_of(cell) for cell in below if cell.type is CellType.TEXT}
    sure = {text for text in texts if any(ch.isdigit() for ch in text) and read_period(text).is_sure}
    count = sum(cell.type is CellType.DATE or text_of(cell) in sure for cell in below)
    return count >= FEWEST and count >= MOSTLY * len(below)


def _marks(by_col: Mapping[int, list[Cell]], figures: tuple[int, ...], first: int) -> tuple[str, ...]:
    """Short texts that stand among figures."""
    texts = (text_of(cell) for col in figures for cell in by_col[col] if cell.row >= first)
    found = Counter(text for text in texts if 0 < len(text) <= LONGEST_MARK and not any(ch.isalnum() for ch in text))
    marks = (mark for mark, _ in found.most_common(LONGEST_MARK))
    return tuple(sorted(marks, key=lambda mark: mark[0] in "=+-@"))  # a cell that begins with these is a formula
