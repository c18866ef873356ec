"""Ranges: what a worksheet function is given, cell by cell, as the columns that rules take."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

import numpy as np

from pmxl.days import serial_of
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words

DAY = timedelta(days=1)
MOST_PLACES = 15
MOST_PERIODS = 400
LONGEST_HISTORY = 4_000

Given = Any
"""A range as Excel hands it over: rows of cells, one cell, or nothing."""


def grid(given: Given) -> list[list[Any]]:
    """Rows of cells, whatever was given: one cell is a row of one, nothing is a blank cell; ValueError for rows of
    unequal length.
    """
    if not isinstance(given, (list, tuple)):
        return [[given]]
    rows = [list(row) if isinstance(row, (list, tuple)) else [row] for row in given]
    if len({len(row) for row in rows}) > 1:
        raise ValueError("The rows of a range are of one length.")
    return rows if rows and rows[0] else [[None]]


def shape(given: Given) -> tuple[int, int]:
    """How many rows and columns a range has."""
    if not isinstance(given, (list, tuple)) or not given:
        return 1, 1
    return len(given), max((len(row) for row in given[:2] if isinstance(row, (list, tuple))), default=1)


def one_cell(given: Given) -> Any:
    """The cell of an argument that holds for all; ValueError where a range of differing ones is given."""
    cells = [cell for row in grid(given) for cell in row]
    if any(cell != cells[0] for cell in cells[1:]):
        raise ValueError("One cell is taken here, and several that differ were given.")
    return cells[0]


def is_blank(cell: Any) -> bool:
    """True for an empty cell, for one with nothing but spaces, and for an Excel error, which comes as nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell  # NaN


def number(cell: Any, blank: float = np.nan) -> float:
    """The number in a cell; a date as Excel counts it, true as 1; ValueError for words."""
    if is_blank(cell):
        return blank
    if isinstance(cell, datetime):
        return serial_of(cell) + (cell - datetime.combine(cell, time(), cell.tzinfo)) / DAY
    if isinstance(cell, date):
        return serial_of(cell)
    if isinstance(cell, str):
        raise ValueError(f"{cell!r} is not a number.")  # noqa: TRY004 - what is wrong is the cell, not the program
    if math.isinf(found := float(cell)):
        raise ValueError("A cell cannot be without end.")
    return found


def numbers(given: Given, blank: float = np.nan) -> Floats:
    """A range of numbers, a blank cell being `blank`."""
    return np.array([[number(cell, blank) for cell in row] for row in grid(given)], dtype=float)


def places(given: Given, blank: float = 0) -> Floats:
    """A range of numbers of decimals, none by default; ValueError for more than a figure can have."""
    found = numbers(given, blank)
    if (np.abs(found) > MOST_PLACES).any():
        raise ValueError(f"{np.abs(found).max():g} is not a number of decimals.")
    return found


def whole(given: Given, otherwise: int) -> int:
    """A single number of things, one at least."""
    found = one_number(given, otherwise)
    if not 1 <= found <= MOST_PERIODS:
        raise ValueError(f"{found:g} is not a number from 1 to {MOST_PERIODS}.")
    return int(found)


def one_number(given: Given, otherwise: float) -> float:
    """A single number, `otherwise` where nothing is given."""
    return number(one_cell(given), otherwise)


def words(given: Given, otherwise: str, among: Iterable[str]) -> Words:
    """A range of words, `otherwise` for a blank; case and spaces do not matter; ValueError for a word not known."""
    known = {"".join(word.split()).casefold(): word for word in among}
    found: dict[Any, str] = {}
    rows = grid(given)
    for cell in {cell for row in rows for cell in row if not is_blank(cell)}:
        if (folded := "".join(str(cell).split()).casefold()) not in known:
            raise ValueError(f"{cell!r} is not one of {', '.join(filter(None, known.values()))}.")
        found[cell] = str(known[folded])
    return np.array([[otherwise if is_blank(cell) else found[cell] for cell in row] for row in rows], dtype=object)


def one_word(given: Given, otherwise: str, among: Iterable[str]) -> str:
    """A single word."""
    return str(words(one_cell(given), otherwise, among)[0, 0])


def texts(given: Given) -> Words:
    """A range of texts, "" for a blank; a whole number without its decimal point."""
    return np.array([[text(cell) for cell in row] for row in grid(given)], dtype=object)


def text(cell: Any) -> str:
    """The text of a cell."""
    if is_blank(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def folded(cell: Any) -> str:
    """A heading, a key or an id, case and spaces aside."""
    return "_".join(text(cell).split()).casefold()


def one_truth(given: Given, *, otherwise: bool) -> bool:
    """A single TRUE or FALSE."""
    cell = one_cell(given)
    return otherwise if is_blank(cell) else bool(cell)


def history(given: Given) -> Floats:
    """A row a series and a column a period, oldest first; a range of one column is one series read downwards.

    ValueError for more periods than anybody has, as of a whole column: they would keep Excel waiting for minutes.
    """
    rows = grid(given)
    if (len(rows[0]) if len(rows[0]) > 1 else len(rows)) > LONGEST_HISTORY:
        raise ValueError(f"A history has {LONGEST_HISTORY} periods at most.")
    figures = numbers(rows)
    return figures.T if figures.shape[1] == 1 else figures


def levels(given: Given, series: int) -> Floats:
    """One number a series, or one for all; ValueError for another number of them."""
    found = numbers(given)
    if found.shape not in ((1, 1), (series, 1)):
        raise ValueError(f"There are {series} series, and {found.shape[0]} rows of {found.shape[1]} cells.")
    return found[:, 0]


def tolerances(given: Given, presets: Iterable[str]) -> tuple[Floats, Words]:
    """The amounts of a range of tolerances and the names of those that go by one: `5` or `floor`."""
    rows = grid(given)
    amounts = [[np.nan if isinstance(cell, str) else number(cell) for cell in row] for row in rows]
    names = [[cell if isinstance(cell, str) else None for cell in row] for row in rows]
    return np.array(amounts, dtype=float), words(names, "", presets)
