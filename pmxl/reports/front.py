"""The first sheet: the balanced scorecard on one page."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import headline
from pmxl.reports import panel
from pmxl.reports import places
from pmxl.reports.band import FRONT
from pmxl.reports.band import SUBTITLE
from pmxl.reports.band import SUBTITLE_HEIGHT
from pmxl.reports.band import TITLE
from pmxl.reports.band import TITLE_HEIGHT
from pmxl.reports.band import when
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.legend import legend
from pmxl.reports.panel import COLUMNS
from pmxl.reports.panel import Panel
from pmxl.reports.panel import Setting
from pmxl.reports.paper import page
from pmxl.reports.paper import page_height
from pmxl.reports.summary import lines
from pmxl.reports.summary import period_word
from pmxl.reports.summary import returned
from pmxl.reports.trend import Line
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Sparkline
from pmxl.sheets.describe import Style

GUTTER = 2.0
LEFT, RIGHT = 1, COLUMNS + 2
LAST = 2 * COLUMNS + 1
STATUS_COL = LAST - 3
"""Where the right part of the band begins: its status, and when it was made."""

NAV_ROW, COUNTS_ROW, FIRST_PANEL = 3, 4, 7
NAV = (places.QUESTIONS, places.EXCEPTIONS, places.PARTNERS, places.RETURNED, places.METHOD, places.DATA)
NAV_HEIGHT, GAP, CLOSING_HEIGHT = 20.0, 16.0, 15.0
LEAST_ROW, MOST_ROW = 21.0, 46.0
ROUNDS, WORTH_IT = 6, 0.75
"""How often what is left of the page is shared out, and from how many points a row on."""

LINE = style.BODY.but(size=10.5, wrap=True, indent=1, valign="top")
LEGEND = style.SMALL_WRAP.but(indent=1)
CLOSING = style.SUBHEADING.but(size=11, indent=1)


class Sheet:
    """The first sheet while it is laid out: what stands on it so far, and the next free row."""

    def __init__(self, setting: Setting, least_row: float) -> None:
        self.setting = setting
        self.least_row = least_row
        self.puts: list[Put] = []
        self.sparklines: list[Sparkline] = []
        self.heights: dict[int, float] = {}
        self.row = FIRST_PANEL

    def pair(self, pair: Sequence[Panel]) -> None:
        """One panel on the left and, where there is one, its neighbour on the right."""
        heading, heads, first = self.row, self.row + 1, self.row + 2
        width = across(self.setting.widths[: panel.MORE])
        for each, col in zip(pair, (LEFT, RIGHT), strict=False):
            self.puts += panel.heading(self.setting, each, heading, col)
            self.puts += panel.heads(heads, col)
            for n, row in enumerate(each.rows):
                self.puts += panel.measure_row(self.setting, row, first + n, col)
            self.sparklines += panel.sparklines(self.setting, each.rows, first, col)
        headed = [((panel.headed(self.setting, each), panel.HEADING), width) for each in pair]
        heights = panel.row_heights(self.setting, pair, self.least_row)
        self.heights |= {heading: height_of(headed, panel.HEADING_HEIGHT), heads: panel.HEADS_HEIGHT}
        self.heights |= dict(enumerate(heights, first))
        self.row = first + len(heights) + 1
        self.heights[self.row - 1] = GAP

    def close(self) -> None:
        """Under the panels: the quarter in three lines on the left, the legend on the right."""
        assessment = self.setting.assessment
        self.puts += _closing_heads(assessment, self.row)
        self.heights[self.row] = panel.HEADING_HEIGHT
        left: list[tuple[Content, Style]] = [(said, LINE) for said in lines(assessment)]
        right: list[tuple[Content, Style]] = [(said, LEGEND) for said in legend(assessment, LEGEND)]
        width = across(self.setting.widths)
        for n in range(max(len(left), len(right))):
            self.row += 1
            cells = [(column[n], col) for column, col in ((left, LEFT), (right, RIGHT)) if n < len(column)]
            for (content, look), col in cells:
                self.puts.append(Put(self.row, col, content, look, to_col=col + COLUMNS - 1))
            self.heights[self.row] = height_of(((cell, width) for cell, _ in cells), CLOSING_HEIGHT)

    @property
    def height(self) -> float:
        """Points from the band to the last line."""
        return sum(self.heights.values())


def plan_front(assessment: Assessment, where: places.Places, trend: Mapping[str, Line]) -> SheetPlan:
    """The whole scorecard on one landscape page; its rows are as generous as the page allows."""
    setting = Setting(assessment, where, trend, panel.widths(assessment))
    widths = (*setting.widths, GUTTER, *setting.widths)
    sheet = filled(setting, widths)
    return SheetPlan(
        name=FRONT,
        puts=tuple(sheet.puts),
        columns=tuple(Column(n, n, width) for n, width in enumerate(widths, 1)),
        heights=sheet.heights,
        sparklines=tuple(sheet.sparklines),
        page=page(assessment, sheet.row, LAST, paper="A3", tall=1),
        freeze=(NAV_ROW, 1),
        tab=style.NAVY,
        zoom=90,
    )


def filled(setting: Setting, widths: Sequence[float]) -> Sheet:
    """The sheet with its rows as high as its page lets them be: what is left of the page is shared out in rounds,
    for rows of several lines of text take up some of it without growing.
    """
    least, sheet = LEAST_ROW, laid_out(setting, widths, LEAST_ROW)
    measures = sum(max(len(p.rows) for p in pair) for pair in pairs(setting.assessment))
    for _ in range(ROUNDS):
        more = (page_height(widths) - sheet.height) / max(measures, 1)
        if more < WORTH_IT or least == MOST_ROW:
            break
        least = min(least + more, MOST_ROW)
        sheet = laid_out(setting, widths, least)
    return sheet


def laid_out(setting: Setting, widths: Sequence[float], least_row: float) -> Sheet:
    """The sheet with its rows at least so high."""
    assessment = setting.assessment
    sheet = Sheet(setting, least_row)
    sheet.puts += [*_band(assessment), *_navigation(), *headline.strip(assessment, COUNTS_ROW, widths)]
    sheet.heights |= _band_heights(assessment, widths)
    sheet.heights |= {COUNTS_ROW: headline.NUMBER_HEIGHT, COUNTS_ROW + 1: headline.LABEL_HEIGHT, COUNTS_ROW + 2: GAP}
    for pair in pairs(assessment):
        sheet.pair(pair)
    sheet.close()
    return sheet


def pairs(assessment: Assessment) -> list[list[Panel]]:
    """Panels two across."""
    found = panel.panels(assessment)
    return [found[n : n + 2] for n in range(0, len(found), 2)]


def _band(assessment: Assessment) -> Iterator[Put]:
    made = assessment.made_at
    by = f" by {assessment.published_by}" if assessment.published_by else ""
    aside = f"{'published' if by else 'made'} on {made.day} {made:%B %Y at %H:%M}{by}"
    right = {"align": "right", "indent": 2}
    yield Put(1, LEFT, assessment.framework.settings.name, TITLE, to_row=1, to_col=STATUS_COL - 1)
    yield Put(1, STATUS_COL, assessment.status, TITLE.but(size=14, **right), to_row=1, to_col=LAST)
    yield Put(2, LEFT, subtitle(assessment), SUBTITLE, to_row=2, to_col=STATUS_COL - 1)
    yield Put(2, STATUS_COL, aside, SUBTITLE.but(size=9, **right), to_row=2, to_col=LAST)


def subtitle(assessment: Assessment) -> str:
    """What this is, of when, and who has returned."""
    kind = {"month": "Monthly", "quarter": "Quarterly", "half year": "Half-yearly", "year": "Yearly"}
    return f"{kind[period_word(assessment)]} scorecard · {when(assessment)} · {returned(assessment)}"


def _band_heights(assessment: Assessment, widths: Sequence[float]) -> dict[int, float]:
    width = across(widths[: STATUS_COL - 1])
    return {
        1: height_of([((assessment.framework.settings.name, TITLE), width)], TITLE_HEIGHT),
        2: height_of([((subtitle(assessment), SUBTITLE), width)], SUBTITLE_HEIGHT),
        NAV_ROW: NAV_HEIGHT,
    }


def _navigation() -> Iterator[Put]:
    first = RIGHT + panel.RATING
    look = style.LINK.but(size=9, indent=1)
    for n, sheet in enumerate(NAV):
        yield Put(NAV_ROW, first + n, Link(sheet, places.reference(sheet)), look)


def _closing_heads(assessment: Assessment, row: int) -> Iterator[Put]:
    for text, col in ((f"This {period_word(assessment)} in three lines", LEFT), ("How to read this page", RIGHT)):
        yield Put(row, col, text, CLOSING)
