"""How others do: the members of the comparison group in their order, with the quartile of each."""

from __future__ import annotations

from typing import Any

from pmxl.improve.target.study import Study
from pmxl.reports import listing
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import count
from pmxl.reports.figure import rows_of
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import SHORT
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.target import workings
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Others"
WIDE = (9.0, 44.0, 16.0, 18.0)
QUARTILES = {1: "best", 2: "second", 3: "third", 4: "poorest"}


def others(found: Study) -> SheetPlan:
    """The sheet."""
    top = band(found.framework, f"{found.measure.name}: others", WIDE, found.measure.comparison_group)
    told = listing.sentence(str(found.row.get("compare_words") or ""), top.below, WIDE, style.NOTE)
    look = NUMBER.but(number_format=style.number_format(found.measure.decimals))
    lines = [member(found, dict(row), look) for row in rows_of(found.peers)]
    names = ("Rank", "Member", "Figure", "Quartile")
    body = table("Group", told.below + 1, 1, names, lines, (NUMBER, CELL, look, SHORT), WIDE)
    return sheet(found.framework, NAME, WIDE, [top, told, body], about=workings.ABOUT, landscape=False)


def member(found: Study, row: dict[str, Any], look: Style) -> list[Cell]:
    """One member; our own figure under the partnership's name."""
    own = bool(row["own"])
    quartile = row["quartile"]
    name = found.framework.settings.place or found.framework.settings.name
    return [
        count(row["rank"], NUMBER),
        (name if own else str(row["member"]), CELL.but(bold=own)),
        (float(row["figure"]), look.but(bold=own)),
        (QUARTILES[int(quartile)] if quartile == quartile else DASH, SHORT.but(bold=own)),
    ]
