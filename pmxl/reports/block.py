"""A block: rows of cells under one another, each row as high as its wrapped texts need, so that nothing is clipped."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmxl.reports.figure import TIED
from pmxl.reports.figure import Cell
from pmxl.sheets import style
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import INDENT
from pmxl.sheets.glyphs import PADDING
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import runs_lines
from pmxl.sheets.glyphs import text_width
from pmxl.sheets.shown import shown

AIR = 7.0
"""Points of a row beyond its lines of text, so that rows do not stand shoulder to shoulder."""
LEAST = 21.0
MOST_LINES = 14
"""A longer text goes on in the row below: a row is no higher than a page, and Excel's no higher than 409 points."""
Seat = Literal["top", "vcenter"]
"""Where the cells of rows stand in them."""
AS_WIDE = "i"
"""A letter as wide as a blank at which no line breaks: it stands for one where lines are counted."""
UNROUNDED = ("General", "@")
"""Formats in which a smaller number may take more room: one third more than a thousand."""
SIDES = 1.5
"""Characters beside a figure in a column that is as wide as its widest."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells and row heights, a named table where it is one, and the first free row below."""

    puts: tuple[Put, ...]
    heights: dict[int, float]
    below: int
    tables: tuple[Table, ...] = ()


def across(widths: Sequence[float]) -> float:
    """Width of several columns as one, in characters: what lies between them counts too."""
    return sum(widths) + max(len(widths) - 1, 0) * PADDING / CHARACTER


def lines_of(content: Content, look: Style, width: float) -> int:
    """Lines that a cell takes in a column of that width, in characters."""
    if not look.wrap or content is None:
        return 1
    if isinstance(content, Rich):
        parts = [(text.replace(TIED, AS_WIDE), run) for text, run in content.parts]
        return runs_lines(parts, width * CHARACTER - look.indent * INDENT)
    return lines_needed(shown(content, look.number_format), look, width)


def height_of(cells: Iterable[tuple[Cell, float]], least: float = LEAST) -> float:
    """Height in points of a row of (cell, width) pairs."""
    kinds = {(lines_of(content, look, width), largest(content, look)) for (content, look), width in cells}
    return max([least, *(row_height(lines, size) + AIR for lines, size in kinds)])


def largest(content: Content, look: Style) -> float:
    """The size of the largest type in a cell."""
    if not isinstance(content, Rich):
        return look.size
    return max((run.size for text, run in content.parts if text), default=look.size)


def width_of(cells: Iterable[Cell], least: float) -> float:
    """Width of a column, in characters, that shows every one of these cells on one line."""
    widths = (text_width(shown(content, look.number_format), look) for content, look in widest(cells))
    return max([least, *(width + SIDES for width in widths)])


def widest(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells among which the widest is: of all numbers in one look the least, the greatest and that next to nought,
    for every digit is as wide as any other.
    """
    numbers: dict[Style, set[float]] = {}
    for content, look in cells:
        if isinstance(content, float) and look.number_format not in UNROUNDED:
            numbers.setdefault(look, set()).add(content)
        else:
            yield content, look
    for look, values in numbers.items():
        yield from ((value, look) for value in {min(values), max(values), min(values, key=abs)})


def grown(widths: Sequence[float], looks: Sequence[Style], rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Widths of columns, those of figures as wide as their widest, so that figures of any size stand in full."""
    return tuple(
        width_of((row[n] for row in rows), width) if look.align == "right" else width
        for n, (width, look) in enumerate(zip(widths, looks, strict=True))
    )


def unbroken(cell: Cell) -> Iterator[Cell]:
    """What of a cell must stand on one line: its words where they may wrap, else all of it."""
    content, look = cell
    yield from ((word, look) for word in content.split()) if isinstance(content, str) and look.wrap else (cell,)


def heads(headings: Sequence[str], columns: Sequence[Style], look: Style = style.TABLE_HEAD) -> list[Cell]:
    """Headings, each aligned with what it heads."""
    return [(heading, over(column, look)) for heading, column in zip(headings, columns, strict=True)]


def over(column: Style, look: Style) -> Style:
    """The look of a heading over a column of that style."""
    return look.but(align=column.align if column.align != "general" else "left", indent=column.indent, valign="bottom")


def lay(
    row: int,
    col: int,
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    spans: Sequence[int] = (),
    least: float = LEAST,
    seat: Seat | None = None,
) -> Block:
    """Rows of cells from (row, col) down; a very long text goes on in rows of its own.

    `widths` are those of the columns; `spans` says over how many of them each cell reaches, one unless given. `seat` is
    that of rows of which these are a part.
    """
    spans = spans or [1] * len(widths)
    starts = [sum(spans[:n]) for n in range(len(spans))]
    wide = [across(widths[start : start + span]) for start, span in zip(starts, spans, strict=True)]
    every = list(rows)
    seat = seat or seat_of(every, wide)
    puts: list[Put] = []
    heights: dict[int, float] = {}
    for line in (line for cells in every for line in spread(cells, wide)):
        for start, span, (content, look) in zip(starts, spans, line, strict=True):
            first = col + start
            puts.append(Put(row, first, content, seated(look, seat), to_col=first + span - 1 if span > 1 else 0))
        heights[row] = height_of(zip(line, wide, strict=True), least)
        row += 1
    return Block(tuple(puts), heights, row)


def table(
    name: str,
    row: int,
    col: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[Style],
    widths: Sequence[float],
    least: float = LEAST,
) -> Block:
    """A named table of cells in columns of these styles; a cell that differs from its column is laid over it."""
    planned = Table(
        name=name,
        row=row,
        col=col,
        headings=tuple(headings),
        rows=tuple(tuple(content for content, _ in cells) for cells in rows),
        styles=tuple(columns),
        heading_style=style.TABLE_HEAD.but(valign="bottom", indent=1),
        filters=False,
    )
    top = height_of(((h, planned.heading_look(j)), widths[j]) for j, h in enumerate(headings))
    heights = {row: top} | {
        row + n: height_of(zip(cells, widths, strict=True), least) for n, cells in enumerate(rows, 1)
    }
    puts = tuple(
        Put(row + n, col + j, content, look)
        for n, cells in enumerate(rows, 1)
        for j, (content, look) in enumerate(cells)
        if look is not columns[j] and look != columns[j]
    )
    return Block(puts, heights, row + 1 + planned.depth, (planned,))


def seat_of(rows: Iterable[Sequence[Cell]], widths: Sequence[float]) -> Seat:
    """Where cells stand in their rows: in the middle, or all at the head where any text goes on in the row below."""
    cells = (pair for row in rows for pair in zip(row, widths, strict=True))
    return "top" if any(goes_on(*cell, width) for cell, width in cells) else "vcenter"


def seated(look: Style, seat: Seat) -> Style:
    """The look with that seat in its row, unless it stands at the foot, as headings do."""
    return look if look.valign == "bottom" else look.but(valign=seat)


def spread(cells: Sequence[Cell], widths: Sequence[float]) -> Iterator[list[Cell]]:
    """One row of cells, or several where a text is longer than a row should be high; the last keeps the hairline."""
    parts = [list(pieces(content, look, width)) for (content, look), width in zip(cells, widths, strict=True)]
    count = max(len(part) for part in parts)
    for n in range(count):
        yield [
            (part[n] if n < len(part) else None, look if n == count - 1 else look.but(bottom=None))
            for part, (_, look) in zip(parts, cells, strict=True)
        ]


def pieces(content: Content, look: Style, width: float) -> Iterator[Content]:
    """A text in pieces of at most MOST_LINES lines, broken between words; anything else as it is."""
    if not goes_on(content, look, width):
        yield content
        return
    words = str(content).split(" ")
    while words:
        take = _most(words, look, width)
        yield " ".join(words[:take]).strip("\n")
        words = words[take:]


def goes_on(content: Content, look: Style, width: float) -> bool:
    """True for a text that is longer than a row should be high."""
    return isinstance(content, str) and lines_of(content, look, width) > MOST_LINES


def _most(words: list[str], look: Style, width: float) -> int:
    """How many words fill the lines of one row, at least one: found by halving."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(" ".join(words[:middle]), look, width) <= MOST_LINES:
            low = middle
        else:
            high = middle - 1
    return low
