"""Captions: what the framework has an audience's columns headed, carried to every sheet that has such a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pmxl.framework.columns_audiences import column_named
from pmxl.reports import panel_columns
from pmxl.reports.summary import names
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.grid import Grid

if TYPE_CHECKING:
    from pmxl.assess import Assessment

HEADINGS = {column.word: column.heading for column in panel_columns.EVERY if column.word != panel_columns.TREND}
"""The heading that each column has where nobody words it otherwise; that of the small lines is no name for anything."""
AIR = 4.0
"""Points of a row beyond its lines."""


def captions(assessment: Assessment) -> dict[str, str]:
    """What stands in place of a heading for this audience: `{"Actual": "Now"}`."""
    words = assessment.audience.columns if assessment.audience else ()
    said = dict(column_named(word) for word in words)
    return {HEADINGS[word]: caption for word, caption in said.items() if caption and word in HEADINGS}


def captioned(plan: BookPlan, said: Mapping[str, str]) -> BookPlan:
    """The workbook with its columns headed so, on every sheet."""
    if not said:
        return plan
    return replace(plan, sheets=tuple(with_heads(sheet, said) for sheet in plan.sheets))


def with_heads(sheet: SheetPlan, said: Mapping[str, str]) -> SheetPlan:
    """A sheet with its columns headed so, the rows of those headings as high as their new words need."""
    puts = tuple(headed(put, said) for put in sheet.puts)
    grid, heights = Grid(sheet), dict(sheet.heights)
    for put, before in zip(puts, sheet.puts, strict=True):
        if put is not before:
            needed = row_height(grid.lines(put), put.style.size) + AIR
            heights[put.row] = max(heights.get(put.row, 0.0), needed)
    return replace(sheet, puts=puts, heights=heights)


def headed(put: Put, said: Mapping[str, str]) -> Put:
    """A heading of a column in other words; the same word elsewhere stays."""
    is_heading = put.style.bottom in (style.NAVY, style.HAIRLINE) and put.style.color in (style.NAVY, style.MUTED)
    if is_heading and isinstance(put.value, str) and put.value in said:
        return replace(put, value=said[put.value])
    return put


def told(said: Mapping[str, str]) -> str:
    """`On other scorecards “Now” is headed Actual.`; "" where nothing is worded anew."""
    each = [f"“{caption}” is headed {heading}" for heading, caption in said.items()]
    return f"On other scorecards of this partnership {names(each)}." if each else ""
