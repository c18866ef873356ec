"""The strip of counts at the head of the first sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pmxl.assess import Assessment
from pmxl.plural import plural
from pmxl.reports.block import across
from pmxl.reports.block import width_of
from pmxl.reports.entry import entries
from pmxl.reports.summary import COUNTED
from pmxl.reports.summary import counts
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import INDENT
from pmxl.sheets.glyphs import PADDING
from pmxl.terms import Rating
from pmxl.terms import Strength

NUMBER_HEIGHT = 34.0
LABEL_HEIGHT = 20.0
NUMBER = style.HEADLINE.but(valign="bottom", number_format="0")
LABEL = style.HEADLINE_LABEL
LEAST_INDENT = 1
IN_LINE = style.HEADLINE.but(size=20, valign="vcenter")
BETWEEN = " " * 8


@dataclass(frozen=True, slots=True)
class Count:
    """A number, what it counts, and its colour."""

    number: int
    label: str
    color: str = style.INK


def headlines(assessment: Assessment) -> Iterator[Count]:
    """Measures, each colour, the greys, and the exceptions."""
    found = counts(assessment)
    total = len(assessment.measures)
    yield Count(total, "measure" if total == 1 else "measures")
    for rating, number in found.items():
        if number or rating is not Rating.BLUE:
            look = style.STATUS[rating]
            yield Count(number, f"{look.shape} {COUNTED[rating]}", look.color)
    grey = total - sum(found.values())
    yield Count(grey, f"{style.GREY.shape} no colour, not counted", style.GREY.color)
    found_out = entries(assessment)
    acts = sum(entry["strength"] == Strength.ACT for entry in found_out)
    label = plural(len(found_out), "exception").partition(" ")[2]
    yield Count(len(found_out), f"{label}, {acts or 'none'} to act on")


def strip(assessment: Assessment, row: int, widths: Sequence[float]) -> Iterator[Put]:
    """The counts from left to right, each over its label, all as far apart.

    They have a spacing of their own: a cell begins in the column where its count is to stand and is indented up to it.
    Where the columns leave one no room they stand in one line instead.
    """
    found = list(headlines(assessment))
    places = spaced(len(found), widths)
    apart = len({place.first for place in places}) == len(places)
    if not apart or not all(has_room(count, place, widths) for count, place in zip(found, places, strict=True)):
        yield in_line(found, row, len(widths))
        return
    for count, place in zip(found, places, strict=True):
        label = LABEL.but(color=count.color) if count.color != style.INK else LABEL
        last = place.last if place.last > place.first else 0
        number = NUMBER.but(color=count.color, indent=place.indent)
        yield Put(row, place.first, count.number, number, to_col=last)
        yield Put(row + 1, place.first, count.label, label.but(indent=place.indent), to_col=last)


def has_room(count: Count, place: Place, widths: Sequence[float]) -> bool:
    """True where a count's words fit between its place and the next."""
    room = across(widths[place.first - 1 : place.last]) - place.indent * INDENT / CHARACTER
    return place.last >= place.first and width_of([(count.label, LABEL)], 0) <= room


def in_line(found: Sequence[Count], row: int, last: int) -> Put:
    """The counts one after another in one cell over all columns, each number large before its words."""
    parts: list[tuple[str, Style]] = []
    for count in found:
        label = LABEL.but(color=count.color) if count.color != style.INK else LABEL
        parts += [(f"{count.number}", IN_LINE.but(color=count.color)), (f"  {count.label}", label), (BETWEEN, LABEL)]
    return Put(row, 1, Rich(tuple(parts[:-1])), IN_LINE.but(indent=LEAST_INDENT), to_row=row + 1, to_col=last)


class Place(NamedTuple):
    """Where a count stands: its columns, and how far it is indented in them."""

    first: int
    last: int
    indent: int


def spaced(number: int, widths: Sequence[float]) -> list[Place]:
    """Places at equal distances over the columns, from the first on."""
    edges = [0.0, *accumulate(width * CHARACTER + PADDING for width in widths)]
    wanted = [edges[-1] * n / number for n in range(number)]
    firsts = [bisect_right(edges, spot) for spot in wanted]
    lasts = [max(after - 1, first) for first, after in zip(firsts, [*firsts[1:], len(edges)], strict=True)]
    return [
        Place(first, last, LEAST_INDENT + round((spot - edges[first - 1]) / INDENT))
        for first, last, spot in zip(firsts, lasts, wanted, strict=True)
    ]
