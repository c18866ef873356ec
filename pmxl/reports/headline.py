"""The strip of counts at the head of the first sheet."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.reports.summary import COUNTED
from pmxl.reports.summary import counts
from pmxl.reports.summary import plural
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.measure import text_width
from pmxl.terms import Rating
from pmxl.terms import Strength

NUMBER_HEIGHT = 34.0
LABEL_HEIGHT = 20.0
NUMBER = style.HEADLINE.but(indent=1, valign="bottom")
LABEL = style.HEADLINE_LABEL.but(indent=1)
APART = 2.0
"""Characters between one count and the next, at least."""
LEAST_WIDTH = 9.0
"""Characters of a column in which a count can stand: not the gutter's."""


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
    exceptions = assessment.exceptions
    acts = exceptions.loc[exceptions["strength"] == Strength.ACT.value, "measure"].nunique()
    number = exceptions["measure"].nunique()
    label = plural(number, "exception").partition(" ")[2]
    yield Count(number, f"{label}, {acts or 'none'} to act on")


def strip(assessment: Assessment, row: int, widths: Sequence[float]) -> Iterator[Put]:
    """The counts from left to right, each over its label, as many columns apart as the label needs."""
    col = 1
    for count in headlines(assessment):
        yield Put(row, col, count.number, NUMBER.but(color=count.color, number_format="0"))
        look = LABEL.but(color=count.color) if count.color != style.INK else LABEL
        yield Put(row + 1, col, count.label, look)
        needed = text_width(count.label, look) + APART
        while col < len(widths) and (needed > 0 or widths[col - 1] < LEAST_WIDTH):
            needed -= widths[col - 1]
            col += 1
