"""What the sheets of the journey's workbook share: their band, and how a score and a change of it stand in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.views import View
from pmxl.reports import review_page
from pmxl.reports.block import Block
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import STATUS
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.terms import Travel

ABOUT = "improvement journey"
ONE = NUMBER.but(number_format="0.0", indent=2)
WHOLE = STATUS.but(align="center", indent=0, number_format="0", color=style.NAVY, size=11)
TINTS = {1: "#FFFFFF", 2: "#EEF3F9", 3: "#DCE7F3", 4: "#C6D8EC"}
"""Behind a score: the darker, the higher. The number says it too, so that no colour is needed to read it."""
UP, DOWN = style.TRAVEL[Travel.IMPROVING].shape, style.TRAVEL[Travel.WORSENING].shape
MUTED_MARK = WHOLE.but(bold=False, color=style.MUTED)


def band(found: Together, title: str, wide: Sequence[float], aside: str = "") -> Block:
    """What the sheet shows, of whom and when."""
    period = found.now.period
    when = f"{period.label} ({period.spoken})"
    return review_page.band(found.framework, title, wide, " · ".join(one for one in (when, aside) if one))


def sheet(
    found: Together,
    name: str,
    wide: Sequence[float],
    blocks: Sequence[Block],
    *,
    charts: tuple[Chart, ...] = (),
    freeze: tuple[int, int] | None = None,
    head_row: int = 0,
    paper: Literal["A3", "A4"] = "A3",
    tall: int = 0,
    fixed: int = 0,
) -> SheetPlan:
    """A sheet of blocks one below the other; with `fixed` columns on each page where it needs several across."""
    about = f"{ABOUT} {found.now.period.label}"
    return review_page.sheet(
        found.framework,
        name,
        wide,
        blocks,
        charts=charts,
        paper=paper,
        freeze=freeze,
        head_row=head_row,
        tall=tall,
        fixed=fixed,
        about=about,
    )


def figure(value: float | None) -> Cell:
    """A middle, lowest or highest view with one decimal."""
    return (DASH, ONE) if value is None else (value, ONE)


def score(value: float | None) -> Cell:
    """A score on its tint."""
    if value is None:
        return DASH, MUTED_MARK
    return int(value), WHOLE.but(fill=TINTS[min(max(int(value), 1), 4)])


def step(value: float | None, look: Style = CELL) -> Cell:
    """How far something moved: `↗ 1 up`, `↘ 0.5 down`, `no change`."""
    if value is None:
        return DASH, look
    size = f"{abs(value):.1f}".removesuffix(".0")
    if round(value, 2) == 0:
        return "no change", look.but(color=style.MUTED)
    return (f"{UP} {size} up" if value > 0 else f"{DOWN} {size} down"), look.but(bold=True)


def gone_to(view: View) -> float | None:
    """How far the middle view moved, where there was one before."""
    return None if view.middle is None or view.middle_before is None else view.middle - view.middle_before


def who(found: Together, partners: Sequence[str]) -> str:
    """Partners by name, none left out."""
    return ", ".join(found.name(one) for one in partners)
