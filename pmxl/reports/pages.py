"""Pages: the sheets that stand behind the first, and those whose tables are too long for a workbook."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from pmxl.assess import Assessment
from pmxl.framework.columns_audiences import PAGES
from pmxl.framework.columns_audiences import page_named
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.reports import places

MOST = 100_000
"""Rows of a table with which a workbook is still opened in seconds, and sent; Excel itself ends at 1,048,576."""

LISTED = 1_000
"""Partners told one by one on a measure's own sheet: with more, those who matter most there."""

LONG: Mapping[str, tuple[str, Callable[[Assessment], int]]] = {
    "contributions": (places.CONTRIBUTIONS, lambda assessment: len(assessment.partners)),
    "data": (places.DATA, lambda assessment: len(assessment.figures)),
}
"""The pages that have a row for every figure, what their sheets are called, and how many rows they have."""


def pages_of(assessment: Assessment) -> tuple[str, ...]:
    """The pages behind the first that the audience is given, in the order of every scorecard; all where it names none.

    One that names only pages that nobody knows is given none. Those too long for a workbook are not among them.
    """
    long = too_long(assessment)
    return tuple(page for page in wanted(assessment) if page not in long)


def wanted(assessment: Assessment) -> tuple[str, ...]:
    """All that the audience is given, however long."""
    named = assessment.audience.pages if assessment.audience else ()
    known = {page_named(page) for page in named}
    return tuple(page for page in PAGES if page in known or not named)


def too_long(assessment: Assessment) -> dict[str, int]:
    """The pages that lie beside the workbook as files, for it could hardly be opened with them, and their rows."""
    rows = {page: count(assessment) for page, (_, count) in LONG.items() if page in wanted(assessment)}
    return {page: many for page, many in rows.items() if many > MOST}


def tail(page: str) -> str:
    """How the name of such a file ends, after that of the workbook: `scorecard-data.csv` beside `scorecard.xlsx`."""
    return f"-{page}.csv"


def lying_beside(assessment: Assessment) -> str:
    """Which tables are files beside the workbook, how long they are and how the files are called; empty where none."""
    long = too_long(assessment)
    if not long:
        return ""
    what = listed(f"{LONG[page][0]} ({plural(rows, 'row')})" for page, rows in long.items())
    ends = listed(f"“{tail(page)}”" for page in long)
    are, them = ("is a file", "it") if len(long) == 1 else ("are files", "them")
    why = f"beside this workbook, which would be too large to open with {them}"
    return f"{what} {are} {why}: the workbook's own name with {ends} after it. Excel opens {them}."
