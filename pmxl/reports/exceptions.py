"""The sheet Exceptions: only what fired or is Red, what owes action first."""

from __future__ import annotations

from datetime import date

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.coverage import awaited
from pmxl.reports.figure import Row
from pmxl.reports.figure import day
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import word
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import NAME
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.paper import page
from pmxl.reports.perspective import named
from pmxl.reports.perspective import text
from pmxl.reports.places import MORE
from pmxl.reports.places import MORE_WIDTH
from pmxl.reports.places import Places
from pmxl.reports.summary import period_word
from pmxl.reports.summary import plural
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating
from pmxl.terms import Strength

HEAD_ROW = 4
ASKS = {Strength.ACT: "Act", Strength.OBSERVE: "Observe"}
HEADINGS = {
    Strength.ACT: "Action is owed: who will do what by when?",
    Strength.OBSERVE: "To be watched: no action is owed under what was agreed",
}
ACT = TEXT.but(bold=True)

FIELDS = (
    Field("For", 18, TEXT, lambda r: text(r["unit_name"]), optional=True),
    Field("Asks", 9, TEXT, lambda r: (ASKS[r["strength"]], ACT if r["strength"] == Strength.ACT else TEXT)),
    Field("What happened", 40, TEXT, lambda r: text(word(r["sentence"]))),
    Field("Trigger", 12, TEXT, lambda r: text(word(r["trigger"]))),
    Field("Actual", 11, FIGURE, lambda r: figure(r, r["value"], FIGURE)),
    Field("Target", 11, AIM, lambda r: target(r, AIM)),
    Field("Rating", 14, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
    Field("Commentary", 46, TEXT, lambda r: text(word(r["commentary"]))),
    Field("Trigger agreed", 18, TEXT, lambda r: text(agreed(r)), optional=True),
)


def agreed(row: Row) -> str:
    """Who agreed the trigger, and when."""
    when, _ = day(row["agreed_on"])
    spoken = f"{when.day} {when:%b %Y}" if isinstance(when, date) else ""
    return ", ".join(said for said in (word(row["agreed_by"]), spoken) if said)


def plan_exceptions(assessment: Assessment, places: Places) -> SheetPlan:
    """The sheet; a calm sentence where there is nothing to report."""
    rows = told(assessment)
    first = (Field("Measure", 28, NAME, named), Field("", MORE_WIDTH, MORE, places.more))
    fields = listing.fitted((*first, *FIELDS), rows)
    wide = listing.widths(fields)
    blocks = [band(assessment, here.EXCEPTIONS, wide, counted(rows))]
    if rows:
        blocks.append(listing.head_row(fields, HEAD_ROW))
    for strength, heading in HEADINGS.items():
        mine = [row for row in rows if row["strength"] == strength]
        if mine:
            blocks.append(listing.subhead(heading, blocks[-1].below, len(wide)))
            blocks.append(listing.body(fields, mine, blocks[-1].below))
    blocks.append(listing.sentence(closing(assessment, rows), blocks[-1].below, wide, style.NOTE if rows else TEXT))
    whole = listing.joined(*blocks)
    return SheetPlan(
        name=here.EXCEPTIONS,
        puts=whole.puts,
        columns=listing.columns(wide),
        heights=whole.heights,
        page=page(assessment, whole.below - 1, len(wide), head_row=HEAD_ROW if rows else 0),
        freeze=(HEAD_ROW + 1, 2) if rows else None,
        tab=style.STATUS[Rating.RED].color if any(row["strength"] == Strength.ACT for row in rows) else None,
    )


def told(assessment: Assessment) -> list[Row]:
    """The exceptions, each with its measure's own facts."""
    measures = {row["measure"]: row for row in rows_of(assessment.measures)}
    framework = assessment.framework
    found: list[Row] = []
    for row in rows_of(assessment.exceptions):
        whose = framework.partner(row["partner"]).name if row["partner"] else ""
        where = framework.area(row["area"]).name if row["area"] else ""
        name = " · ".join(piece for piece in (whose, where) if piece)
        found.append({**measures[row["measure"]], **row, "unit_name": name})
    return found


def counted(rows: list[Row]) -> str:
    """`4 exceptions, 2 owe action`."""
    number = len({row["measure"] for row in rows})
    acts = len({row["measure"] for row in rows if row["strength"] == Strength.ACT})
    return f"{plural(number, 'exception')}, {acts or 'none'} owing action" if number else "none this time"


def closing(assessment: Assessment, rows: list[Row]) -> str:
    """What the list leaves out, or that there is nothing to list; what could not be judged is said either way."""
    blind = sum(bool(awaited(row)) for row in rows_of(assessment.measures))
    unseen = f" {plural(blind, 'measure')} could not be judged in full, for figures are missing." if blind else ""
    if not rows:
        period = period_word(assessment)
        return f"Nothing to report this {period}: no agreed trigger fired and no measure is Red.{unseen}"
    return f"Only what fired an agreed trigger or is Red stands here. Everything else is on the scorecard.{unseen}"
