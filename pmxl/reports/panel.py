"""A panel of the first sheet: one perspective, its question, and a row for each of its measures."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.reports import coverage
from pmxl.reports import mark
from pmxl.reports import places
from pmxl.reports.across import measure_rows
from pmxl.reports.block import height_of
from pmxl.reports.block import over
from pmxl.reports.block import unbroken
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import aside
from pmxl.reports.figure import target
from pmxl.reports.places import Places
from pmxl.reports.places import in_order
from pmxl.reports.trend import Line
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Sparkline
from pmxl.terms import Rating

COLUMNS = 10
MEASURE, ACTUAL, TARGET, RATING, TRAVEL, SPARK, SIGNAL, YEAR_END, RETURNED, MORE = range(COLUMNS)
WIDTHS = (36.0, 9.5, 9.5, 14.0, 13.0, 14.5, 12.5, 11.0, 14.5, 2.5)
"""Characters; those of the figures are the least they have."""

LINE_HEAD = "Last nine,\nand target"
"""Nine figures of the measure's own periods, be they quarters, half years or years."""

HEADING_HEIGHT = 26.0
HEADS_HEIGHT = 31.0
SPLIT = 6
"""A last perspective without a neighbour runs over both halves of the page from this many measures."""

NAME = style.ruled(style.BODY.but(wrap=True, indent=1))
UNIT = style.SMALL
FIGURE = style.ruled(style.NUMBER_STRONG)
AIM = style.ruled(style.NUMBER_MUTED)
RATED = mark.chip(mark.LOOK)
MOVED = style.ruled(mark.QUIET.but(indent=1))
SAID = style.ruled(mark.QUIET)
DRAWN = style.ruled(style.SMALL.but(align="center"))
IN = style.ruled(style.SMALL.but(wrap=True, indent=1))
SIGN = style.ruled(style.CENTERED.but(color=style.LINK_BLUE, bold=True))
LOOKS = (NAME, FIGURE, AIM, RATED, MOVED, DRAWN, SAID, SAID, IN, SIGN)
HEADING = style.HEADING.but(wrap=True)
QUESTION = style.HEADING_ASIDE


@dataclass(frozen=True, slots=True)
class Panel:
    """A perspective, or a part of one that runs over both halves of the page."""

    perspective: str
    rows: tuple[Row, ...]
    goes_on: bool = False  # the second half of a perspective


def panels(assessment: Assessment) -> list[Panel]:
    """A panel for each perspective in order; a last one without a neighbour is parted in two where it is long."""
    rows = measure_rows(assessment)
    found = [Panel(id_, tuple(r for r in rows if r["perspective"] == id_)) for id_ in in_order(assessment)]
    if len(found) % 2 and len(found[-1].rows) >= SPLIT:
        last = found.pop()
        half = (len(last.rows) + 1) // 2
        found += [Panel(last.perspective, last.rows[:half]), Panel(last.perspective, last.rows[half:], goes_on=True)]
    return found


@dataclass(frozen=True, slots=True)
class Setting:
    """What the panels of one sheet share: the assessment, where measures are told, their lines, the columns' widths."""

    assessment: Assessment
    places: Places
    lines: Mapping[str, Line]
    widths: tuple[float, ...]

    @property
    def room(self) -> bool:
        """True where a figure is provisional, so that all figures keep room for the mark."""
        return bool(self.assessment.measures["provisional"].any())


def widths(assessment: Assessment) -> tuple[float, ...]:
    """Widths of a panel's columns: figures of any size stand in full, words for one may wrap."""
    rows = measure_rows(assessment)
    wide = list(WIDTHS)
    cells = [actual(row, FIGURE, room=True) for row in rows]
    wide[ACTUAL] = width_of((piece for cell in cells for piece in unbroken(cell)), WIDTHS[ACTUAL])
    wide[TARGET] = width_of((target(row, AIM) for row in rows), WIDTHS[TARGET])
    return tuple(wide)


def heading(setting: Setting, panel: Panel, row: int, col: int) -> Iterator[Put]:
    """The perspective's name and question over the whole panel, and the sign that leads to its sheet."""
    link = Link(
        places.SIGN, places.reference(setting.places.perspectives[panel.perspective]), "This perspective in full"
    )
    yield Put(row, col, headed(setting, panel), HEADING, to_col=col + MORE - 1)
    yield Put(row, col + MORE, link, HEADING.but(align="center", color=style.LINK_BLUE))


def headed(setting: Setting, panel: Panel) -> Rich:
    """Name and question as they stand in the heading."""
    perspective = setting.assessment.framework.perspective(panel.perspective)
    if panel.goes_on:
        return Rich(((perspective.name, HEADING), ("   continued", QUESTION)))
    return Rich(((perspective.name, HEADING), (f"   {perspective.question}" if perspective.question else "", QUESTION)))


def heads(row: int, col: int) -> Iterator[Put]:
    """The headings of the columns, each aligned with what it heads."""
    names = ("Measure", "Actual", "Target", "Rating", "Travel", LINE_HEAD, "Signal", "Year end", "Returned", "")
    for n, (name, look) in enumerate(zip(names, LOOKS, strict=True)):
        yield Put(row, col + n, name, over(look, style.COLUMN_HEAD))


def cells(setting: Setting, row: Row) -> list[Cell]:
    """One measure, a cell for each column."""
    said = coverage.brief(setting.assessment.framework, row, IN, setting.widths[RETURNED])
    return [
        (named(row), NAME),
        actual(row, FIGURE, room=setting.room),
        target(row, AIM),
        mark.rating(row["rating"], RATED),
        mark.travel(row, "travel", MOVED),
        (None if row["measure"] in setting.lines else "too few figures", DRAWN),
        mark.signal(row["signal"], SAID),
        mark.outlook(row["rating_forecast"], SAID),
        (said, IN),
        setting.places.more(row, SIGN),
    ]


def named(row: Row) -> Rich:
    """The measure's name, its unit small and muted beside it."""
    return Rich(((row["name"], NAME), (f"  {aside(row)}" if aside(row) else "", UNIT)))


def measure_row(setting: Setting, row: Row, place: int, col: int) -> Iterator[Put]:
    """A measure's cells."""
    for n, (content, look) in enumerate(cells(setting, row)):
        yield Put(place, col + n, content, look)


def sparklines(setting: Setting, rows: Sequence[Row], first: int, col: int) -> Iterator[Sparkline]:
    """The native sparkline of every row that has figures enough."""
    for n, row in enumerate(rows):
        line = setting.lines.get(row["measure"])
        if line:
            yield line.sparkline(first + n, col + SPARK, Rating(row["rating"]))


def row_heights(setting: Setting, pair: Iterable[Panel], least: float) -> list[float]:
    """Heights of the rows that the panels of a pair share."""
    found: list[float] = []
    for panel in pair:
        for n, row in enumerate(panel.rows):
            height = height_of(zip(cells(setting, row), setting.widths, strict=True), least)
            found[n : n + 1] = [max([height, *found[n : n + 1]])]
    return found
