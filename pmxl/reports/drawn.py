"""The hidden sheet Drawn: the figures that charts are drawn from, each chart's as a named table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import is_known
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.paper import unprinted
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

HEAD_ROW = 5
FIRST_WIDTH, WIDTH = 34.0, 17.0
NOTE = "What the charts of this workbook are drawn from, each chart's figures as a table of its own."
MOST_DECIMALS = 15
SHOWN_DECIMALS = 2
"""Decimals beyond those of the measure: averages and limits lie between its figures."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of a chart stand: the rows of its table; columns count from 1."""

    first: int
    last: int
    axis: int = 1
    """The column of the names that stand on the chart's axis."""

    @property
    def names(self) -> str:
        """What the axis names."""
        return self.column(self.axis)

    def column(self, number: int) -> str:
        """A column of the table as a chart names it."""
        return places.reference(places.DRAWN, self.first, number, self.last, number)

    @property
    def points(self) -> int:
        """How many rows there are."""
        return self.last - self.first + 1


@dataclass(slots=True)
class Drawing:
    """The sheet while it is filled: every chart adds its table and learns where it stands."""

    assessment: Assessment
    blocks: list[Block] = field(default_factory=list)
    columns: int = 1

    def add(
        self,
        name: str,
        headings: Sequence[str],
        labels: Sequence[str],
        columns: Sequence[Sequence[float]],
        decimals: int,
        axis: Sequence[str] = (),
    ) -> Source:
        """A table: its label a row, and columns of figures in so many decimals and two more; NaN leaves a gap.

        `axis` are shorter names for the chart's axis, "" for those that have no room.
        """
        look = NUMBER.but(number_format=style.number_format(min(decimals + SHOWN_DECIMALS, MOST_DECIMALS)))
        rows: list[list[Cell]] = [
            [(label, CELL), *((float(value) if is_known(value) else None, look) for value in figures)]
            for label, *figures in zip(labels, *columns, strict=True)
        ]
        row = self.blocks[-1].below + 1 if self.blocks else HEAD_ROW
        looks, heads = [CELL, *([look] * len(columns))], list(headings)
        if axis:
            rows = [[*cells, (short or None, CELL)] for cells, short in zip(rows, axis, strict=True)]
            looks, heads = [*looks, CELL], [*heads, "On the axis"]
        wide = [FIRST_WIDTH, *([WIDTH] * (len(looks) - 1))]
        block = table(table_name(name), row, 1, heads, rows, looks, wide)
        self.blocks.append(block)
        self.columns = max(self.columns, len(wide))
        return Source(row + 1, row + len(rows), len(looks) if axis else 1)


def table_name(name: str) -> str:
    """A name that Excel takes for a table's: ids have hyphens, which it does not."""
    return name.replace("-", "_")


def plan_drawn(drawing: Drawing) -> SheetPlan:
    """The sheet, hidden: it stays out of the way and out of a print of the whole workbook."""
    wide = [FIRST_WIDTH, *([WIDTH] * (max(drawing.columns, 4) - 1))]
    top = band(drawing.assessment, "Drawn", wide, "figures behind the charts")
    note = Block((Put(top.below, 1, NOTE, style.NOTE.but(indent=1)),), {}, HEAD_ROW)
    return listing.sheet(
        places.DRAWN,
        listing.joined(top, note, *drawing.blocks),
        wide,
        page=unprinted(drawing.assessment, len(wide)),
        freeze=(HEAD_ROW, 1),
        state="hidden",
    )
