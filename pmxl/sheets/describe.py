"""A workbook described: frozen plans of sheets, cells, tables and charts that `write` turns into a file.

Rows and columns count from 1, so that A1 is (1, 1). Text is always text: only `Formula` becomes a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from functools import lru_cache
from typing import Any
from typing import Literal

from pmxl.sheets.drawing import Picture
from pmxl.sheets.drawing import Sparkline
from pmxl.sheets.drawing import Stroke
from pmxl.sheets.ink import PLAIN
from pmxl.sheets.ink import Ink


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: colours as `#RRGGBB`; a border is the colour of a thin line, or None."""

    font: str = "Calibri"
    size: float = 11
    bold: bool = False
    italic: bool = False
    strike: bool = False
    color: str = "#1B2733"
    fill: str | None = None
    align: Literal["left", "center", "right", "general"] = "general"
    valign: Literal["top", "vcenter", "bottom"] = "vcenter"
    wrap: bool = False
    indent: int = 0
    number_format: str = "General"
    top: str | None = None
    bottom: str | None = None
    left: str | None = None
    right: str | None = None
    heavy: bool = False  # top/bottom/left/right lines are medium instead of thin
    locked: bool = True
    rotate: int = 0
    underline: bool = False

    @lru_cache(maxsize=4096)  # noqa: B019 - a book has thousands of cells and a few dozen looks
    def but(self, **changes: Any) -> Style:
        """The same style with some properties changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, without its `=`, and the value it has now: always cached, so that any reader sees it."""

    text: str
    value: str | float | bool = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Text in several styles in one cell: (text, style) pairs; only the font of each style counts."""

    parts: tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a place in the same workbook, such as `'Exceptions'!A1`."""

    text: str
    target: str
    tip: str = ""


Content = str | float | int | bool | date | datetime | None | Formula | Rich | Link


@dataclass(frozen=True, slots=True)
class Put:
    """One cell: where, what, how; None writes the style alone. `to_row`/`to_col` merge it up to that cell."""

    row: int
    col: int
    value: Content = None
    style: Style = Style()
    to_row: int = 0
    to_col: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Columns `first` to `last`: width in characters, hidden or not, and the style of their untouched cells."""

    first: int
    last: int
    width: float
    hidden: bool = False
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A named Excel table: headings, rows of contents, and a style for each column."""

    name: str
    row: int
    col: int
    headings: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]
    styles: tuple[Style, ...]
    heading_style: Style = Style(bold=True)
    banded: bool = False
    filters: bool = True
    look: str | None = None  # an Excel table style such as "Table Style Light 1"; None draws no table colours
    spare_rows: int = 0  # empty rows kept inside the table for typing

    @property
    def depth(self) -> int:
        """Rows under the headings: at least one, for Excel knows no table without."""
        return len(self.rows) + self.spare_rows or 1

    def heading_look(self, column: int) -> Style:
        """How the heading of a column (from 0) looks: over figures it stands right, clear of the filter's button."""
        own, head = self.styles[column], self.heading_style
        if own.align in ("left", "general"):
            return head.but(indent=max(head.indent, own.indent))
        return head.but(align=own.align, indent=max(own.indent, 2 * self.filters * (own.align == "right")))

    def cells(self) -> Iterator[tuple[int, int, Content, Style]]:
        """Row, column, content and style, headings first, the empty ones too; a heading is one line of text."""
        for j, heading in enumerate(self.headings):
            yield self.row, self.col + j, " ".join(heading.split()), self.heading_look(j)
        blank = (None,) * len(self.headings)
        for row, contents in enumerate((*self.rows, *[blank] * (self.depth - len(self.rows))), self.row + 1):
            for col, (content, style) in enumerate(zip(contents, self.styles, strict=True), self.col):
                yield row, col, content, style

    def puts(self) -> Iterator[Put]:
        """Its cells, to be put."""
        return (Put(*cell) for cell in self.cells())


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed in a block of cells: a list, a number, a date or a length, with the words shown."""

    row: int
    col: int
    to_row: int
    to_col: int
    kind: Literal["list", "decimal", "whole", "date", "length", "custom"]
    source: tuple[str, ...] | str = ()  # a list's words, or a formula such as "=Lists!$A$2:$A$9" or a custom formula
    criteria: str = "between"
    minimum: float | date | None = None
    maximum: float | date | None = None
    title: str = ""
    message: str = ""
    error_title: str = ""
    error: str = ""
    stop: bool = True  # False warns only
    allow_blank: bool = True


@dataclass(frozen=True, slots=True)
class Conditional:
    """A colour for a block of cells where a formula (relative to its first cell) is true; fill and font colour only."""

    row: int
    col: int
    to_row: int
    to_col: int
    formula: str
    style: Style


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: ranges such as `'H1'!$B$5:$B$24`, and its look. `target` lines are dashed."""

    name: str
    categories: str
    values: str
    color: str
    kind: Literal["line", "column", "radar"] = "line"  # of `radar`: an axis for each category, all from one middle
    dashed: bool = False
    width: float = 2.25  # points; 0 draws no line, only the markers
    marker: bool = False
    label_last: str = ""  # text beside the last point (direct labelling instead of a legend); "" for none
    points: int = 0  # how many points there are: needed for label_last and last_marker
    last_marker: str = ""  # the colour of a dot on the last point alone; "" for none
    labels: tuple[str, ...] = ()  # text at each point instead, "" for none
    shape: Literal["", "circle", "diamond", "square", "triangle"] = ""  # of its markers, which then have a dark edge
    hatched: bool = False  # columns told apart from others without colour
    hidden: bool = False  # the empty foot on which stacked columns stand
    in_legend: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart placed at a cell, sized in pixels; `alt` is its text alternative and is not optional."""

    row: int
    col: int
    width: int
    height: int
    title: str
    series: tuple[Series, ...]
    alt: str
    y_title: str = ""
    y_format: str = "General"
    y_min: float | None = None
    y_max: float | None = None
    legend: bool = True
    x_interval: int = 1
    stacked: bool = False  # columns of one point stand on one another
    small: bool = False  # smaller type, for a chart the size of a few cells
    ink: Ink = PLAIN
    bare: bool = False  # the line alone, without axes, labels and grid, as a sparkline is drawn
    axis: bool = False  # of a bare chart: the thin line at nought
    inset: int = 0  # pixels from the edges of its cell


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet prints. Header and footer are plain text, in which {page}, {pages} and {sheet} are filled in."""

    landscape: bool = True
    paper: Literal["A3", "A4"] = "A4"
    wide: int = 1
    tall: int = 0  # 0: as many pages as it takes
    area: tuple[int, int, int, int] | None = None  # row, col, to_row, to_col
    repeat_rows: tuple[int, int] | None = None
    breaks: tuple[int, ...] = ()  # rows that begin a page
    repeat_cols: tuple[int, int] | None = None
    col_breaks: tuple[int, ...] = ()  # columns that begin a page
    scale: int = 0  # per cent; in place of `wide` and `tall`, beside which Excel heeds no break between columns
    footer_left: str = ""
    footer_right: str = "Page {page} of {pages}"
    center: bool = False
    footer_center: str = ""
    header: tuple[str, str, str] = ("", "", "")  # left, middle and right
    header_logo: bytes = b""  # a picture at the left of the header, in place of its text
    ink: Ink = PLAIN


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: everything on it and how it prints."""

    name: str
    puts: tuple[Put, ...] = ()
    columns: tuple[Column, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    validations: tuple[Validation, ...] = ()
    conditionals: tuple[Conditional, ...] = ()
    sparklines: tuple[Sparkline, ...] = ()
    charts: tuple[Chart, ...] = ()
    pictures: tuple[Picture, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    page: Page = Page()
    freeze: tuple[int, int] | None = None  # the first cell that scrolls
    state: Literal["visible", "hidden", "very_hidden"] = "visible"
    protect: bool = False  # without a password: it guards against slips, not against people
    gridlines: bool = False
    tab: str | None = None
    zoom: int = 100
    cursor: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class BookPlan:
    """A workbook: title and subject for its properties, sheets in order, defined names (name -> `='Sheet'!$A$1`)."""

    title: str
    sheets: tuple[SheetPlan, ...]
    subject: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    created: datetime | None = None  # fixed, so that the same plan gives the same bytes
    author: str = "pmxl"
    language: str = ""  # such as en-GB, for the properties; "" says none
