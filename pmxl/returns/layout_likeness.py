"""Likeness: which column of a sheet is like a measure by its headings, and of which other it can be a part."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from pmxl.framework.models import Measure
from pmxl.readings import folded
from pmxl.returns.layout_shape import Shape
from pmxl.returns.paper import text_of

ALIKE = 0.5
"""How alike a heading and a measure's name must be (0 to 1) for the one to be proposed for the other."""

SHARED = 0.75
"""What a heading is worth that stands over several columns."""

WORD = re.compile("[a-z]{4,}")
RATIO = re.compile(r"%|\bper\b|\bper ?cent", re.IGNORECASE)
"""A heading over what was divided already, which is nobody's numerator."""

STEM, LEAST_LETTERS = 6, 5
"""Words are compared by so many first letters; names of fewer are the same or they are not alike."""


def likeness(shape: Shape, col: int, measure: Measure) -> float:
    """How like a column's headings are to a measure: letter by letter, or by the words that they share."""
    path = shape.grid.paths.get(col, ())
    if measure.kind.of_two_parts and RATIO.search(shape.grid.heading(col)):
        return 0.0
    texts = {shape.grid.heading(col), text_of(path[-1]) if path else ""} - {""}
    said = (measure.name, measure.definition, measure.id.replace("-", " "))
    how = max((max(_letters(text, one), _words(text, one)) for text in texts for one in said), default=0.0)
    return how * SHARED if how >= ALIKE and shape.named(col).startswith("column ") else how


@lru_cache(maxsize=4096)
def _letters(one: str, other: str) -> float:
    """How alike two texts are letter by letter; short ones only where they are the same."""
    if min(len(one), len(other)) < LEAST_LETTERS:
        return float(folded(one) == folded(other))
    match = difflib.SequenceMatcher(None, folded(one), folded(other))
    return match.ratio() if match.quick_ratio() >= ALIKE else 0.0


def _words(one: str, other: str) -> float:
    """The words that two texts share, by their first letters, of all that they have; one alone counts for nothing."""
    first, second = ({word[:STEM] for word in WORD.findall(folded(text))} for text in (one, other))
    common = len(first & second)
    return 2 * common / (len(first) + len(second)) if common > 1 else 0.0


def whole_of(shape: Shape, part: int) -> int:
    """The column of the smallest figures that are never below those of another, and mostly above; 0 where none is."""
    grid = shape.grid
    sums: dict[int, float] = {}
    for col in shape.figures:
        pairs = [(_number(shape, row, part), _number(shape, row, col)) for row in grid.rows if col != part]
        both = [(a, b) for a, b in pairs if a is not None and b is not None]
        if len(both) > 1 and all(a <= b for a, b in both) and sum(a < b for a, b in both) > len(both) / 2:
            sums[col] = sum(b for _, b in both)
    return min(sums, key=lambda col: sums[col], default=0)


def _number(shape: Shape, row: int, col: int) -> float | None:
    cell = shape.grid.sheet.cells.get((row, col))
    return cell.value if cell is not None and isinstance(cell.value, float) else None
