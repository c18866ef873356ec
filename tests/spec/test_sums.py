"""Sums of many groups at once."""

from __future__ import annotations

from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.sums import sums
from tests.thorough import cases


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        ([], 0.0),
        ([5], 5.0),
        ([0.1] * 10, 1.0),
        ([1e16, 1.0, -1e16], 1.0),
        ([0.1, 0.2, 0.3], 0.6),
        ([1, 2, 4, 8, 16], 31),
    ],
)
def test_no_noise(figures: list[float], total: float) -> None:
    """Ten times 0.1 is 1, and a small figure beside two large ones is not lost."""
    assert sums(figures, np.zeros(len(figures), dtype=np.intp), 1).tolist() == [total]


def test_a_group_without_figures_is_nought() -> None:
    """Groups are numbered; one that no figure names adds up to nothing."""
    assert sums([1, 2, 3], np.array([2, 0, 2]), 4).tolist() == [2, 0, 4, 0]


rows = st.lists(st.tuples(st.integers(0, 5), st.floats(-1e9, 1e9)), max_size=60)


@settings(max_examples=cases(200))
@given(rows)
def test_as_if_added_up_by_hand(rows: list[tuple[int, float]]) -> None:
    """Every group's sum is the exact one, rounded once."""
    group = np.array([place for place, _ in rows], dtype=np.intp)
    wanted = [fsum(figure for place, figure in rows if place == of) for of in range(6)]
    assert sums([figure for _, figure in rows], group, 6) == pytest.approx(wanted, rel=1e-15, abs=1e-300)
