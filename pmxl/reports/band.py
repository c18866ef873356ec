"""The band at the head of every sheet: its title, the partnership and period, and the way back to the scorecard."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports.block import Block
from pmxl.reports.block import height_of
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put

FRONT = "Scorecard"
"""The name of the first sheet, to which every other leads back."""
DRAFT = "DRAFT"
"""Stands on every scorecard until it is published."""
TITLE_HEIGHT = 34.0
SUBTITLE_HEIGHT = 22.0
LINK_HEIGHT = 22.0
TITLE = style.TITLE_BAND.but(wrap=True)
SUBTITLE = style.SUBTITLE_BAND.but(wrap=True)


def band(assessment: Assessment, title: str, widths: Sequence[float], aside: str = "") -> Block:
    """Three rows over all the columns of a sheet: title, what and when, and a link back; the fourth row is free."""
    last, width = len(widths), sum(widths)
    said = (assessment.framework.settings.name, when(assessment), aside, DRAFT)
    subtitle = " · ".join(piece for piece in said if piece)
    back = Link("‹ Back to the scorecard", f"'{FRONT}'!A1", "The first sheet")
    puts = (
        Put(1, 1, title, TITLE, to_row=1, to_col=last),
        Put(2, 1, subtitle, SUBTITLE, to_row=2, to_col=last),
        Put(3, 1, back, style.LINK.but(size=9, indent=1)),
    )
    heights = {
        1: height_of([((title, TITLE), width)], TITLE_HEIGHT),
        2: height_of([((subtitle, SUBTITLE), width)], SUBTITLE_HEIGHT),
        3: LINK_HEIGHT,
    }
    return Block(puts, heights, 4)


def when(assessment: Assessment) -> str:
    """`2022-23 Q3 (October to December 2022)`."""
    return f"{assessment.period.label} ({assessment.period.spoken})"


def page(assessment: Assessment, last_row: int, last_col: int, head_row: int = 0, **words: object) -> Page:
    """How a sheet prints: landscape, one page wide, its headings on every page, the partnership in its footer."""
    plain: dict[str, object] = {
        "area": (1, 1, max(last_row, 3), last_col),
        "repeat_rows": (head_row, head_row) if head_row else None,
        "footer_left": f"{assessment.framework.settings.name} · {assessment.period.label} · {DRAFT}",
    }
    return Page(**(plain | words))  # type: ignore[arg-type]
