"""Paper: how a sheet prints, and how much of it goes on a page."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Literal

from pmxl.reports.band import called
from pmxl.sheets.describe import Page
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import PADDING
from pmxl.sheets.glyphs import STEP

if TYPE_CHECKING:
    from pmxl.assess import Assessment

SHAPE_OF_PAGE = 0.66
"""Height over width of what an A3 or A4 page prints in landscape, a little room kept."""
SQUEEZED = 1.35
"""A sheet up to so much higher than a page is printed smaller, on one."""
SHAPE_OF_PORTRAIT = 1.4
"""The same of a page that stands."""
HIGH_PORTRAIT = {"A3": 1100.0, "A4": 760.0}
HIGH = {"A3": 766.0, "A4": 519.0}
"""Points of a landscape page between its margins: a sheet narrower than the page is not enlarged."""
WIDE = {"A3": 1060.0, "A4": 730.0}
"""Points of a landscape page between its margins from left to right, room kept for programs that draw columns wider."""
READABLE = 0.89
"""Drawn in to this the smallest letters of a sheet, of 9 points, are printed in 8."""
FEW_LINES = 0.3
"""Of a page: so little does not begin a page of its own."""
KEPT = (
    "Kept for the workbook, not for print: a print shows this title alone. To print the table, select it and choose "
    "Print Selection."
)
"""Said over a table that nobody prints by the page."""
TABLES_KEPT = (
    "The tables below are kept for the workbook, not for print: a print ends here. To print one, select it and choose "
    "Print Selection."
)
DRAWN_IN = (1.0, 1.07, 1.12)
"""How much smaller a sheet may be printed where that saves a page."""
LEAST_ROWS = 3
DEFAULT_ROW = 15.0
"""Points of a row whose height nobody set."""


def page(
    assessment: Assessment,
    last_row: int,
    last_col: int,
    *,
    head_row: int = 0,
    paper: Literal["A3", "A4"] = "A4",
    landscape: bool = True,
    tall: int = 0,
    breaks: tuple[int, ...] = (),
) -> Page:
    """How a sheet prints: one page wide, its headings on every page, the partnership in its footer."""
    said = f"{called(assessment)} · {assessment.period.label} · {assessment.status}"
    made = printed(said, last_row, last_col, head_row=head_row, paper=paper, landscape=landscape, tall=tall)
    return replace(made, breaks=breaks)


def printed(
    said: str,
    last_row: int,
    last_col: int,
    *,
    head_row: int = 0,
    paper: Literal["A3", "A4"] = "A4",
    landscape: bool = True,
    tall: int = 0,
) -> Page:
    """One page wide, the row of headings on every page, what is said of the workbook in the footer."""
    return Page(
        landscape=landscape,
        paper=paper,
        tall=tall,
        area=(1, 1, max(last_row, LEAST_ROWS), last_col),
        repeat_rows=(head_row, head_row) if head_row else None,
        footer_left=said,
    )


def unprinted(assessment: Assessment, last_col: int) -> Page:
    """How a hidden sheet prints, for some programs print hidden sheets too: a blank cell, which makes no page."""
    blank = last_col + 1
    return replace(page(assessment, 1, last_col), area=(1, blank, 1, blank))


def in_groups(made: Page, widths: Sequence[float], fixed: int) -> Page:
    """The same page, of a sheet that drawn in to one page wide would be too small to read: over as many pages as its
    columns need, each with the first `fixed` columns again; as it was where it can be read on one.
    """
    if not is_grouped(widths, made.paper):
        return made
    wide, room = points(widths), WIDE[made.paper] / READABLE
    head = sum(wide[:fixed])
    each = max(1, int((room - head) // max(wide[fixed:])))
    pages = -(-len(wide[fixed:]) // each)
    each = -(-len(wide[fixed:]) // pages)  # as many on the last page as on the others, as nearly as can be
    scale = min(1.0, WIDE[made.paper] / (head + each * max(wide[fixed:])))
    return replace(
        made,
        repeat_cols=(1, fixed),
        col_breaks=tuple(range(fixed + 1 + each, len(wide) + 1, each)),
        scale=int(scale * 100),
    )


def is_grouped(widths: Sequence[float], paper: Literal["A3", "A4"]) -> bool:
    """True for a sheet whose letters would be too small to read, were it drawn in to one page wide."""
    return sum(points(widths)) > WIDE[paper] / READABLE


def points(widths: Sequence[float]) -> list[float]:
    """Widths of columns in points."""
    return [(width * CHARACTER + PADDING) * STEP for width in widths]


def characters(wide: float) -> float:
    """The width in characters of a column of so many points."""
    return (wide / STEP - PADDING) / CHARACTER


def in_parts(
    made: Page,
    starts: Sequence[int],
    heights: Mapping[int, float],
    below: int,
    widths: Sequence[float],
    head: float = 0.0,
) -> Page:
    """The same page with a break before each part that would not stand on a page in one piece; printed a little smaller
    where that saves a page. `head` is the height of what stands again on every page after the first.
    """
    found = {by: page_breaks(starts, heights, below, widths, made.paper, head, by) for by in DRAWN_IN}
    by = min(DRAWN_IN, key=lambda each: (len(found[each]), each))
    wide = sum(points(widths))
    scale = min(1.0, WIDE[made.paper] / wide, HIGH[made.paper] / (page_height(widths) * by))
    return replace(made, breaks=found[by], scale=int(scale * 100) if by > 1 else 0)


def page_height(widths: Sequence[float], *, landscape: bool = True) -> float:
    """Points of a page on which columns of these widths (characters) fill the width."""
    return sum(points(widths)) * (SHAPE_OF_PAGE if landscape else SHAPE_OF_PORTRAIT)


def page_breaks(
    starts: Sequence[int],
    heights: Mapping[int, float],
    below: int,
    widths: Sequence[float],
    paper: Literal["A3", "A4"] = "A4",
    head: float = 0.0,
    drawn_in: float = 1.0,
) -> tuple[int, ...]:
    """Rows that begin a page: of the parts that begin at `starts`, each that would not stand on the page in one piece.

    A part that is higher than a page begins where it stands, unless little of it would. `head` is the height of what
    stands again on every page after the first; `drawn_in` says how much smaller a sheet is printed than its width asks.
    """
    room = max(page_height(widths), HIGH[paper]) * drawn_in
    found: list[int] = []
    used = 0.0
    for start, end in zip(starts, [*starts[1:], below], strict=True):
        height = sum(heights.get(row, DEFAULT_ROW) for row in range(start, end))
        fits = used + height <= room or (height > room - head and used < room / 2)
        if used and not fits:
            found.append(start)
            used = head
        used = (used + height) % room if used + height > room else used + height
    return tuple(found)


def pages_tall(
    height: float,
    widths: Sequence[float],
    squeezed: float = SQUEEZED,
    paper: Literal["A3", "A4"] = "A4",
    *,
    landscape: bool = True,
) -> int:
    """How many pages a sheet of that height (points) is drawn in to; 0 lets it take as many as it needs.

    One where it is at most so much higher than a page, and one less where only a few lines would stand on the last.
    """
    high = HIGH if landscape else HIGH_PORTRAIT
    pages = height / max(page_height(widths, landscape=landscape), high[paper])
    if pages <= squeezed:
        return 1
    return int(pages) if pages % 1 <= FEW_LINES and pages / int(pages) <= squeezed else 0
