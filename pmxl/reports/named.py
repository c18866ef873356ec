"""A name with what stands small beside or under it: a measure's unit, whose figure it is, what it serves; headings."""

from __future__ import annotations

from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import aside
from pmxl.reports.look import UNIT
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style


def beside(row: Row, look: Style, small: Style = UNIT) -> Cell:
    """A measure's name with its unit behind it."""
    return Rich(((row["name"], look), (f"  {aside(row)}" if aside(row) else "", small))), look


def under(name: str, *said: str, look: Style, small: Style = UNIT) -> Cell:
    """A name with a line under it for each thing that is said."""
    return Rich(((name, look), ("".join(f"\n{each}" for each in said if each), small))), look


def titled(name: str, said: str, look: Style = style.HEADING, small: Style = style.HEADING_ASIDE) -> Rich:
    """The heading over a block: its name, and small behind it what is said of it, if anything is."""
    return Rich(((name, look), (f"   {said}" if said else "", small)))
