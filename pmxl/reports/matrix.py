"""A matrix: a row for each measure, a column for each partner (or area), a figure with its rating's shape in each."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import aside
from pmxl.reports.figure import rows_of
from pmxl.sheets import style
from pmxl.terms import COLOURS

NAME_WIDTH, UNIT_WIDTH = 38.0, 24.0
FIGURE_WIDTH = 14.0
FIXED = 3
"""Columns that stand on every page: the measure, its unit, and the partnership's figure."""
NAME = style.ruled(style.BODY.but(wrap=True, indent=1, size=10.5))
UNIT = style.ruled(style.SMALL.but(wrap=True, indent=1))
WHOLE = style.ruled(style.NUMBER_STRONG.but(size=10.5))
ONE = style.ruled(style.NUMBER.but(size=10.5))
GROUP = style.SUBHEADING.but(size=11)
NOT_ASKED: Cell = (None, ONE)
SHAPES = (*(f"{style.STATUS[rating].shape} {rating}" for rating in COLOURS), f"{style.GREY.shape} no colour")
KEY = f"Each figure stands with the shape of its rating: {', '.join(SHAPES)}. Where a cell is blank, nothing was asked."
Figures = Mapping[tuple[str, str], Row]
"""Rows of an assessment by measure and by partner (or area)."""


def by_unit(rows: Sequence[Row], unit: str) -> Figures:
    """The rows of a view by measure and by its "partner" or "area"."""
    return {(row["measure"], row[unit]): row for row in rows}


def rows(assessment: Assessment, unit: str) -> list[Row]:
    """The rows of the partners or areas."""
    return rows_of(assessment.partners if unit == "partner" else assessment.areas)


def shown(assessment: Assessment, unit: str) -> list[Row]:
    """The measures' rows of which partners or areas have any, in order."""
    view = assessment.partners if unit == "partner" else assessment.areas
    mine = set(view["measure"])
    return [measure for measure in rows_of(assessment.measures) if measure["measure"] in mine]


def units(assessment: Assessment, unit: str) -> dict[str, str]:
    """Id and name of the partners or areas that a view shows, in the framework's order."""
    view = assessment.partners if unit == "partner" else assessment.areas
    used = set(view[unit]) - {""}
    listed = assessment.framework.partners if unit == "partner" else assessment.framework.areas
    return {each.id: each.name for each in listed if each.id in used}


def widths(assessment: Assessment, columns: int) -> tuple[float, ...]:
    """Name, unit, then as many columns of figures, all as wide as the widest figure."""
    every = [*rows_of(assessment.measures), *rows_of(assessment.partners), *rows_of(assessment.areas)]
    wide = width_of((mark.rated_figure(row, WHOLE) for row in every), FIGURE_WIDTH)
    return (NAME_WIDTH, UNIT_WIDTH, *([wide] * columns))


def matrix(assessment: Assessment, unit: str, row: int, wide: Sequence[float]) -> Block:
    """Headings, and a row for each measure that the view has, under the name of its perspective."""
    names = units(assessment, unit)
    view = by_unit(rows(assessment, unit), unit)
    columns = wide[: len(names) + 3]
    titles = ["Measure", "Unit", "Partnership", *names.values()]
    head = lay(row, 1, [heads(titles, [NAME, UNIT, *[ONE] * (len(titles) - 2)])], columns)
    blocks, perspective = [head], ""
    for measure in shown(assessment, unit):
        if measure["perspective"] != perspective:
            perspective = measure["perspective"]
            title = assessment.framework.perspective(perspective).name
            blocks.append(listing.subhead(title, blocks[-1].below, len(columns), GROUP))
        parts = [view.get((measure["measure"], id_)) for id_ in names]
        blocks.append(lay(blocks[-1].below, 1, [cells(measure, parts)], columns))
    return listing.joined(*blocks)


def cells(measure: Row, parts: Sequence[Row | None]) -> list[Cell]:
    """The measure, the partnership's figure, and one for each partner that was asked."""
    return [(measure["name"], NAME), (aside(measure), UNIT), mark.rated_figure(measure, WHOLE), *figures(parts)]


def figures(parts: Iterable[Row | None]) -> list[Cell]:
    """A figure for each row; a blank where nothing was asked."""
    return [mark.rated_figure(part, ONE) if part else NOT_ASKED for part in parts]
