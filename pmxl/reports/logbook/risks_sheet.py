"""The sheet Risks: what is open, gravest first, beside the measure or objective that it threatens."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.improve.logbook.models import Risk
from pmxl.improve.logbook.record import Record
from pmxl.improve.money.risk import RiskLevel
from pmxl.improve.money.risk import is_overdue
from pmxl.improve.money.risk import level
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark as marks
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import whole_rows
from pmxl.reports.logbook.shown import plan
from pmxl.reports.logbook.shown import shown
from pmxl.reports.logbook.state import LOOK
from pmxl.reports.logbook.state import mark
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import NUMBER
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

WIDE = (13.0, 11.0, 9.0, 8.0, 42.0, 42.0, 16.0, 26.0, 46.0, 14.0)
LATE = DATE.but(bold=True, color=style.STATUS[Rating.RED].color)
SAYS = "Score: likelihood (1 to 5) times impact (1 to 5); high from 15, medium from 8. A day in bold has passed."


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet, where a risk is open."""
    found = shown(assessment)
    return (plan_risks(assessment, found),) if found and found.risks else ()


def plan_risks(assessment: Assessment, found: Record) -> SheetPlan:
    """A line for each open risk."""
    high = sum(level(one) is RiskLevel.HIGH for one in found.risks)
    top = band(assessment, here.RISKS, WIDE, f"{plural(len(found.risks), 'open risk')}, {high or 'none'} high")
    facts = whole_rows(assessment.measures)
    names = (
        *("Level", "Likelihood", "Impact", "Score", "Risk", "What it threatens", "Rating", "Watched by"),
        *("What is done about it", "Look again"),
    )
    looks = (LOOK, NUMBER, NUMBER, NUMBER, STRONG, CELL, STATUS, CELL, CELL, DATE)
    lines = [line(assessment, found, one, facts.get(one.measure)) for one in found.risks]
    body = table("OpenRisks", top.below, 1, names, lines, looks, WIDE)
    said = listing.sentence(SAYS, body.below, WIDE, style.NOTE)
    return plan(assessment, here.RISKS, [top, body, said], WIDE, head_row=top.below)


def line(assessment: Assessment, found: Record, one: Risk, facts: Row | None) -> list[Cell]:
    """One risk; the rating of the measure that it threatens beside it."""
    framework = assessment.framework
    threatens = framework.measure(one.measure).name if one.measure else ""
    threatens = threatens or (framework.objective(one.objective).name if one.objective else "The partnership")
    return [
        mark(level(one)),
        (one.likelihood, NUMBER),
        (one.impact, NUMBER),
        (one.score, NUMBER),
        (one.what, STRONG),
        (threatens, CELL),
        marks.rating(facts["rating"], STATUS.but(size=9)) if facts else (DASH, CELL),
        (one.owner or DASH, CELL),
        (one.response or DASH, CELL),
        (one.review or DASH, LATE if is_overdue(one, found.day) else DATE),
    ]
