"""The matrix on its side: a row for each partner (or area), a column for each measure; for where partners are many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import matrix
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import heads
from pmxl.reports.block import height_of
from pmxl.reports.block import lay
from pmxl.reports.block import over
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import aside
from pmxl.reports.named import under
from pmxl.reports.paper import in_groups
from pmxl.sheets import style
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put

HEADS = 3
"""Rows that stand on every page: the perspectives, the measures, and the partnership's figures."""
FIGURE_WIDTH = 12.0
FIXED = 1
"""Columns that do: whose the figures are."""
WHOLE = matrix.NAME.but(bold=True)
OVER = matrix.GROUP.but(valign="bottom", wrap=True)
MEASURE = over(matrix.ONE, style.TABLE_HEAD)


def widths(assessment: Assessment, unit: Literal["partner", "area"]) -> tuple[float, ...]:
    """Who, then a column for each measure, as wide as its widest figure."""
    parts: dict[str, list[Row]] = {}
    for each in matrix.rows(assessment, unit):
        parts.setdefault(each["measure"], []).append(each)
    figures = ((measure, *parts[measure["measure"]]) for measure in matrix.shown(assessment, unit))
    wide = (width_of((mark.rated_figure(row, matrix.WHOLE) for row in rows), FIGURE_WIDTH) for rows in figures)
    return (matrix.NAME_WIDTH, *wide)


def turned(assessment: Assessment, unit: Literal["partner", "area"], row: int, wide: Sequence[float]) -> Block:
    """Headings, the partnership's figures, and a row for each partner (or area) that the view has."""
    measures, view = matrix.shown(assessment, unit), matrix.by_unit(matrix.rows(assessment, unit), unit)
    above = perspectives(assessment, measures, row, wide)
    titles = [heads([unit.capitalize()], [matrix.NAME])[0], *(titled(measure) for measure in measures)]
    whole = [("Partnership", WHOLE), *(mark.rated_figure(measure, matrix.WHOLE) for measure in measures)]
    rows = [
        [(name, matrix.NAME), *matrix.figures([view.get((measure["measure"], id_)) for measure in measures])]
        for id_, name in matrix.units(assessment, unit).items()
    ]
    return listing.joined(above, lay(above.below, 1, [titles], wide), lay(above.below + 1, 1, [whole, *rows], wide))


def titled(measure: Row) -> Cell:
    """A measure's name over its column, its unit small under it."""
    return under(measure["name"], aside(measure), look=MEASURE, small=MEASURE.but(bold=False, size=8))


def perspectives(assessment: Assessment, measures: Sequence[Row], row: int, wide: Sequence[float]) -> Block:
    """The name of each perspective over its measures, and again over those that begin a page."""
    begins = {FIXED + 1, *in_groups(Page(paper="A3"), wide, FIXED).col_breaks}
    pages = [sum(col >= first for first in begins) for col in range(FIXED + 1, len(wide) + 1)]
    over = zip(pages, (str(measure["perspective"]) for measure in measures), strict=False)
    puts, col, height = [], FIXED + 1, listing.SUBHEAD_HEIGHT
    for (_, perspective), mine in groupby(over):
        last = col + len(list(mine)) - 1
        name = assessment.framework.perspective(perspective).name
        puts.append(Put(row, col, name, OVER, to_row=row, to_col=last))
        height = height_of([((name, OVER), across(wide[col - 1 : last]))], height)
        col = last + 1
    return Block(tuple(puts), {row: height}, row + 1)
