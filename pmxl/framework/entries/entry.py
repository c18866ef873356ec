"""A cell as an entry: what it says as text, and what is wrong where it is not what its column asks for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime

from pmxl.framework.column import Column
from pmxl.framework.faults import Fault
from pmxl.sheets.cells import Cell
from pmxl.sheets.number_formats import number_format_is_percent

NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|[+-]?\.\d+")
SIGNIFICANT = 15
"""Digits of a number as Excel keeps it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that is not blank, the column it stands in, and the month in which the year starts."""

    cell: Cell
    column: Column
    first_month: int

    @property
    def text(self) -> str:
        """What the cell says."""
        return words(self.cell)

    @property
    def is_bool(self) -> bool:
        """True for TRUE and FALSE, which Python would take for 1 and 0."""
        return isinstance(self.cell.value, bool)


class UnreadableEntry(Exception):
    """A cell that does not hold what its column asks for: the kind of fault, a fact and a request."""

    def __init__(self, fault: Fault, says: str, ask: str, expected: str = "") -> None:
        self.fault = fault
        self.says = says
        self.ask = ask
        self.expected = expected
        super().__init__(says)


def is_blank(cell: Cell) -> bool:
    """True for a cell that holds nothing to be seen."""
    return (isinstance(cell.value, str) and not cell.value.strip()) or (cell.value is None and cell.formula is None)


def words(cell: Cell) -> str:
    """What a cell says as text: 7 is `7`, 5 % is `5%`, a date is ISO."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        percent = number_format_is_percent(cell.number_format)
        return f"{value * 100:.{SIGNIFICANT}g}%" if percent else f"{value:.{SIGNIFICANT}g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).replace("\u00a0", " ").strip()


def parts(text: str) -> tuple[str, ...]:
    """The pieces of a list, separated by semicolons or by line breaks."""
    return tuple(piece for raw in re.split(r"[;\n]", text) if (piece := " ".join(raw.split())))


def as_number(text: str) -> float | None:
    """A text as a number, thousands separated by commas or not, a % sign at the end or not; None where it is none."""
    text = text.replace("−", "-").replace(" ", "").removesuffix("%")
    try:
        value = float(text.replace(",", "")) if NUMBER.fullmatch(text) else float(text) if "e" in text.lower() else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None
