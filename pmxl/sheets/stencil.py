"""Stencil: a sheet as it came before, with holes where others of its form differ, laid over the next one.

Returns made from one issued workbook differ in a few cells out of hundreds. What stands between these is compared as
bytes and read no more; where anything else differs, the sheet is read whole, and from then on has a hole there, too.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import Place
from pmxl.sheets.cells import position
from pmxl.sheets.hole import PLAIN_DIGITS
from pmxl.sheets.hole import Hole
from pmxl.sheets.recalled import Recalled
from pmxl.sheets.row_scan import CELL
from pmxl.sheets.row_scan import ROW_END
from pmxl.sheets.row_scan import RowScan
from pmxl.sheets.sheet_frame import Frame
from pmxl.sheets.strings import Odd
from pmxl.sheets.values import Legend
from pmxl.sheets.worded import Worded

ROW_TAG = re.compile(rb'<row r="([0-9]+)"([^>]*)>')
HIDDEN = re.compile(rb' hidden="(?:1|true)"')
EMPTY = Cell(0, 0, CellType.BLANK, None, "", None, "", hidden=False)
"""Keeps the place of a hole among the cells."""

EACH = 400
"""Bytes that a cell takes, about."""

OF_A_SORT = 4
"""So many forms of one sheet are told apart, as of partners who are asked different things."""

STENCILS = Recalled(room=1 << 25, largest=1 << 22)
"""Of sheets read in this process, by the sort they are of: their part, and what the cells of it mean."""


class Sample(NamedTuple):
    """A sheet that was read whole: its bytes, where its rows begin and end, and what stands around them."""

    data: bytes
    begin: int
    end: int
    frame: Frame


class Spot(NamedTuple):
    """Where a piece of a sheet's rows stands, and whether its row is hidden."""

    place: Place
    hidden: bool


class Stencil:
    """What stands the same in all sheets of a form, and its holes."""

    def __init__(self, sample: Sample, scan: RowScan, legend: Legend, holes: frozenset[int] = frozenset()) -> None:
        """`holes` are the numbers of pieces; raises Odd where a cell does not stand where it says."""
        self.holes = holes
        self.merges = sample.frame[0]
        self._sample = sample
        self._cells = sample.data.count(CELL)
        self._holes: list[Hole] = []
        self._last = sample.data[sample.begin :]
        cells, shared = scan.cells, scan.shared
        if holes:
            self._cut(scan, legend)
        self._places = [hole.place for hole in self._holes]
        if holes:
            kept = dict.fromkeys(self._places, EMPTY)
            shared = {place: number for place, number in shared.items() if place not in kept}
            cells = dict(sorted((cells | kept).items()))
        self.worded = Worded(cells, shared)

    def cells(self, data: bytes, begin: int, legend: Legend) -> tuple[dict[Place, Cell], list[Place]] | None:
        """The cells of a sheet whose rows begin there, and which are its own; None where it is of another form."""
        cells, own = self.worded.under(legend.strings)
        for hole in self._holes:
            if hole.of_digits and data.startswith(hole.usual, begin):
                digits = PLAIN_DIGITS(data, begin + len(hole.usual))
                if digits:
                    begin = digits.end()
                    cells[hole.place] = hole.digits(digits[1], legend.strings)
                    continue
            at = begin + len(hole.between)
            if not data.startswith(hole.between, begin) or (begin := data.find(hole.until, at)) < 0:
                return None
            cell = hole.cell(data[at:begin], legend)
            if cell is None:
                del cells[hole.place]
            else:
                cells[hole.place] = cell
        if len(data) - begin != len(self._last) or not data.endswith(self._last):
            return None
        return cells, own + self._places

    def widened(self, sample: Sample, scan: RowScan, legend: Legend) -> Stencil | None:
        """The stencil that lets this sheet through, too; None where it is of another form."""
        mine = self._sample
        if sample.data.count(CELL) != self._cells or sample.frame != mine.frame:
            return None
        pieces = pieces_of(sample)
        if len(pieces) != len(self._pieces) or mine.data[mine.end :] != sample.data[sample.end :]:
            return None
        both = enumerate(zip(self._pieces, pieces, strict=True))
        differ = {n for n, (one, other) in both if one != other}
        if any(n == 0 or ROW_END in (pieces[n][:6], self._pieces[n][:6]) for n in differ):
            return None
        return Stencil(sample, scan, legend, self.holes | differ)

    @cached_property
    def _pieces(self) -> list[bytes]:
        return pieces_of(self._sample)

    def _cut(self, scan: RowScan, legend: Legend) -> None:
        """Takes what stands between the holes apart from them."""
        sample = self._sample
        spots, between = dict(spots_of(self._pieces)), b""
        for n, (piece, after) in enumerate(pairwise([*self._pieces, ROW_END])):
            lead = b"" if n == 0 or piece.startswith(ROW_END) else CELL
            if n not in self.holes:
                between += lead + piece
                continue
            where, quote, said = piece.partition(b'"')
            spot = spots[n]
            hidden = spot.hidden or spot.place[1] in sample.frame[1]
            until = ROW_END if after.startswith(ROW_END) else CELL
            between += lead + where + quote
            hole = Hole(between, spot.place, until, hidden=hidden, strict=scan.formulas.fill_cells)
            hole.learn(said, scan.cells.get(spot.place), legend)
            self._holes.append(hole)
            between = b""
        self._last = between + sample.data[sample.end :]


def pieces_of(sample: Sample) -> list[bytes]:
    """The rows cut into cells; the end of a row and the beginning of the next are a piece of their own."""
    return sample.data[sample.begin : sample.end].replace(ROW_END, CELL + ROW_END).split(CELL)


def spots_of(pieces: list[bytes]) -> Iterator[tuple[int, Spot]]:
    """Where the cells among the pieces stand; Odd where one says that it stands elsewhere, or is out of order."""
    row, hidden, last = 0, False, (0, 0)
    for n, piece in enumerate(pieces):
        if n == 0 or piece.startswith(ROW_END):
            tags = ROW_TAG.findall(piece)
            row, hidden = (int(tags[-1][0]), bool(HIDDEN.search(tags[-1][1]))) if tags else (0, False)
            continue
        place = position(piece.partition(b'"')[0].decode())
        if place[0] != row or place <= last:
            raise Odd
        last = place
        yield n, Spot(place, hidden)


def stencils(sort: Hashable) -> list[Stencil]:
    """Those of the sheets of a sort, the newest form first."""
    return STENCILS.get(sort) or []


def learn(sort: Hashable, sample: Sample, scan: RowScan, legend: Legend) -> None:
    """Know a sheet that was read whole: the stencil of its form gets more holes, or it makes a new one."""
    if scan.shares_oddly:
        return
    known = stencils(sort)
    for n, old in enumerate(known):
        try:
            wider = old.widened(sample, scan, legend)
        except (Odd, ValueError):
            return
        if wider is not None:
            known[n] = wider
            return
    size = sample.end - sample.begin + EACH * len(scan.cells)
    STENCILS.keep(sort, size, [Stencil(sample, scan, legend), *known][:OF_A_SORT])
