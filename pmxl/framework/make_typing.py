"""What may be typed where in the framework workbook: drop-downs, ids that are there, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from typing import Any

from pmxl.findings import show
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.columns import SETTINGS
from pmxl.framework.columns_audiences import KINDS
from pmxl.framework.columns_audiences import LAYOUT_NAMES
from pmxl.framework.entries.plain import ID_LIMIT
from pmxl.framework.make_place import FIRST_COL
from pmxl.framework.make_place import FIRST_ROW
from pmxl.framework.make_place import Place
from pmxl.framework.setting import SETTING_BY_KEY
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.describe import Validation

LAST_ID_ROW = 506
"""Ids are looked for down to this row, so that a table may grow by hundreds of rows."""
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)
LONGEST_LIST = 255
"""Characters that Excel takes for a drop-down list; a longer choice is typed, and checked when it is read."""
LONGEST_TITLE = 32
"""Characters that Excel shows above what is wrong with a cell."""
LONGEST_MESSAGE = 255
"""Characters that Excel shows of what is wrong with a cell."""
YES_NO = ("yes", "no")
PRIORITIES = ("high", "medium", "low", "none")
POOLINGS = ("sum", "ratio", "share", "lead", "none")
SUGGESTED = {"priority": PRIORITIES, "pooling": POOLINGS, "for": KINDS, "layout": LAYOUT_NAMES}
"""Words offered where others may be typed too."""

Ids = Callable[[str], str]
"""Where the ids of a sheet are listed: the formula for a drop-down of them."""


def ids_of(sheet: str) -> str:
    """The formula for a drop-down of the ids typed on a sheet so far."""
    column = column_letters(FIRST_COL)
    first, whole = f"'{sheet}'!${column}${FIRST_ROW}", f"'{sheet}'!${column}${FIRST_ROW}:${column}${LAST_ID_ROW}"
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({whole})),1)"


def typing_rules(place: Place, ids: Ids = ids_of) -> tuple[Validation, ...]:
    """The rules for typing of one sheet; `ids` says where the ids of another sheet are listed."""
    if place.sheet is SETTINGS:
        return tuple(_settings(place))
    return tuple(
        rule
        for column in place.sheet.columns
        if (rule := rule_of(column, FIRST_ROW, place.col(column.name), place.last_row, ids)) is not None
    )


def rule_of(column: Column, row: int, col: int, to_row: int, ids: Ids = ids_of) -> Validation | None:
    """The rule for one column's cells; None where any text may stand."""
    title = f"{column.name} cannot be that"
    title = title if len(title) <= LONGEST_TITLE else "That cannot stand here"
    block: dict[str, Any] = {"row": row, "col": col, "to_row": to_row, "to_col": col, "error_title": title}
    if column.holds is Holds.ID:
        return Validation(**block, kind="custom", source=_id_formula(row, col), error=_says(column))
    if column.refers and column.holds is Holds.REF:
        error = f"No such id on the sheet {column.refers} yet. Keep it if you are about to add it there."
        return Validation(**block, kind="list", source=ids(column.refers), error=error, stop=False)
    if column.name in SUGGESTED:
        error = "That is none of the usual words. Keep it if it is meant."
        return Validation(**block, kind="list", source=SUGGESTED[column.name], error=error, stop=False)
    if column.choices and len(",".join(column.choices)) <= LONGEST_LIST:
        return Validation(**block, kind="list", source=column.choices, error=_says(column))
    if column.holds is Holds.YES:
        return Validation(**block, kind="list", source=YES_NO, error="Type yes or no, or leave it blank.")
    if column.holds is Holds.DATE:
        bounds: dict[str, Any] = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
        return Validation(**block, kind="date", **bounds, error="Type a date such as 31/3/2026.")
    if column.holds in (Holds.NUMBER, Holds.LEVEL, Holds.WHOLE):
        kind: Any = "whole" if column.holds is Holds.WHOLE else "decimal"
        return Validation(**block, kind=kind, minimum=column.low, maximum=column.high, error=_says(column))
    return None


def _says(column: Column) -> str:
    return show(column.help, LONGEST_MESSAGE)


def _id_formula(row: int, col: int) -> str:
    """True for an id that is short, in small letters, without spaces, and stands once."""
    cell = address(row, col)
    letters = column_letters(col)
    whole = f"${letters}${row}:${letters}${LAST_ID_ROW}"
    return (
        f'=AND(LEN({cell})<={ID_LIMIT},EXACT({cell},LOWER({cell})),ISERROR(FIND(" ",{cell})),COUNTIF({whole},{cell})=1)'
    )


def _settings(place: Place) -> Iterator[Validation]:
    """Each setting has a rule of its own."""
    for n, row in enumerate(place.rows):
        setting = SETTING_BY_KEY.get(str(row["key"]))
        if setting is None:
            continue
        rule = rule_of(setting.column, FIRST_ROW + n, place.col("value"), FIRST_ROW + n)
        if rule is not None:
            yield rule
