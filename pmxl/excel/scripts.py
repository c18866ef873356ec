"""Scripts: what a button does in the open workbook; a script is given named ranges and never the whole workbook."""

from __future__ import annotations

import inspect
from typing import Any

import xlwings as xw

from pmxl.excel import udfs
from pmxl.excel.answers import FAILED
from pmxl.findings import refuse
from pmxl.sheets.style import STATUS
from pmxl.terms import COLOURS

NAMED = "rag_"
"""How the names of the ranges begin that the rating takes: rag_actual, rag_target and so on, as PMXL_RAG calls them."""

RATED = f"{NAMED}rating"
"""The range that the ratings are written to."""

NEEDED = ("actual", "target")
SCRIPTS = ("rate_table",)
"""Every script by its name."""


@xw.script
def rate_table(book: xw.Book) -> None:
    """Rates rag_actual against rag_target by whatever else is named rag_..., and writes the ratings to rag_rating."""
    ranges = {name.name.casefold(): name.refers_to_range for name in book.names}
    given = [name for name in inspect.signature(udfs.PMXL_RAG).parameters if f"{NAMED}{name}" in ranges]
    if missing := [f"{NAMED}{name}" for name in NEEDED if name not in given] + [RATED] * (RATED not in ranges):
        says = f"The workbook has no range named {' or '.join(missing)}."
        raise refuse("SRV013", says, "Select the cells and give them that name in the box left of the formula bar.")
    values = {name: ranges[f"{NAMED}{name}"].options(ndim=2).value for name in given}
    write_ratings(ranges[RATED], udfs.PMXL_RAG(**values))


def write_ratings(to: Any, ratings: list[list[Any]]) -> None:
    """Writes ratings with their tints; refuses where they do not fit, so that nothing beside is overwritten."""
    if ratings == [[FAILED]]:
        says = "A figure, a target or a word in the ranges named rag_... cannot be read."
        raise refuse("SRV013", says, "Try =PMXL.RAG on a few of the rows to see which it is.")
    shape = (len(ratings), len(ratings[0]))
    if to.shape != shape:
        has = f"{RATED} has {to.shape[0]} and {to.shape[1]}"
        says = f"There are {shape[0]} rows and {shape[1]} columns of ratings, and {has}."
        raise refuse("SRV013", says, f"Make {RATED} as large as {NAMED}actual.")
    to.value = ratings
    to.color = None
    for row, cells in enumerate(ratings):
        for column, word in enumerate(cells):
            if word in COLOURS:
                to[row, column].color = STATUS[word].tint
