"""The sheets Partners and Areas: every partner's, or area's, figure for every measure beside the partnership's."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal
from typing import NamedTuple

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import matrix
from pmxl.reports import places
from pmxl.reports import turned
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

Unit = Literal["partner", "area"]
NO_FIGURES = "No partner was asked for a figure."
SQUEEZE = 1.3
"""A matrix so much higher than a page is still printed on one."""


class Grid(NamedTuple):
    """Widths of the columns, how many columns and rows stand on every page, and what draws it from a row on; None where
    there is nothing to draw.
    """

    wide: tuple[float, ...]
    fixed: int
    heads: int
    draw: Callable[..., Block] | None


def plan_partners(assessment: Assessment, where: Places) -> Iterator[SheetPlan]:
    """The matrix of partners, and that of areas where there are any."""
    parts = Link(f"{places.CONTRIBUTIONS} ›", places.reference(places.CONTRIBUTIONS), "What each figure is made of")
    yield plan_matrix(assessment, "partner", places.PARTNERS, "who contributes what", parts)
    if matrix.units(assessment, "area"):
        first = next(iter(where.areas.values()), places.PROFILES)
        profiles = Link(f"{places.PROFILES} ›", places.reference(first), "Each area beside its context")
        yield plan_matrix(assessment, "area", places.AREAS, "what is so where", profiles)


def plan_matrix(assessment: Assessment, unit: Unit, name: str, aside: str, more: Link) -> SheetPlan:
    """A matrix as a sheet. One too wide to be read on a page prints over several, by groups of columns, each with the
    title, the headings and the first columns again.
    """
    grid = grid_of(assessment, unit)
    wide = grid.wide
    again = wide[: grid.fixed] if is_grouped(wide, "A3") else wide
    top = band_over(band(assessment, name, again, aside), again, wide)
    whole, head = laid_out(grid, top, again)
    high = sum(whole.heights.values())
    paper: Literal["A3", "A4"] = "A3" if is_grouped(wide, "A4") or high > HIGH["A4"] else "A4"
    printed = page(
        assessment, whole.below - 1, len(wide), head_row=head, paper=paper, tall=pages_tall(high, wide, SQUEEZE, paper)
    )
    printed = replace(printed, repeat_rows=(head, head + grid.heads - 1)) if head else printed
    return SheetPlan(
        name=name,
        puts=(*whole.puts, Put(top.below - 1, 2, more, style.LINK.but(size=9, indent=1))),
        columns=listing.columns(wide),
        heights=whole.heights,
        page=in_groups(printed, wide, grid.fixed),
        freeze=((head or top.below) + grid.heads, 2),
    )


def grid_of(assessment: Assessment, unit: Unit) -> Grid:
    """How the matrix stands: a row for each measure, or on its side where there are more partners than measures and
    more than a page is wide.
    """
    names, measures = matrix.units(assessment, unit), matrix.shown(assessment, unit)
    wide = matrix.widths(assessment, matrix.FIXED - 2 + max(len(names), 1))
    if len(names) > len(measures) and is_grouped(wide, "A3"):
        wide = turned.widths(assessment, unit)
        return Grid(wide, turned.FIXED, turned.HEADS, partial(turned.turned, assessment, unit, wide=wide))
    draw = partial(matrix.matrix, assessment, unit, wide=wide) if names else None
    return Grid(wide, matrix.FIXED, 1, draw)


def laid_out(grid: Grid, top: Block, again: Sequence[float]) -> tuple[Block, int]:
    """The whole sheet and the row of its headings, 0 where it has none; what the shapes mean is said first where the
    last row is pages away.
    """
    if grid.draw is None:
        return listing.joined(top, listing.sentence(NO_FIGURES, top.below, grid.wide)), 0
    if grid.fixed == turned.FIXED:
        key = listing.sentence(matrix.KEY, top.below, again, style.NOTE)
        return listing.joined(top, key, grid.draw(row=key.below)), key.below
    found = grid.draw(row=top.below)
    return listing.joined(top, found, listing.sentence(matrix.KEY, found.below, again, style.NOTE)), top.below


def band_over(top: Block, again: Sequence[float], wide: Sequence[float]) -> Block:
    """The band with its ground drawn out beyond the columns that hold its words, which every page repeats."""
    first = len(again) + 1
    ground = (
        Put(row, col, None, look) for row, look in ((1, TITLE), (2, SUBTITLE)) for col in range(first, len(wide) + 1)
    )
    return replace(top, puts=(*top.puts, *ground))
