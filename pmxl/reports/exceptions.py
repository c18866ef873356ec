"""The sheet Exceptions: only what fired or is Red, what owes action first."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.coverage import awaited
from pmxl.reports.entry import entries
from pmxl.reports.entry import whose
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import NAME
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.paper import page
from pmxl.reports.perspective import commentary
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
    Strength.OBSERVE: "To be watched: nothing that was agreed asks for an action",
}
ACT = TEXT.but(bold=True)
WHOLE = "Partnership"
"""Whose an entry is that is no single partner's or area's, where others are."""

FIELDS = (
    Field("For", 20, TEXT, lambda r: text(r["unit_name"]), optional=True),
    Field("Asks", 9, TEXT, lambda r: (ASKS[r["strength"]], ACT if r["strength"] == Strength.ACT else TEXT)),
    Field("What happened", 42, TEXT, lambda r: text(r["sentence"])),
    Field("Trigger", 15, TEXT, lambda r: text(r["trigger"])),
    Field("Actual", 11, FIGURE, lambda r: figure(r, r["value"], FIGURE)),
    Field("Target", 11, AIM, lambda r: target(r, AIM)),
    Field("Rating", 14, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
    Field("Is it real?", 30, TEXT, lambda r: mark.told_with(r["real"], r["real_words"], TEXT), optional=True),
    Field("What would turn it", 30, TEXT, lambda r: text(r["flip"]), optional=True),
    Field("Commentary", 46, TEXT, lambda r: commentary(r)),
)


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
        page=page(assessment, whole.below - 1, len(wide), head_row=HEAD_ROW if rows else 0, paper="A3"),
        freeze=(HEAD_ROW + 1, 2) if rows else None,
        tab=style.STATUS[Rating.RED].color if any(row["strength"] == Strength.ACT for row in rows) else None,
    )


def told(assessment: Assessment) -> list[Row]:
    """The entries, each with the facts of its measure, of its partner's figure or of its area's."""
    views = (assessment.measures, assessment.partners, assessment.areas)
    facts = {whose(row): row for view in views for row in rows_of(view)}
    measures = {row["measure"]: row for row in rows_of(assessment.measures)}
    listed = entries(assessment)
    whole = WHOLE if any(whose(row)[1:] != ("", "") for row in listed) else ""
    found: list[Row] = []
    for row in listed:
        measure, partner, area = whose(row)
        mine = facts.get((measure, partner, area), measures[measure])
        found.append({**mine, **row, "unit_name": named_unit(assessment.framework, partner, area) or whole})
    return found


def named_unit(framework: Framework, partner: str, area: str) -> str:
    """`Police · North Division`: who and where, as far as an entry is not the whole partnership's."""
    names = (framework.partner(partner).name if partner else "", framework.area(area).name if area else "")
    return " · ".join(name for name in names if name)


def counted(rows: list[Row]) -> str:
    """`4 exceptions, 2 owing action`: as many as stand below."""
    acts = sum(row["strength"] == Strength.ACT for row in rows)
    return f"{plural(len(rows), 'exception')}, {acts or 'none'} owing action" if rows else "none this time"


def closing(assessment: Assessment, rows: list[Row]) -> str:
    """What the list leaves out, or that there is nothing to list; what could not be judged is said either way."""
    blind = sum(bool(awaited(row)) for row in rows_of(assessment.measures))
    unseen = f" {plural(blind, 'measure')} could not be judged in full, for figures are missing." if blind else ""
    if not rows:
        period = period_word(assessment)
        return f"Nothing to report this {period}: no agreed trigger fired and no measure is Red.{unseen}"
    return f"Only what fired an agreed trigger or is Red stands here. Everything else is on the scorecard.{unseen}"
