"""The golden thread as a tree: plans, the objectives that serve them, and their measures, with what hangs loose."""

from __future__ import annotations

from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.judged.thread import Knot
from pmxl.framework.models import Framework
from pmxl.reports import mark
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.look import MUTED
from pmxl.reports.look import TEXT
from pmxl.reports.review_page import LEADS
from pmxl.reports.review_page import Rows
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

THREAD = "Golden thread"
WIDE = (86.0, 12.0, 18.0, 48.0)
STEP = 3
"""Indents a level hangs deeper than the one above."""
DEEPEST = 12
BRANCH = "└ "


def thread_sheet(framework: Framework, found: Judgement, rows: Rows) -> SheetPlan:
    """The tree, a line each, indented by how deep it hangs."""
    loose = sum(bool(knot.loose) for knot in found.tree)
    aside = f"from the plans down to the measures, and back up · {loose} hang loose"
    top = band(framework, THREAD, WIDE, aside)
    head = lay(top.below, 1, [heads(("What serves what", "Is", "Where", "Hangs loose"), (TEXT,) * 4)], WIDE)
    body = lay(head.below, 1, [line(knot, rows) for knot in found.tree], WIDE)
    return sheet(framework, THREAD, WIDE, [top, head, body], freeze=(head.below, 1), head_row=top.below)


def line(knot: Knot, rows: Rows) -> list[Cell]:
    """One plan, objective or measure."""
    look = TEXT.but(indent=1 + min(knot.depth * STEP, DEEPEST * STEP), bold=knot.kind != "Measure")
    look = look.but(fill=style.MIST, color=style.NAVY) if not knot.depth else look
    loose = mark.stands(Rating.AMBER, knot.loose, TEXT, tinted=False)
    told: Cell = loose if knot.loose else (None, TEXT)
    where: Cell = rows.link(knot.sheet, knot.row, knot.column) if knot.row else (None, TEXT)
    if knot.row:
        where = (where[0], LEADS.but(bottom=style.HAIRLINE))
    name = f"{BRANCH}{knot.name}" if knot.depth else knot.name
    return [(name, look), (knot.kind, MUTED), where, told]
