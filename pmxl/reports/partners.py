"""The sheet Partners: every partner's figure for every measure, and what each contributes."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import matrix
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import part
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import NUMBER_BESIDE
from pmxl.reports.look import QUIET
from pmxl.reports.look import STATUS
from pmxl.reports.paper import page
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

CONTRIBUTIONS = (
    ("Measure", CELL),
    ("Partner", CELL),
    ("Numerator", NUMBER),
    ("Denominator", NUMBER_BESIDE),
    ("Value", NUMBER),
    ("Target", NUMBER_BESIDE),
    ("Variance", NUMBER),
    ("Rating", STATUS),
    ("Travel", QUIET),
    ("On last year", QUIET),
)
KEY = (
    "Each figure stands with the shape of its rating: ★ Blue, ● Green, ▲ Amber, ◆ Red, ○ no colour. "
    "Where a cell is blank, nothing was asked."
)
NO_FIGURES = "No partner was asked for a figure."


def plan_partners(assessment: Assessment) -> SheetPlan:
    """Matrix of partners, matrix of areas where there are any, and the contributions as a named table."""
    names, areas = matrix.units(assessment, "partner"), matrix.units(assessment, "area")
    rows = [contribution(assessment, row) for row in rows_of(assessment.partners)]
    figures = max(len(names) + 1, len(areas) + 1, len(CONTRIBUTIONS) - 2)
    wide = list(matrix.widths(assessment, figures))
    for n in range(2, len(CONTRIBUTIONS)):
        wide[n] = width_of((row[n] for row in rows), wide[n])
    blocks = [band(assessment, "Partners", wide, "who contributes what")]
    if not rows:
        blocks.append(listing.sentence(NO_FIGURES, blocks[-1].below, wide))
    else:
        blocks.append(matrix.matrix(assessment, "partner", blocks[-1].below, wide))
        blocks.append(listing.sentence(KEY, blocks[-1].below, wide, style.NOTE))
        if areas:
            blocks.append(listing.subhead("By area", blocks[-1].below + 1, len(wide)))
            blocks.append(matrix.matrix(assessment, "area", blocks[-1].below, wide))
        blocks += contributions(rows, blocks[-1].below + 1, wide)
    whole = listing.joined(*blocks)
    return SheetPlan(
        name=places.PARTNERS,
        puts=whole.puts,
        columns=listing.columns(wide),
        heights=whole.heights,
        tables=whole.tables,
        page=page(assessment, whole.below - 1, len(wide), paper="A3"),
        freeze=(blocks[0].below, 2),
    )


def contributions(rows: list[list[Cell]], row: int, wide: list[float]) -> list[Block]:
    """Every partner's parts of every measure, as a named table."""
    title = listing.subhead("Contributions: what each partner's figure is made of", row, len(wide))
    names, looks = [name for name, _ in CONTRIBUTIONS], [look for _, look in CONTRIBUTIONS]
    return [title, table("Contributions", title.below, 1, names, rows, looks, wide[: len(names)])]


def contribution(assessment: Assessment, row: Row) -> list[Cell]:
    """One partner's figure of one measure."""
    return [
        (row["name"], CELL),
        (assessment.framework.partner(row["partner"]).name, CELL),
        part(row["numerator"], NUMBER),
        part(row["denominator"], NUMBER_BESIDE),
        actual(row, NUMBER),
        target(row, NUMBER_BESIDE),
        variance(row, NUMBER),
        mark.rating_told(row["rating"], STATUS),
        mark.travel(row["travel"], QUIET),
        mark.travel(row["travel_year"], QUIET),
    ]
