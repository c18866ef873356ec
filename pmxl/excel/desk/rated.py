"""Rated: letters, ratings and reasons put beside a selected table; nothing that stands there is ever overwritten."""

from __future__ import annotations

from typing import Any

from pmxl.excel import udfs
from pmxl.excel.desk import table as tables
from pmxl.excel.desk.port import Area
from pmxl.excel.desk.port import Excel
from pmxl.excel.desk.table import Table
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.style import STATUS
from pmxl.terms import COLOURS
from pmxl.terms import Rating

HEADS = ("RAG", "Rating", "Why")
RATED_BY = (
    *("actual", "target", "polarity", "tolerance", "unit", "kind", "decimals"),
    *("standard", "low", "high", "stretch", "purpose", "last_year"),
)
"""What a worksheet function takes of a row."""
EXPLAINED_BY = (*RATED_BY, "measured_in")
FLIPPED_BY = (*EXPLAINED_BY, "numerator", "denominator")


def rate_beside(excel: Excel) -> list[str]:
    """Rates the selected table; what was put where, and the rows that could not be rated."""
    table = tables.confirmed(excel, tables.selected(excel))
    free = beside(table.area)
    refuse_where_filled(excel, free)
    rows, unread = rated(table)
    excel.write(free, [list(HEADS), *rows])
    for rating in COLOURS:
        look = STATUS[rating]
        for column, word in ((0, letter(rating)), (1, rating.value)):
            cells = free._replace(top=free.top + 1, left=free.left + column, right=free.left + column)
            excel.colour(cells, word, look.tint, look.color)
    count = sum(1 for row in rows if row[1])
    said = f"{count} of {len(rows)} rows rated, in {free.told}. They are values: rate again when a figure changes."
    return [said, *map(str, unread)]


def rated(table: Table) -> tuple[list[list[Any]], list[Finding]]:
    """Letter, rating and reason of every row, and the rows that cannot be read."""
    numbered = list(table.rows())
    given = [cells for _, cells in numbered]
    ratings = tables.all_answered(udfs.PMXL_RAG, given, RATED_BY)
    reasons = tables.all_answered(udfs.PMXL_WHY, given, EXPLAINED_BY)
    unread = [tables.unread(table, *row) for row, rating in zip(numbered, ratings, strict=True) if rating is None]
    pairs = zip(ratings, reasons, strict=True)
    rows = [[letter(Rating(rating)), rating, why or ""] if rating else ["", "", ""] for rating, why in pairs]
    return rows, unread


def letter(rating: Rating) -> str:
    """`G` for Green: what is printed in black and white says it too; nothing for what is no colour."""
    return rating.value[0] if rating.is_colour else ""


def beside(area: Area) -> Area:
    """The columns to the right of a table that its ratings go to."""
    if area.right + len(HEADS) > MAX_COL:
        says = f"The table ends in the last columns of the sheet, and the ratings need {len(HEADS)} to its right."
        raise refuse("XLS009", says, "Move the table to the left, then rate it.", sheet=area.sheet, cell=area.told)
    return area._replace(left=area.right + 1, right=area.right + len(HEADS))


def refuse_where_filled(excel: Excel, free: Area) -> None:
    """A Refusal that names the first cell that holds something, a formula that shows nothing too."""
    for n, row in enumerate(excel.formulas(free)):
        for m, cell in enumerate(row):
            if cell:
                says = f"The ratings go to {free.told}, and this cell holds '{show(cell, 40)}' already."
                ask = "Free these columns, for nothing is overwritten; then rate again."
                spot = address(free.top + n, free.left + m)
                raise refuse("XLS017", says, ask, sheet=free.sheet, cell=spot, found=cell)
