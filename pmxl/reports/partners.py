"""The sheets Partners and Areas: every partner's, or area's, figure for every measure beside the partnership's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import matrix
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

KEY = (
    "Each figure stands with the shape of its rating: ★ Blue, ● Green, ▲ Amber, ◆ Red, ○ no colour. "
    "Where a cell is blank, nothing was asked."
)
NO_FIGURES = "No partner was asked for a figure."
BEFORE_UNITS = 3
"""Columns before those of the partners or areas: measure, unit, partnership."""
SQUEEZE = 1.2
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
    """A matrix as a sheet: its headings stand on every page, and the band is as wide as it is."""
    names = matrix.units(assessment, unit)
    wide = matrix.widths(assessment, BEFORE_UNITS - 2 + max(len(names), 1))
    top = band(assessment, name, wide, aside)
    blocks = [top]
    if names:
        blocks.append(matrix.matrix(assessment, unit, top.below, wide))
        blocks.append(listing.sentence(KEY, blocks[-1].below, wide, style.NOTE))
    else:
        blocks.append(listing.sentence(NO_FIGURES, top.below, wide))
    whole = listing.joined(*blocks)
    return SheetPlan(
        name=name,
        puts=(*whole.puts, Put(top.below - 1, 2, more, style.LINK.but(size=9, indent=1))),
        columns=listing.columns(wide),
        heights=whole.heights,
        page=page(
            assessment,
            whole.below - 1,
            len(wide),
            head_row=top.below if names else 0,
            paper="A3",
            tall=pages_tall(sum(whole.heights.values()), wide, SQUEEZE, "A3"),
        ),
        freeze=(top.below + 1, 2),
    )
