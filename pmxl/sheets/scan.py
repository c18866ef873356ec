"""The fast path: every byte of a sheet's rows must be as Excel writes it, or the slow path reads the sheet."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.findings import Refusal
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import Place
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.row_scan import RowScan
from pmxl.sheets.sheet_frame import OPEN
from pmxl.sheets.sheet_frame import frame_of
from pmxl.sheets.sheet_frame import is_plain
from pmxl.sheets.sheet_frame import top_of
from pmxl.sheets.stencil import Sample
from pmxl.sheets.stencil import Stencil
from pmxl.sheets.stencil import learn
from pmxl.sheets.stencil import stencils
from pmxl.sheets.strings import Odd
from pmxl.sheets.values import Legend
from pmxl.sheets.worded import Worded

CLOSE = b"</sheetData>"
NEXT_ROW = b"<row "
SLAB = 1 << 20
"""Bytes of rows taken apart at a time, so that memory follows what cells hold and not how they are spelled."""

SMALL = 1 << 18
"""Bytes of rows of a sheet whose cells are kept in mind; a longer one is no form that comes again and again."""


class Known(NamedTuple):
    """A sheet whose very bytes come again: it reads the same wherever they stand, but for shared text."""

    merges: tuple[str, ...]
    worded: Worded


def known_sheet(known: Known, name: str, state: str, strings: Mapping[str, str]) -> ReadSheet | None:
    """The sheet with the text of this workbook; None where it points to text that is not there."""
    try:
        cells, own = known.worded.under(strings)
    except Odd:
        return None  # the slow path says what is wrong
    return ReadSheet(name, state, cells, known.merges).alike(known.worded.likeness, own)


def scan_sheet(
    data: bytes, name: str, state: str, legend: Legend, keep: Callable[[Known], None] = lambda _: None
) -> ReadSheet | None:
    """The sheet, or None where anything in it is unusual; one that came before, byte for byte, is given to `keep`."""
    begin = data.find(OPEN) + len(OPEN)
    if begin < len(OPEN):
        return None
    try:
        top = top_of(data[:begin], legend)
        sort = legend.shorthand, legend.date1904, legend.part, top
        for stencil in stencils(sort):
            found = _laid_over(stencil, data, begin, legend)
            if found is not None:
                if not stencil.holes:
                    keep(Known(stencil.merges, stencil.worded))
                cells, own = found
                return ReadSheet(name, state, cells, stencil.merges).alike(stencil.worded.likeness, own)
        return _scan_whole(data, begin, legend, sort, ReadSheet(name, state))
    except (Odd, Refusal, ValueError):
        return None  # the slow path reads it, or says what is wrong


def _laid_over(
    stencil: Stencil, data: bytes, begin: int, legend: Legend
) -> tuple[dict[Place, Cell], list[Place]] | None:
    try:
        return stencil.cells(data, begin, legend)
    except (Odd, Refusal, ValueError):
        return None


def _scan_whole(data: bytes, begin: int, legend: Legend, sort: Hashable, sheet: ReadSheet) -> ReadSheet:
    """A sheet of which not enough is known; the next of its form is read by what was learnt from it."""
    end = data.rfind(CLOSE)
    head, tail = data[:begin], data[end:]
    if end < begin or b"<!" in tail or b"<?" in tail or not is_plain(head):
        raise Odd
    frame = frame_of(head, tail, legend)
    sheet.merges, hidden, blocks = frame
    if blocks != 1:
        raise Odd
    scan = RowScan(legend, hidden, keeps=end - begin <= SMALL)
    for slab in slabs(data, begin, end):
        scan.rows(slab)
    scan.formulas.settle(scan.cells)
    sheet.cells = scan.cells
    if end - begin <= SMALL and top_of(head, legend):
        learn(sort, Sample(data, begin, end, frame), scan, legend)
    return sheet


def slabs(data: bytes, begin: int, end: int) -> Iterator[bytes]:
    """The rows in pieces of about a mebibyte, cut where a row begins."""
    while begin < end:
        cut = data.rfind(NEXT_ROW, begin + 1, begin + SLAB) if end - begin > SLAB else end
        if cut < 0:
            cut = data.find(NEXT_ROW, begin + SLAB, end)
        cut = end if cut < 0 else cut
        yield data[begin:cut]
        begin = cut
