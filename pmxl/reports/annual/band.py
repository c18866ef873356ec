"""The head of every sheet of the annual summary, and how it prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pmxl.assess.annual.annual import Annual
from pmxl.reports.band import LINK_HEIGHT
from pmxl.reports.band import SUBTITLE
from pmxl.reports.band import SUBTITLE_HEIGHT
from pmxl.reports.band import TITLE
from pmxl.reports.band import TITLE_HEIGHT
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put

FRONT = "The year"
"""The name of the first sheet, to which every other leads back."""
BACK = Link("‹ Back to the year", f"'{FRONT}'!A1", "The first sheet")


def band(annual: Annual, title: str, widths: Sequence[float], aside: str = "", *, back: bool = True) -> Block:
    """Three rows over all the columns: title, what and when, and the way back; the fourth row is free."""
    last, width = len(widths), across(widths)
    subtitle = " · ".join(
        piece for piece in (annual.framework.settings.name, when(annual), aside, stands(annual)) if piece
    )
    puts = [
        Put(1, 1, title, TITLE, to_row=1, to_col=last),
        Put(2, 1, subtitle, SUBTITLE, to_row=2, to_col=last),
    ]
    if back:
        puts.append(Put(3, 1, BACK, style.LINK.but(size=9, indent=1)))
    heights = {
        1: height_of([((title, TITLE), width)], TITLE_HEIGHT),
        2: height_of([((subtitle, SUBTITLE), width)], SUBTITLE_HEIGHT),
        3: LINK_HEIGHT,
    }
    return Block(tuple(puts), heights, 4)


def when(annual: Annual) -> str:
    """`2025-26 (April 2025 to March 2026)`."""
    return f"{annual.year.label} ({annual.year.spoken})"


def stands(annual: Annual) -> str:
    """`DRAFT`, or `SO FAR · DRAFT` while the year is not over."""
    return annual.whole.status if annual.is_over else f"SO FAR · {annual.whole.status}"


def page(
    annual: Annual,
    last_row: int,
    last_col: int,
    *,
    head_row: int = 0,
    paper: Literal["A3", "A4"] = "A4",
    landscape: bool = True,
    tall: int = 0,
) -> Page:
    """One page wide, the headings on every page, the partnership in the footer."""
    return Page(
        paper=paper,
        landscape=landscape,
        tall=tall,
        area=(1, 1, last_row, last_col),
        repeat_rows=(head_row, head_row) if head_row else None,
        footer_left=f"{annual.framework.settings.name} · {annual.year.label} · {stands(annual)}",
    )
