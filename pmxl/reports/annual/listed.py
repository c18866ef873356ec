"""A sheet of the annual summary that is a list: band, a row for each thing, a note; a sentence where it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pmxl.assess.annual.annual import Annual
from pmxl.reports import listing
from pmxl.reports.annual.band import band
from pmxl.reports.annual.band import footer
from pmxl.reports.figure import Row
from pmxl.reports.listing import Field
from pmxl.reports.paper import printed
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

HEAD_ROW = 4


def listed(
    annual: Annual,
    name: str,
    fields: Sequence[Field],
    rows: Sequence[Row],
    *,
    title: str = "",
    aside: str = "",
    note: str = "",
    empty: str = "",
    least: float = 0.0,
    paper: Literal["A3", "A4"] = "A4",
) -> SheetPlan:
    """The sheet; `least` is the width in characters to which its last column is widened."""
    fields = listing.fitted(fields, rows) if rows else tuple(fields)
    wide = widened(listing.widths(fields), least)
    fields = tuple(replace(each, width=w) for each, w in zip(fields, wide, strict=True))
    top = band(annual, title or name, wide, aside)
    if rows:
        blocks = [top, listing.head_row(fields, HEAD_ROW), listing.body(fields, rows, HEAD_ROW + 1)]
    else:
        blocks = [top, listing.sentence(empty, HEAD_ROW, wide)]
    if note and rows:
        blocks.append(listing.sentence(note, blocks[-1].below + 1, wide, style.NOTE_WRAP))
    whole = listing.joined(*blocks)
    return listing.sheet(
        name,
        whole,
        wide,
        page=printed(footer(annual), whole.below - 1, len(wide), head_row=HEAD_ROW if rows else 0, paper=paper),
        freeze=(HEAD_ROW + 1, 2) if rows else None,
    )


def widened(wide: Sequence[float], least: float) -> tuple[float, ...]:
    """The widths, the last of them as wide as the sheet needs to fill its page."""
    return (*wide[:-1], max(wide[-1], least - sum(wide[:-1])))
