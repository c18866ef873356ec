"""Rating (RAG)."""

from __future__ import annotations

import pytest

from pmxl.rules.rating import rate
from tests.spec.conftest import Spec


def test_higher_is_better(spec: Spec) -> None:
    """The amber band runs down from the target; on target is Green and on the tolerance Amber."""
    spec(
        rate,
        """
        actual | target | amount | unit    || rating
        -------+--------+--------+---------++-------
            90 |     90 |      5 | percent || Green
         89.99 |     90 |      5 | percent || Amber
          85.5 |     90 |      5 | percent || Amber
         85.49 |     90 |      5 | percent || Red
            85 |     90 |      5 | points  || Amber
         84.99 |     90 |      5 | points  || Red
         99.99 |     90 |      5 | points  || Green
               |     90 |      5 | points  ||
        """,
        decimals=2,
    )


def test_lower_is_better(spec: Spec) -> None:
    """The amber band runs up from the target."""
    spec(
        rate,
        """
        actual | target | amount | unit    || rating
        -------+--------+--------+---------++-------
            10 |     10 |     10 | percent || Green
          10.5 |     10 |     10 | percent || Amber
            11 |     10 |     10 | percent || Amber
         11.01 |     10 |     10 | percent || Red
             0 |      0 |        | points  || Green
             1 |      0 |        | points  || Red
             1 |      0 |      1 | points  || Amber
            -3 |     -2 |     50 | percent || Green
            -1 |     -2 |     50 | percent || Amber
         -0.99 |     -2 |     50 | percent || Red
        """,
        polarity="lower",
        decimals=2,
    )


def test_no_tolerance_is_green_or_red(spec: Spec) -> None:
    """Without a tolerance there is no Amber, and a percentage of a target of 0 is no tolerance."""
    spec(
        rate,
        """
        actual | target | amount | unit    || rating
        -------+--------+--------+---------++-------
            90 |     90 |        | percent || Green
            89 |     90 |        | percent || Red
             0 |      0 |     50 | percent || Green
            -1 |      0 |     50 | percent || Red
        """,
    )


def test_figures_are_compared_as_published(spec: Spec) -> None:
    """Actual and target are rounded to the decimals shown before they are compared, on decimal arithmetic."""
    spec(
        rate,
        """
        actual             | target | decimals | amount || rating
        -------------------+--------+----------+--------++-------
                     89.95 |     90 |        1 |        || Green
                     89.94 |     90 |        1 |        || Red
        31.349999999999998 |  31.35 |        2 |        || Green
        31.349999999999998 |   31.4 |        1 |        || Green
                     1.005 |   1.01 |        2 |        || Green
               1.004999999 |   1.01 |        2 |        || Red
                        90 |  90.04 |        1 |        || Green
                        90 |  90.05 |        1 |        || Red
                     -0.51 |      0 |        0 |        || Red
                      -0.5 |      0 |        0 |        || Red
                     -0.49 |      0 |        0 |        || Green
        """,
    )


def test_the_band_is_not_rounded(spec: Spec) -> None:
    """A band of 2.5 % of 33 ends at 32.175: 32.2 is inside and 32.1 is not, whatever the decimals."""
    spec(
        rate,
        """
        actual | target | amount | unit    | decimals || rating
        -------+--------+--------+---------+----------++-------
          32.2 |     33 |    2.5 | percent |        1 || Amber
          32.1 |     33 |    2.5 | percent |        1 || Red
            33 |     33 |    0.4 | points  |        0 || Green
            32 |     33 |    0.4 | points  |        0 || Red
        """,
    )


def test_the_tolerance_is_decimal_safe(spec: Spec) -> None:
    """What is exactly on the tolerance on paper is on it here, though binary subtraction would say otherwise."""
    spec(
        rate,
        """
        actual             | target   | amount | unit    | decimals || rating
        -------------------+----------+--------+---------+----------++-------
                      89.9 |       90 |    0.1 | points  |        1 || Amber
                       1.0 |      1.1 |    0.1 | points  |        1 || Amber
        31.349999999999998 |       33 |      5 | percent |        2 || Amber
                     31.34 |       33 |      5 | percent |        2 || Red
                       0.7 |      0.8 |    0.1 | points  |        1 || Amber
               95000000.95 | 100000001 |     5 | percent |        2 || Amber
               95000000.94 | 100000001 |     5 | percent |        2 || Red
                     0.057 |     0.06 |      5 | percent |        3 || Amber
        """,
    )


def test_the_edge_is_a_setting(spec: Spec) -> None:
    """Exactly on the tolerance is Amber, or Red where so agreed; neither target nor standard is touched by it."""
    spec(
        rate,
        """
        actual | edge  | amount | standard || rating
        -------+-------+--------+----------++-------
            85 | amber |      5 |          || Amber
            85 | red   |      5 |          || Red
            86 | red   |      5 |          || Amber
            90 | red   |      5 |          || Green
            90 | red   |        |          || Green
            86 | red   |      5 |       86 || Amber
        """,
        target=90,
        unit="points",
    )


def test_blue(spec: Spec) -> None:
    """Better than target by strictly more than the stretch, in the tolerance's unit, where one way is better."""
    spec(
        rate,
        """
        actual | target | polarity | unit    | stretch || rating
        -------+--------+----------+---------+---------++-------
            95 |     90 | higher   | points  |       5 || Green
            96 |     90 | higher   | points  |       5 || Blue
            96 |     90 | higher   | points  |         || Green
            99 |     90 | higher   | percent |      10 || Green
           100 |     90 | higher   | percent |      10 || Blue
             9 |     10 | lower    | percent |      10 || Green
             8 |     10 | lower    | percent |      10 || Blue
             5 |      0 | higher   | percent |      10 || Green
            50 |     50 | nearest  | points  |       0 || Green
            91 |     90 | higher   | points  |       0 || Blue
        """,
    )


def test_standard(spec: Spec) -> None:
    """A breached standard is Red whatever the target or its purpose; equal to the standard is not breached."""
    spec(
        rate,
        """
        actual | target | polarity | standard | purpose | amount || rating
        -------+--------+----------+----------+---------+--------++----------
            80 |     90 | higher   |       80 | manage  |     20 || Amber
            79 |     90 | higher   |       80 | manage  |     20 || Red
            79 |     90 | higher   |       80 | stretch |     20 || Red
            79 |        | higher   |       80 | manage  |        || Red
            80 |        | higher   |       80 | manage  |        || No target
            21 |     10 | lower    |       20 | manage  |     20 || Red
            20 |     10 | lower    |       20 | manage  |     20 || Amber
          79.5 |     90 | higher   |       80 | manage  |     20 || Amber
          79.4 |     90 | higher   |       80 | manage  |     20 || Red
               |     90 | higher   |       80 | manage  |     20 ||
        """,
        unit="points",
    )


def test_a_stretch_target_is_never_red(spec: Spec) -> None:
    """Green when met, however far beyond, and Amber when not, however far short."""
    spec(
        rate,
        """
        actual | purpose        || rating
        -------+----------------++-------
            90 | stretch        || Green
           120 | stretch        || Green
            89 | stretch        || Amber
             1 | stretch        || Amber
             1 | accountability || Red
             1 | improvement    || Red
             1 |                || Red
        """,
        target=90,
        stretch=10,
        amount=5,
    )


def test_unknown_words_are_named() -> None:
    """A word that no rule knows is refused with those that it knows."""
    with pytest.raises(ValueError, match="polarity: 'up' is not one of higher, lower"):
        rate(1, 2, "up")
    with pytest.raises(ValueError, match="modifier: 'havering' is not one of"):
        rate([1, 2], 2, modifier=["", "havering"])
