"""Layout: the rows of a layout to paste into the framework, and the figures that are read through them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from rich.text import Text

from pmxl.console.findings import say_finding
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import Shown
from pmxl.console.table import print_table
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pmxl.batch.layout import Looked
    from pmxl.figures import Figure

FIRST = 12
"""Figures shown before they are only counted."""
MANY = 12
"""Columns of figures, and other sheets, named before they are only counted."""
SAID = ("STR037", "STR041", "STR042")
"""Notes of what was passed over, without which a layout cannot be judged."""


def print_layout(looked: Looked, form: str) -> None:
    """The rows, and what they read; as CSV the rows alone, headed as in the framework, and as JSON everything."""
    from pmxl.batch.layout import COLUMNS

    rows = [{name: plain(row.get(name)) for name in COLUMNS} for row in looked.rows]
    if form == "json":
        print_json(as_record(looked, rows))
        return
    if form == "csv":
        print_csv(rows, COLUMNS)
        return
    kind = "Proposed layout" if looked.proposed else "Layout"
    of = f", sheet {looked.sheet}" if looked.sheet else ""
    say(f"{kind} {looked.layout} for {looked.file}{of}")
    if looked.ours:
        say("This is one of our own returns, which collect reads without a layout.")
    print_rows(rows)
    if looked.proposed:
        print_choices(looked)
    print_read(looked)


def print_rows(rows: list[dict[str, Any]]) -> None:
    """The rows of the layout on their sides, for they are wider than a screen; blank columns are left out."""
    names = [name for name in (rows[0] if rows else ()) if any(row[name] != "" for row in rows)]
    lines: list[list[Shown]] = [[Text(name, "dim"), *(str(row[name]) for row in rows)] for name in names]
    print_table(("",) * (len(rows) + 1), lines, fold=True)


def print_choices(looked: Looked) -> None:
    """What else the sheet holds, for whoever corrects the proposal."""
    say("\nIt is a guess: compare it with the sheet. Its columns of figures, with their first figure:")
    print_table(("", "", ""), ((f"  {cell}", named, figure) for cell, named, figure in looked.columns[:MANY]))
    if len(looked.columns) > MANY:
        say(f"  and {len(looked.columns) - MANY} more, which --format json lists.")
    if looked.unplaced:
        say(f"No column was like: {', '.join(looked.unplaced)}.")
    if looked.others:
        more = f" and {len(looked.others) - MANY} more" if len(looked.others) > MANY else ""
        say(f"Other sheets, for --sheet: {', '.join(looked.others[:MANY])}{more}.")


def print_read(looked: Looked) -> None:
    """The first figures with their cells, how many there are, and what is said of them."""
    if looked.lacking:
        say("\nNothing can be read through it yet:")
    elif looked.figures:
        say("\nWhat is read through it:")
        print_figures(looked.figures)
    told = [finding for finding in looked.findings if finding.severity is not Severity.NOTE or finding.code in SAID]
    for finding in told:
        say_finding(finding)
    if looked.read:
        say(f"{looked.read.kept} kept, {looked.read.held} held, {looked.read.refused} refused; nothing was stored.")
    if looked.proposed:
        say("To use it, paste what --format csv prints into framework.xlsx, in a sheet layouts (headings in row 1).")


def print_figures(figures: tuple[Figure, ...]) -> None:
    """The first figures, a line each."""
    numbers = ("Numerator", "Denominator", "Value")
    print_table(("Measure", "Partner", "Area", "Period", *numbers, "Where"), map(line, figures[:FIRST]), right=numbers)
    if len(figures) > FIRST:
        say(f"and {len(figures) - FIRST:,} more.")


def line(figure: Figure) -> tuple[str, ...]:
    """One figure as it is shown."""
    of = (figure.measure, figure.partner, figure.area, figure.period.label)
    return (
        *of,
        number(figure.numerator),
        number(figure.denominator),
        figure.marker or number(figure.value),
        where(figure),
    )


def where(figure: Figure) -> str:
    """Where a figure stands; of one that was added up, its first part and how many there are."""
    parts = figure.note.count(" + ") + 1
    return f"{figure.sheet}!{figure.cell}" + (f" and {parts - 1} more" if parts > 1 else "")


def number(value: float | None) -> str:
    """A number as short as it can be said without another meaning, "" for none."""
    return "" if value is None else f"{value:,.10g}"


def as_record(looked: Looked, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All that was seen: the rows by the framework's columns, the figures, and the findings."""
    read = looked.read
    return {
        "file": looked.file,
        "sha256": looked.sha256,
        "layout": looked.layout,
        "proposed": looked.proposed,
        "sheet": looked.sheet,
        "rows": rows,
        "columns": [{"cell": c, "heading": named, "figure": figure} for c, named, figure in looked.columns],
        "others": looked.others,
        "unplaced": looked.unplaced,
        "ours": looked.ours,
        "outcome": read.outcome.value if read else "",
        "kept": read.kept if read else 0,
        "held": read.held if read else 0,
        "refused": read.refused if read else 0,
        "figures": [figure_record(figure) for figure in looked.figures],
        "findings": [finding.as_record() for finding in looked.findings],
    }


def figure_record(figure: Figure) -> dict[str, Any]:
    """One figure as a record."""
    names = ("measure", "partner", "area", "numerator", "denominator", "value", "marker", "held", "sheet", "cell")
    return {name: getattr(figure, name) for name in names} | {"period": figure.period.label, "source": figure.note}


def plain(value: object) -> object:
    """What stands in a cell of the framework: lists joined, and nothing for none."""
    return "" if value is None else "; ".join(map(str, value)) if isinstance(value, tuple) else value
