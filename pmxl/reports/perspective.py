"""A sheet for each perspective: its measures in full, by objective, with reasons and commentary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pmxl.assess import Assessment
from pmxl.framework.models import Objective
from pmxl.reports import coverage
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.band import band
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import aside
from pmxl.reports.figure import count
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MARK
from pmxl.reports.look import MOVED
from pmxl.reports.look import MUTED
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.look import UNIT
from pmxl.reports.paper import page
from pmxl.reports.places import MORE
from pmxl.reports.places import MORE_WIDTH
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

HEAD_ROW = 4


def text(said: str, look: Style = TEXT) -> Cell:
    """A text, or a dash."""
    return (said, look) if said else (DASH, look.but(color=style.MUTED))


def named(row: Row) -> Cell:
    """The measure's name with its unit small under it."""
    return Rich(((row["name"], NAME), (f"\n{aside(row)}" if aside(row) else "", UNIT))), NAME


FIELDS = (
    Field("Actual", 10, FIGURE, lambda r: actual(r, FIGURE)),
    Field("Target", 10, AIM, lambda r: target(r, AIM)),
    Field("Variance", 9.5, PLAIN, lambda r: variance(r, PLAIN)),
    Field("Rating", 15, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
    Field("Year to date", 10, PLAIN, lambda r: figure(r, r["value_ytd"], PLAIN), optional=True),
    Field("Target to date", 10, AIM, lambda r: figure(r, r["target_ytd"], AIM), optional=True),
    Field("Rating to date", 13, RATED, lambda r: mark.rating_told(r["rating_ytd"], RATED), optional=True),
    Field("Travel", 19, MOVED, lambda r: mark.travel_told(r["travel"], r["travel_words"], MOVED)),
    Field("On last year", 19, MOVED, lambda r: mark.travel_told(r["travel_year"], r["travel_year_words"], MOVED)),
    Field("Returned", 20, MUTED, lambda r: text(coverage.full(r), MUTED)),
    Field("Lowest quality", 9, MARK, lambda r: count(r["quality"], MARK), optional=True),
    Field("Held, provisional", 11, MUTED, lambda r: text(coverage.standing(r), MUTED), optional=True),
    Field("Why", 36, TEXT, lambda r: text(r["why"])),
    Field("Commentary", 48, TEXT, lambda r: text(r["commentary"])),
)


def plan_perspective(assessment: Assessment, perspective: str, places: Places) -> tuple[SheetPlan, dict[str, int]]:
    """The sheet, and the row of every measure on it."""
    rows = [row for row in rows_of(assessment.measures) if row["perspective"] == perspective]
    about = assessment.framework.perspective(perspective)
    first = (Field("Measure", 30, NAME, named), Field("", MORE_WIDTH, MORE, places.page, optional=True))
    fields = listing.fitted((*first, *FIELDS), rows)
    wide = listing.widths(fields)
    top = band(assessment, about.name, wide, about.question)
    head = listing.head_row(fields, HEAD_ROW)
    blocks, found = [top, head], {}
    for objective, mine in groupby(rows, lambda row: assessment.framework.measure(row["measure"]).objective):
        title = headed(assessment.framework.objective(objective))
        blocks.append(listing.subhead(title, blocks[-1].below, len(wide)))
        for row in mine:
            found[row["measure"]] = blocks[-1].below
            blocks.append(listing.body(fields, [row], blocks[-1].below))
    whole = listing.joined(*blocks)
    sheet = SheetPlan(
        name=places.perspectives[perspective],
        puts=whole.puts,
        columns=listing.columns(wide),
        heights=whole.heights,
        page=page(assessment, whole.below - 1, len(wide), head_row=HEAD_ROW, paper="A3"),
        freeze=(HEAD_ROW + 1, 2),
        zoom=90,
    )
    return sheet, found


def headed(objective: Objective) -> Rich:
    """An objective with its owner."""
    owner = f"   Owner: {objective.owner}" if objective.owner else ""
    return Rich(((objective.name, style.SUBHEADING), (owner, style.NOTE)))


def sheets(assessment: Assessment, places: Places) -> Iterator[tuple[SheetPlan, dict[str, int]]]:
    """A sheet for each perspective that has measures, in order."""
    for perspective in places.perspectives:
        yield plan_perspective(assessment, perspective, places)
