"""Hidden: the rows and columns that hide figures, in one Note for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby

from pmxl.findings import Finding
from pmxl.plural import listed
from pmxl.returns.entries import is_blank
from pmxl.returns.headings import FIGURES
from pmxl.returns.ours import is_ours
from pmxl.returns.paper import Paper
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.terms import Severity


def hidden_figures(paper: Paper, rows: Iterable[int]) -> Iterator[Finding]:
    """A Note that names every hidden row and column with a figure in it."""
    cells, columns = paper.sheet.cells, [paper.columns.get(heading, 0) for heading in FIGURES]
    looked_at = [(row, col) for row in sorted(rows) for col in columns]
    hidden = [cell for place in looked_at if (cell := cells.get(place)) is not None and cell.hidden]
    found = [(cell.row, cell.col) for cell in hidden if not (is_blank(cell) or is_ours(cell))]
    if not found:
        return
    seen = {col for (_, col), cell in paper.sheet.cells.items() if not cell.hidden}  # a hidden row hides no column
    columns = sorted({col for _, col in found} - seen)
    lines = sorted({row for row, col in found if col in seen})
    places = " and ".join(filter(None, (_named("column", columns), _named("row", lines))))
    verb = "is" if len(columns) + len(lines) == 1 else "are"
    held = "1 cell there holds a figure" if len(found) == 1 else f"{len(found)} cells there hold figures"
    says = f"{places[0].upper()}{places[1:]} {verb} hidden, and {held}."
    ask = "They were read all the same." if len(found) > 1 else "It was read all the same."
    yield Finding("STR010", Severity.NOTE, says, ask, sheet=paper.sheet.name, cell=address(*found[0]))


def _named(what: str, numbers: list[int]) -> str:
    """`columns I to K and M`, `row 6`; "" for none."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0])]
    told = [_written(what, run[0]) + (f" to {_written(what, run[-1])}" if len(run) > 1 else "") for run in runs]
    if not told:
        return ""
    return f"{what if len(numbers) == 1 else f'{what}s'} {listed(told)}"


def _written(what: str, number: int) -> str:
    return column_letters(number) if what == "column" else str(number)
