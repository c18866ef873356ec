"""Layout: where the figures stand in a workbook that is not ours, as the framework says; and which one fits a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pmxl.framework.columns_layouts import FILE
from pmxl.framework.columns_layouts import FIXED
from pmxl.framework.models import Framework
from pmxl.framework.models_layouts import LayoutRow
from pmxl.plural import listed
from pmxl.readings import matches
from pmxl.returns.layout_grid import grid_of
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of one layout: each says where the figures of one measure stand."""

    id: str
    rows: tuple[LayoutRow, ...]

    def why_not(self, book: ReadBook) -> str:
        """Why it does not fit a workbook by the names of file and sheets; "" where it may."""
        if not any(is_named(row, book.file) for row in self.rows):
            return f"its files are named {listed(self.rows[0].files, 'or')}"
        if not any(sheets_of(row, book) for row in self.rows):
            return f"there is no sheet named {listed(self.rows[0].sheet, 'or')}"
        return ""

    def has_every_column(self, book: ReadBook) -> bool:
        """True where every heading that it names stands in each of its sheets."""
        grids = [(row, grid_of(sheet, row)) for row in self.rows for sheet in sheets_of(row, book)]
        return all(len(grid.columns(named)) == 1 for row, grid in grids for named in columns_named(row))


def layouts_of(framework: Framework) -> tuple[Layout, ...]:
    """The layouts of a framework, in its order."""
    found: dict[str, list[LayoutRow]] = {}
    for row in framework.layouts:
        found.setdefault(row.layout, []).append(row)
    return tuple(Layout(id_, tuple(rows)) for id_, rows in found.items())


def is_named(row: LayoutRow, file: str) -> bool:
    """True where a file has one of the names that a row gives, its ending aside; any will do where it gives none."""
    return not row.files or any(matches(name, said) for name in row.files for said in (file, stem(file)))


def stem(file: str) -> str:
    """A file's name without its ending."""
    return file.rpartition(".")[0] or file


def sheets_of(row: LayoutRow, book: ReadBook) -> list[ReadSheet]:
    """The sheets of a workbook in which the figures of a row stand."""
    if not is_named(row, book.file):
        return []
    return [sheet for sheet in book.sheets if any(matches(name, sheet.name) for name in row.sheet)]


def columns_named(row: LayoutRow) -> tuple[str, ...]:
    """The headings that a row names one column by each; those that periods or measures are read from stand aside."""
    keys = [row.partner_column, row.area_column, row.measure_column]
    if row.period_from == "column":
        keys.append(row.period)
    if row.period_from != "heading" and (row.measure or row.measure_column):
        keys += [row.numerator, row.denominator, row.value]
    return tuple(key for key in keys if key)


def as_queried(layout: Layout, when: str) -> Layout:
    """The layout for a workbook that went back with queries: it bears another name, and its period is the one asked."""
    rows = (row.model_copy(update={"files": ()}) for row in layout.rows)
    return Layout(layout.id, tuple(_fixed(row, when) if row.period_from == FILE else row for row in rows))


def _fixed(row: LayoutRow, when: str) -> LayoutRow:
    return row.model_copy(update={"period_from": FIXED, "period": when})


def fitting(book: ReadBook, layouts: Collection[Layout]) -> tuple[list[Layout], str]:
    """The layouts that fit a workbook, and why each of the others does not.

    Where several fit by their names, those count whose headings are all there.
    """
    reasons = {layout.id: layout.why_not(book) for layout in layouts}
    able = [layout for layout in layouts if not reasons[layout.id]]
    if len(able) > 1:
        able = [layout for layout in able if layout.has_every_column(book)] or able
    return able, "; ".join(f"{id_}: {why}" for id_, why in reasons.items() if why)
