"""The sheet Contributions: what each partner's figure of each measure is made of, as a named table."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.assess import Assessment
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import grown
from pmxl.reports.block import table
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
from pmxl.reports.paper import KEPT
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

COLUMNS: tuple[tuple[str, float, Style], ...] = (
    ("Measure", 40, CELL),
    ("Partner", 32, CELL),
    ("Numerator", 12, NUMBER),
    ("Denominator", 13, NUMBER_BESIDE),
    ("Value", 12, NUMBER),
    ("Target", 13, NUMBER_BESIDE),
    ("Variance", 12, NUMBER),
    ("Rating", 16, STATUS),
    ("Travel", 16, QUIET),
    ("On last year", 16, QUIET),
)
PRINTED = 600
"""Rows that are still printed, some twenty pages of them; who has more reads them in the workbook."""


def plan_contributions(assessment: Assessment) -> SheetPlan:
    """A row for each partner of each measure; its headings stand on every page of a print, which very long ones have
    not.
    """
    rows = list(lines(assessment))
    _, least, looks = zip(*COLUMNS, strict=True)
    wide = grown(least, looks, rows)
    top = band(assessment, places.CONTRIBUTIONS, wide, f"what {plural(len(rows), 'figure')} of partners are made of")
    above = [top, listing.sentence(KEPT, top.below, wide, style.NOTE)] if len(rows) > PRINTED else [top]
    head = above[-1].below
    whole = listing.joined(*above, table(places.CONTRIBUTIONS, head, 1, headings(), rows, looks, wide))
    if len(rows) > PRINTED:
        printed = page(assessment, top.below, len(wide))
    else:
        tall = pages_tall(sum(whole.heights.values()), wide)
        printed = page(assessment, whole.below - 1, len(wide), head_row=head, tall=tall)
    return listing.sheet(places.CONTRIBUTIONS, whole, wide, page=printed, freeze=(head + 1, 3))


def headings() -> list[str]:
    """What stands above the columns."""
    return [name for name, _, _ in COLUMNS]


def lines(assessment: Assessment) -> Iterator[list[Cell]]:
    """The rows, one after the other."""
    return (contribution(assessment, row) for row in rows_of(assessment.partners))


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
        mark.travel(row, "travel", QUIET),
        mark.travel(row, "travel_year", QUIET),
    ]
