"""Rows of a sheet, by the names of its columns."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
Rows = list[Row]


def table(columns: tuple[str, ...], *rows: tuple[object, ...]) -> Rows:
    """Rows with what stands under each column, in the columns' order."""
    return [dict(zip(columns, row, strict=True)) for row in rows]
