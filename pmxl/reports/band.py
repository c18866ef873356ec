"""The band at the head of every sheet: its title, the partnership and period, and the way back to the scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.assess.not_over import not_over
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put

if TYPE_CHECKING:
    from pmxl.assess import Assessment

FRONT = "Scorecard"
"""The name of the first sheet, to which every other leads back."""
TITLE_HEIGHT = 34.0
SUBTITLE_HEIGHT = 22.0
LINK_HEIGHT = 22.0
TITLE = style.TITLE_BAND.but(wrap=True)
SUBTITLE = style.SUBTITLE_BAND.but(wrap=True)


def band(assessment: Assessment, title: str, widths: Sequence[float], aside: str = "") -> Block:
    """Three rows over all the columns of a sheet: title, what and when, and a link back; the fourth row is free."""
    last, width = len(widths), across(widths)
    said = (assessment.framework.settings.name, whom(assessment), when(assessment), aside, assessment.status)
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


def whom(assessment: Assessment) -> str:
    """`for the members`: for whom the workbook is; "" where it is everybody's."""
    return f"for {assessment.audience.name}" if assessment.audience else ""


def when(assessment: Assessment) -> str:
    """`2022-23 Q3 (October to December 2022)`; of a period that still runs it is said until when."""
    running = not_over(assessment.period, assessment.made_at.date())
    return f"{assessment.period.label} ({', '.join(part for part in (assessment.period.spoken, running) if part)})"
