"""A sheet of the annual summary that is a list: band, a row for each thing, a note; a sentence where it is empty."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from pmxl.assess.annual.annual import Annual
from pmxl.reports import listing
from pmxl.reports.annual.band import band
from pmxl.reports.annual.band import footer
from pmxl.reports.block import Block
from pmxl.reports.figure import Row
from pmxl.reports.listing import Field
from pmxl.reports.paper import page_breaks
from pmxl.reports.paper import pages_tall
from pmxl.reports.paper import printed
from pmxl.reports.perspective import SQUEEZE
from pmxl.sheets import style
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Rich
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
    over: Callable[[Row], Rich] | None = None,
) -> SheetPlan:
    """The sheet; `least` is the width in characters to which its last column is widened, and `over` says what stands
    over the rows of which it says the same.
    """
    fields = listing.fitted(fields, rows) if rows else tuple(fields)
    wide = widened(listing.widths(fields), least)
    fields = tuple(replace(each, width=w) for each, w in zip(fields, wide, strict=True))
    top = band(annual, title or name, wide, aside)
    if rows:
        blocks = [top, listing.head_row(fields, HEAD_ROW), *body(fields, rows, over)]
    else:
        blocks = [top, listing.sentence(empty, HEAD_ROW, wide)]
    if note and rows:
        blocks.append(listing.sentence(note, blocks[-1].below + 1, wide, style.NOTE_WRAP))
    whole = listing.joined(*blocks)
    page = printed(footer(annual), whole.below - 1, len(wide), head_row=HEAD_ROW if rows else 0, paper=paper)
    return listing.sheet(
        name,
        whole,
        wide,
        page=with_headings_kept(page, whole, wide) if over else page,
        freeze=(HEAD_ROW + 1, 2) if rows else None,
    )


def body(fields: Sequence[Field], rows: Sequence[Row], over: Callable[[Row], Rich] | None) -> Iterator[Block]:
    """The rows under the headings of the columns; with `over` each group of them under what it says."""
    if not over:
        yield listing.body(fields, rows, HEAD_ROW + 1)
        return
    seat, below = listing.seat_in(fields, rows), HEAD_ROW + 1
    for words, mine in groupby(rows, over):
        heading = listing.subhead(words, below, len(fields), style.HEADING, listing.widths(fields))
        yield heading
        found = listing.body(fields, list(mine), heading.below, seat=seat)
        yield found
        below = found.below


def with_headings_kept(page: Page, whole: Block, wide: Sequence[float]) -> Page:
    """The page of a sheet in groups: never does it end between what stands over a group and the group's first row."""
    if pages_tall(sum(whole.heights.values()), wide, SQUEEZE, page.paper) == 1:
        return replace(page, tall=1)
    headings = {put.row for put in whole.puts if put.row > HEAD_ROW and put.to_col == len(wide)}
    starts = [1, *(row for row in range(HEAD_ROW + 2, whole.below) if row - 1 not in headings)]
    again = whole.heights[HEAD_ROW]
    return replace(page, breaks=page_breaks(starts, whole.heights, whole.below, wide, page.paper, again))


def widened(wide: Sequence[float], least: float) -> tuple[float, ...]:
    """The widths, the last of them as wide as the sheet needs to fill its page."""
    return (*wide[:-1], max(wide[-1], least - sum(wide[:-1])))
