"""Row scan: the cells of a sheet's rows, every byte of which must be as Excel writes it."""

from __future__ import annotations

import re
import sys
from functools import cache

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import position
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW
from pmxl.sheets.formulas import Formulas
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.shorthand import Head
from pmxl.sheets.shorthand import Shape
from pmxl.sheets.shorthand import Top
from pmxl.sheets.strings import Odd
from pmxl.sheets.strings import decoded
from pmxl.sheets.strings import joined_runs
from pmxl.sheets.strings import unfold
from pmxl.sheets.values import Legend
from pmxl.sheets.values import Reading
from pmxl.sheets.values import read_value

ATTRIBUTES = r'(?: (?:x14ac:dyDescent|xml:space|(?!xmlns)[A-Za-z]+[0-9]?[A-Z]?)="[^"<&]*+")*'
EMPTY_ROWS = re.compile(rf"\s*+(?:<row{ATTRIBUTES}/>\s*+)*")
ROW_HEAD = re.compile(rf'{EMPTY_ROWS.pattern}<row r="([0-9]++)"({ATTRIBUTES}>)')
ROW = "<row r="
HIDDEN = re.compile(' hidden="(?:1|true)"')
ROW_END = b"</row>"
CELL = b'<c r="'
VALUE = b"<v>"
SHAPE = re.compile(r'(?: s="([0-9]+)")?(?: t="(\w+)")?(?: cm="[0-9]+")?(?: vm="[0-9]+")?(?: ph="[01]")?')
EMPTY_CELL = re.compile(rf'[A-Z]{{1,3}}[0-9]{{1,7}}"{SHAPE.pattern} ?/>')
STYLED_BLANK = re.compile(rb'[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>')
"""What nearly all of them are: the columns of a long table that nobody filled in."""
BODY = re.compile(
    rf'(?:<f({ATTRIBUTES})(?:(?<=")/>|>([^<]++)</f>))?'
    r'(<v(?: xml:space="preserve")?(?:/>|>([^<]*+)</v>))?'
    r"(?:<is>(.*?)</is>)?</c>",
    re.S,
)
ATTRIBUTE = re.compile(r' (\w+)="([^"]*)"')
COLUMN = re.compile("[A-Z]{1,3}")
NUMBER, TEXT = CellType.NUMBER, CellType.TEXT
UNUSUAL = "unusual"
"""The kind of a cell that is spelled at more length than the short way knows."""

BLANK: Reading = (CellType.BLANK, None, "")
LARGEST = sys.float_info.max
VALUE_END = "</v></c>"
NUMBER_END = VALUE_END.encode()
TEXT_KINDS = ("str", "inlineStr")


class RowScan:
    """The cells of one sheet as they are matched, in rising order; anything else raises Odd.

    `shared` tells of cells that say a shared text the number of it, and `shares_oddly` that not of all.
    """

    def __init__(self, legend: Legend, hidden: frozenset[int], *, keeps: bool = True) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.shared: dict[tuple[int, int], str] = {}
        self.shares_oddly = False
        self.formulas = Formulas()
        self._legend = legend
        self._known = legend.shorthand
        self._hidden = hidden
        self._keeps = keeps
        self._row = 0

    def rows(self, slab: bytes) -> None:
        """Takes up whole rows."""
        *rows, rest = slab.split(ROW_END)
        for row in rows:
            self._take_row(row)
        if not EMPTY_ROWS.fullmatch(decoded(rest)):
            raise Odd

    def one(self, said: bytes, row: int, *, hidden: bool) -> Cell | None:
        """One cell of a row, from its reference on; None for a styled blank."""
        self._row = row
        decoded(said)
        self._take_words(said, None, 0, str(row), hidden=hidden)
        return next(iter(self.cells.values()), None)

    def _take_row(self, text: bytes) -> None:
        """A row; `decoded` answers for all of its bytes but plain numbers and what is known."""
        head, *cells = text.split(CELL)
        row, number, hidden = self._known.tops.get(head) or self._top(head)
        if not self._row < row <= MAX_ROW:
            raise Odd
        self._row = row
        self._take(text, cells, number, hidden=hidden)

    def _top(self, text: bytes) -> Top:
        """What stands before the cells of a row: its number, also as it is written, and whether it is hidden."""
        plain = decoded(text)
        begin, _, attributes = plain.partition('"')
        number, _, attributes = attributes.partition('"')
        hidden = self._known.rows.get(attributes) if begin == ROW else None
        if hidden is None:
            number, hidden = self._row_shape(plain)
        if not (number.isascii() and number.isdigit()) or number[0] == "0":
            raise Odd
        top = int(number), number, hidden
        if self._keeps:
            self._known.keep_top(text, top)
        return top

    def _row_shape(self, head: str) -> tuple[str, bool]:
        """A row's number and whether it is hidden, from its tag and the empty rows before it."""
        match = ROW_HEAD.fullmatch(head)
        if match is None or ' r="' in match[2]:
            raise Odd
        hidden = bool(HIDDEN.search(match[2]))
        self._known.keep_row(match[2], hidden=hidden)
        return match[1], hidden

    def _take(self, whole: bytes, pieces: list[bytes], row_text: str, *, hidden: bool) -> None:
        """The cells of a row: plain numbers all in one place, for a call would cost more."""
        heads, blanks, row = self._known.heads, self._known.blanks, self._row
        make, last, checked = tuple.__new__, 0, False
        for piece in pieces:
            if piece in blanks or STYLED_BLANK.fullmatch(piece):
                continue
            before, _, tail = piece.partition(VALUE)
            head = heads.get(before)
            if head is None or head.kind != "n" or not is_plain_number(tail):
                if not checked:
                    decoded(whole)
                    checked = True
                last = self._take_words(piece, head, last, row_text, hidden=hidden)
                continue
            at, col, _, code, _, formula = head
            value = float(tail[:-8])
            if col <= last or at != row or not -LARGEST <= value <= LARGEST:
                raise Odd
            last, unseen = col, hidden or col in self._hidden
            self.cells[row, col] = make(Cell, (row, col, NUMBER, value, tail[:-8].decode(), formula, code, unseen))

    def _take_words(self, said: bytes, head: Head | None, last: int, row_text: str, *, hidden: bool) -> int:
        """A cell of words, or one whose beginning is met for the first time; gives its column."""
        piece = said.decode()
        if piece[-2:] == "/>" and "<" not in piece:
            if not EMPTY_CELL.fullmatch(piece):
                raise Odd
            if self._keeps:
                self._known.keep_blank(said)
            return last
        before, _, tail = piece.partition("<v>")
        row, col, kind, code, number_format, formula = head or self._head(before, self._row, row_text)
        if col <= last or row != self._row:
            raise Odd
        unseen = hidden or col in self._hidden
        if kind is UNUSUAL or tail[-8:] != VALUE_END or tail == VALUE_END:
            self._take_unusual(piece.partition('"')[2], row, col, hidden=unseen)
            return col
        raw = tail[:-8]
        if kind == "s":
            self._share(row, col, raw, plainly=True)
        if kind == "s" and raw in self._legend.strings:
            text = self._legend.strings[raw]
            self.cells[row, col] = Cell(row, col, TEXT, text, text, formula, code, unseen)
        else:
            reading = self._other(kind, raw, number_format, row, col)
            self.cells[row, col] = Cell(row, col, *reading, formula, code, unseen)
        return col

    def _share(self, row: int, col: int, number: str, *, plainly: bool) -> None:
        """Remember which shared text a cell says."""
        if plainly and number in self._legend.strings:
            self.shared[row, col] = number
        else:
            self.shares_oddly = True

    def _head(self, text: str, row: int, row_text: str) -> Head:
        """The beginning of a cell taken apart: its place and, unless it is spelled at more length, its shape."""
        where, quote, attributes = text.partition('"')
        digits = len(row_text)
        col = column_number(where[:-digits])
        if where[-digits:] != row_text or not quote:  # what a value begins with may stand in the reference itself
            raise Odd
        shapes, formula = self._known.shapes, None
        shape = shapes.get(attributes)
        if shape is None:
            attributes, _, after = attributes.partition("<f>")
            if after[-4:] == "</f>" and "<" not in after[:-4]:
                shape, formula = shapes.get(attributes), unfold(after[:-4])
        if shape is None:
            return Head(row, col, UNUSUAL, "", PLAIN, None)
        head = Head(row, col, *shape, formula)
        if self._keeps:
            self._known.keep_head(text.encode(), head)
        return head

    def _other(self, kind: str, raw: str, number_format: NumberFormat, row: int, col: int) -> Reading:
        """A date, a truth value, an error, the text of a formula."""
        if "<" in raw:
            raise Odd
        return read_value(kind, unfold(raw), number_format, self._legend, row, col)

    def _take_unusual(self, text: str, row: int, col: int, *, hidden: bool) -> None:
        """What is spelled at more length, such as a shared formula or text in the cell, from its attributes on."""
        attributes, _, body = text.partition(">")
        shape = self._known.shapes.get(attributes + ">") or self._shape(attributes)
        match = BODY.fullmatch(body)
        if match is None:
            raise Odd
        f_attributes, f_text, has_value, stored, inline = match.groups()
        formula = None
        if f_text or f_attributes:
            formula = unfold(f_text or "")
            if f_attributes:
                formula = self.formulas.take(row, col, formula_attributes(f_attributes), formula)
        if shape.kind == "inlineStr" and inline is not None:
            stored = unfold(joined_runs(inline))
        elif has_value:
            stored = unfold(stored or "")  # a formula may give no text, and that is not to have no saved value
        reading = BLANK
        if stored or (stored is not None and shape.kind in TEXT_KINDS):
            reading = read_value(shape.kind, stored, shape.number_format, self._legend, row, col)
            if shape.kind == "s":
                self._share(row, col, stored, plainly=has_value.startswith("<v>"))
        elif formula is None:
            return
        self.cells[row, col] = Cell(row, col, *reading, formula, shape.code, hidden)

    def _shape(self, attributes: str) -> Shape:
        match = SHAPE.fullmatch(attributes)
        if match is None or (match[1] or "") not in self._legend.formats:
            raise Odd
        number_format = self._legend.formats[match[1] or ""]
        kind = match[2] or "n"
        if kind == "n" and number_format.is_date:
            kind = ""
        shape = Shape(kind, number_format.code, number_format)
        self._known.keep_shape(attributes + ">", shape)
        return shape


def is_plain_number(tail: bytes) -> bool:
    """True where what follows `<v>` is a number as `float` and a workbook both write it, or is none for either."""
    return tail[-8:] == NUMBER_END and b" " < tail[:1] < b"A" and tail[-9:-8] > b" " and b"_" not in tail


@cache
def column_number(letters: str) -> int:
    """D is 4; Odd for what is no column."""
    if not COLUMN.fullmatch(letters):
        raise Odd
    number = position(f"{letters}1")[1]
    if number > MAX_COL:
        raise Odd
    return number


def formula_attributes(text: str) -> dict[str, str]:
    """Attributes of an `f` element as Excel writes them; Odd where one stands twice."""
    found = ATTRIBUTE.findall(text)
    named = {name: unfold(value) for name, value in found}
    if len(named) < len(found):
        raise Odd
    return named
