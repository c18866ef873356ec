"""The guide at the end of the self-assessment workbook: what the journey is, and tips and how-to for each stage."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.framework.models import Framework
from pmxl.improve.journey.stages import HOW
from pmxl.improve.journey.stages import TIP
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Stage
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height

SHEET = "Tips and tools"
WIDTHS = (22.0, 14.0, 96.0)
TITLE = "The improvement journey · tips and tools"
ABOUT = (
    (
        "Improving how performance is managed is managed change: planned, carried out and kept on track. The stages "
        "need repeating, and “there is no correct sequence”: go where the need is greatest, take on what is "
        "manageable, and come back for the rest."
    ),
    (
        "It is meant for senior managers, corporate managers and managers of services; below each statement stands who "
        "can judge it best. The words quoted are from the Manager's Guide of the Audit Commission and IDeA (2006)."
    ),
)
AIR = 9.0
CELL = style.TABLE_TEXT.but(wrap=True, valign="vcenter", indent=1)
QUIET = CELL.but(color=style.MUTED)
STRONG = CELL.but(bold=True)
TOLD = style.BODY_WRAP.but(size=10, indent=1)
SORTS = {TIP: "Tip", HOW: "How to"}

Line = tuple[tuple[str, Style], ...]


def guide(framework: Framework, journey: Journey) -> SheetPlan:
    """A sheet to be read and printed."""
    whole = sum(WIDTHS)
    puts = [Put(1, 1, TITLE, style.TITLE_BAND, to_row=1, to_col=3)]
    puts.append(Put(2, 1, framework.settings.name, style.SUBTITLE_BAND, to_row=2, to_col=3))
    heights = {1: 34.0, 2: 22.0, 3: 8.0}
    row = 4
    for text in ABOUT:
        puts.append(Put(row, 1, text, TOLD, to_row=row, to_col=3))
        heights[row] = row_height(lines_needed(text, TOLD, whole), TOLD.size) + AIR
        row += 1
    for line in lines(journey):
        puts += [Put(row, col, text or None, look) for col, (text, look) in enumerate(line, 1)]
        needed = (row_height(lines_needed(t, look, w), look.size) for (t, look), w in zip(line, WIDTHS, strict=True))
        heights[row] = max(needed) + AIR
        row += 1
    return SheetPlan(
        name=SHEET,
        puts=tuple(puts),
        columns=tuple(Column(n, n, width) for n, width in enumerate(WIDTHS, 1)),
        heights=heights,
        page=Page(area=(1, 1, row - 1, len(WIDTHS)), footer_left=f"{framework.settings.name} · improvement journey"),
        protect=True,
    )


def lines(journey: Journey) -> Iterator[Line]:
    """The headings, and a row for each tip, the stage's name on its first."""
    head = style.TABLE_HEAD.but(indent=1)
    yield (("Stage", head), ("", head), ("", head))
    for stage in journey.stages:
        yield from tips(stage)


def tips(stage: Stage) -> Iterator[Line]:
    """The tips and how-to of a stage."""
    for n, line in enumerate(stage.of(TIP, HOW)):
        yield ((stage.name if n == 0 else "", STRONG), (SORTS[line.sort], QUIET), (line.text, CELL))
