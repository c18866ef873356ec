"""The balance of a framework as small tables with charts: by perspective, stage, purpose, origin and owner."""

from __future__ import annotations

from collections.abc import Mapping

from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.models import Framework
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import count
from pmxl.reports.figure import dash
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.places import reference
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.glyphs import PIXELS_PER_POINT

BALANCE = "Balance"
WIDE = (38.0, 11.0, 11.0, 3.0, 80.0)
CHARTED = 3
"""So many of the tables have a chart beside them; what is said of owners is read better as a list."""
CHART_ROWS, ROW_POINTS, CHART_WIDTH = 10, 21.0, 560


def spread_sheet(framework: Framework, found: Judgement) -> SheetPlan:
    """How the measures spread, each table with its shares, the first ones with a chart."""
    blocks = [band(framework, "Balance", WIDE, "how the measures, and of purposes the targets, spread")]
    charts = []
    for n, (title, counts) in enumerate(found.spread.items()):
        blocks.append(listing.subhead(title, blocks[-1].below, len(WIDE)))
        row = blocks[-1].below
        body = counted(f"Spread{n}", row, title, counts)
        if n < CHARTED:
            charts.append(chart(title, counts, row))
            below = max(body.below, row + CHART_ROWS)
            heights = dict.fromkeys(range(body.below, below), ROW_POINTS) | body.heights
            body = Block(body.puts, heights, below, body.tables)
        blocks.append(body)
    return sheet(framework, BALANCE, WIDE, blocks, charts=tuple(charts), paper="A3", tall=1, landscape=False)


def counted(name: str, row: int, title: str, counts: Mapping[str, int]) -> Block:
    """A row for each, with its number and share."""
    whole = sum(counts.values())
    share = NUMBER.but(number_format="0%")
    lines: list[list[Cell]] = [
        [(label, CELL), count(n, NUMBER) if n else dash(NUMBER), (n / whole, share) if n else dash(share)]
        for label, n in counts.items()
    ]
    what = "Targets" if "target" in title else "Measures"
    return table(name, row, 1, (title, what, "Share"), lines, (CELL, NUMBER, share), WIDE[:3])


def chart(title: str, counts: Mapping[str, int], row: int) -> Chart:
    """Columns of how many there are of each."""
    last = row + len(counts)
    said = ", ".join(f"{label} {n}" for label, n in counts.items())
    series = Series(
        "How many",
        reference(BALANCE, row + 1, 1, last, 1),
        reference(BALANCE, row + 1, 2, last, 2),
        style.NAVY,
        kind="column",
    )
    height = int(CHART_ROWS * ROW_POINTS * PIXELS_PER_POINT) - 8
    return Chart(
        row, 5, CHART_WIDTH, height, title, (series,), f"{title}: {said}.", y_format="0", y_min=0, legend=False
    )
