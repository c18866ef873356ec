"""Data quality."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from pmxl.rules.quality import quality


@pytest.mark.parametrize(
    ("marks", "lowest", "poorest"),
    [
        ([4, 4, 4, 4, 4, 4], 4, [0, 1, 2, 3, 4, 5]),
        ([4, 4, 1, 4, 4, 4], 1, [2]),
        ([4, 2, 3, 2, 4, 4], 2, [1, 3]),
        ([nan, 3, nan, nan, 4, nan], 3, [1]),
        ([nan, nan, nan, nan, nan, nan], nan, []),
    ],
)
def test_a_figure_is_as_good_as_its_poorest_mark(marks: list[float], lowest: float, poorest: list[int]) -> None:
    """Five good marks do not make up for a poor one; what has no mark says nothing; several may be the poorest."""
    found = quality(marks)
    assert found.lowest.item() == pytest.approx(lowest, nan_ok=True)
    assert np.flatnonzero(found.poorest).tolist() == poorest


def test_many_figures_at_once() -> None:
    """A row a figure; no figures, no marks."""
    marks = np.array([[4, 3], [1, nan], [nan, nan]], dtype=float)
    assert quality(marks).lowest.tolist() == pytest.approx([3, 1, nan], nan_ok=True)
    assert quality(np.zeros((0, 6))).lowest.shape == (0,)


@pytest.mark.parametrize("mark", [0, 5, 2.5])
def test_marks_are_one_to_four(mark: float) -> None:
    """Any other is refused by name."""
    with pytest.raises(ValueError, match=f"marks: {mark:g} is not one of 1, 2, 3, 4"):
        quality([4, mark])
