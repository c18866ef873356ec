"""The sheet Exceptions: only what fired or is Red, what owes action first, each with its chart beside its story."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.plural import plural
from pmxl.reports import exception
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import lay
from pmxl.reports.chart import COLUMNS
from pmxl.reports.chart import LINES
from pmxl.reports.chart import Drawn
from pmxl.reports.coverage import awaited
from pmxl.reports.drawn import Drawing
from pmxl.reports.entry import entries
from pmxl.reports.entry import whose
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import whole_rows
from pmxl.reports.improving.line import done_about
from pmxl.reports.look import TEXT
from pmxl.reports.paper import in_parts
from pmxl.reports.paper import page
from pmxl.reports.places import Places
from pmxl.reports.summary import period_word
from pmxl.reports.trend import runs
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Accumulate
from pmxl.terms import Rating
from pmxl.terms import Strength

HEAD_ROW = 4
HEADINGS = {
    Strength.ACT: "Action is owed: who will do what by when?",
    Strength.OBSERVE: "To be watched: nothing that was agreed asks for an action",
}
FULL = 60
"""Entries told in full, and all that owe action: nobody reads hundreds of charts, and drawing them takes long."""
MORE = "And {:,} more to be watched, a line each"
WHOLE = "Partnership"
"""Whose an entry is that is no single partner's or area's, where others are."""

Runs = Mapping[str, Mapping[str, list[Row]]]
"""The series of every measure, by partner, "" being the partnership."""


def plan_exceptions(assessment: Assessment, places: Places, drawing: Drawing) -> SheetPlan:
    """The sheet; a calm sentence where there is nothing to report."""
    rows = told(assessment)
    wide = exception.widths(rows)
    blocks = [band(assessment, here.EXCEPTIONS, wide, counted(rows))]
    starts: list[int] = [1]
    charts: list[Chart] = []
    if rows:
        blocks.append(exception.heads(HEAD_ROW, wide))
    most = max(FULL, sum(row["strength"] == Strength.ACT for row in rows))
    full, brief = rows[:most], rows[most:]
    series = {partner: runs(assessment, partner) for partner in {"", *(row["partner"] for row in full)}}
    for strength, heading in HEADINGS.items():
        mine = [row for row in full if row["strength"] == strength]
        for n, row in enumerate(mine):
            starts.append(blocks[-1].below)
            blocks += [] if n else [listing.subhead(heading, blocks[-1].below, len(wide))]
            run, look = run_of(series, row), look_of(assessment.framework, row)
            block, chart = exception.card(row, run, blocks[-1].below, wide, places, drawing, look)
            blocks.append(block)
            charts += chart
    if brief:
        starts.append(blocks[-1].below)
        blocks.append(listing.subhead(MORE.format(len(brief)), blocks[-1].below, len(wide)))
        blocks.append(lay(blocks[-1].below, 1, [exception.brief(row, places) for row in brief], wide))
    blocks.append(listing.sentence(closing(assessment, rows), blocks[-1].below, wide, style.NOTE if rows else TEXT))
    return laid_out(assessment, rows, wide, listing.joined(*blocks), starts, charts)


def laid_out(
    assessment: Assessment,
    rows: Sequence[Row],
    wide: Sequence[float],
    whole: Block,
    starts: Sequence[int],
    charts: Sequence[Chart],
) -> SheetPlan:
    """The sheet, no entry parted by the end of a page."""
    acts = any(row["strength"] == Strength.ACT for row in rows)
    head = whole.heights[HEAD_ROW]
    printed = page(assessment, whole.below - 1, len(wide), head_row=HEAD_ROW if rows else 0)
    return listing.sheet(
        here.EXCEPTIONS,
        whole,
        wide,
        charts=tuple(charts),
        page=in_parts(printed, starts, whole.heights, whole.below, wide, head),
        freeze=(HEAD_ROW + 1, 1) if rows else None,
        tab=style.STATUS[Rating.RED].color if acts else None,
    )


def look_of(framework: Framework, row: Row) -> Drawn:
    """Columns for what begins anew each year, lines for anything else."""
    return COLUMNS if framework.measure(row["measure"]).accumulate is Accumulate.CUMULATIVE else LINES


def run_of(series: Runs, row: Row) -> list[Row]:
    """The run of figures of an entry; an area has none."""
    return [] if row["area"] else series[row["partner"]].get(row["measure"], [])


def told(assessment: Assessment) -> list[Row]:
    """The entries, each with the facts of its measure, of its partner's figure or of its area's."""
    views = (assessment.measures, assessment.partners, assessment.areas, assessment.watched)
    facts = {whose(row): row for view in views for row in rows_of(view)}
    measures = whole_rows(assessment.measures)
    listed = entries(assessment)
    whole = WHOLE if any(whose(row)[1:] != ("", "") for row in listed) else ""
    found: list[Row] = []
    for row in listed:
        measure, partner, area = whose(row)
        mine = facts.get((measure, partner, area), measures[measure])
        unit = named_unit(assessment.framework, partner, area) or whole
        done = done_about(assessment, (measure, partner, area))
        found.append({**mine, **row, "partner": partner, "area": area, "unit_name": unit, "done": done})
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
