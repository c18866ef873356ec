"""A part of the table: cases of one worksheet function, its native form beside each, and what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

ERROR = "#N/A"
"""A cell that holds Excel's error, put in or expected."""

Cell = float | str | bool | None
Row = Sequence[Cell]
Call = list[Any]
"""A function's name and its arguments, a range being a list of rows."""


@dataclass(frozen=True)
class Part:
    """Rows of cells, formulas to the right of them, and the calls whose answers the formulas' last columns are.

    A row without formulas has no answer. `columns` are those of a call's answer that have a native form, all if none
    is named. Numbers may differ by `near`, for their size.
    """

    name: str
    rows: Sequence[Row]
    formulas: list[list[str]]
    calls: list[Call]
    says: list[Cell]
    answers: int = 1
    columns: tuple[int, ...] = ()
    near: float = 1e-9


def address(row: int, column: int, *, fixed: bool = False) -> str:
    """A cell's address, counted from 0."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed))


def reach(top: int, left: int, bottom: int, right: int) -> str:
    """A range's address, counted from 0."""
    return f"{address(top, left, fixed=True)}:{address(bottom, right, fixed=True)}"


def told(answers: Any) -> list[Cell]:
    """Answers of a rule as cells: NaN is an error, words are texts."""
    return [one_told(answer) for answer in answers]


def one_told(answer: Any) -> Cell:
    """One answer."""
    if hasattr(answer, "item"):
        answer = answer.item()
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, float | int):
        return ERROR if isnan(answer) else float(answer)
    return str(answer)


def number(cell: Cell) -> float:
    """What a rule is given for a cell: NaN for none."""
    return float("nan") if cell is None or isinstance(cell, str) else float(cell)


def row_by_row(
    name: str,
    function: str,
    columns: dict[str, list[Cell]],
    formula: str | Callable[[int], str],
    says: Any,
    arguments: Sequence[str | None] = (),
) -> Part:
    """A case a row: `formula` names its cells by column as {actual}; one call takes whole columns.

    `arguments` are the columns in the function's order, None for one left out; all columns if none is named.
    """
    order = list(columns)
    count = len(columns[order[0]])
    rows = [[columns[name][row] for name in order] for row in range(count)]
    given = [None if one is None else [[cell] for cell in columns[one]] for one in arguments or order]

    def text(row: int) -> str:
        cells = {name: address(row, at) for at, name in enumerate(order)}
        return formula.format(**cells) if isinstance(formula, str) else formula(row)

    formulas = [[text(row)] for row in range(count)]
    return Part(name, rows, formulas, [[function, given]], told(says))
