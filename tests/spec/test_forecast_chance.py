"""The chance of meeting a target."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.chance import chance
from pmxl.terms import Polarity
from tests.spec.conftest import Spec


def test_sure_forecasts(spec: Spec) -> None:
    """Without spread it is met or not, as published: 94.6 is 95; without a target or a way there is no chance."""
    spec(
        chance,
        """
        forecast | spread | target | polarity | low | high || chance
        ---------+--------+--------+----------+-----+------++-------
              95 |      0 |     95 | higher   |     |      || 1
              94 |      0 |     95 | higher   |     |      || 0
            94.6 |      0 |     95 | higher   |     |      || 1
            94.4 |      0 |     95 | higher   |     |      || 0
              95 |      0 |     95 | lower    |     |      || 1
              96 |      0 |     95 | lower    |     |      || 0
             100 |      0 |        | range    |  95 |  105 || 1
             106 |      0 |        | range    |  95 |  105 || 0
             106 |      0 |        | range    |  95 |      || 1
             106 |      0 |        | range    |     |      ||
              95 |      0 |     95 | nearest  |     |      || 1
              97 |      0 |     95 | nearest  |     |      || 0
              95 |      5 |     95 | none     |     |      ||
              95 |      5 |        | higher   |     |      ||
              95 |        |     95 | higher   |     |      ||
                 |      5 |     95 | higher   |     |      ||
        """,
    )


def test_a_forecast_on_its_target_is_a_little_better_than_even() -> None:
    """Half a published unit counts as met."""
    assert chance(95, 5, 95).item() == pytest.approx(1 - NormalDist(95, 5).cdf(94.5), abs=1e-6)
    assert chance(95, 5, 95, decimals=2).item() == pytest.approx(0.5, abs=0.001)


def test_near_a_target_only_published_figures_count() -> None:
    """Half a unit either side of 10 holds no published figure but 10; one unit holds 9, 10 and 11."""
    normal = NormalDist(10, 1)
    for width, reach in ((0.5, 0.5), (1, 1.5)):
        found = chance(10, 1, 10, Polarity.NEAREST, green_half_width=width).item()
        assert found == pytest.approx(normal.cdf(10 + reach) - normal.cdf(10 - reach), abs=1e-6)


@settings(max_examples=60)
@given(st.floats(-100, 100), st.floats(0.01, 50), st.integers(-100, 100))
def test_it_is_the_normal_distribution(forecast: float, spread: float, target: int) -> None:
    """The same as the standard library's, for either way, and the two ways overlap by the one published figure."""
    normal = NormalDist(forecast, spread)
    higher = chance(forecast, spread, target, decimals=1).item()
    lower = chance(forecast, spread, target, Polarity.LOWER, decimals=1).item()
    both = chance(forecast, spread, np.nan, Polarity.RANGE, low=target, high=target, decimals=1).item()
    assert higher == pytest.approx(1 - normal.cdf(target - 0.05), abs=1e-6)
    assert lower == pytest.approx(normal.cdf(target + 0.05), abs=1e-6)
    assert higher + lower - both == pytest.approx(1, abs=1e-6)
