"""Matrix: a row for each measure, a column for each partner, every figure with the shape of its rating."""

from __future__ import annotations

from dataclasses import replace

from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import GAP
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.matrix import FIXED
from pmxl.reports.matrix import KEY
from pmxl.reports.matrix import matrix
from pmxl.reports.matrix import units
from pmxl.reports.matrix import widths
from pmxl.reports.panel_columns import Setting
from pmxl.reports.paper import in_groups
from pmxl.reports.paper import is_grouped
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import SheetPlan

FEWEST = 7
"""Columns of figures a sheet has at least, so that its head has room."""
ONLY = "A print of this page has the first {} partners; the sheet Partners prints all of them, over several pages."


def plan(setting: Setting) -> SheetPlan:
    """The sheet."""
    assessment, setting = setting.assessment, replace(setting, columns=())
    count = len(units(assessment, "partner"))
    wide = widths(assessment, max(count + 1, FEWEST))
    body = matrix(assessment, "partner", FIRST_BODY, wide)
    body = listing.joined(body, Block((), {body.below: GAP}, body.below + 1))
    if not is_grouped(wide, "A3"):
        return sheet(setting, framed(wide, KEY), body)
    printed = in_groups(Page(paper="A3"), wide, FIXED).col_breaks[0] - 1
    made = sheet(setting, framed(wide[:printed], KEY, ONLY.format(printed - FIXED)), body)
    return replace(made, columns=listing.columns(wide))
