"""The formulas of an .xls workbook: xlrd gives their results only, so its records are gone through once more."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from xlrd.formula import FMLA_TYPE_CELL
from xlrd.formula import FMLA_TYPE_SHARED
from xlrd.formula import decompile_formula

Place = tuple[int, int]
Written = dict[Place, str]
"""Formula by row and column, counted from nought."""

UNREAD = "…"
"""What stands for a formula that is known to be there and cannot be spelled out."""

BEGIN, END, FORMULA, SHARED, ARRAY, BOUNDSHEET = 0x809, 0x0A, 0x06, 0x4BC, 0x221, 0x85
WORKSHEET = 0
ELSEWHERE = 0x01
"""The token of a cell whose formula is written once for a block, of which it names the first cell."""

SHARED_HEAD, ARRAY_HEAD = 8, 12  # bytes before the length of the formula


def formulas_of(book: Any) -> list[Written]:
    """The formulas of each worksheet, in the order of the workbook."""
    found = []
    for code, data in _records(book, book.base):
        if code == BOUNDSHEET and len(data) > 5 and data[5] == WORKSHEET:
            start = struct.unpack_from("<I", data)[0] + book.base
            found.append(_written(book, start))
    return found


def _records(book: Any, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one stream, from its beginning to its end; charts within it have streams of their own."""
    place, depth = start, 0
    while place + 4 <= book.base + book.stream_len:
        code, length = struct.unpack_from("<HH", book.mem, place)
        if code == BEGIN:
            depth += 1
        elif code == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield code, bytes(book.mem[place + 4 : place + 4 + length])
        place += 4 + length


def _written(book: Any, start: int) -> Written:
    """The formulas of one worksheet; one that cannot be read is still known to be one."""
    cells: dict[Place, bytes] = {}
    blocks: dict[Place, tuple[int, bytes]] = {}
    last = (0, 0)
    for code, data in _records(book, start):
        if code == FORMULA and len(data) > 22:
            last = struct.unpack_from("<HH", data)
            cells[last] = data
        elif code in (SHARED, ARRAY):
            blocks[last] = (code, data)
    return {place: _text(book, place, data, blocks) for place, data in cells.items()}


def _text(book: Any, place: Place, data: bytes, blocks: dict[Place, tuple[int, bytes]]) -> str:
    length, tokens, kind = struct.unpack_from("<H", data, 20)[0], data[22:], FMLA_TYPE_CELL
    if tokens[0] == ELSEWHERE and len(tokens) >= 5:
        code, block = blocks.get(struct.unpack_from("<HH", tokens, 1), (0, b""))
        head = SHARED_HEAD if code == SHARED else ARRAY_HEAD
        if len(block) < head + 2:
            return UNREAD
        length, tokens = struct.unpack_from("<H", block, head)[0], block[head + 2 :]
        kind = FMLA_TYPE_SHARED if code == SHARED else FMLA_TYPE_CELL
    try:
        text = decompile_formula(book, tokens, length, kind, browx=place[0], bcolx=place[1])
    except MemoryError:
        raise
    except Exception:  # an unknown function, a name that is gone: the saved value is what counts
        return UNREAD
    return text or UNREAD
