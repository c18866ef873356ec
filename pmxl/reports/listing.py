"""A listing: rows of an assessment under headings, a field for each column; fields that nothing fills are left out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Literal

from pmxl.reports.block import Block
from pmxl.reports.block import Seat
from pmxl.reports.block import across
from pmxl.reports.block import heads
from pmxl.reports.block import height_of
from pmxl.reports.block import lay
from pmxl.reports.block import seat_of
from pmxl.reports.block import width_of
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.shown import is_figure

SUBHEAD_HEIGHT = 26.0


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its heading, its width in characters, how it looks, and what stands in it for a row.

    A column of figures, ranges among them, grows as wide as its widest. An optional one is left out where every row
    would show a dash.
    """

    heading: str
    width: float
    look: Style
    cell: Callable[[Row], Cell]
    optional: bool = False

    def is_needed(self, rows: Iterable[Row]) -> bool:
        """False where it is optional and nothing would stand in it."""
        return not self.optional or any(self.cell(row)[0] not in (DASH, "", None) for row in rows)

    def grown(self, rows: Iterable[Row]) -> Field:
        """The same field, as wide as its figures need."""
        found = [cell for cell in map(self.cell, rows) if is_figure(cell[0]) or is_range(cell)]
        return replace(self, width=width_of(found, self.width))


def is_range(cell: Cell) -> bool:
    """True for words that stand among figures on one line, `85 to 95`."""
    content, look = cell
    return isinstance(content, str) and look.align == "right" and not look.wrap


def fitted(fields: Iterable[Field], rows: Sequence[Row]) -> tuple[Field, ...]:
    """The fields that these rows need, each as wide as its figures."""
    return tuple(field.grown(rows) for field in fields if field.is_needed(rows))


def widths(fields: Iterable[Field]) -> tuple[float, ...]:
    """Widths of the columns, in characters."""
    return tuple(field.width for field in fields)


def columns(wide: Iterable[float], first: int = 1) -> tuple[Column, ...]:
    """Columns of these widths, side by side."""
    return tuple(Column(n, n, width) for n, width in enumerate(wide, first))


def head_row(fields: Sequence[Field], row: int, col: int = 1, look: Style = style.TABLE_HEAD) -> Block:
    """The headings."""
    cells = heads([field.heading for field in fields], [field.look for field in fields], look)
    return lay(row, col, [[(content, look) for content, look in cells]], widths(fields))


def body(fields: Sequence[Field], rows: Iterable[Row], row: int, col: int = 1, *, seat: Seat | None = None) -> Block:
    """A row of cells for each row; `seat` is that of the listing of which they are a part."""
    return lay(row, col, cells(fields, rows), widths(fields), seat=seat)


def seat_in(fields: Sequence[Field], rows: Iterable[Row]) -> Seat:
    """Where the cells of a whole listing stand in their rows, so that all its parts look alike."""
    return seat_of(cells(fields, rows), widths(fields))


def cells(fields: Sequence[Field], rows: Iterable[Row]) -> list[list[Cell]]:
    """What stands in each field for each row."""
    return [[field.cell(each) for field in fields] for each in rows]


def subhead(text: str | Rich, row: int, last: int, look: Style = style.SUBHEADING, wide: Sequence[float] = ()) -> Block:
    """A line over all columns that says what the rows below are; with their widths, as high as its words need."""
    look = look.but(indent=1, valign="bottom", wrap=bool(wide))
    height = height_of([((text, look), across(wide))], SUBHEAD_HEIGHT) if wide else SUBHEAD_HEIGHT
    return Block((Put(row, 1, text, look, to_row=row, to_col=last),), {row: height}, row + 1)


def sentence(text: str, row: int, wide: Sequence[float], look: Style = style.BODY_WRAP) -> Block:
    """A text over all columns, as high as it needs."""
    look = look.but(wrap=True, indent=1)
    put = Put(row, 1, text, look, to_row=row, to_col=len(wide))
    return Block((put,), {row: height_of([((text, look), across(wide))])}, row + 1)


def sheet(
    name: str,
    whole: Block,
    wide: Iterable[float],
    *,
    page: Page,
    freeze: tuple[int, int] | None = None,
    charts: Iterable[Chart] = (),
    tab: str | None = None,
    zoom: int = 100,
    state: Literal["visible", "hidden"] = "visible",
) -> SheetPlan:
    """The sheet of a block whose columns have these widths."""
    return SheetPlan(
        name=name,
        puts=whole.puts,
        columns=columns(wide),
        heights=whole.heights,
        tables=whole.tables,
        charts=tuple(charts),
        page=page,
        freeze=freeze,
        tab=tab,
        zoom=zoom,
        state=state,
    )


def joined(*blocks: Block) -> Block:
    """Blocks as one; below it lies what is below the last."""
    heights = {row: height for block in blocks for row, height in block.heights.items()}
    puts = tuple(put for block in blocks for put in block.puts)
    return Block(puts, heights, blocks[-1].below, tuple(table for block in blocks for table in block.tables))
