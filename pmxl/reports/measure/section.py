"""Section: a question about a measure, its answer in a sentence, and its chart; two stand side by side."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.look import TEXT
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Put
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import PADDING
from pmxl.sheets.glyphs import STEP

Place = tuple[int, int]
Size = tuple[int, int]

HIGH = 255
"""Pixels of a chart."""
MARGIN = 10
HEAD_HEIGHT, AIR = 26.0, 8.0
TITLE = style.SUBHEADING.but(indent=1, valign="bottom")
SAID = TEXT.but(bottom=None, valign="top")


@dataclass(frozen=True, slots=True)
class Section:
    """A question, what is said to it, and a function that draws its chart at a place in a size; None where none is.

    Without a chart it is a line among the facts, under its `label`.
    """

    title: str
    label: str
    said: str
    chart: Callable[[Place, Size], Chart] | None = None


def beside(
    sections: Sequence[Section], place: int, wide: Sequence[float], half: int
) -> tuple[Block, tuple[Chart, ...]]:
    """One or two sections side by side; the second begins in the column after `half`."""
    puts: list[Put] = []
    charts: list[Chart] = []
    spans = ((1, half), (half + 1, len(wide)))
    for section, (first, last) in zip(sections, spans, strict=False):
        puts.append(Put(place, first, section.title, TITLE, to_col=last))
        puts.append(Put(place + 1, first, section.said or None, SAID, to_col=last))
        if section.chart:
            charts.append(section.chart((place + 2, first), (pixels(wide[first - 1 : last]) - MARGIN, HIGH)))
    said = [
        ((section.said or None, SAID), across(wide[first - 1 : last]))
        for section, (first, last) in zip(sections, spans, strict=False)
    ]
    heights = {place: HEAD_HEIGHT, place + 1: height_of(said)}
    if charts:
        heights[place + 2] = HIGH * STEP + AIR
    return Block(tuple(puts), heights, place + 2 + bool(charts)), tuple(charts)


def pixels(wide: Sequence[float]) -> int:
    """Pixels that columns take together."""
    return int(sum(width * CHARACTER + PADDING for width in wide))
