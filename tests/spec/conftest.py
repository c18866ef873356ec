"""The `spec` fixture: a rule put to a table that a manager can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.spec.table import cells_of

Rule = Callable[..., Any]
Spec = Callable[..., None]

NUMBERS_AGREE = 1e-12
"""Figures are compared as numbers to this share of themselves, so that a table may be written in decimals."""


@pytest.fixture
def spec() -> Spec:
    """Puts a rule to every line of a table, as columns and line by line; the column after `||` is what it must say."""

    def check(rule: Rule, table: str, **settings: Any) -> None:
        names, rows, wanted = _read(table)
        columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        together = list(rule(**_as_columns(columns), **settings))
        alone = [rule(**dict(zip(names, row, strict=True)), **settings).item() for row in rows]
        for row, want, one, many in zip(rows, wanted, alone, together, strict=True):
            told = dict(zip(names, row, strict=True))
            assert _same(one, want), f"{told}: said {one!r}, should say {want!r}"
            assert _same(many, want), f"{told} in a column: said {many!r}, should say {want!r}"

    return check


def _as_columns(columns: dict[str, list[Any]]) -> dict[str, Any]:
    kinds = {name: object if isinstance(cells[0], str) else float for name, cells in columns.items()}
    return {name: np.array(cells, dtype=kinds[name]) for name, cells in columns.items()}


def _read(table: str) -> tuple[list[str], list[list[Any]], list[Any]]:
    """Names, rows of arguments, answers. A blank cell is "" in a column of words, NaN in a column of numbers."""
    names, *rows = cells_of(table)
    columns = [_column([row[place] for row in rows]) for place in range(len(names))]
    lines_read = list(map(list, zip(*columns, strict=True)))
    return names[:-1], [line[:-1] for line in lines_read], [line[-1] for line in lines_read]


def _column(texts: list[str]) -> list[Any]:
    try:
        return [float(text) if text else np.nan for text in texts]
    except ValueError:
        return [_truth(text) for text in texts]


def _truth(text: str) -> Any:
    return {"fires": True, "silent": False}.get(text, text)


def _same(said: Any, wanted: Any) -> bool:
    if isinstance(wanted, float):
        return bool(np.isclose(said, wanted, rtol=NUMBERS_AGREE, atol=0, equal_nan=True))
    return bool(said == wanted)
