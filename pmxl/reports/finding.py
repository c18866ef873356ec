"""A finding of a return in a sheet: how grave it is, and where what it is about stands."""

from __future__ import annotations

from pmxl.reports import mark
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import word
from pmxl.reports.look import STATUS
from pmxl.terms import Rating
from pmxl.terms import Severity

SEVERITIES = {Severity.ERROR: Rating.RED, Severity.HOLD: Rating.AMBER, Severity.QUERY: Rating.NO_DATA}
"""The look of each severity that waits for an answer."""


def severity(name: str) -> Cell:
    """`◆ Error`, in its colour."""
    return mark.stands(SEVERITIES[Severity(name)], name, STATUS, tinted=False)


def where(row: Row) -> str:
    """File and cell, one under the other; the part of a return where there is no cell."""
    cell = "!".join(piece for piece in (word(row["sheet"]), word(row["cell"])) if piece)
    return "\n".join(piece for piece in (word(row["file"]), cell or word(row.get("part"))) if piece)
