"""A sheet for each key measure: how it stands and why, its charts, its parts, and where they are from."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import moved
from pmxl.reports.across import measure_rows
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import width_of
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import figure
from pmxl.reports.figure import part
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.look import PLAIN
from pmxl.reports.measure import ahead
from pmxl.reports.measure import peers
from pmxl.reports.measure import process
from pmxl.reports.measure import waterfall
from pmxl.reports.measure.facts import about
from pmxl.reports.measure.facts import facts
from pmxl.reports.measure.facts import large
from pmxl.reports.measure.material import Material
from pmxl.reports.measure.parts import STRONG
from pmxl.reports.measure.parts import of_measure
from pmxl.reports.measure.parts import parts
from pmxl.reports.measure.parts import told_of
from pmxl.reports.measure.run import aimed
from pmxl.reports.measure.run import charts
from pmxl.reports.measure.run import history
from pmxl.reports.measure.section import Section
from pmxl.reports.measure.section import beside
from pmxl.reports.measure.sources import sources
from pmxl.reports.paper import TABLES_KEPT
from pmxl.reports.paper import in_parts
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import SheetPlan

WIDTHS = (31.0, 12.0, 12.0, 12.0, 12.0, 12.0, 15.5, 14.0, 14.0, 12.0, 12.0, 12.5, 17.0)
LAST = len(WIDTHS)
HALF = 7
"""The last column of the left half, where two charts stand side by side."""
PRINTED = 60
"""Partners whose figures are still printed under a measure's charts."""
RUN_TITLE = "Against target and last year"


def sheets(material: Material) -> Iterator[SheetPlan]:
    """A sheet for each key measure."""
    for row in measure_rows(material.assessment):
        if row["measure"] in material.places.measures:
            yield plan_measure(material, row)


def plan_measure(material: Material, row: Row) -> SheetPlan:
    """The page of one measure."""
    assessment, run = material.assessment, material.series.get(row["measure"], [])
    name, wide = material.places.measures[row["measure"]], widths(assessment, row, run)
    blocks = [band(assessment, row["name"], wide, assessment.framework.perspective(row["perspective"]).name)]
    blocks.append(facts(row, blocks[-1].below))
    asked = list(sections(material, row))
    told = {section.label: section.said for section in asked if not section.chart}
    blocks.append(about(assessment, row, told, blocks[-1].below, wide))
    starts = [1, blocks[-1].below]
    blocks.append(listing.subhead(RUN_TITLE, blocks[-1].below, LAST))
    first = blocks[-1].below
    blocks.append(history(row, run, first, wide))
    accumulate = assessment.framework.measure(row["measure"]).accumulate
    drawn = charts(row, run, (name, first), blocks[-1], wide, accumulate)
    for pair, more in pairs([section for section in asked if section.chart], blocks, wide):
        starts.append(pair)
        drawn += more
    last = 0
    if len(of_measure(assessment, row["measure"], "partner")) > PRINTED:
        blocks.append(listing.sentence(TABLES_KEPT, blocks[-1].below, wide, style.NOTE))
        last = blocks[-1].below - 1
    below = list(tables(assessment, row, blocks, wide))
    starts += [] if last else below
    return laid_out(assessment, name, wide, blocks, drawn, starts, last)


def laid_out(
    assessment: Assessment,
    name: str,
    wide: Sequence[float],
    blocks: Sequence[Block],
    drawn: tuple[Chart, ...],
    starts: Sequence[int],
    last: int,
) -> SheetPlan:
    """The sheet, printed to that last row, or where it is 0 to its end; of several pages each begins with a part of its
    own.
    """
    whole = listing.joined(*blocks)
    last = last or whole.below - 1
    tall = pages_tall(sum(height for row, height in whole.heights.items() if row <= last), wide)
    several = tall != 1
    printed = page(assessment, last, LAST, head_row=int(several), tall=int(not several))
    return listing.sheet(
        name,
        whole,
        wide,
        charts=drawn,
        page=in_parts(printed, starts, whole.heights, last + 1, wide, whole.heights[1]) if several else printed,
        freeze=(blocks[0].below, 1),
    )


def pairs(
    charted: Sequence[Section], blocks: list[Block], wide: Sequence[float]
) -> Iterator[tuple[int, tuple[Chart, ...]]]:
    """Adds the sections two by two; tells where each pair begins and its charts."""
    for n in range(0, len(charted), 2):
        start = blocks[-1].below
        block, drawn = beside(charted[n : n + 2], start, wide, HALF)
        blocks.append(block)
        yield start, drawn


def sections(material: Material, row: Row) -> Iterator[Section]:
    """The questions that a measure's charts answer."""
    id_, drawing = row["measure"], material.drawing
    settings = material.assessment.framework.settings
    yield process.section(row, material.process.get(id_, []), drawing)
    yield ahead.section(row, material.paths.get(id_, []), drawing)
    compare, words = moved.compared(material.assessment, id_)
    steps = [step for step in material.steps.get(id_, []) if step["compare"] == compare]
    if steps:
        yield waterfall.section(row, steps, words, drawing, moved.SINCE[compare])
    yield peers.section(row, material.peers.get(id_, []), drawing, settings.place or settings.name)


def tables(assessment: Assessment, row: Row, blocks: list[Block], wide: Sequence[float]) -> Iterator[int]:
    """Adds the tables under the charts; tells where each begins."""
    makers: tuple[Callable[[int], list[Block]], ...] = (
        lambda place: parts(assessment, row, "partner", place, wide),
        lambda place: parts(assessment, row, "area", place, wide),
        lambda place: moved.blocks(assessment, row, place, wide),
        lambda place: sources(assessment, row, place, wide),
    )
    for made in makers:
        start = blocks[-1].below
        found = made(start)
        if found:
            blocks += found
            yield start


def widths(assessment: Assessment, row: Row, run: Sequence[Row]) -> tuple[float, ...]:
    """Widths of the columns: figures of any size stand in full."""
    cells = [figure(row, point[column], STRONG) for point in run for column in ("value", "last_year")]
    cells += [aimed(row, point, STRONG) for point in run]
    for each in (*told_of(assessment, row, "partner"), *told_of(assessment, row, "area")):
        cells += [part(each["numerator"], PLAIN), part(each["denominator"], PLAIN), variance(each, PLAIN)]
        cells += [actual(each, STRONG), target(each, PLAIN)]
    least = width_of(cells, 0)
    found = [max(width, least) if n else width for n, width in enumerate(WIDTHS)]
    for n, cell in enumerate(large(row)):
        found[n] = found[n] if cell[1].wrap else max(found[n], width_of([cell], 0))
    return tuple(found)
