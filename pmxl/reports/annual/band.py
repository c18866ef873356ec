"""The head of every sheet of the annual summary, and how it prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pmxl.assess.annual.annual import Annual
from pmxl.reports.band import headed
from pmxl.reports.band import leading_back
from pmxl.reports.block import Block
from pmxl.reports.paper import printed
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page

FRONT = "The year"
"""The name of the first sheet, to which every other leads back."""
BACK = Link("‹ Back to the year", f"'{FRONT}'!A1", "The first sheet")


def band(annual: Annual, title: str, widths: Sequence[float], aside: str = "", *, back: bool = True) -> Block:
    """Three rows over all the columns: title, what and when, and the way back; the fourth row is free."""
    said = (annual.framework.settings.name, when(annual), aside, stands(annual))
    return leading_back(headed(title, said, widths), BACK if back else None)


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
    said = f"{annual.framework.settings.name} · {annual.year.label} · {stands(annual)}"
    return printed(said, last_row, last_col, head_row=head_row, paper=paper, landscape=landscape, tall=tall)
