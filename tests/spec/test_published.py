"""Rounding as published."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal

import numpy as np
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.rounding import published
from pmxl.rules.rounding import published_one
from pmxl.rules.rounding import settled
from tests.spec.conftest import Spec

HUGE = Context(prec=400)


def test_half_away_from_zero(spec: Spec) -> None:
    """A tie rounds away from nought, on the decimal figure that Excel shows and not on the binary one it holds."""
    spec(
        published,
        """
        figure             | decimals || published
        -------------------+----------++----------
                     1.005 |        2 ||      1.01
                    -1.005 |        2 ||     -1.01
        31.349999999999998 |        2 ||     31.35
        31.349999999999998 |        1 ||      31.4
                      -0.5 |        0 ||        -1
                       0.5 |        0 ||         1
                       1.5 |        0 ||         2
                       2.5 |        0 ||         3
        0.4999999999999999 |        0 ||         1
          0.49999999999999 |        0 ||         0
                     0.285 |        2 ||      0.29
                     2.675 |        2 ||      2.68
               1000000.045 |        2 || 1000000.05
                     -0.04 |        1 ||         0
                      1250 |       -2 ||      1300
                           |        1 ||
        """,
    )


def test_one_decimals_for_the_whole_column() -> None:
    """The decimals may be one number or a column beside the figures."""
    assert published([0.25, 0.35, np.nan], 1).tolist()[:2] == [0.3, 0.4]
    assert published(12.345, [0, 1, 2]).tolist() == [12.0, 12.3, 12.35]


def test_no_figure_and_no_bound_stay() -> None:
    """What is missing stays missing, what is endless stays endless, and nought has no sign."""
    assert published([np.inf, -np.inf], 2).tolist() == [np.inf, -np.inf]
    assert not np.signbit(published(-0.2, 0))
    assert published([], 2).shape == (0,)


figures = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9).map(lambda k: (k + 0.5) / 1000),
    st.tuples(st.integers(1, 10**4), st.integers(1, 100)).map(lambda t: t[0] * (t[1] / 100)),
    st.tuples(st.integers(0, 10**5), st.integers(1, 10**5)).map(lambda t: t[0] * 100 / t[1]),
)


@given(figures, st.integers(-3, 8))
def test_is_decimal_arithmetic_on_fifteen_digits(figure: float, decimals: int) -> None:
    """It is decimal's own rounding, half up, of the figure's first fifteen digits."""
    shown = Decimal(format(figure, ".15g"))
    by_decimal = float(shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, HUGE))
    assert published(figure, decimals).item() == by_decimal


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_settled_difference_is_the_decimal_one(first: int, second: int, decimals: int) -> None:
    """1.1 less 1.0 is 0.1, as anybody would work it out on paper."""
    a, b = first / 10**decimals, second / 10**decimals
    assert settled(a - b, abs(a) + abs(b)) == (first - second) / 10**decimals


@given(
    st.one_of(
        st.floats(), st.decimals(-100_000, 100_000, places=4).map(float), st.integers(-2000, 2000).map(lambda n: n / 2)
    ),
    st.integers(-3, 18),
)
@example(2.6750000000000003, 2)
@example(-2.6749999999999994, 2)
@example(1e15 + 0.5, 1)
@example(np.nan, 1)
@example(np.inf, 1)
def test_one_figure_is_rounded_as_in_a_column(figure: float, decimals: int) -> None:
    """The door for one figure gives the same number, bit for bit, as the column does."""
    assert np.float64(published_one(figure, decimals)).tobytes() == published([figure], decimals).tobytes() or (
        np.isnan(figure)
    )
