"""Answers: what a rule gives, as rows of cells that spill; nothing that Excel could take for something else."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Rows = list[list[Any]]

NOT_AVAILABLE = "#N/A"
"""Excel's error where there is no figure."""

FAILED = "#VALUE!"
"""Excel's error where an argument cannot be read."""


def of_numbers(column: npt.ArrayLike) -> Rows:
    """Numbers, #N/A where there is none."""
    figures = np.atleast_2d(np.asarray(column, dtype=float))
    cells: npt.NDArray[np.object_] = figures.astype(object)
    cells[~np.isfinite(figures)] = NOT_AVAILABLE
    return list(map(list, cells.tolist()))


def of_words(column: npt.ArrayLike) -> Rows:
    """Words, an empty text where nothing is said."""
    return [[str(cell) for cell in row] for row in np.atleast_2d(np.asarray(column, dtype=object)).tolist()]


def side_by_side(*columns: Rows) -> Rows:
    """Columns of a cell a row, beside one another."""
    return [[cell for row in rows for cell in row] for rows in zip(*columns, strict=True)]


def downwards(column: npt.ArrayLike) -> npt.NDArray[Any]:
    """One answer a series, as a column."""
    return np.asarray(column).reshape(-1, 1)
