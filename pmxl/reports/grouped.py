"""A sheet of rows in groups: title, headings once, each group under its heading, a note at the end."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports.band import band
from pmxl.reports.figure import Row
from pmxl.reports.listing import Field
from pmxl.reports.look import TEXT
from pmxl.reports.paper import SQUEEZED
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

HEAD_ROW = 4


def grouped_sheet(
    assessment: Assessment,
    name: str,
    aside: str,
    fields: Sequence[Field],
    groups: Mapping[str, Sequence[Row]],
    note: str,
    *,
    told: Iterable[tuple[str, str]] = (),
    tab: str | None = None,
    squeezed: float = SQUEEZED,
) -> SheetPlan:
    """The sheet; a group without a heading ("") stands bare, an empty one is left out.

    `told` are sentences under a heading of their own, after the groups.
    """
    every = [row for rows in groups.values() for row in rows]
    shown = listing.fitted(fields, every)
    wide, seat = listing.widths(shown), listing.seat_in(shown, every)
    blocks = [band(assessment, name, wide, aside), listing.head_row(shown, HEAD_ROW)]
    for heading, rows in groups.items():
        if rows and heading:
            blocks.append(listing.subhead(heading, blocks[-1].below, len(wide)))
        if rows:
            blocks.append(listing.body(shown, rows, blocks[-1].below, seat=seat))
    for heading, sentence in told:
        blocks.append(listing.subhead(heading, blocks[-1].below, len(wide)))
        blocks.append(listing.sentence(sentence, blocks[-1].below, wide, TEXT))
    blocks.append(listing.sentence(note, blocks[-1].below, wide, style.NOTE))
    whole = listing.joined(*blocks)
    tall = pages_tall(sum(whole.heights.values()), wide, squeezed, "A3")
    return listing.sheet(
        name,
        whole,
        wide,
        page=page(assessment, whole.below - 1, len(wide), head_row=HEAD_ROW, paper="A3", tall=tall),
        freeze=(HEAD_ROW + 1, 2),
        tab=tab,
    )
