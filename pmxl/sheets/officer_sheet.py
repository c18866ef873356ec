"""Officer's sheet: a sheet of a template described as one of ours, with its texts, looks, merges, widths and paper.

Values are taken, never formulas: what is made of a template holds no formula but our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.cell.rich_text import TextBlock
from openpyxl.utils import column_index_from_string

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.officer_book import OfficerBook

ALIGNED = {"left": "left", "center": "center", "centerContinuous": "center", "right": "right"}
UPRIGHT = {"top": "top", "bottom": "bottom"}
A3 = 8
WIDEST = 255.0


def described(book: OfficerBook, read: ReadSheet) -> SheetPlan:
    """A sheet as it stands in the template."""
    sheet = book.book[read.name]
    puts = tuple(_puts(book, sheet, read))
    return SheetPlan(
        name=read.name,
        puts=puts,
        columns=tuple(_columns(sheet)),
        heights={row: size.height for row, size in sheet.row_dimensions.items() if size.height},
        page=_page(sheet),
        gridlines=bool(sheet.sheet_view.showGridLines),
        zoom=int(sheet.sheet_view.zoomScale or 100),
        tab=book.colour(sheet.sheet_properties.tabColor),
        state="visible" if read.state == "visible" else "hidden",
    )


def _puts(book: OfficerBook, sheet: Any, read: ReadSheet) -> Iterator[Put]:
    merged = {(block.min_row, block.min_col): (block.max_row, block.max_col) for block in sheet.merged_cells.ranges}
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell, MergedCell) or not (cell.has_style or cell.value is not None):
                continue
            look, place = _style(book, cell), (cell.row, cell.column)
            to_row, to_col = merged.get(place, (0, 0))
            note = cell.comment.text if cell.comment else ""
            value = _rich(book, cell.value, look) or _content(read.cells.get(place))
            yield Put(*place, value, look, to_row, to_col, note)


def _content(cell: Cell | None) -> Content:
    """What our own reader sees: of a formula the value that it had; an error as the text that it shows."""
    if cell is None or cell.value is None:
        return None
    if cell.type is CellType.ERROR or isinstance(cell.value, time):
        return cell.raw
    return cell.value


def _rich(book: OfficerBook, value: object, look: Style) -> Rich | None:
    if not isinstance(value, CellRichText):
        return None
    parts = []
    for piece in value:
        if isinstance(piece, TextBlock):
            parts.append((piece.text, _lettered(book, look, piece.font, piece.font.rFont)))
        else:
            parts.append((str(piece), look))
    return Rich(tuple(parts))


def _lettered(book: OfficerBook, look: Style, font: Any, name: str | None) -> Style:
    return look.but(
        font=name or look.font,
        size=float(font.sz or look.size),
        bold=bool(font.b),
        italic=bool(font.i),
        strike=bool(font.strike),
        underline=bool(font.u),
        color=book.colour(font.color) or "#000000",
    )


def _style(book: OfficerBook, cell: Any) -> Style:
    fill = book.colour(cell.fill.fgColor) if cell.fill.patternType == "solid" else None
    edges = {side: getattr(cell.border, side) for side in ("top", "bottom", "left", "right")}
    drawn = {side: book.colour(edge.color) or "#000000" for side, edge in edges.items() if edge and edge.style}
    heavy = any(edge.style in ("medium", "thick", "double") for edge in edges.values() if edge)
    plain = Style(
        fill=fill,
        align=ALIGNED.get(cell.alignment.horizontal, "general"),  # type: ignore[arg-type]
        valign=UPRIGHT.get(cell.alignment.vertical or "bottom", "vcenter"),  # type: ignore[arg-type]
        wrap=bool(cell.alignment.wrap_text),
        indent=int(cell.alignment.indent or 0),
        number_format=cell.number_format or "General",
        heavy=heavy,
        locked=bool(cell.protection.locked),
    )
    return _lettered(book, plain.but(**drawn), cell.font, cell.font.name)


def _columns(sheet: Any) -> Iterator[Column]:
    for letters, size in sorted(sheet.column_dimensions.items(), key=lambda item: column_index_from_string(item[0])):
        first = size.min or column_index_from_string(letters)
        if size.width:
            yield Column(first, max(size.max or first, first), min(size.width, WIDEST), hidden=bool(size.hidden))


def _page(sheet: Any) -> Page:
    paper = "A3" if sheet.page_setup.paperSize == A3 else "A4"
    return Page(landscape=sheet.page_setup.orientation == "landscape", paper=paper)  # type: ignore[arg-type]
