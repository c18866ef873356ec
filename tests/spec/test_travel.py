"""Direction of travel."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.travel import Reason
from pmxl.rules.travel import improvement
from pmxl.rules.travel import not_comparable
from pmxl.rules.travel import travel
from pmxl.terms import Polarity
from pmxl.terms import Travel
from tests.spec.conftest import Spec


def test_better_is_improving_whichever_way_is_up(spec: Spec) -> None:
    """The word goes by what is better for the measure; equal as published is Steady."""
    spec(
        travel,
        """
        now   | before | polarity | decimals || travel
        ------+--------+----------+----------++---------------
           82 |     82 | higher   |        0 || Steady
           83 |     82 | higher   |        0 || Improving
           81 |     82 | higher   |        0 || Worsening
           83 |     82 | lower    |        0 || Worsening
           81 |     82 | lower    |        0 || Improving
         82.4 |   81.6 | higher   |        0 || Steady
         82.5 |   82.4 | higher   |        0 || Improving
        1.005 |   1.01 | higher   |        2 || Steady
           -1 |     -2 | higher   |        0 || Improving
           83 |     82 | none     |        0 || Not comparable
              |     82 | higher   |        0 || Not comparable
           83 |        | higher   |        0 || Not comparable
        """,
    )


def test_dead_band(spec: Spec) -> None:
    """A move equal to the dead-band is Steady, on decimal arithmetic; only a larger one is a move."""
    spec(
        travel,
        """
        now  | before | polarity | dead_band || travel
        -----+--------+----------+-----------++----------
        90.3 |     90 | higher   |       0.3 || Steady
        89.7 |     90 | higher   |       0.3 || Steady
        90.4 |     90 | higher   |       0.3 || Improving
        89.6 |     90 | higher   |       0.3 || Worsening
        90.4 |     90 | lower    |       0.3 || Worsening
         1.1 |      1 | higher   |       0.1 || Steady
        90.1 |     90 | higher   |           || Improving
        """,
        decimals=1,
    )


def test_ranges_and_targets_to_be_near(spec: Spec) -> None:
    """A figure moves nearer to or further from its range or target; inside a range no move is better."""
    spec(
        travel,
        """
        now | before | polarity | target | low | high || travel
        ----+--------+----------+--------+-----+------++---------------
         97 |    103 | range    |        |  95 |  105 || Steady
         90 |    103 | range    |        |  95 |  105 || Worsening
        107 |     90 | range    |        |  95 |  105 || Improving
        110 |     90 | range    |        |  95 |  105 || Steady
         99 |    103 | range    |        |     |      || Not comparable
         52 |     47 | nearest  |     50 |     |      || Improving
         55 |     47 | nearest  |     50 |     |      || Worsening
         53 |     47 | nearest  |     50 |     |      || Steady
         53 |     47 | nearest  |        |     |      || Not comparable
        """,
    )


def test_the_reason_is_said() -> None:
    """Not comparable comes with its reason."""
    assert not_comparable(Reason.CUMULATIVE) == "Not comparable (cumulative)"
    assert not_comparable(Reason.COVERAGE) == "Not comparable (coverage)"


level = st.decimals(-1000, 1000, places=2).map(float)
OPPOSITE = {Travel.IMPROVING: Travel.WORSENING, Travel.WORSENING: Travel.IMPROVING, Travel.STEADY: Travel.STEADY}


@given(level, level, st.integers(0, 2), st.sampled_from([0.0, 0.1, 5.0]))
def test_turned_round_it_says_the_opposite(now: float, before: float, decimals: int, dead_band: float) -> None:
    """What improves where higher is better worsens where lower is, and going back undoes it."""
    word = travel(now, before, decimals=decimals, dead_band=dead_band).item()
    assert travel(now, before, Polarity.LOWER, decimals=decimals, dead_band=dead_band).item() == OPPOSITE[word]
    assert travel(before, now, decimals=decimals, dead_band=dead_band).item() == OPPOSITE[word]


def test_improvement_is_the_published_difference() -> None:
    """By how much it is better is what a reader of the page would work out."""
    assert improvement([90.3, 41], [90, 24], ["higher", "lower"], decimals=1).tolist() == [0.3, -17.0]
    assert np.isnan(improvement(90, 80, "none"))
