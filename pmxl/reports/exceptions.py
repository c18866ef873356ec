"""The sheet Exceptions: only what fired or is Red, what owes action first."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.band import page
from pmxl.reports.block import Block
from pmxl.reports.coverage import awaited
from pmxl.reports.figure import Row
from pmxl.reports.figure import day
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import word
from pmxl.reports.listing import Field
from pmxl.reports.perspective import AIM
from pmxl.reports.perspective import FIGURE
from pmxl.reports.perspective import NAME
from pmxl.reports.perspective import RATED
from pmxl.reports.perspective import TEXT
from pmxl.reports.perspective import named
from pmxl.reports.perspective import text
from pmxl.reports.places import Places
from pmxl.reports.summary import period_word
from pmxl.reports.summary import plural
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating
from pmxl.terms import Strength

HEAD_ROW = 4
ASKS = {Strength.ACT: "Action owed", Strength.OBSERVE: "Observe"}
HEADINGS = {
    Strength.ACT: "Action is owed: who will do what by when?",
    Strength.OBSERVE: "To be watched: no action is owed under what was agreed",
}
ACT = TEXT.but(bold=True)
DAY = TEXT.but(number_format=style.DATE_FORMAT, wrap=False)

FIELDS = (
    Field("Measure", 28, NAME, named),
    Field("For", 18, TEXT, lambda r: text(r["unit_name"]), optional=True),
    Field("Asks", 12, TEXT, lambda r: (ASKS[r["strength"]], ACT if r["strength"] == Strength.ACT else TEXT)),
    Field("What happened", 48, TEXT, lambda r: text(word(r["sentence"]))),
    Field("Trigger", 12, TEXT, lambda r: text(word(r["trigger"]))),
    Field("Actual", 11, FIGURE, lambda r: figure(r, r["value"], FIGURE)),
    Field("Target", 11, AIM, lambda r: target(r, AIM)),
    Field("Rating", 15, RATED, lambda r: mark.rating(r["rating"], RATED)),
    Field("Commentary", 50, TEXT, lambda r: text(word(r["commentary"]))),
    Field("Trigger agreed by", 20, TEXT, lambda r: text(word(r["agreed_by"])), optional=True),
    Field("On", 13, DAY, lambda r: day(r["agreed_on"], DAY), optional=True),
)


def plan_exceptions(assessment: Assessment, places: Places) -> SheetPlan:
    """The sheet; a calm sentence where there is nothing to report."""
    rows = told(assessment)
    fields = listing.fitted(FIELDS, rows)
    wide = listing.widths(fields)
    blocks = [band(assessment, here.EXCEPTIONS, wide, counted(rows))]
    if rows:
        blocks.append(listing.head_row(fields, HEAD_ROW))
    for strength, heading in HEADINGS.items():
        mine = [row for row in rows if row["strength"] == strength]
        if mine:
            blocks.append(listing.subhead(heading, blocks[-1].below, len(wide)))
            blocks += listed(fields, mine, blocks[-1].below, places)
    blocks.append(listing.sentence(closing(assessment, rows), blocks[-1].below, wide, style.NOTE if rows else TEXT))
    whole = listing.joined(*blocks)
    return SheetPlan(
        name=here.EXCEPTIONS,
        puts=whole.puts,
        columns=listing.columns(wide),
        heights=whole.heights,
        page=page(assessment, whole.below - 1, len(wide), HEAD_ROW if rows else 0),
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


def listed(fields: tuple[Field, ...], rows: list[Row], first: int, places: Places) -> list[Block]:
    """A block for each row, its measure's name leading to where it is told in full."""
    blocks: list[Block] = []
    for row in rows:
        block = listing.body(fields, [row], blocks[-1].below if blocks else first)
        link = places.link(row["name"], row["measure"], row["perspective"])
        blocks.append(listing.linked(block, [(block.puts[0].row, 1, link, NAME)]))
    return blocks


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
