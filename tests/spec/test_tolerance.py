"""Tolerances and triggers."""

from __future__ import annotations

from itertools import pairwise
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.tolerance import decline
from pmxl.rules.tolerance import decline_percent
from pmxl.rules.tolerance import overrun
from pmxl.rules.tolerance import standard_broken
from pmxl.rules.tolerance import untestable
from tests.spec.conftest import Spec
from tests.spec.table import rows_of

DECLINES = """
figures              | n | polarity | fires
82 80 79             | 2 | higher   | yes
82 80 80             | 2 | higher   | no: a tie
82 82 80             | 2 | higher   | no: one move only
80 82 80             | 2 | higher   | no: it went up first
82 -- 80 79          | 2 | higher   | no: the gap ended the run
82 81 80 --          | 2 | higher   | no: the last is missing
80 79                | 2 | higher   | no: two figures are one move
80 79                | 1 | higher   | yes
79 80 82             | 2 | lower    | yes
79 80 82             | 2 | higher   | no
90 82 80 79          | 3 | higher   | yes
90 82 80 79          | 4 | higher   | no
82 80.4 79.6         | 2 | higher   | no: 80 and 80 as published
82 80 79             | 2 | none     | no: neither way is better
"""


@pytest.mark.parametrize(("figures", "n", "polarity", "fires"), rows_of(DECLINES))
def test_decline(figures: str, n: str, polarity: str, fires: str) -> None:
    """Fires on N successive worsening moves, as Travel says the word."""
    history = [nan if figure == "--" else float(figure) for figure in figures.split()]
    assert decline(history, int(n), polarity).item() is (fires == "yes")


def test_decline_of_many_series() -> None:
    """A row a series; every setting may be one for all or one a row."""
    history = [[82, 80, 79], [82, 80, 80], [79, 80, 82], [82, 80, 79]]
    assert decline(history, 2, ["higher", "higher", "lower", "lower"]).tolist() == [True, False, True, False]
    assert decline(history, [1, 1, 2, 2], dead_band=[0, 0, 0, 1]).tolist() == [True, False, False, False]


def test_seasonal_decline() -> None:
    """With last year's figures each of the N periods is compared with its own last year."""
    last_year, this_year = [90, 70, 90, 70], [91, 69, 89, 69]
    assert decline(this_year, 3, last_year=last_year).item()
    assert not decline(this_year, 4, last_year=last_year).item()
    assert decline(this_year, 1).item() is not False
    assert not decline([69, 89, nan], 2, last_year=[70, 90, 70]).item()
    assert not decline([69, 89, 69], 2, last_year=[70, 90, nan]).item()


def test_decline_percent(spec: Spec) -> None:
    """Worse by strictly more than X percent of the comparison figure, or than X points; of 0 it cannot be tested."""
    spec(
        decline_percent,
        """
        now  | before | x   | polarity | unit    || fires
        -----+--------+-----+----------+---------++-------
          95 |    100 |   5 | higher   | percent || silent
        94.9 |    100 |   5 | higher   | percent || fires
         105 |    100 |   5 | lower    | percent || silent
       105.1 |    100 |   5 | lower    | percent || fires
         200 |    100 |   5 | higher   | percent || silent
       31.35 |     33 |   5 | higher   | percent || silent
        76.1 |     80 |   5 | higher   | percent || silent
        75.9 |     80 |   5 | higher   | percent || fires
          75 |     80 |   5 | higher   | points  || silent
        74.9 |     80 |   5 | higher   | points  || fires
           5 |      0 |   5 | lower    | percent || silent
         5.1 |      0 |   5 | lower    | points  || fires
         -12 |    -10 |  10 | higher   | percent || fires
         -11 |    -10 |  10 | higher   | percent || silent
             |    100 |   5 | higher   | percent || silent
          94 |        |   5 | higher   | percent || silent
          94 |    100 |     | higher   | percent || silent
        """,
        decimals=1,
    )


def test_what_cannot_be_tested(spec: Spec) -> None:
    """Nothing to compare with, or a percentage of a figure published as 0."""
    spec(
        untestable,
        """
        before | unit    || told
        -------+---------++-------
             0 | percent || fires
           0.4 | percent || fires
           0.5 | percent || silent
             0 | points  || silent
               | points  || fires
        """,
    )


def test_overrun(spec: Spec) -> None:
    """Short of target by strictly more than X in the measure's own unit."""
    spec(
        overrun,
        """
        actual  | target  | x     | polarity || fires
        --------+---------+-------+----------++-------
         105000 |  100000 |  5000 | lower    || silent
         105001 |  100000 |  5000 | lower    || fires
          90000 |  100000 |     0 | lower    || silent
         100000 |  100000 |     0 | lower    || silent
         100001 |  100000 |     0 | lower    || fires
             89 |      90 |     1 | higher   || silent
             88 |      90 |     1 | higher   || fires
                |      90 |     1 | higher   || silent
             88 |         |     1 | higher   || silent
        """,
    )
    assert overrun([1.1, 1.2], 1.0, 0.1, decimals=1).tolist() == [False, True]


def test_standard_broken(spec: Spec) -> None:
    """On the wrong side of the standard, as published; equal is not broken."""
    spec(
        standard_broken,
        """
        actual | standard | polarity || fires
        -------+----------+----------++-------
            80 |       80 | higher   || silent
          79.5 |       80 | higher   || silent
          79.4 |       80 | higher   || fires
            80 |       80 | lower    || silent
            81 |       80 | lower    || fires
            81 |          | lower    || silent
               |       80 | lower    || silent
            81 |       80 | none     || silent
        """,
    )


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(1, 4))
def test_decline_is_its_definition(figures: list[int], n: int) -> None:
    """It fires where, and only where, each of the last N figures is below the one before it."""
    last = figures[-(n + 1) :]
    falls = len(last) == n + 1 and all(later < earlier for earlier, later in pairwise(last))
    assert decline(np.array(figures), n).item() is falls
