"""The columns of a panel: what can stand beside a measure on a first sheet, and which of it an audience is shown."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from pmxl.framework.columns_audiences import USUAL_COLUMNS
from pmxl.framework.columns_audiences import column_named
from pmxl.reports import coverage
from pmxl.reports import mark
from pmxl.reports.across import measure_rows
from pmxl.reports.block import unbroken
from pmxl.reports.block import width_of
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.named import beside
from pmxl.reports.places import Places
from pmxl.reports.trend import Line
from pmxl.sheets import style
from pmxl.sheets.describe import Style

if TYPE_CHECKING:
    from pmxl.assess import Assessment

LINE_HEAD = "Last nine,\nand target"
"""Nine figures of the measure's own periods, be they quarters, half years or years."""
TREND = "trend"

NAME = style.ruled(style.BODY.but(wrap=True, indent=1))
FIGURE = style.ruled(style.NUMBER_STRONG)
AIM = style.ruled(style.NUMBER_MUTED)
RATED = mark.chip(mark.LOOK)
MOVED = style.ruled(mark.QUIET.but(indent=1))
SAID = style.ruled(mark.QUIET)
DRAWN = style.ruled(style.SMALL.but(align="center"))
IN = style.ruled(style.SMALL.but(wrap=True, indent=1))
SIGN = style.ruled(style.CENTERED.but(color=style.LINK_BLUE, bold=True))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the panels of one sheet share: the assessment, where measures are told, their lines, and the columns."""

    assessment: Assessment
    places: Places
    lines: Mapping[str, Line]
    columns: tuple[PanelColumn, ...]

    @property
    def room(self) -> bool:
        """True where a figure is provisional, so that all figures keep room for the mark."""
        return bool(self.assessment.measures["provisional"].any())

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths of the columns, in characters."""
        return tuple(column.width for column in self.columns)

    def place(self, word: str) -> int | None:
        """Which of the columns, from 0, one is; None where it is not shown."""
        return next((n for n, column in enumerate(self.columns) if column.word == word), None)


@dataclass(frozen=True, slots=True)
class PanelColumn:
    """One column: the word it goes by, its heading, its width in characters, how it looks, what stands in it."""

    word: str
    heading: str
    width: float
    look: Style
    cell: Callable[[Setting, Row], Cell]


def returned(setting: Setting, row: Row) -> Cell:
    """How many of those expected are in, and who is awaited as far as there is room."""
    width = next(column.width for column in setting.columns if column.word == "returned")
    return coverage.brief(setting.assessment.framework, row, IN, width), IN


def owner(setting: Setting, row: Row) -> Cell:
    """Who answers for how the measure does, or else for its objective."""
    measure = setting.assessment.framework.measure(row["measure"])
    return measure.performance_owner or setting.assessment.framework.objective(measure.objective).owner or DASH, IN


def line(setting: Setting, row: Row) -> Cell:
    """Room for a sparkline, or the reason why there is none."""
    return None if row["measure"] in setting.lines else "too few figures", DRAWN


FIRST = PanelColumn("measure", "Measure", 36.0, NAME, lambda _, row: beside(row, NAME))
LAST = PanelColumn("more", "", 2.5, SIGN, lambda setting, row: setting.places.more(row, SIGN))
EVERY = (
    PanelColumn("actual", "Actual", 9.5, FIGURE, lambda setting, row: actual(row, FIGURE, room=setting.room)),
    PanelColumn("target", "Target", 9.5, AIM, lambda _, row: target(row, AIM)),
    PanelColumn("variance", "Variance", 9.5, AIM, lambda _, row: variance(row, AIM)),
    PanelColumn("rating", "Rating", 14.0, RATED, lambda _, row: mark.rating(row["rating"], RATED)),
    PanelColumn("to date", "To date", 14.0, RATED, lambda _, row: mark.rating(row["rating_ytd"], RATED)),
    PanelColumn("travel", "Travel", 13.0, MOVED, lambda _, row: mark.travel(row, "travel", MOVED)),
    PanelColumn("last year", "On last year", 13.0, MOVED, lambda _, row: mark.travel(row, "travel_year", MOVED)),
    PanelColumn(TREND, LINE_HEAD, 14.5, DRAWN, line),
    PanelColumn("signal", "Signal", 12.5, SAID, lambda _, row: mark.signal(row["signal"], SAID)),
    PanelColumn("year end", "Year end", 11.0, SAID, lambda _, row: mark.outlook(row["rating_forecast"], SAID)),
    PanelColumn("returned", "Returned", 14.5, IN, returned),
    PanelColumn("owner", "Owner", 20.0, IN, owner),
)
"""Every column that may stand between a measure's name and the sign that leads on; widths are the least they have."""
FIGURES = ("actual", "target", "variance")


def setting_of(assessment: Assessment, where: Places, lines: Mapping[str, Line]) -> Setting:
    """What the panels of an assessment's first sheet share: figures of any size stand in full."""
    setting = Setting(assessment, where, lines, (FIRST, *chosen(assessment), LAST))
    rows = measure_rows(assessment)
    return replace(setting, columns=tuple(fitted(setting, column, rows) for column in setting.columns))


def chosen(assessment: Assessment) -> Iterator[PanelColumn]:
    """The columns that the audience is shown, in its order and under its captions; the usual ones if it names none."""
    words = assessment.audience.columns if assessment.audience else ()
    known = [found for word in words if (found := column_named(word))[0]]
    columns = {column.word: column for column in EVERY}
    for word, caption in dict(known or [(word, "") for word in USUAL_COLUMNS]).items():
        yield replace(columns[word], heading=caption) if caption else columns[word]


def fitted(setting: Setting, column: PanelColumn, rows: list[Row]) -> PanelColumn:
    """A column of figures as wide as its widest, and every heading's words in full; words for a figure may wrap."""
    head = [(word, style.COLUMN_HEAD) for word in column.heading.split()]
    cells = [piece for row in rows for piece in unbroken(column.cell(setting, row))] if column.word in FIGURES else []
    return replace(column, width=width_of([*cells, *head], column.width))
