"""Worksheet functions: what makes a Python function one, on every path that leads from Excel to it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import xlwings as xw

from pmxl.docstring import first_paragraph
from pmxl.excel.answers import FAILED
from pmxl.excel.answers import Rows
from pmxl.excel.arguments import ARGUMENTS
from pmxl.excel.ranges import shape
from pmxl.excel.spared import spare_excel

spare_excel()

PREFIX = "PMXL_"
NAMESPACE = "PMXL"
CATEGORY = "pmxl"
LONGEST = 255
"""Characters that Excel's function wizard shows of a description."""

MOST_CELLS = 4 * 2**20
"""Cells of an answer: four whole columns."""

TABLES = ("table", "measures", "targets", "tolerances", "settings")
"""Arguments whose size is not the answer's."""

FUNCTIONS: dict[str, Callable[..., Rows]] = {}
"""Every worksheet function by its name."""


def worksheet_function(function: Callable[..., Rows]) -> Callable[..., Rows]:
    """Makes a function one of Excel's: ranges in, rows of cells out, #VALUE! where an argument cannot be read.

    The first paragraph of its docstring is what the function wizard says; the arguments are told from ARGUMENTS.
    """

    @wraps(function)
    def answer(*given: Any, **named: Any) -> Rows:
        try:
            refuse_too_many(inspect.signature(function).bind(*given, **named).arguments)
            return function(*given, **named)
        except (ValueError, TypeError, ArithmeticError, MemoryError):
            return [[FAILED]]

    answer.__doc__ = first_paragraph(function)
    made: Any = answer
    for name in reversed(inspect.signature(function).parameters):
        made = xw.arg(name, ndim=2, doc=ARGUMENTS[name])(made)
    made = xw.func(name=function.__name__.removeprefix(PREFIX), namespace=NAMESPACE, category=CATEGORY)(made)
    FUNCTIONS[function.__name__] = made
    return made  # type: ignore[no-any-return]


def refuse_too_many(given: dict[str, Any]) -> None:
    """ValueError where a column and a row would come to more cells than a machine can bear."""
    shapes = [shape(cells) for name, cells in given.items() if name not in TABLES]
    rows, columns = max(rows for rows, _ in shapes), max(columns for _, columns in shapes)
    if rows * columns > MOST_CELLS:
        raise ValueError(f"{rows:,} rows of {columns:,} cells are more than {MOST_CELLS:,}.")
