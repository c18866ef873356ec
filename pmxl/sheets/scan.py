"""The fast path: every byte of a sheet's rows must be as Excel writes it, or the slow path reads the sheet."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.findings import Refusal
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.row_scan import RowScan
from pmxl.sheets.sheet_frame import OPEN
from pmxl.sheets.sheet_frame import frame_of
from pmxl.sheets.shorthand import Piece
from pmxl.sheets.shorthand import placed
from pmxl.sheets.strings import Odd
from pmxl.sheets.values import Legend

CLOSE = b"</sheetData>"
NEXT_ROW = b"<row "
SLAB = 1 << 20
"""Bytes of rows taken apart at a time, so that memory follows what cells hold and not how they are spelled."""

SMALL = 1 << 18
"""Bytes of rows of a sheet whose cells are kept in mind; a longer one is no form that comes again and again."""


class Known(NamedTuple):
    """A sheet whose every cell is known: it reads the same wherever its very bytes stand, but for shared text."""

    merges: tuple[str, ...]
    pieces: tuple[Piece, ...]


def known_sheet(known: Known, name: str, state: str, strings: Mapping[str, str]) -> ReadSheet | None:
    """The sheet with the text of this workbook; None where it points to text that is not there."""
    try:
        return ReadSheet(name, state, dict(placed(known.pieces, strings)), known.merges)
    except Odd:
        return None  # the slow path says what is wrong


def scan_sheet(
    data: bytes, name: str, state: str, legend: Legend, keep: Callable[[Known], None] = lambda _: None
) -> ReadSheet | None:
    """The sheet, or None where anything in it is unusual; one of which all is known is given to `keep`."""
    begin, end = data.find(OPEN), data.rfind(CLOSE)
    if begin < 0 or end < begin or not is_utf8(data):
        return None
    around = data[: begin + len(OPEN)] + data[end:]
    if b"<!" in around or b"<?" in around[len(OPEN) :]:
        return None  # a comment could hide what was taken for the rows
    try:
        merges, hidden, blocks = frame_of(around, legend)
        if blocks != 1:
            return None
        scan = RowScan(legend, hidden, keeps=end - begin <= SMALL)
        for slab in slabs(data, begin + len(OPEN), end):
            scan.rows(slab)
    except (Odd, Refusal, ValueError):
        return None  # the slow path reads it, or says what is wrong
    scan.formulas.settle(scan.cells)
    if scan.pieces is not None:
        keep(Known(merges, tuple(scan.pieces)))
    return ReadSheet(name, state, scan.cells, merges)


def slabs(data: bytes, begin: int, end: int) -> Iterator[bytes]:
    """The rows in pieces of about a mebibyte, cut where a row begins."""
    while begin < end:
        cut = data.rfind(NEXT_ROW, begin + 1, begin + SLAB) if end - begin > SLAB else end
        if cut < 0:
            cut = data.find(NEXT_ROW, begin + SLAB, end)
        cut = end if cut < 0 else cut
        yield data[begin:cut]
        begin = cut
