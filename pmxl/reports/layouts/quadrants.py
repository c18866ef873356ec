"""Quadrants: the perspectives two across, four of them making the classic page, all on one sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.reports import panel
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import GAP
from pmxl.reports.layouts.frame import Frame
from pmxl.reports.layouts.frame import closing
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.layouts.frame import top
from pmxl.reports.panel import Panel
from pmxl.reports.panel_columns import Setting
from pmxl.reports.paper import page_height
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline

GUTTER = 2.0
LEAST_ROW, MOST_ROW = 21.0, 46.0
ROUNDS, WORTH_IT = 6, 0.75
"""How often what is left of the page is shared out, and from how many points a row on."""
MOST_ON_A_PAGE = 90
"""Rows of measures that are still read on one page; more take as many pages as they need."""


class Quadrants:
    """The body while it is laid out: what stands in it so far, and the next free row."""

    def __init__(self, setting: Setting, least_row: float) -> None:
        self.setting = setting
        self.least_row = least_row
        self.puts: list[Put] = []
        self.sparklines: list[Sparkline] = []
        self.heights: dict[int, float] = {}
        self.row = FIRST_BODY

    def pair(self, pair: Sequence[Panel]) -> None:
        """One panel on the left and, where there is one, its neighbour on the right."""
        heading, heads, first = self.row, self.row + 1, self.row + 2
        count = len(self.setting.columns)
        for each, col in zip(pair, (1, count + 2), strict=False):
            self.puts += panel.heading(self.setting, each, heading, col)
            self.puts += panel.heads(self.setting, heads, col)
            for n, row in enumerate(each.rows):
                self.puts += panel.measure_row(self.setting, row, first + n, col)
            self.sparklines += panel.sparklines(self.setting, each.rows, first, col)
        width = across(self.setting.widths[: count - 1])
        headed = [((panel.headed(each), panel.HEADING), width) for each in pair]
        heights = panel.row_heights(self.setting, pair, self.least_row)
        self.heights |= {heading: height_of(headed, panel.HEADING_HEIGHT), heads: panel.heads_height(self.setting)}
        self.heights |= dict(enumerate(heights, first))
        self.row = first + len(heights) + 1
        self.heights[self.row - 1] = GAP

    @property
    def block(self) -> Block:
        """The body as a block."""
        return Block(tuple(self.puts), self.heights, self.row)


def plan(setting: Setting) -> SheetPlan:
    """The whole scorecard on one landscape page; its rows are as generous as the page allows."""
    count = len(setting.columns)
    frame = Frame((*setting.widths, GUTTER, *setting.widths), count, count + 2)
    pairs = panel.paired(panel.panels(setting.assessment))
    deep = sum(max(len(p.rows) for p in pair) for pair in pairs)
    body = filled(setting, frame, pairs, deep)
    return sheet(setting, frame, body.block, sparklines=body.sparklines, tall=1 if deep <= MOST_ON_A_PAGE else 0)


def filled(setting: Setting, frame: Frame, pairs: Sequence[Sequence[Panel]], deep: int) -> Quadrants:
    """The body with its rows as high as its page lets them be: what is left of the page is shared out in rounds,
    for rows of several lines of text take up some of it without growing.
    """
    least, body = LEAST_ROW, laid_out(setting, pairs, LEAST_ROW)
    for _ in range(ROUNDS):
        more = (page_height(frame.widths) - height(setting, frame, body)) / max(deep, 1)
        if more < WORTH_IT or least == MOST_ROW:
            break
        least = min(least + more, MOST_ROW)
        body = laid_out(setting, pairs, least)
    return body


def height(setting: Setting, frame: Frame, body: Quadrants) -> float:
    """Points from the band to the last line."""
    parts = (top(setting, frame), body.block, closing(setting, frame, body.row))
    return sum(sum(part.heights.values()) for part in parts)


def laid_out(setting: Setting, pairs: Sequence[Sequence[Panel]], least_row: float) -> Quadrants:
    """The body with its rows at least so high."""
    body = Quadrants(setting, least_row)
    for pair in pairs:
        body.pair(pair)
    return body
