"""The frame of every first sheet: the band, the way to the other sheets and the counts above; the words below."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Literal

from pmxl.assess import Assessment
from pmxl.framework.columns_audiences import EXECUTIVE
from pmxl.plural import plural
from pmxl.reports import headline
from pmxl.reports import places
from pmxl.reports.band import FRONT
from pmxl.reports.band import SUBTITLE
from pmxl.reports.band import SUBTITLE_HEIGHT
from pmxl.reports.band import TITLE
from pmxl.reports.band import TITLE_HEIGHT
from pmxl.reports.band import when
from pmxl.reports.band import whom
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.figure import Cell
from pmxl.reports.legend import legend
from pmxl.reports.panel import HEADING_HEIGHT
from pmxl.reports.panel_columns import Setting
from pmxl.reports.paper import SHAPE_OF_PAGE
from pmxl.reports.paper import page
from pmxl.reports.paper import page_height
from pmxl.reports.summary import lines
from pmxl.reports.summary import period_word
from pmxl.reports.summary import returned
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline
from pmxl.sheets.drawing import Stroke

NAV_ROW, COUNTS_ROW, FIRST_BODY = 3, 4, 7
NAV = (
    places.CONTENTS,
    places.QUESTIONS,
    places.EXCEPTIONS,
    places.PARTNERS,
    places.RETURNED,
    places.METHOD,
    places.DATA,
)
NAV_HEIGHT, GAP = 20.0, 16.0
STEP = 10.0
"""Height of the low rows under the closing words."""
NAV_WIDTH, STATUS_WIDTH = 11.0, 40.0
"""Characters that a link needs, and the right part of the band: its status, and when it was made."""

ZOOM = {"A3": 90, "A4": 110}
"""How large a sheet is shown on a screen: all of its columns, as far as may be."""
LYING, UPRIGHT = 1.25, 1.15
"""A sheet up to so much higher than its paper, lying or upright, is drawn in to one page."""

LINE = style.BODY.but(size=10.5, wrap=True, indent=1, valign="top")
LEGEND = style.SMALL_WRAP.but(indent=1)
END, END_HEIGHT = style.ruled(LEGEND), 4.0
"""The line under the last words: LibreOffice prints no lower than what can be seen, and would cut the words short."""
CLOSING = style.SUBHEADING.but(size=11, indent=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a sheet, which of them the closing words on the left end with and those on the right begin with,
    what this layout says of itself, and its paper.
    """

    widths: tuple[float, ...]
    left: int
    right: int
    said: tuple[str, ...] = ()
    paper: Literal["A3", "A4"] = "A3"

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.widths)


def framed(widths: Sequence[float], *said: str, paper: Literal["A3", "A4"] = "A3") -> Frame:
    """A frame of these columns, its closing words parted in the middle."""
    half, so_far = across(widths) / 2, 0.0
    middle = 1
    for n, width in enumerate(widths[:-1], 1):
        so_far += width
        if so_far <= half or n == 1:
            middle = n
    return Frame(tuple(widths), middle, middle + 1, said, paper)


def top(setting: Setting, frame: Frame) -> Block:
    """The band, the links, the counts, and a gap; the body begins below."""
    assessment, widths = setting.assessment, frame.widths
    counts = tuple(headline.strip(assessment, COUNTS_ROW, widths))
    labels = headline.LABEL_HEIGHT if len(counts) > 1 else STEP  # those in one line have none under them
    heights = _band_heights(assessment, frame)
    heights |= {COUNTS_ROW: headline.NUMBER_HEIGHT, COUNTS_ROW + 1: labels, COUNTS_ROW + 2: GAP}
    return Block((*_band(assessment, frame), *_navigation(setting, frame), *counts), heights, FIRST_BODY)


def closing(setting: Setting, frame: Frame, row: int) -> Block:
    """Under the body: the quarter in three lines on the left, the legend on the right."""
    assessment = setting.assessment
    sides = ((1, frame.left), (frame.right, frame.last))
    titles = (f"This {period_word(assessment)} in three lines", "How to read this page")
    puts = [Put(row, first, text, CLOSING) for text, (first, _) in zip(titles, sides, strict=True)]
    heights = {row: HEADING_HEIGHT}
    left: list[Cell] = [(said, LINE) for said in (*too_many(assessment), *three_lines(assessment))]
    shown = [column.word for column in setting.columns]
    right: list[Cell] = [(said, LEGEND) for said in legend(assessment, LEGEND, shown)]
    right[1:1] = [(" ".join(frame.said), LEGEND)] if frame.said else []
    columns = [stacked(cells, row + 1, side, frame) for cells, side in zip((left, right), sides, strict=True)]
    last = max(column.below for column in columns)
    heights |= dict.fromkeys(range(row + 1, last), STEP) | {last: END_HEIGHT}
    puts += [put for column in columns for put in column.puts]
    return Block((*puts, Put(last, 1, None, END, to_col=frame.last)), heights, last + 1)


def stacked(cells: Sequence[Cell], row: int, side: tuple[int, int], frame: Frame) -> Block:
    """Lines one under the other over these columns, each over as many low rows as it needs: what stands beside them
    does not pull them apart.
    """
    first, last = side
    puts = []
    for content, look in cells:
        needed = height_of([((content, look), across(frame.widths[first - 1 : last]))], STEP)
        below = row + math.ceil(needed / STEP)
        puts.append(Put(row, first, content, look, to_row=below - 1, to_col=last))
        row = below
    return Block(tuple(puts), {}, row)


def three_lines(assessment: Assessment) -> tuple[str, ...]:
    """How the measures stand, what owes action, and who is missing; of one partner, where its return stands."""
    if assessment.audience and assessment.audience.partner:
        return (*lines(assessment)[:2], f"{assessment.audience.name}, {own_return(assessment)}.")
    return lines(assessment)


def too_many(assessment: Assessment) -> Iterator[str]:
    """How many measures an executive is shown beside how many it can attend to, where there are more."""
    audience, limit = assessment.audience, assessment.framework.settings.executive_limit
    count = len(assessment.measures)
    if audience and audience.for_ == EXECUTIVE and count > limit:
        yield f"{plural(count, 'measure')} stand here, and {limit} are to be the most: choose the few that matter."


def sheet(
    setting: Setting,
    frame: Frame,
    body: Block,
    *,
    sparklines: Sequence[Sparkline] = (),
    strokes: Sequence[Stroke] = (),
    tall: int | None = None,
) -> SheetPlan:
    """The sheet of a body that stands between top and closing; it lies or stands on its paper as it fits best.

    `tall` is how many pages of landscape it takes, where that is settled.
    """
    above, below = top(setting, frame), closing(setting, frame, body.below)
    heights = above.heights | body.heights | below.heights
    stands, pages = (False, tall) if tall is not None else fit(frame.widths, sum(heights.values()))
    return SheetPlan(
        name=FRONT,
        puts=(*above.puts, *body.puts, *below.puts),
        columns=tuple(Column(n, n, width) for n, width in enumerate(frame.widths, 1)),
        heights=heights,
        sparklines=tuple(sparklines),
        strokes=tuple(strokes),
        page=replace(
            page(setting.assessment, below.below - 1, frame.last, paper=frame.paper, landscape=not stands, tall=pages),
            center=True,
        ),
        freeze=(NAV_ROW, 1),
        tab=style.NAVY,
        zoom=ZOOM[frame.paper],
    )


def fit(widths: Sequence[float], height: float) -> tuple[bool, int]:
    """Whether a sheet stands upright on its paper, and how many pages it is drawn in to: 0 as many as it needs."""
    lying = page_height(widths)
    if height <= lying * LYING:
        return False, 1
    return True, 1 if height <= lying / SHAPE_OF_PAGE**2 * UPRIGHT else 0


def status_col(frame: Frame) -> int:
    """Where the right part of the band begins: as few columns as hold its words, and never the first."""
    col = frame.last
    while col > 2 and across(frame.widths[col - 1 :]) < STATUS_WIDTH:
        col -= 1
    return col


def _band(assessment: Assessment, frame: Frame) -> Iterator[Put]:
    col, last = status_col(frame), frame.last
    right = {"align": "right", "indent": 2}
    yield Put(1, 1, assessment.framework.settings.name, TITLE, to_row=1, to_col=col - 1)
    yield Put(1, col, assessment.status, TITLE.but(size=14, **right), to_row=1, to_col=last)
    yield Put(2, 1, subtitle(assessment), SUBTITLE, to_row=2, to_col=col - 1)
    yield Put(2, col, made(assessment), SUBTITLE.but(size=9, **right), to_row=2, to_col=last)


def made(assessment: Assessment) -> str:
    """`published on 25 January 2023 at 09:30 by Partnership manager`, or when it was made."""
    at, by = assessment.made_at, f" by {assessment.published_by}" if assessment.published_by else ""
    return f"{'published' if by else 'made'} on {at.day} {at:%B %Y at %H:%M}{by}"


def subtitle(assessment: Assessment) -> str:
    """What this is, for whom, of when, and who has returned."""
    kind = {"month": "Monthly", "quarter": "Quarterly", "half year": "Half-yearly", "year": "Yearly"}
    audience = assessment.audience
    back = own_return(assessment) if audience and audience.partner else returned(assessment)
    head = f"{kind[period_word(assessment)]} scorecard {whom(assessment)}".strip()
    return f"{head} · {when(assessment)} · {back}"


def own_return(assessment: Assessment) -> str:
    """Where the return of the one partner stands whose figures these are."""
    states = [str(state) for state in assessment.register["status"]]
    return f"its own figures: {states[0].lower() if states else 'nothing asked'}"


def _band_heights(assessment: Assessment, frame: Frame) -> dict[int, float]:
    width = across(frame.widths[: status_col(frame) - 1])
    return {
        1: height_of([((assessment.framework.settings.name, TITLE), width)], TITLE_HEIGHT),
        2: height_of([((subtitle(assessment), SUBTITLE), width)], SUBTITLE_HEIGHT),
        NAV_ROW: NAV_HEIGHT,
    }


def _navigation(setting: Setting, frame: Frame) -> Iterator[Put]:
    there = [name for name in NAV if setting.places.has(name)]
    look = style.LINK.but(size=9, indent=1)
    seats = list(_seats(frame.widths, len(there)))
    for name, (first, last) in zip(there[len(there) - len(seats) :], reversed(seats), strict=True):
        side = look if first > 1 else look.but(align="right")  # beside the others, not at the far end of the names
        yield Put(NAV_ROW, first, Link(name, places.reference(name)), side, to_col=last if last > first else 0)


def _seats(widths: Sequence[float], number: int) -> Iterator[tuple[int, int]]:
    """Columns for that many links, from the right: each as many as hold it; fewer where there is no room."""
    last = col = len(widths)
    while number and col:
        if across(widths[col - 1 : last]) >= NAV_WIDTH:
            yield col, last
            number, last = number - 1, col - 1
        col -= 1
