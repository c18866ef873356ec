"""The sheet Contents: every sheet of a large scorecard with what stands on it and a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.reports.listing import Field
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.pages import LONG
from pmxl.reports.pages import tail
from pmxl.reports.pages import too_long
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.shown import shown

MANY = 12
"""Visible sheets from which a workbook has a list of its own."""
HEAD_ROW = 4
LINKED = style.ruled(style.LINK.but(size=10.5, indent=1))
ABOUT = {
    places.MEASURES: "Every measure in full",
    places.QUESTIONS: "What is worth asking, and whom",
    places.EXCEPTIONS: "What departs from what was agreed",
    places.AGENDA: "What the improvement group should talk about",
    places.ACTIONS: "What is being done, and whether it worked",
    places.HOTHOUSE: "What is watched month by month, and its way out",
    places.PARTNERS: "Every measure by partner",
    places.AREAS: "Every measure by area",
    places.PROFILES: "Each area beside its context",
    places.CONTRIBUTIONS: "What each partner's figure is made of",
    places.QUALITY: "How far each measure's figures can be relied on",
    places.GOALPOSTS: "What was changed after it was agreed",
    places.SERVICES: "Whether each service should be reviewed, and what reviews found",
    places.BUDGETS: "What was set aside and spent, beside the measures",
    places.EFFICIENCY: "Savings, cashable and not, claimed and verified",
    places.RISKS: "What could keep measures and objectives from being achieved",
    places.LEARNING: "What worked and what did not, plans revised, meetings held",
    places.RETURNED: "Who has returned, and what is still open",
    places.METHOD: "The rules and settings behind every figure",
    places.DATA: "Every figure with its file, sheet and cell",
}
FIELDS = (
    Field("Sheet", 36, LINKED, lambda row: way(row)),
    Field("What stands there", 58, TEXT, lambda row: (row["title"], TEXT)),
    Field("Rating", 16, RATED, lambda row: rating(row)),
)


def way(row: Row) -> Cell:
    """The name of a sheet, which leads there; of a file the name alone."""
    if row["is_file"]:
        return row["name"], TEXT
    return Link(row["name"], places.reference(row["name"])), LINKED


def rating(row: Row) -> Cell:
    """The rating of a measure's sheet; nothing for any other."""
    content, look = mark.rating(row["rating"], RATED)
    return (None if content == DASH else content), look.but(bottom=style.HAIRLINE)


def plan_contents(assessment: Assessment, where: places.Places, sheets: Sequence[SheetPlan]) -> SheetPlan:
    """A line for each visible sheet behind the first, in order, a measure's with its rating, and for each file beside
    the workbook.
    """
    ratings = {where.measures.get(row["measure"], ""): row["rating"] for row in rows_of(assessment.measures)}
    rows: list[Row] = [
        {"name": sheet.name, "title": title_of(sheet), "rating": ratings.get(sheet.name, ""), "is_file": False}
        for sheet in sheets
        if sheet.state == "visible"
    ]
    wide = listing.widths(FIELDS)
    top = band(assessment, places.CONTENTS, wide, plural(len(rows), "sheet"))
    rows += files(assessment)
    body = listing.joined(top, listing.head_row(FIELDS, HEAD_ROW), listing.body(FIELDS, rows, HEAD_ROW + 1))
    tall = pages_tall(sum(body.heights.values()), wide, landscape=False)
    return listing.sheet(
        places.CONTENTS,
        body,
        wide,
        page=page(assessment, body.below - 1, len(wide), head_row=HEAD_ROW, landscape=False, tall=tall),
        freeze=(HEAD_ROW + 1, 1),
    )


def files(assessment: Assessment) -> list[Row]:
    """The tables that lie beside the workbook, for they are too long for it."""
    names = {LONG[page][0]: tail(page) for page in too_long(assessment)}
    ending = "in a file beside this workbook, its name with “{}” after it"
    return [
        {"name": name, "title": f"{ABOUT[name]}: {ending.format(end)}", "rating": "", "is_file": True}
        for name, end in names.items()
    ]


def title_of(sheet: SheetPlan) -> str:
    """What a sheet is about: said here for those of every scorecard, else its own title."""
    title = next((put.value for put in sheet.puts if (put.row, put.col) == (1, 1)), "")
    return ABOUT.get(sheet.name, shown(title) if isinstance(title, str | Rich) else "")
