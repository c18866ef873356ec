"""Shortfall, variance and the width of a tolerance."""

from __future__ import annotations

from pmxl.rules.rating import shortfall
from pmxl.rules.rating import variance
from pmxl.rules.spans import band_width
from tests.spec.conftest import Spec


def test_band_width(spec: Spec) -> None:
    """A tolerance is as wide as it says, or as its percentage of the size of the target; of an open end it is none."""
    spec(
        band_width,
        """
        target | amount | unit    || width
        -------+--------+---------++------
            33 |      5 | percent ||  1.65
           -20 |     10 | percent ||     2
             0 |     10 | percent ||     0
           -20 |     10 | points  ||    10
            90 |        | points  ||     0
               |     10 | percent ||     0
           inf |     10 | percent ||     0
           inf |     -1 | percent ||     0
           inf |     -1 | points  ||    -1
        """,
    )


def test_shortfall(spec: Spec) -> None:
    """How far on the wrong side, as published; negative is ahead, and only where one way is better."""
    spec(
        shortfall,
        """
        actual | target | polarity | low | high | kind      || shortfall
        -------+--------+----------+-----+------+-----------++----------
          56.1 |   76.0 | higher   |     |      | count     ||      19.9
            41 |     30 | lower    |     |      | count     ||        11
            25 |     30 | lower    |     |      | count     ||        -5
            89 |        | range    |  95 |  105 | count     ||         6
           100 |        | range    |  95 |  105 | count     ||         0
           100 |        | range    |  95 |      | count     ||         0
            47 |     50 | nearest  |     |      | count     ||         3
             0 |      1 | higher   |     |      | yes/no    ||         1
         45012 |  45000 | higher   |     |      | milestone ||        12
            50 |        | higher   |     |      | count     ||
        """,
        decimals=1,
    )


def test_variance(spec: Spec) -> None:
    """Actual minus target, both as published."""
    spec(
        variance,
        """
        actual | target | decimals || variance
        -------+--------+----------++---------
          89.9 |     90 |        1 ||     -0.1
         56.06 |     76 |        1 ||    -19.9
           1.4 |    0.5 |        0 ||        0
               |     90 |        1 ||
        """,
    )
