"""The reader of each kind of entry, and the one call that uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.entries.agreed import read_level
from pmxl.framework.entries.agreed import read_profile
from pmxl.framework.entries.agreed import read_rule
from pmxl.framework.entries.agreed import read_scope
from pmxl.framework.entries.entry import Entry
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.plain import read_choice
from pmxl.framework.entries.plain import read_id
from pmxl.framework.entries.plain import read_list
from pmxl.framework.entries.plain import read_name
from pmxl.framework.entries.plain import read_number
from pmxl.framework.entries.plain import read_ref
from pmxl.framework.entries.plain import read_refs
from pmxl.framework.entries.plain import read_text
from pmxl.framework.entries.plain import read_whole
from pmxl.framework.entries.plain import read_yes
from pmxl.framework.entries.when import read_date
from pmxl.framework.entries.when import read_months
from pmxl.framework.entries.when import read_one_period
from pmxl.framework.entries.when import read_periods
from pmxl.framework.faults import Fault
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType

Reader = Callable[[Entry], Any]
"""Gives the value of an entry; raises UnreadableEntry."""

READERS: dict[Holds, Reader] = {
    Holds.ID: read_id,
    Holds.REF: read_ref,
    Holds.REFS: read_refs,
    Holds.TEXT: read_text,
    Holds.NAME: read_name,
    Holds.LIST: read_list,
    Holds.CHOICE: read_choice,
    Holds.YES: read_yes,
    Holds.NUMBER: read_number,
    Holds.WHOLE: read_whole,
    Holds.LEVEL: read_level,
    Holds.PROFILE: read_profile,
    Holds.PERIOD: read_one_period,
    Holds.PERIODS: read_periods,
    Holds.DATE: read_date,
    Holds.MONTHS: read_months,
    Holds.SCOPE: read_scope,
    Holds.RULE: read_rule,
    Holds.SETTING: read_text,
}


def read_entry(cell: Cell, column: Column, first_month: int) -> Any:
    """The value of a cell that is not blank; raises UnreadableEntry where it holds something else."""
    if cell.type is CellType.ERROR:
        raise UnreadableEntry(
            Fault.CELL_ERROR, f"{column.name} shows {cell.raw or cell.value}.", "Mend the formula or type the value."
        )
    if cell.value is None:
        raise UnreadableEntry(
            Fault.CELL_ERROR,
            f"{column.name} holds a formula without a saved value.",
            "Open the workbook in Excel and save it, or type the value.",
        )
    return READERS[column.holds](Entry(cell, column, first_month))
