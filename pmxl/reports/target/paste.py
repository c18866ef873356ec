"""To paste: the rows that a proposal, and what people say of it, would be on the framework's sheets."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmxl.framework.columns import TARGETS
from pmxl.framework.columns_tests import TESTS
from pmxl.framework.judged.criterion import CONSULTED
from pmxl.framework.judged.criterion import PLAN
from pmxl.framework.judged.criterion import RESOURCED
from pmxl.framework.judged.criterion import RESPONSE
from pmxl.framework.make import STYLES
from pmxl.framework.make import TEXT
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.row import COLUMNS
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
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "To paste"
FEWEST = 12.0
ASK = (
    "The rows follow the levels that are typed on the first sheet. Copy the cells of one row, from measure to its last "
    "column, and paste them as values under the last row of the sheet of that name in framework.xlsx. Then say who "
    "agreed it, and when."
)


def paste(found: Study, levels: Sequence[str], met: Sequence[str]) -> SheetPlan:
    """The sheet: a row of targets for each level, and the rows of tests that wait for people.

    `levels` and `met` are the cells of the levels and of how often each was met, the officer's own last.
    """
    wide = tuple(max(column.width, FEWEST) for column in TARGETS.columns)
    top = band(found.framework, f"{found.measure.name}: to paste into the framework", wide, "as the framework reads it")
    told = listing.sentence(ASK, top.below, wide[:8], style.NOTE)
    title = listing.subhead("targets", told.below, len(wide))
    rows = [follows(found, one, levels[n], met[n]) for n, one in enumerate(found.proposals)]
    rows.append(own(rows[0], cells_of(target_of(found, found.proposals[0])), levels[0], met[0], levels[-1], met[-1]))
    looks = tuple(STYLES.get(column.holds, TEXT) for column in TARGETS.columns)
    body = dressed("TargetRows", title.below, [column.name for column in TARGETS.columns], rows, looks, wide)
    body = replace(body, heights=as_high(body.heights, title.below + len(rows)))
    below = listing.subhead("tests", body.below + 1, len(wide))
    answers = dressed("TestRows", below.below, [column.name for column in TESTS.columns], waiting(found), tests(), wide)
    return sheet(
        found.framework, NAME, wide, [top, told, title, body, below, answers], about=workings.ABOUT, paper="A3"
    )


def as_high(heights: Mapping[int, float], row: int) -> dict[int, float]:
    """Heights with that of the officer's own row as that of the row above it, for what follows what is typed."""
    above = heights.get(row - 1)
    return {**heights, row: above} if above else dict(heights)


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


def follows(found: Study, one: Proposed, level: str, met: str) -> tuple[object, ...]:
    """The row of a proposal: its level and its reason follow what is typed on the first sheet."""
    cells = dict(zip(COLUMNS, cells_of(target_of(found, one)), strict=True))
    decimals = found.measure.decimals
    cells["target"] = Formula(f'IF(ISNUMBER({level}),ROUND({level},{decimals}),"")', one.level)
    reason, times = str(cells["reason"] or ""), one.number("met")
    before, said, after = reason.partition(f"met in {times or 0:.0f} of the last")
    if said and times is not None:
        text = f'{quoted(before + "met in ")}&TEXT({met},"0")&{quoted(" of the last" + after)}'
        cells["reason"] = Formula(f'IF(ISNUMBER({level}),{text},"")', reason)
    return tuple(cells.values())


def own(
    row: tuple[object, ...], plain: tuple[object, ...], level: str, met: str, own_level: str, own_met: str
) -> tuple[object, ...]:
    """The row of the officer's own level: that of the first proposal, and blank until a level is typed."""
    found: list[object] = []
    for cell, value in zip(row, plain, strict=True):
        if isinstance(cell, Formula):
            found.append(Formula(cell.text.replace(level, own_level).replace(met, own_met), ""))
        elif value is None:
            found.append(None)
        else:
            found.append(Formula(f'IF(ISNUMBER({own_level}),{literal(value)},"")', ""))
    return tuple(found)


def literal(value: object) -> str:
    """A value as a formula has it."""
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    return f"{value:.15g}" if isinstance(value, (int, float)) else quoted(str(value))


def quoted(text: str) -> str:
    """A text as a formula has it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


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


def content(value: object) -> Content:
    """A value as a cell holds it."""
    return value if value is None or isinstance(value, (str, float, int, date, Formula)) else str(value)
