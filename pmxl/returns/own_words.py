"""Own words: what a partner wrote in columns that are none of ours, carried into a return that is issued anew."""

from __future__ import annotations

from dataclasses import replace

from pmxl.returns.body import FIRST_ROW
from pmxl.returns.body import HEAD_ROW
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.names import folded
from pmxl.returns.prefilled import Given
from pmxl.returns.template import USUAL
from pmxl.returns.template import OwnColumn
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan

MOST = 20
"""Columns that are carried over at most: a sheet with more was pasted together, and its file is kept."""


def kept_columns(given: Given) -> tuple[OwnColumn, ...]:
    """The columns of a partner's own in which something stands, in their order."""
    headings = dict.fromkeys(heading for row in given.own.values() for heading in row)
    return tuple(OwnColumn(heading, USUAL) for heading in list(headings)[:MOST])


def with_own_words(plan: BookPlan, form: ReturnForm, given: Given) -> BookPlan:
    """The return with what the partner wrote in such columns, wherever it has a column of that heading."""
    if not given.own:
        return plan
    sheets = (_filled(sheet, form, given) if sheet.name == RETURN_SHEET else sheet for sheet in plan.sheets)
    return replace(plan, sheets=tuple(sheets))


def _filled(sheet: SheetPlan, form: ReturnForm, given: Given) -> SheetPlan:
    heads = {
        put.col: folded(put.value)
        for put in sheet.puts
        if put.row == HEAD_ROW and put.col > len(HEADINGS) and isinstance(put.value, str)
    }
    said = {
        (row, folded(heading)): text
        for row, key in enumerate(form.keys, FIRST_ROW)
        for heading, text in given.own.get(key, {}).items()
    }
    puts = (
        replace(put, value=text) if (text := said.get((put.row, heads.get(put.col, "")))) else put for put in sheet.puts
    )
    return replace(sheet, puts=tuple(puts))
