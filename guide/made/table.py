"""Table: rows of cells as a table of Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence


def cell(text: object) -> str:
    """A text as it may stand in a cell: on one line, with nothing that would end the cell or begin a tag."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with its headings."""
    lines = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines, ""])
