"""The sheets Partners and Areas: every partner's, or area's, figure for every measure beside the partnership's."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import matrix
from pmxl.reports import places
from pmxl.reports.band import SUBTITLE
from pmxl.reports.band import TITLE
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.paper import HIGH
from pmxl.reports.paper import in_groups
from pmxl.reports.paper import is_grouped
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

NO_FIGURES = "No partner was asked for a figure."
SQUEEZE = 1.3
"""A matrix so much higher than a page is still printed on one."""


def plan_partners(assessment: Assessment, where: Places) -> Iterator[SheetPlan]:
    """The matrix of partners, and that of areas where there are any."""
    parts = Link(f"{places.CONTRIBUTIONS} ›", places.reference(places.CONTRIBUTIONS), "What each figure is made of")
    yield plan_matrix(assessment, "partner", places.PARTNERS, "who contributes what", parts)
    if matrix.units(assessment, "area"):
        first = next(iter(where.areas.values()), places.PROFILES)
        profiles = Link(f"{places.PROFILES} ›", places.reference(first), "Each area beside its context")
        yield plan_matrix(assessment, "area", places.AREAS, "what is so where", profiles)


def plan_matrix(
    assessment: Assessment, unit: Literal["partner", "area"], name: str, aside: str, more: Link
) -> SheetPlan:
    """A matrix as a sheet. One too wide to be read on a page prints over several, by groups of partners, each with the
    title, the headings and the measures again.
    """
    names = matrix.units(assessment, unit)
    wide = matrix.widths(assessment, matrix.FIXED - 2 + max(len(names), 1))
    again = wide[: matrix.FIXED] if is_grouped(wide, "A3") else wide
    top = band_over(band(assessment, name, again, aside), again, wide)
    blocks = [top]
    if names:
        blocks.append(matrix.matrix(assessment, unit, top.below, wide))
        blocks.append(listing.sentence(matrix.KEY, blocks[-1].below, again, style.NOTE))
    else:
        blocks.append(listing.sentence(NO_FIGURES, top.below, wide))
    whole = listing.joined(*blocks)
    high = sum(whole.heights.values())
    paper: Literal["A3", "A4"] = "A3" if is_grouped(wide, "A4") or high > HIGH["A4"] else "A4"
    printed = page(
        assessment,
        whole.below - 1,
        len(wide),
        head_row=top.below if names else 0,
        paper=paper,
        tall=pages_tall(high, wide, SQUEEZE, paper),
    )
    return SheetPlan(
        name=name,
        puts=(*whole.puts, Put(top.below - 1, 2, more, style.LINK.but(size=9, indent=1))),
        columns=listing.columns(wide),
        heights=whole.heights,
        page=in_groups(printed, wide, matrix.FIXED),
        freeze=(top.below + 1, 2),
    )


def band_over(top: Block, again: Sequence[float], wide: Sequence[float]) -> Block:
    """The band with its ground drawn out beyond the columns that hold its words, which every page repeats."""
    first = len(again) + 1
    ground = (
        Put(row, col, None, look) for row, look in ((1, TITLE), (2, SUBTITLE)) for col in range(first, len(wide) + 1)
    )
    return replace(top, puts=(*top.puts, *ground))
