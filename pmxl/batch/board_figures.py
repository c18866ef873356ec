"""Board figures: what the scorecard shows of each measure, by the names that the public file uses."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.framework.models import Framework
from pmxl.reports import places as sheets
from pmxl.reports.public import tables as public
from pmxl.reports.public.tables import place
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet

MEASURE, NAME, PERIOD, WHOLE = "Measure", "Name", "Period", "Partnership"
IN_FULL = {"Actual": public.FIGURE, "Target": public.TARGET, "Rating": public.RATING}
"""Headings of a perspective's sheet, or that of all, and what the public file calls them."""
IN_TREND = {"Value": public.FIGURE, "Target": public.TARGET}
UNITS = {sheets.PARTNERS: public.PARTNERS, sheets.AREAS: public.AREAS}
BEFORE_UNITS = 4
"""The first column of a matrix that holds a partner's or an area's figures."""


class Stands(NamedTuple):
    """What stands in a cell, and where."""

    value: CellValue
    file: str
    sheet: str
    cell: str

    @property
    def where(self) -> str:
        """`scorecard.xlsx › Partners!D7`."""
        return f"{self.file} › {self.sheet}!{self.cell}"


def board_figures(board: ReadBook, framework: Framework) -> dict[str, list[Stands]]:
    """Every figure, target and rating of the sheets of perspectives, the matrices and the trend, by its place."""
    ids = {one.name: one.id for one in framework.measures}
    found: dict[str, list[Stands]] = {}
    for sheet in board.sheets:
        for name, cell in on_sheet(sheet, ids):
            found.setdefault(name, []).append(Stands(cell.value, board.file, sheet.name, cell.address))
    return found


def on_sheet(sheet: ReadSheet, ids: Mapping[str, str]) -> Iterator[tuple[str, Cell]]:
    """The figures of one sheet, if it has any that are looked for."""
    head = next((row for (row, col), cell in sorted(sheet.cells.items()) if col == 1 and cell.value == MEASURE), 0)
    headings = {col: str(cell.value) for (row, col), cell in sheet.cells.items() if row == head}
    if (sheet.name == sheets.MEASURES or sheet.name not in sheets.FIXED) and set(IN_FULL) <= set(headings.values()):
        return in_full(sheet, head, headings, ids)
    if sheet.name == sheets.TREND:
        return in_trend(sheet, head, headings)
    if sheet.name in UNITS:
        return in_matrix(sheet, head, headings, ids) if WHOLE in headings.values() else in_turned(sheet, ids)
    return iter(())


def in_full(
    sheet: ReadSheet, head: int, headings: dict[int, str], ids: Mapping[str, str]
) -> Iterator[tuple[str, Cell]]:
    """Of a perspective's sheet, every measure's figure, target and rating."""
    for row, id_ in measures_on(sheet, head, ids):
        for col, heading in headings.items():
            if heading in IN_FULL and (cell := sheet.cells.get((row, col))):
                yield place(public.MEASURES, [id_], IN_FULL[heading]), cell


def in_matrix(
    sheet: ReadSheet, head: int, headings: dict[int, str], ids: Mapping[str, str]
) -> Iterator[tuple[str, Cell]]:
    """Of a matrix, every partner's or area's figure."""
    for row, id_ in measures_on(sheet, head, ids):
        for col, unit in headings.items():
            if col >= BEFORE_UNITS and (cell := sheet.cells.get((row, col))):
                yield place(UNITS[sheet.name], [id_, unit], public.FIGURE), cell


def in_turned(sheet: ReadSheet, ids: Mapping[str, str]) -> Iterator[tuple[str, Cell]]:
    """The same of a matrix on its side, whose measures stand in the row over the partnership's."""
    names = {row: str(cell.value) for (row, col), cell in sorted(sheet.cells.items()) if col == 1}
    first = next((row for row, name in names.items() if name == WHOLE and row - 1 in names), 0)
    headings = {col: str(cell.value) for (row, col), cell in sheet.cells.items() if row == first - 1 and col > 1}
    measures = {col: measure_in(heading, ids) for col, heading in headings.items()}
    for row, unit in names.items():
        for col, id_ in measures.items():
            if row > first and id_ and (cell := sheet.cells.get((row, col))):
                yield place(UNITS[sheet.name], [id_, unit], public.FIGURE), cell


def in_trend(sheet: ReadSheet, head: int, headings: dict[int, str]) -> Iterator[tuple[str, Cell]]:
    """Of the trend, every measure's figure and target in every period."""
    col_of = {heading: col for col, heading in headings.items()}
    for row in sorted({row for row, _ in sheet.cells if row > head}):
        key = [sheet.cells.get((row, col_of[name])) for name in (MEASURE, PERIOD)]
        if all(key):
            for heading, said in IN_TREND.items():
                if cell := sheet.cells.get((row, col_of[heading])):
                    yield place(public.TRENDS, [str(one.value) for one in key if one], said), cell


def measures_on(sheet: ReadSheet, head: int, ids: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Rows below a heading that begin with a measure's name, and its id; under the name may stand its unit."""
    for (row, col), cell in sorted(sheet.cells.items()):
        if col == 1 and row > head and isinstance(cell.value, str):
            id_ = measure_in(cell.value, ids)
            if id_:
                yield row, id_


def measure_in(text: str, ids: Mapping[str, str]) -> str:
    """The id of the measure whose name that is, its unit perhaps under it; "" where it is none's."""
    return next((ids[name] for name in (text, text.split("\n")[0]) if name in ids), "")
