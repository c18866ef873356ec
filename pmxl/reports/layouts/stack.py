"""Stacks: panels one under another over the whole width, by perspective, by result, or all in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.listing import joined
from pmxl.reports.panel import Panel
from pmxl.reports.panel_columns import Setting
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline
from pmxl.terms import Kind

ROW = 24.0
NAME_WIDTH = 58.0
ROOM = 170.0
"""Characters of all columns together, the name taking what the others leave: an A3 page shows them in good size."""
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
    return plan(setting, panel.panels(setting.assessment))


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
    setting = widened(setting)
    blocks = [Block((), {}, FIRST_BODY)]
    sparklines: list[Sparkline] = []
    for each in panels:
        block, drawn = stacked(setting, each, blocks[-1].below)
        blocks.append(block)
        sparklines += drawn
    body = joined(*blocks)
    return sheet(
        setting,
        framed(setting.widths, *said),
        body,
        sparklines=sparklines,
    )


def widened(setting: Setting) -> Setting:
    """The setting with its first column as wide as the others leave room for."""
    rest = sum(setting.widths[1:])
    name = replace(setting.columns[0], width=max(ROOM - rest, NAME_WIDTH))
    return replace(setting, columns=(name, *setting.columns[1:]))


def stacked(setting: Setting, each: Panel, row: int) -> tuple[Block, list[Sparkline]]:
    """One panel with the gap below it; a question that no measure answers says so."""
    heads, first = row + 1, row + 2
    puts = list(panel.heading(setting, each, row, 1))
    width = across(setting.widths[:-1])
    heights = {row: height_of([((panel.headed(each), panel.HEADING), width)], panel.HEADING_HEIGHT)}
    if each.rows:
        puts += panel.heads(setting, heads, 1)
        heights[heads] = panel.HEADS_HEIGHT
    else:
        puts.append(Put(heads, 1, EMPTY, style.NOTE.but(indent=1)))
        first = heads + 1
    for n, measure in enumerate(each.rows):
        puts += panel.measure_row(setting, measure, first + n, 1)
    heights |= dict(enumerate(panel.row_heights(setting, [each], ROW), first))
    below = first + len(each.rows)
    heights[below] = GAP
    return Block(tuple(puts), heights, below + 1), list(panel.sparklines(setting, each.rows, first, 1))
