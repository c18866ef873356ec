"""EFQM: the nine criteria of the excellence model, enablers on the left and results on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmxl.assess import Assessment
from pmxl.framework.criteria import CRITERIA
from pmxl.framework.criteria import criterion_of
from pmxl.reports import panel
from pmxl.reports.across import measure_rows
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import GAP
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.panel import Panel
from pmxl.reports.panel_columns import Setting
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

GROUPS = (
    ("leadership",),
    ("people", "strategy", "partnerships"),
    ("processes",),
    ("people-results", "customer-results", "society-results"),
    ("key-results",),
)
"""The criteria as the model draws them, from left to right; those of one group stand under one another."""
ENABLERS = 3
"""The groups that are enablers; the others are results."""
KEPT = ("measure", "actual", "rating", "more")
NAME_WIDTH, GUTTER, ROW, TITLE_HEIGHT, STRIP_HEIGHT = 26.0, 2.0, 24.0, 30.0, 24.0
OTHERS = "Other perspectives: none of the nine criteria"
EMPTY = "Nothing is measured here yet."
TITLE = style.BODY_STRONG.but(size=12, color=style.WHITE, fill=style.NAVY, align="center")
SAID = "A perspective stands for the criterion whose name or id it has."
NOTHING = style.NOTE.but(indent=1, wrap=True, bottom=style.HAIRLINE)


def plan(setting: Setting) -> SheetPlan:
    """The sheet."""
    setting = compact(setting)
    body = Body(setting)
    body.titles()
    found = {one.title: one for one in boxes(setting.assessment)}
    names = {one.id: one.name for one in CRITERIA}
    for n, group in enumerate(GROUPS):
        for criterion in group:
            body.box(n, found.pop(names[criterion]))
    if found:
        body.strip(0, len(GROUPS) - 1, OTHERS, max(body.below))
        body.below = [max(body.below) + 2] * len(GROUPS)
    for other in found.values():
        body.box(body.shortest, other)
    return sheet(setting, framed(body.widths, SAID), body.block)


def compact(setting: Setting) -> Setting:
    """The setting with the few columns that a box has room for."""
    columns = [column for column in setting.columns if column.word in KEPT]
    columns[0] = replace(columns[0], width=NAME_WIDTH)
    return replace(setting, columns=tuple(columns))


def boxes(assessment: Assessment) -> Iterator[Panel]:
    """A box for each criterion with the measures of its perspectives, then one for each perspective that is none."""
    rows = measure_rows(assessment)
    criteria = {one.id: criterion_of(one.id, one.name) for one in assessment.framework.perspectives}
    for criterion in CRITERIA:
        mine = tuple(row for row in rows if criteria[row["perspective"]] == criterion.id)
        yield Panel(criterion.name, criterion.question, mine, mine[0]["perspective"] if mine else "")
    for one in panel.panels(assessment):
        if not criteria[one.perspective]:
            yield one


class Body:
    """The boxes while they are laid out."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.span = len(setting.columns) + 1
        self.widths = (*((*setting.widths, GUTTER) * len(GROUPS)),)[:-1]
        self.puts: list[Put] = []
        self.heights: dict[int, float] = {}
        self.below = [FIRST_BODY + 2] * len(GROUPS)

    def first(self, group: int) -> int:
        """The first column of a group."""
        return 1 + group * self.span

    def titles(self) -> None:
        """Enablers over three groups, results over two."""
        self.strip(0, ENABLERS - 1, "Enablers: what we do", FIRST_BODY)
        self.strip(ENABLERS, len(GROUPS) - 1, "Results: what comes of it", FIRST_BODY)

    def strip(self, start: int, end: int, text: str, row: int) -> None:
        """A title over several groups, with a little room below it."""
        last = self.first(end) + self.span - 2
        self.puts.append(Put(row, self.first(start), text, TITLE, to_col=last))
        self.heights |= {row: STRIP_HEIGHT, row + 1: GAP / 2}

    def box(self, group: int, one: Panel) -> None:
        """A criterion with its measures under what stands in its group already, or that it has none."""
        row, col = self.below[group], self.first(group)
        self.puts += panel.heading(self.setting, one, row, col)
        self.higher(
            row, height_of([((panel.headed(one), panel.HEADING), across(self.setting.widths[:-1]))], TITLE_HEIGHT)
        )
        for n, measure in enumerate(one.rows, row + 1):
            self.puts += panel.measure_row(self.setting, measure, n, col)
        for n, height in enumerate(panel.row_heights(self.setting, [one], ROW) or [ROW], row + 1):
            self.higher(n, height)
        if not one.rows:
            self.puts.append(Put(row + 1, col, EMPTY, NOTHING, to_col=col + self.span - 2))
        self.below[group] = row + max(len(one.rows), 1) + 2

    def higher(self, row: int, height: float) -> None:
        """A row at least so high."""
        self.heights[row] = max(self.heights.get(row, 0.0), height)

    @property
    def shortest(self) -> int:
        """The group with the most room below it."""
        return min(range(len(GROUPS)), key=lambda group: self.below[group])

    @property
    def block(self) -> Block:
        """The body as a block."""
        last = max(self.below)
        return Block(tuple(self.puts), dict.fromkeys(range(FIRST_BODY, last), GAP) | self.heights, last)
