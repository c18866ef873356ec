"""The band at the head of every sheet: its title, the partnership and period, and the way back to the scorecard."""

from __future__ import annotations

from collections.abc import Iterable
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
BACK = Link("‹ Back to the scorecard", f"'{FRONT}'!A1", "The first sheet")
TITLE_HEIGHT = 34.0
SUBTITLE_HEIGHT = 22.0
LINK_HEIGHT = 22.0
TITLE = style.TITLE_BAND.but(wrap=True)
SUBTITLE = style.SUBTITLE_BAND.but(wrap=True)


def band(assessment: Assessment, title: str, widths: Sequence[float], aside: str = "") -> Block:
    """Three rows over all the columns of a sheet: title, what and when, and a link back; the fourth row is free."""
    said = (assessment.framework.settings.name, whom(assessment), when(assessment), aside, assessment.status)
    return leading_back(headed(title, said, widths), BACK)


def headed(title: str, said: Iterable[str], widths: Sequence[float]) -> Block:
    """Two rows over all the columns of a sheet: its title, and what is said of it as far as there is anything."""
    last, width = len(widths), across(widths)
    subtitle = " · ".join(piece for piece in said if piece)
    rows = ((1, title, TITLE, TITLE_HEIGHT), (2, subtitle, SUBTITLE, SUBTITLE_HEIGHT))
    puts = tuple(Put(row, 1, words, look, to_row=row, to_col=last) for row, words, look, _ in rows)
    heights = {row: height_of([((words, look), width)], least) for row, words, look, least in rows}
    return Block(puts, heights, 4)


def leading_back(top: Block, link: Link | None) -> Block:
    """The same with a link to the first sheet in the row under it; without one the row stays free."""
    puts = (Put(3, 1, link, style.LINK.but(size=9, indent=1)),) if link else ()
    return Block((*top.puts, *puts), top.heights | {3: LINK_HEIGHT}, top.below)


def called(assessment: Assessment) -> str:
    """`Threewoods Partnership for the members`: the partnership, and for whom the workbook is."""
    return " ".join(part for part in (assessment.framework.settings.name, whom(assessment)) if part)


def whom(assessment: Assessment) -> str:
    """`for the members`: for whom the workbook is; "" where it is everybody's."""
    return f"for {assessment.audience.name}" if assessment.audience else ""


def when(assessment: Assessment) -> str:
    """`2022-23 Q3 (October to December 2022)`; of a period that still runs it is said until when."""
    running = not_over(assessment.period, assessment.made_at.date())
    return f"{assessment.period.label} ({', '.join(part for part in (assessment.period.spoken, running) if part)})"
