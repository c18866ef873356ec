"""Area profiles: a sheet for each area where there are few, else one sheet with an index and a block for each."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import area
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.figure import Row
from pmxl.reports.figure import whole_rows
from pmxl.reports.paper import in_parts
from pmxl.reports.paper import page
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

ASIDE = "the area and its context"
INDEX_HEIGHT = 18.0
HEADED = 30.0
NAME = style.HEADING.but(indent=1, wrap=True)
BACK = style.LINK.but(size=9, valign="bottom", bottom=style.NAVY, heavy=True)
TOP = Link("to the index", here.reference(here.PROFILES), "The index of areas")


def sheets(assessment: Assessment, places: Places) -> Iterator[SheetPlan]:
    """The profiles of every area for which something is asked; none where nothing is returned by area."""
    found = area.by_area(assessment)
    whole = whole_rows(assessment.measures)
    if found and not places.areas:
        yield together(assessment, found, whole)
        return
    for id_, rows in found.items():
        yield alone(assessment, id_, rows, whole, places.areas[id_])


def alone(assessment: Assessment, id_: str, rows: Sequence[Row], whole: Mapping[str, Row], name: str) -> SheetPlan:
    """The sheet of one area."""
    wide = area.widths(assessment)
    top = band(assessment, assessment.framework.area(id_).name, wide, ASIDE)
    block = area.profile(rows, whole, top.below, wide)
    sheet = listing.joined(top, block, *without_context(assessment, block.below, wide))
    return listing.sheet(
        name,
        sheet,
        wide,
        page=page(assessment, sheet.below - 1, len(wide), head_row=top.below),
        freeze=(top.below + 1, 2),
    )


def together(assessment: Assessment, found: Mapping[str, list[Row]], whole: Mapping[str, Row]) -> SheetPlan:
    """All areas on one sheet, an index before them; each stands on a page in one piece."""
    wide = area.widths(assessment)
    names = {id_: assessment.framework.area(id_).name for id_ in found}
    top = band(assessment, here.PROFILES, wide, f"{len(found)} areas, each with its context")
    blocks, starts, index = [top, Block((), {}, top.below + len(found) + 1)], [1], []
    for n, (id_, rows) in enumerate(found.items()):
        start = blocks[-1].below
        starts.append(start)
        link = Link(names[id_], here.reference(here.PROFILES, start), "The profile of this area")
        index.append(Put(top.below + n, 1, link, style.LINK.but(indent=1)))
        blocks.append(headed(names[id_], start, wide))
        blocks.append(area.profile(rows, whole, blocks[-1].below, wide))
    blocks += without_context(assessment, blocks[-1].below, wide)
    sheet = listing.joined(*blocks)
    heights = sheet.heights | {top.below + n: INDEX_HEIGHT for n in range(len(found))}
    return SheetPlan(
        name=here.PROFILES,
        puts=(*sheet.puts, *index),
        columns=listing.columns(wide),
        heights=heights,
        page=in_parts(page(assessment, sheet.below - 1, len(wide)), starts, heights, sheet.below, wide),
        freeze=(top.below, 2),
    )


def without_context(assessment: Assessment, place: int, wide: Sequence[float]) -> list[Block]:
    """A sentence where no figure by area is context."""
    return [] if area.has_context(assessment) else [listing.sentence(area.NO_CONTEXT, place, wide, style.NOTE)]


def headed(name: str, place: int, wide: Sequence[float]) -> Block:
    """The name of an area over its block, and the way back to the index."""
    last = len(wide)
    puts = (Put(place, 1, name, NAME, to_col=last - 2), Put(place, last - 1, TOP, BACK, to_col=last))
    return Block(puts, {place: height_of([((name, NAME), across(wide[:-2]))], HEADED)}, place + 1)
