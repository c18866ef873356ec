"""To paste: the rows that a proposal, and what people say of it, would be on the framework's sheets."""

from __future__ import annotations

from datetime import date

from pmxl.framework.columns import TARGETS
from pmxl.framework.columns_tests import TESTS
from pmxl.framework.judged.criterion import CONSULTED
from pmxl.framework.judged.criterion import PLAN
from pmxl.framework.judged.criterion import RESOURCED
from pmxl.framework.judged.criterion import RESPONSE
from pmxl.framework.make import STYLES
from pmxl.framework.make import TEXT
from pmxl.improve.target.row import cells_of
from pmxl.improve.target.row import target_of
from pmxl.improve.target.study import Study
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.target import workings
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "To paste"
FEWEST = 12.0
ASK = (
    "Copy the cells of one row, from measure to its last column, and paste them under the last row of the sheet of "
    "that name in framework.xlsx. Then say who agreed it, and when."
)


def paste(found: Study) -> SheetPlan:
    """The sheet: a row of targets for each proposal, and the rows of tests that wait for people."""
    wide = tuple(max(column.width, FEWEST) for column in TARGETS.columns)
    top = band(found.framework, f"{found.measure.name}: to paste into the framework", wide, "as the framework reads it")
    told = listing.sentence(ASK, top.below, wide[:8], style.NOTE)
    title = listing.subhead("targets", told.below, len(wide))
    rows = [typed(cells_of(target_of(found, one))) for one in found.proposals]
    looks = tuple(STYLES.get(column.holds, TEXT) for column in TARGETS.columns)
    body = dressed("TargetRows", title.below, [column.name for column in TARGETS.columns], rows, looks, wide)
    below = listing.subhead("tests", body.below + 1, len(wide))
    answers = dressed("TestRows", below.below, [column.name for column in TESTS.columns], waiting(found), tests(), wide)
    return sheet(
        found.framework, NAME, wide, [top, told, title, body, below, answers], about=workings.ABOUT, paper="A3"
    )


def tests() -> tuple[Style, ...]:
    """How the cells of the sheet tests look."""
    return tuple(STYLES.get(column.holds, TEXT) for column in TESTS.columns)


def waiting(found: Study) -> list[tuple[object, ...]]:
    """A row for each question that only people can answer, with what they said."""
    rows: list[tuple[object, ...]] = []
    for key in (CONSULTED, PLAN, RESOURCED, RESPONSE):
        said = found.said.get(key)
        told = (said.answer, said.reason or None, said.by or None, said.on) if said else (None, None, None, None)
        rows.append((found.measure.id, key, *told))
    return rows


def typed(cells: tuple[object, ...]) -> tuple[object, ...]:
    """Cells as they are written."""
    return cells


def dressed(
    name: str,
    row: int,
    headings: list[str],
    rows: list[tuple[object, ...]],
    looks: tuple[Style, ...],
    wide: tuple[float, ...],
) -> Block:
    """A table whose cells are those of the framework: numbers as numbers, days as days."""
    lines: list[list[Cell]] = [
        [(content(value), look) for value, look in zip(cells, looks, strict=True)] for cells in rows
    ]
    return table(name, row, 1, headings, lines, looks, wide[: len(headings)])


def content(value: object) -> str | float | date | None:
    """A value as a cell holds it."""
    return value if value is None or isinstance(value, (str, float, int, date)) else str(value)
