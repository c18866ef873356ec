"""What stands around a sheet's cells: its hidden columns and its merges."""

from __future__ import annotations

import re

from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import Opened
from pmxl.sheets.markup import walk
from pmxl.sheets.recalled import PARTS
from pmxl.sheets.values import Legend

OPEN = b"<sheetData>"
TRUE = ("1", "true")


ROOT = re.compile(rb"\s*(?:<\?xml [^<>]*\?>\s*)?(<worksheet(?:\s[^<>]*)?>)")
END = b"</sheetData></worksheet>"
Frame = tuple[tuple[str, ...], frozenset[int], int]
"""The merges of a sheet, its hidden columns, and how many blocks of rows it has."""


def frame_of(head: bytes, tail: bytes, legend: Legend) -> Frame:
    """What stands before and after the rows of a sheet, whose bytes these are with the tags of its rows.

    What comes after, such as rules for typing, is much the longer, and the same in return after return: of the same
    bytes under the same root element it is read once. The two are well-formed where the whole is.
    """
    root = root_of(head)
    if not root or head.count(OPEN) != 1 or OPEN in tail:
        return _read_frame(head + tail, legend)
    merges, hidden, blocks = top_of(head, legend)
    more, more_hidden, more_blocks = _recalled(root + OPEN + tail, legend)
    return (*merges, *more), hidden | more_hidden, blocks + more_blocks - 1


def root_of(head: bytes) -> bytes:
    """The tag of the whole sheet; nothing where it is unusual."""
    root = ROOT.match(head)
    return b"" if root is None else root[1]


def top_of(head: bytes, legend: Legend) -> Frame:
    """What stands before the rows alone."""
    return _recalled(head + END, legend)


def _recalled(around: bytes, legend: Legend) -> Frame:
    found: Frame | None = PARTS.get((_read_frame, around))
    if found is None:
        found = _read_frame(around, legend)
        PARTS.keep((_read_frame, around), len(around), found)
    return found


def _read_frame(around: bytes, legend: Legend) -> Frame:
    frame = SheetFrame()
    walk(around, legend.file, legend.part, frame.opened)
    return tuple(frame.merges), frame.hidden, frame.blocks


class SheetFrame:
    """Gathers hidden columns and merges from the elements around `sheetData`."""

    def __init__(self) -> None:
        self.merges: list[str] = []
        self.blocks = 0
        self._hidden = 0  # one bit a column: a hostile sheet may repeat the widest range a million times
        self.opened: dict[str, Opened] = {
            "col": self._column,
            "mergeCell": lambda entry: self.merges.append(entry.get("ref", "")),
            "sheetData": self._block,
        }

    @property
    def hidden(self) -> frozenset[int]:
        """Numbers of the hidden columns."""
        return frozenset(n for n, bit in enumerate(reversed(bin(self._hidden))) if bit == "1")

    def _column(self, entry: Attributes) -> None:
        if entry.get("hidden") in TRUE:
            first, last = int(entry["min"]), min(int(entry["max"]), MAX_COL)
            self._hidden |= ((1 << max(0, last - first + 1)) - 1) << first

    def _block(self, _: Attributes) -> None:
        self.blocks += 1
