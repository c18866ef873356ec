"""A panel of the first sheet: a heading with its question, and a row for each of its measures."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.reports import places
from pmxl.reports.across import measure_rows
from pmxl.reports.block import height_of
from pmxl.reports.block import over
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.named import titled
from pmxl.reports.panel_columns import TREND
from pmxl.reports.panel_columns import Setting
from pmxl.reports.places import in_order
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.drawing import Sparkline
from pmxl.terms import Rating

HEADING_HEIGHT = 26.0
HEADS_HEIGHT = 31.0
SPLIT = 6
"""A last perspective without a neighbour runs over both halves of the page from this many measures."""
HEADING = style.HEADING.but(wrap=True)


@dataclass(frozen=True, slots=True)
class Panel:
    """Measures under one heading, or a part of them; `perspective` is the one whose sheet it leads to, if any."""

    title: str
    question: str
    rows: tuple[Row, ...]
    perspective: str = ""
    goes_on: bool = False  # the second half of a perspective


def panels(assessment: Assessment) -> list[Panel]:
    """A panel for each perspective in order."""
    rows = measure_rows(assessment)
    found = []
    for id_ in in_order(assessment):
        about = assessment.framework.perspective(id_)
        mine = tuple(row for row in rows if row["perspective"] == id_)
        found.append(Panel(about.name, about.question, mine, id_))
    return found


def paired(found: Sequence[Panel]) -> list[list[Panel]]:
    """Panels two across; a last one without a neighbour is parted in two where it is long."""
    every = list(found)
    if len(every) % 2 and len(every[-1].rows) >= SPLIT:
        last = every.pop()
        half = (len(last.rows) + 1) // 2
        every += [
            Panel(last.title, last.question, last.rows[:half], last.perspective),
            Panel(last.title, last.question, last.rows[half:], last.perspective, goes_on=True),
        ]
    return [every[n : n + 2] for n in range(0, len(every), 2)]


def heading(setting: Setting, panel: Panel, row: int, col: int) -> Iterator[Put]:
    """The panel's title and question over all of it, and the sign that leads to its sheet."""
    last = col + len(setting.columns) - 1
    yield Put(row, col, headed(panel), HEADING, to_col=last - 1)
    yield Put(row, last, led(setting, panel), HEADING.but(align="center", color=style.LINK_BLUE))


def led(setting: Setting, panel: Panel) -> Link | None:
    """The sign that leads to the panel's own sheet; nothing where it has none."""
    target = setting.places.perspective(panel.perspective)
    return Link(places.SIGN, target, "This perspective in full") if target else None


def headed(panel: Panel) -> Rich:
    """Title and question as they stand in the heading."""
    return titled(panel.title, "continued" if panel.goes_on else panel.question, HEADING)


def heads(setting: Setting, row: int, col: int) -> Iterator[Put]:
    """The headings of the columns, each aligned with what it heads."""
    for n, column in enumerate(setting.columns):
        yield Put(row, col + n, column.heading, over(column.look, style.COLUMN_HEAD))


def heads_height(setting: Setting) -> float:
    """Height of the row of headings: an audience's captions may take more lines than ours."""
    found = ((column.heading, over(column.look, style.COLUMN_HEAD)) for column in setting.columns)
    return height_of(zip(found, setting.widths, strict=True), HEADS_HEIGHT)


def cells(setting: Setting, row: Row) -> list[Cell]:
    """One measure, a cell for each column."""
    return [column.cell(setting, row) for column in setting.columns]


def measure_row(setting: Setting, row: Row, place: int, col: int) -> Iterator[Put]:
    """A measure's cells."""
    for n, (content, look) in enumerate(cells(setting, row)):
        yield Put(place, col + n, content, look)


def sparklines(setting: Setting, rows: Sequence[Row], first: int, col: int) -> Iterator[Sparkline]:
    """The native sparkline of every row that has figures enough, where the audience is shown any."""
    place = setting.place(TREND)
    for n, row in enumerate(rows if place is not None else ()):
        line = setting.lines.get(row["measure"])
        if line and place is not None:
            yield line.sparkline(first + n, col + place, Rating(row["rating"]))


def row_heights(setting: Setting, pair: Iterable[Panel], least: float) -> list[float]:
    """Heights of the rows that the panels of a pair share."""
    found: list[float] = []
    for panel in pair:
        for n, row in enumerate(panel.rows):
            height = height_of(zip(cells(setting, row), setting.widths, strict=True), least)
            found[n : n + 1] = [max([height, *found[n : n + 1]])]
    return found
