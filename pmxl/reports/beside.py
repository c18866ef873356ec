"""Beside: the tables of a scorecard that are too long for its workbook, as the CSV files that lie beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime

from pmxl.assess import Assessment
from pmxl.days import day_of
from pmxl.reports import contributions
from pmxl.reports import data
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.pages import tail
from pmxl.reports.pages import too_long
from pmxl.sheets import style
from pmxl.sheets.shown import shown
from pmxl.sheets.tidy import guarded

TABLES: Mapping[str, Callable[[Assessment], tuple[Sequence[str], Iterable[Sequence[Cell]]]]] = {
    "contributions": lambda found: (contributions.headings(), contributions.lines(found)),
    "data": lambda found: (data.headings(found), data.lines(found)),
}
"""The headings and the rows of each."""


def files_beside(assessment: Assessment) -> Iterator[tuple[str, bytes]]:
    """How the name of each such file ends, after that of the workbook, and its bytes, which Excel reads as UTF-8.

    What stands there is what would stand on the sheet; figures have all their digits, and text is never a formula.
    """
    for page in too_long(assessment):
        names, lines = TABLES[page](assessment)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows(map(plain, lines))
        yield tail(page), out.getvalue().encode("utf-8-sig")


def plain(line: Sequence[Cell]) -> list[str]:
    """The row as a CSV file holds it; nothing where a sheet has a dash."""
    return [said(cell) for cell in line]


def said(cell: Cell) -> str:
    """What a cell holds: a number in all its digits, a day as ISO writes it, a text that no spreadsheet calculates."""
    content, look = cell
    if content is None or content == DASH:
        return ""
    if isinstance(content, str):
        return guarded(content)
    if isinstance(content, datetime):
        return content.isoformat(sep=" ", timespec="minutes")
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return day_of(content).isoformat() if style.DATE_FORMAT in look.number_format else f"{content:.15g}"
    return guarded(shown(content))
