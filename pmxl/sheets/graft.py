"""Graft: sheets of ours put into a workbook that people have filled in, whose own cells stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import copy
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from pmxl.sheets.cells import ReadBook
from pmxl.sheets.container import Container
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.read import read_workbook
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.write import plan_to_bytes

WOULD_BE_LOST = (
    (re.compile(r"xl/(media|drawings/drawing|diagrams)/?", re.IGNORECASE), "it holds pictures or charts"),
    (re.compile(r"xl/vbaProject", re.IGNORECASE), "it holds macros"),
    (
        re.compile(r"xl/(slicers|pivotTables|queryTables|threadedComments)/", re.IGNORECASE),
        "it holds pivots or threads",
    ),
)
"""Parts that would not come through."""
KEPT = ("font", "border", "fill", "number_format", "protection", "alignment")


def graft(
    data: bytes, file: str, plan: BookPlan, names: Collection[str], before: str = "", anew: Collection[str] = ()
) -> bytes:
    """A copy of a workbook with these sheets of a plan added, before the sheet of that name, else at the end.

    Every cell that was there reads as before; Unspliceable is raised where that cannot be had. Sheets named in `anew`
    are put in the place of those of their name, where nothing but what a plan says stands in them, and lists to choose
    from that point to them reach as far as the plan's do.
    """
    for pattern, reason in WOULD_BE_LOST:
        if any(pattern.match(name) for name in Container(data, file).names):
            raise Unspliceable(reason)
    theirs = load_workbook(BytesIO(data), rich_text=True)
    ours = load_workbook(BytesIO(plan_to_bytes(plan)))
    for name in (sheet.name for sheet in plan.sheets if sheet.name in names):
        at = theirs.sheetnames.index(before) if before in theirs.sheetnames else None
        put(ours[name], theirs.create_sheet(name, at))
    renewed = [name for name in anew if name in theirs.sheetnames and is_ours(theirs[name], ours[name])]
    for name in renewed:
        at = theirs.sheetnames.index(name)
        theirs.remove(theirs[name])
        put(ours[name], theirs.create_sheet(name, at))
        lengthen(theirs, ours, name)
    stream = BytesIO()
    theirs.save(stream)
    made = stream.getvalue()
    if not says_the_same(read_workbook(file, data), read_workbook(file, made), renewed):
        raise Unspliceable("its cells would not read as before")
    return made


def put(ours: Any, new: Any) -> None:
    """A sheet of our own writer copied into another workbook: cells, sizes, table, rules for typing, view and paper."""
    put_cells(ours, new)
    for letters, size in ours.column_dimensions.items():
        new.column_dimensions[letters] = copy(size)
        new.column_dimensions[letters].worksheet = new
    for number, size in ours.row_dimensions.items():
        new.row_dimensions[number].height = size.height
    for table in ours.tables.values():
        new.add_table(table)
    for rule in ours.data_validations.dataValidation:
        new.add_data_validation(rule)
    new.freeze_panes = ours.freeze_panes
    new.sheet_view.showGridLines = ours.sheet_view.showGridLines
    new.page_setup = copy(ours.page_setup)
    new.page_margins = copy(ours.page_margins)
    new.sheet_properties = copy(ours.sheet_properties)
    new.oddFooter.left.text = ours.oddFooter.left.text


def put_cells(ours: Any, new: Any) -> None:
    """What stands in the cells, how it looks, and where it leads."""
    for row in ours.iter_rows():
        for cell in row:
            there = new.cell(cell.row, cell.column, cell.value)
            if cell.has_style:
                for name in KEPT:
                    setattr(there, name, copy(getattr(cell, name)))
            if cell.hyperlink:
                there.hyperlink = copy(cell.hyperlink)
            if cell.comment:
                there.comment = copy(cell.comment)


def is_ours(old: Any, new: Any) -> bool:
    """True where a sheet has texts only in the columns of the one that is to take its place: nobody added to it."""
    typed = {cell.column for row in old.iter_rows() for cell in row if cell.value is not None}
    return typed <= {cell.column for row in new.iter_rows() for cell in row if cell.value is not None}


def lengthen(theirs: Any, ours: Any, name: str) -> None:
    """Lists to choose from that stand on a sheet of that name reach as far as they do in ours."""
    pattern = re.compile(rf"'?{re.escape(name)}'?!\$([A-Z]+)\$[0-9]+:\$[A-Z]+\$[0-9]+")
    reach = {}
    for rule in (one for sheet in ours for one in sheet.data_validations.dataValidation):
        if found := pattern.fullmatch(rule.formula1 or ""):
            reach[found[1]] = rule.formula1
    for rule in (one for sheet in theirs for one in sheet.data_validations.dataValidation):
        if found := pattern.fullmatch(rule.formula1 or ""):
            rule.formula1 = reach.get(found[1], rule.formula1)


def says_the_same(one: ReadBook, other: ReadBook, but: Collection[str] = ()) -> bool:
    """True where every sheet of the first, but those named, stands in the other with the same cells."""
    there = {sheet.name: sheet for sheet in other.sheets}
    return all(
        sheet.name in there
        and {at: (cell.value, cell.type, cell.formula) for at, cell in sheet.cells.items()}
        == {at: (cell.value, cell.type, cell.formula) for at, cell in there[sheet.name].cells.items()}
        for sheet in one.sheets
        if sheet.name not in but
    )
