"""The workbook of a year's dates: the year at a glance, each cycle under the months, and every date in order."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.findings import Finding
from pmxl.framework.columns_calendar import SORTS
from pmxl.framework.dates import Event
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import text
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import QUIET
from pmxl.reports.look import STRONG
from pmxl.reports.look import TEXT
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan

GLANCE, DATES = "Year at a glance", "Dates"
NAMES = {"plan": "Plan", "return": "Return", "review": "Review", "report": "Report", "finance": "Finance"}
MONTH_WIDTH, ROW = 17.0, 54.0
DAY_LOOK = TEXT.but(valign="top", size=9)
ABOUT = "performance calendar"
NOTHING = "Nothing falls in this year."


def plan_calendar(framework: Framework, year: Period, events: Sequence[Event], notes: Sequence[Finding]) -> BookPlan:
    """Two sheets: the year at a glance, and the list."""
    return BookPlan(
        title=f"{framework.settings.name}: calendar {year.label}",
        subject="When plans are made, returns are due, figures are reviewed and accounts closed",
        sheets=(glance(framework, year, events, notes), listed(framework, year, events)),
    )


def glance(framework: Framework, year: Period, events: Sequence[Event], notes: Sequence[Finding]) -> SheetPlan:
    """A column for each month, a row for each sort, each date in its cell; below what is argued."""
    months = year.parts(1)
    wide = (12.0, *[MONTH_WIDTH] * len(months))
    top = band(framework, f"Calendar {year.label}", wide, "how plans, returns, reviews and finances fit together")
    labels = [f"{month.first_day:%B}" for month in months]
    head = lay(top.below, 1, [heads(("", *labels), (TEXT,) * len(wide))], wide)
    lines = [[(NAMES[sort], TEXT.but(bold=True)), *(within(events, sort, month) for month in months)] for sort in SORTS]
    blocks = [top, head, lay(head.below, 1, lines, wide, least=ROW)]
    for note in notes:
        blocks.append(listing.sentence(f"{note.says} {note.ask}", blocks[-1].below, wide, style.SMALL_WRAP))
    return sheet(framework, GLANCE, wide, blocks, paper="A3", freeze=(head.below, 2), head_row=top.below, about=ABOUT)


def within(events: Sequence[Event], sort: str, month: Period) -> Cell:
    """What of a sort falls in a month: `21 Returns for 2026-27 Q1 are due`, a line each."""
    mine = [event for event in events if event.sort == sort and month.first_day <= event.on <= month.last_day]
    return "\n".join(f"{event.on.day} · {event.what}" for event in mine) or None, DAY_LOOK


def listed(framework: Framework, year: Period, events: Sequence[Event]) -> SheetPlan:
    """A row for each date."""
    wide = (14.0, 13.0, 62.0, 12.0, 15.0, 36.0)
    top = band(framework, f"Dates of {year.label}", wide, plural(len(events), "date"))
    if not events:
        return sheet(framework, DATES, wide, [top, listing.sentence(NOTHING, top.below, wide)])
    lines: list[list[Cell]] = [
        [
            (event.on, DATE),
            (f"{event.on:%A}", QUIET),
            (event.what, STRONG),
            (NAMES[event.sort], CELL),
            (event.cycle, CELL),
            text(event.who, CELL),
        ]
        for event in events
    ]
    names = ("Date", "Day", "What", "Sort", "Cycle", "Who")
    body = table("YearDates", top.below, 1, names, lines, (DATE, QUIET, STRONG, CELL, CELL, CELL), wide)
    return sheet(framework, DATES, wide, [top, body], freeze=(top.below + 1, 1), head_row=top.below, about=ABOUT)
