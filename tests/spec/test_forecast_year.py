"""Forecasts of a year's total: the year to date over the share of a year that comes by now."""

from __future__ import annotations

import numpy as np
import pytest

from pmxl.rules.forecast import Method
from pmxl.rules.profile import profile_share
from pmxl.rules.profile import seasonal_share
from pmxl.rules.year_total import year_forecast
from pmxl.rules.year_total import year_total
from tests.spec.conftest import Spec

GAP = float("nan")
YEARS = [10, 20, 30, 40, 20, 40, 60, 80, 5, 10, 15, 20]


def test_the_year_to_date_over_the_share_due(spec: Spec) -> None:
    """45 by the end of Q2, when a profile of 25, 25, 20 and 30 has half due, is 90 in the year."""
    spec(
        year_total,
        """
        to_date | share || total
        --------+-------++------
             45 |   0.5 ||    90
              0 |   0.5 ||     0
             45 |     1 ||    45
             -3 |  0.25 ||   -12
                |   0.5 ||
             45 |     0 ||
             45 |       ||
        """,
    )


def test_a_profile_adds_up_to_now() -> None:
    """The shares need not add up to 1."""
    assert profile_share([25, 25, 20, 30], 2).item() == 0.5
    assert profile_share([[25, 25, 20, 30], [1, 1, 1, 1]], [3, 1]).tolist() == [0.7, 0.25]
    assert year_total(45, profile_share([25, 25, 20, 30], 2)).item() == 90


def test_the_season_is_that_of_all_whole_earlier_years() -> None:
    """By Q2 three tenths had come; a year with a gap is left out; one year is no season, nor is a share beyond 1."""
    assert seasonal_share(YEARS, 2).item() == pytest.approx(0.3)
    assert seasonal_share([*YEARS[:5], GAP, *YEARS[6:]], 2).item() == pytest.approx(0.3)
    assert np.isnan(seasonal_share([*YEARS[:4], GAP, 1, 1, 1], 2))
    assert np.isnan(seasonal_share([0] * 8, 2))
    assert np.isnan(seasonal_share([20, 20, -5, -5, 20, 20, -5, -5], 2))
    assert seasonal_share([7, *YEARS], 2).item() == pytest.approx(0.3), "a year begun before the history is left out"


def test_which_share_is_taken() -> None:
    """The target's profile first, then the season of a seasonal measure, else an even pace; at the end the actual."""
    methods = [
        year_forecast(45, 2, YEARS, profile=0.5, seasonal=True),
        year_forecast(45, 2, YEARS, seasonal=True),
        year_forecast(45, 2, YEARS[:4], seasonal=True),
        year_forecast(45, 2, YEARS),
        year_forecast(45, 4, YEARS, profile=0.9),
        year_forecast(GAP, 2, YEARS),
    ]
    assert [str(found.method.item()) for found in methods] == [
        Method.PROFILE,
        Method.SEASON,
        Method.EVEN,
        Method.EVEN,
        Method.ACTUAL,
        "",
    ]
    assert [found.forecast.item() for found in methods[:5]] == pytest.approx([90, 150, 90, 90, 45])


def test_a_measure_that_began_in_the_year_has_gone_on_for_less_of_it() -> None:
    """One of the three quarters in which it lives is a third of its year."""
    assert year_forecast(10, 2, [GAP] * 4, even=1 / 3).forecast.item() == pytest.approx(30)


def test_the_range_is_how_far_off_earlier_years_would_have_been() -> None:
    """Three years that came to 1.1, 1 and 0.9 of what half a year said: a tenth off twice, widened as for three.

    Two years say nothing, and no total is less than what has come already.
    """
    years = [25, 25, 30, 30, 25, 25, 25, 25, 25, 25, 20, 20]
    found = year_forecast(45, 2, years)
    off = np.sqrt(0.02 / 3) * 1.637744353696210 / 1.2815515655446004
    assert found.spread.item() == pytest.approx(90 * off)
    assert found.low.item() == pytest.approx(90 - 90 * off * 1.2815515655446004)
    assert np.isnan(year_forecast(45, 2, years[:8]).low)
    wild = year_forecast(45, 3, [1, 1, 1, 97, 90, 5, 4, 1, 5, 5, 5, 300])
    assert wild.low.item() == 45
    assert np.isnan(year_forecast(45, 4, years).low), "nothing is left to come"


def test_an_earlier_year_is_forecast_from_the_season_of_the_others() -> None:
    """Years of the very same shape would have been forecast exactly, so that the range has no width."""
    found = year_forecast(45, 2, YEARS, seasonal=True)
    assert [found.low.item(), found.high.item()] == pytest.approx([150, 150])


def test_many_series_at_once() -> None:
    """A row a series, each at its own point of the year."""
    found = year_forecast([30, 45], [2, 3], [YEARS, YEARS], seasonal=[True, False])
    assert found.forecast.tolist() == pytest.approx([100, 60])
