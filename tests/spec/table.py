"""Table: the lines of a table that a manager can read, as cells."""

from __future__ import annotations

from typing import Any

import pytest

RULE = set("-+| ")
"""What a line is made of that parts the headings from the lines under them."""


def cells_of(table: str) -> list[list[str]]:
    """The cells of each line, the headings first; `||` parts cells as `|` does."""
    lines = [line.replace("||", "|") for line in table.strip().splitlines() if not set(line) <= RULE]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def rows_of(table: str) -> list[list[str]]:
    """The cells of each line under the headings."""
    return cells_of(table)[1:]


def named(table: str, by: int = -1) -> list[Any]:
    """Each line under the headings as a case, named by its last cell (or the one of that number), which is left out."""
    rows = [(row, row.pop(by)) for row in rows_of(table)]
    return [pytest.param(*row, id=name) for row, name in rows]
