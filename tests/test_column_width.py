"""A column is as wide as its widest cell, though few of its numbers are looked at."""

from __future__ import annotations

import numpy as np
import pytest

from pmxl.reports.block import SIDES
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.sheets.glyphs import text_width
from pmxl.sheets.shown import shown
from pmxl.sheets.style import NUMBER

FORMATS = ("0", "#,##0.0", "0.00%", '"+"0.0;"−"0.0;0.0', '"≥ "#,##0', '0;-0;"none at all"', '£#,##0.00" p"', "General")


@pytest.mark.parametrize("number_format", FORMATS)
@pytest.mark.parametrize("middle", [0.0, 55.0, -3.0, 98_765.0])
def test_no_number_is_wider_than_its_column(number_format: str, middle: float) -> None:
    """Great and small, below nought and at nought, in every sort of format: as if each had been measured."""
    random = np.random.default_rng(7)
    numbers = [*random.normal(middle, 40, 60).tolist(), *random.normal(middle, 0.4, 20).tolist(), 0.0]
    cells: list[Cell] = [(number, NUMBER.but(number_format=number_format)) for number in numbers]
    cells += [("in words", NUMBER), (None, NUMBER)]
    whole = max(text_width(shown(content, look.number_format), look) for content, look in cells)
    assert width_of(cells, 0.0) == whole + SIDES
