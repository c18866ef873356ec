"""How each sheet of the review's workbook is laid out: a band, tables under it, and links into the framework."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Literal

from pmxl.framework.column import Sheet
from pmxl.framework.columns import BY_NAME
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Places
from pmxl.framework.make_place import FIRST_COL
from pmxl.framework.make_place import FIRST_ROW
from pmxl.framework.models import Framework
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.band import headed
from pmxl.reports.block import Block
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.look import CELL
from pmxl.reports.look import QUIET
from pmxl.reports.look import STATUS
from pmxl.reports.paper import in_groups
from pmxl.reports.paper import printed
from pmxl.reports.places import reference
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

COLOURS = {
    Verdict.MET: Rating.GREEN,
    Verdict.PART: Rating.AMBER,
    Verdict.NOT_MET: Rating.RED,
    Verdict.ASK: Rating.NO_DATA,
}
SHORT = {Verdict.MET: "Met", Verdict.PART: "In part", Verdict.NOT_MET: "Not met", Verdict.ASK: "Ask"}
LEADS = CELL.but(color=style.LINK_BLUE, underline=True)
GAP = 8.0
COPIED = ("objectives", "measures", "targets", "tolerances", "perspectives")
"""The sheets of the framework that stand at the end of the workbook as they were read, for the links to lead to."""


def verdict(found: Judged) -> Cell:
    """A verdict as shape, word and colour: `◆ Not met`."""
    return mark.stands(COLOURS[found.verdict], SHORT[found.verdict], STATUS.but(size=9))


def band(framework: Framework, title: str, wide: Sequence[float], aside: str) -> Block:
    """What the sheet shows, of whom, in a sentence."""
    top = headed(title, (framework.settings.name, aside), wide)
    return Block(top.puts, top.heights | {3: GAP}, top.below)


def sheet(
    framework: Framework,
    name: str,
    wide: Sequence[float],
    blocks: Sequence[Block],
    *,
    charts: tuple[Chart, ...] = (),
    paper: Literal["A3", "A4"] = "A4",
    freeze: tuple[int, int] | None = None,
    head_row: int = 0,
    tall: int = 0,
    landscape: bool = True,
    fixed: int = 0,
    about: str = "review of the framework",
) -> SheetPlan:
    """A sheet of blocks one below the other; with `fixed` columns on each page where it needs several across."""
    whole = listing.joined(*blocks)
    said = f"{framework.settings.name} · {about}"
    page = printed(said, whole.below - 1, len(wide), head_row=head_row, paper=paper, landscape=landscape, tall=tall)
    return listing.sheet(
        name,
        whole,
        wide,
        charts=charts,
        page=in_groups(page, wide, fixed) if fixed else page,
        freeze=freeze,
    )


class Rows:
    """Where each row of the framework stands in the copy at the end of the workbook."""

    def __init__(self, framework: Framework, places: Places) -> None:
        self.places = places
        self.at: Mapping[tuple[str, int], int] = {
            (name, row.row): FIRST_ROW + n for name in COPIED for n, row in enumerate(getattr(framework, name))
        }

    def link(self, sheet_name: str, row: int, column: str) -> Cell:
        """The framework's cell by its own address, leading to the copy of its row; a dash where there is none."""
        if (sheet_name, row) not in self.at:
            return (sheet_name, CELL) if sheet_name else (DASH, QUIET)
        known = self.places.get(sheet_name, {})
        copied = column_of(BY_NAME[sheet_name], column)
        there = address(row, known.get(column, min(known.values()))) if known else address(row, copied)
        target = reference(sheet_name, self.at[sheet_name, row], copied)
        return Link(f"{sheet_name}!{there}", target, "The row in the framework as it was read"), LEADS

    def of(self, advice: Advice) -> Cell:
        """Where an advice points."""
        return self.link(advice.sheet, advice.row, advice.column)


def column_of(framework_sheet: Sheet, column: str) -> int:
    """The column of the copy in which a column of the framework stands; its first where there is none."""
    names = [one.name for one in framework_sheet.columns]
    return FIRST_COL + (names.index(column) if column in names else 0)
