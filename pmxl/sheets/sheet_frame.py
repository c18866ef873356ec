"""What stands around a sheet's cells: its hidden columns and its merges."""

from __future__ import annotations

from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import Opened

TRUE = ("1", "true")


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
