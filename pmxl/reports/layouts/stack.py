"""Stacks: panels one under another over the whole width, by perspective, by result, or all in one list."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pmxl.assess import Assessment
from pmxl.framework.columns_measures import OUTCOMES
from pmxl.reports import panel
from pmxl.reports.across import measure_rows
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.figure import Row
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import GAP
from pmxl.reports.layouts.frame import LYING
from pmxl.reports.layouts.frame import STATUS_WIDTH
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.listing import joined
from pmxl.reports.panel import Panel
from pmxl.reports.panel_columns import FIRST
from pmxl.reports.panel_columns import Setting
from pmxl.reports.paper import READABLE
from pmxl.reports.paper import SHAPE_OF_PAGE
from pmxl.reports.paper import WIDE
from pmxl.reports.paper import characters
from pmxl.reports.paper import page_height
from pmxl.reports.paper import points
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline
from pmxl.terms import Kind

ROW, FEW_ROW = 24.0, 22.0
"""Points of a row of a measure; and where all are to stand on one page."""
UNDER_HEADING = 4.0
"""Points between a panel's heading and its first measure, where no headings of columns stand between."""
NAME_WIDTH = 58.0
ROOM = 170.0
"""Characters of all columns together, the name taking what the others leave: an A3 page shows them in good size."""
ONE_PAGE: Mapping[Literal["A4", "A3"], float] = {"A4": WIDE["A4"] / READABLE, "A3": WIDE["A3"]}
"""Papers on one page of which all measures may stand, the smaller first, and the points of all columns together."""
EMPTY = "No measure shows this yet."

HOW_MUCH, HOW_WELL, BETTER_OFF = (
    ("How much did we do?", "What was put in and turned out"),
    ("How well did we do it?", "How good, how prompt, at what cost"),
    ("Is anyone better off?", "Outcomes for people and places"),
)
RESULTS_SAID = (
    "By result: a measure at outcome in the chain says whether anyone is better off; of the others, counts and money "
    "say how much was done, and every other kind how well."
)


def perspectives(setting: Setting) -> SheetPlan:
    """Any number of perspectives, one under another."""
    return few(setting) or plan(setting, panel.panels(setting.assessment))


def few(setting: Setting) -> SheetPlan | None:
    """All perspectives on one page, their columns headed once; None where its letters would be too small."""
    rows = len(setting.assessment.measures) * FEW_ROW  # of very many it is plain before any is laid out
    pages = (one_page(setting, *each) for each in ONE_PAGE.items() if rows <= each[1] * SHAPE_OF_PAGE * LYING)
    return next((made for made in pages if made), None)


def one_page(setting: Setting, paper: Literal["A4", "A3"], room: float) -> SheetPlan | None:
    """All perspectives on one page of this paper that is `room` points wide; None where they do not fit: they would be
    drawn in by more than a fifth, or the words beside the measures would have no room.

    On A3 rows of two lines do not count: else a word more would give the next quarter another face, in smaller letters.
    """
    setting = widened(setting, max(characters(room - sum(points(setting.widths[1:]))), FIRST.width))
    body, sparklines = one_under_another(setting, panel.panels(setting.assessment), FEW_ROW, heads_once=True)
    frame = framed(setting.widths, paper=paper)
    made = sheet(setting, frame, body, sparklines=sparklines, tall=1)
    more = sum(max(height - FEW_ROW, 0.0) for height in body.heights.values()) if paper == "A3" else 0.0
    is_high = sum(made.heights.values()) - more > page_height(setting.widths) * LYING
    has_room = sum(points(setting.widths)) <= room and across(frame.widths[frame.left :]) >= STATUS_WIDTH
    return made if has_room and not is_high else None


def plain_list(setting: Setting) -> SheetPlan:
    """All measures under one heading."""
    rows = tuple(measure_rows(setting.assessment))
    return plan(setting, [Panel("All measures", "", rows)])


def results(setting: Setting) -> SheetPlan:
    """How much was done, how well, and whether anyone is better off."""
    rows = measure_rows(setting.assessment)
    found = [
        Panel(*words, tuple(row for row in rows if result_of(setting.assessment, row) == words))
        for words in (HOW_MUCH, HOW_WELL, BETTER_OFF)
    ]
    return plan(setting, found, RESULTS_SAID)


def result_of(assessment: Assessment, row: Row) -> tuple[str, str]:
    """Which of the three questions a measure answers: by its place in the chain, else by its kind."""
    measure = assessment.framework.measure(row["measure"])
    if measure.chain in OUTCOMES:
        return BETTER_OFF
    return HOW_MUCH if measure.kind in (Kind.COUNT, Kind.MONEY) else HOW_WELL


def plan(setting: Setting, panels: Sequence[Panel], *said: str) -> SheetPlan:
    """The sheet of these panels."""
    setting = widened(setting, max(ROOM - sum(setting.widths[1:]), NAME_WIDTH))
    body, sparklines = one_under_another(setting, panels)
    return sheet(setting, framed(setting.widths, *said), body, sparklines=sparklines)


def widened(setting: Setting, width: float) -> Setting:
    """The setting with its first column so wide, in characters."""
    return replace(setting, columns=(replace(setting.columns[0], width=width), *setting.columns[1:]))


def one_under_another(
    setting: Setting, panels: Sequence[Panel], least: float = ROW, *, heads_once: bool = False
) -> tuple[Block, list[Sparkline]]:
    """The panels as one block, with their small lines; columns are headed in each, or in the first with measures."""
    blocks = [Block((), {}, FIRST_BODY)]
    sparklines: list[Sparkline] = []
    for n, each in enumerate(panels):
        headed = heads_once and any(before.rows for before in panels[:n])
        block, drawn = stacked(setting, each, blocks[-1].below, least, has_heads=not headed)
        blocks.append(block)
        sparklines += drawn
    return joined(*blocks), sparklines


def stacked(
    setting: Setting, each: Panel, row: int, least: float = ROW, *, has_heads: bool = True
) -> tuple[Block, list[Sparkline]]:
    """One panel with the gap below it; a question that no measure answers says so."""
    heads, first = row + 1, row + 2
    puts = list(panel.heading(setting, each, row, 1))
    width = across(setting.widths[:-1])
    heights = {row: height_of([((panel.headed(each), panel.HEADING), width)], panel.HEADING_HEIGHT)}
    if each.rows:
        puts += panel.heads(setting, heads, 1) if has_heads else ()
        heights[heads] = panel.heads_height(setting) if has_heads else UNDER_HEADING
    else:
        puts.append(Put(heads, 1, EMPTY, style.NOTE.but(indent=1)))
        first = heads + 1
    for n, measure in enumerate(each.rows):
        puts += panel.measure_row(setting, measure, first + n, 1)
    heights |= dict(enumerate(panel.row_heights(setting, [each], least), first))
    below = first + len(each.rows)
    heights[below] = GAP
    return Block(tuple(puts), heights, below + 1), list(panel.sparklines(setting, each.rows, first, 1))
