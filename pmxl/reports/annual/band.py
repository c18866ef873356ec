"""The head and the foot of every sheet of the annual summary."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess.annual.annual import Annual
from pmxl.reports.band import headed
from pmxl.reports.band import leading_back
from pmxl.reports.block import Block
from pmxl.sheets.describe import Link

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


def footer(annual: Annual) -> str:
    """What stands under every page: whose year it is, and how it stands."""
    return f"{annual.framework.settings.name} · {annual.year.label} · {stands(annual)}"
