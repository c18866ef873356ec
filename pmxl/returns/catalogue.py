"""The catalogue of the checks: code, severity and sentence of each, as the reference and the method sheet list them."""

from __future__ import annotations

import sys
from typing import NamedTuple

from pmxl.returns import alike
from pmxl.returns.check import CHECKS
from pmxl.returns.judging import WHOLE_CHECKS
from pmxl.terms import Severity

READING = (
    ("CEL001", Severity.ERROR, "A cell shows an error of Excel's, such as #DIV/0! or #REF!."),
    ("CEL002", Severity.ERROR, "A cell holds a formula without a saved value."),
    ("CEL003", Severity.ERROR, "A cell holds what is no number that Excel knows."),
    ("CEL004", Severity.NOTE, "A figure is worked out by the partner's own formula; its saved value is read."),
    ("CEL005", Severity.QUERY, "A figure lies unseen under merged cells."),
    ("CEL030", Severity.QUERY, "A commentary is longer than a cell can hold, and its end is cut off."),
    ("CEL031", Severity.HOLD, "A day lies too far from now to be meant, as where a small number was typed for it."),
    ("CEL020", Severity.HOLD, "A percentage in an .xlsb workbook can be a fraction of one: 0.95 or 95."),
    ("CEL021", Severity.HOLD, "A figure in an .xlsb workbook looks blank, as an error would there."),
    ("CEL022", Severity.QUERY, "A figure was taken from another workbook by a formula."),
    ("NUM001", Severity.NOTE, "A number stands as text, such as '1,234', and is read as the number it shows."),
    ("NUM002", Severity.NOTE, "A bound such as '<5' or '≤5' is read as suppressed."),
    ("NUM003", Severity.NOTE, "A date stands as text and is read day first."),
    ("NUM010", Severity.ERROR, "A text such as '£3k' or 'about 40' stands where a number belongs."),
    ("NUM011", Severity.ERROR, "A comma can be a decimal point or badly grouped thousands."),
    ("NUM012", Severity.ERROR, "A percentage stands where none belongs."),
    ("NUM013", Severity.ERROR, "TRUE or FALSE stands where a number belongs."),
    ("NUM014", Severity.ERROR, "An answer is neither Yes nor No."),
    ("NUM015", Severity.ERROR, "What stands for a day is no date."),
    ("NUM016", Severity.HOLD, "A day can be read two ways: month first, or as a number that lost its format."),
    ("NUM017", Severity.ERROR, "A number is beyond anything that is counted."),
    ("NUM020", Severity.ERROR, "A number is shown as a date: it can be either."),
    ("NUM030", Severity.HOLD, "A percentage can be a fraction of one: 0.95 or 95."),
    ("NUM031", Severity.ERROR, "A percentage was typed into a cell that multiplies by a hundred: 9500 %."),
    ("STR010", Severity.NOTE, "Figures stand in hidden rows or columns."),
    ("VAL015", Severity.QUERY, "A mark for data quality is not 1, 2, 3 or 4."),
    ("VAL016", Severity.QUERY, "What stands under Provisional is neither yes nor no."),
    ("VAL018", Severity.QUERY, "A part is given for a measure that has none."),
)
"""What the reading of a cell can find, before anything is compared."""

FOREIGN = (
    ("STR030", Severity.ERROR, "The workbook is not one of ours, and no layout of the framework fits it."),
    ("STR031", Severity.ERROR, "The workbook is not one of ours, and more than one layout fits it."),
    ("STR033", Severity.ERROR, "A heading that the layout names is not there."),
    ("STR034", Severity.ERROR, "A heading that the layout names stands over more than one column."),
    ("STR036", Severity.ERROR, "The period of figures cannot be read, or (a Hold) can be read two ways."),
    ("STR037", Severity.NOTE, "Rows are of partners or areas that the framework does not have, and were not read."),
    ("STR038", Severity.QUERY, "A figure that the layout is for was not found."),
    ("STR039", Severity.NOTE, "Through which layout the workbook was read, how many figures, and of what periods."),
    ("STR040", Severity.ERROR, "The same figure stands in two places."),
    (
        "STR041",
        Severity.QUERY,
        "Shorter periods were not added up, for some are missing (a Note at its ends).",
    ),
    ("STR042", Severity.NOTE, "Rows are of measures that the framework does not have, and were not read."),
    ("STR044", Severity.ERROR, "One of the figures to be added up cannot be read."),
    ("STR045", Severity.ERROR, "Nothing was read through the layout."),
)
"""What the reading of a workbook that is not ours can find; its figures then pass the same checks as an import's."""


SEVERITIES = (
    "An **Error** keeps the figure out until it is mended. A **Hold** keeps it out until someone says which of two "
    "readings is meant. A **Query** lets it in and waits for an explanation. A **Note** is a record only. The checks "
    "that only ask (Query and Note) can be turned off, by their codes, with `checks_off` in the framework's settings; "
    "`target_times`, `commentary_limit` and `quality_asked` change what some of them ask."
)
MADE = "Made from the code by `python -m pmxl.returns.catalogue > docs/checks.md`; a test keeps it in step."
HEAD = ("# Checks", "", MADE, "", SEVERITIES)


class Listed(NamedTuple):
    """A check as it is listed: its code, what becomes of the figure, and in one sentence what it finds."""

    code: str
    severity: Severity
    fails: str


def checks() -> tuple[Listed, ...]:
    """Every check of a row, of a whole return and between returns, by code."""
    of_rows = [Listed(check.code, check.severity, check.fails) for check in CHECKS]
    of_wholes = [Listed(check.code, check.severity, check.fails) for check in WHOLE_CHECKS]
    between = Listed(alike.CODE, Severity.QUERY, alike.FAILS)
    return tuple(sorted((*of_rows, *of_wholes, between)))


def readings() -> tuple[Listed, ...]:
    """Everything that the reading of a cell can find, by code."""
    return tuple(Listed(*one) for one in READING)


def layouts() -> tuple[Listed, ...]:
    """Everything that the reading of a workbook through a layout can find, by code."""
    return tuple(Listed(*one) for one in FOREIGN)


def in_markdown() -> str:
    """The reference page, docs/checks.md."""
    of_figures = _table(f"{len(checks())} checks of figures, commentary and sign-off", checks())
    of_cells = _table("What is found while a cell is read", readings())
    of_layouts = _table("What is found where a workbook is read through a layout", layouts())
    return "\n".join((*HEAD, "", *of_figures, "", *of_cells, "", *of_layouts, ""))


def _table(heading: str, rows: tuple[Listed, ...]) -> list[str]:
    lines = [f"| {one.code} | {one.severity} | {one.fails} |" for one in rows]
    return [f"## {heading}", "", "| code | severity | what it finds |", "|---|---|---|", *lines]


if __name__ == "__main__":
    sys.stdout.write(in_markdown())
