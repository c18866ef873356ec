"""Rating of ranges, targets to be near, answers and milestones."""

from __future__ import annotations

import numpy as np

from pmxl.rules.rating import not_done
from pmxl.rules.rating import rate
from tests.spec.conftest import Spec


def test_range(spec: Spec) -> None:
    """Green inside, both ends included; a percentage is of the bound broken; a blank bound is open."""
    spec(
        rate,
        """
        actual | low | high | amount | unit    || rating
        -------+-----+------+--------+---------++----------
            95 |  95 |  105 |      5 | points  || Green
           105 |  95 |  105 |      5 | points  || Green
            94 |  95 |  105 |      5 | points  || Amber
            90 |  95 |  105 |      5 | points  || Amber
            89 |  95 |  105 |      5 | points  || Red
           106 |  95 |  105 |      5 | points  || Amber
           111 |  95 |  105 |      5 | points  || Red
            90 | 100 |  200 |     10 | percent || Amber
            89 | 100 |  200 |     10 | percent || Red
           220 | 100 |  200 |     10 | percent || Amber
           221 | 100 |  200 |     10 | percent || Red
          9999 |  95 |      |      5 | points  || Green
            89 |  95 |      |      5 | points  || Red
         -9999 |     |  105 |      5 | percent || Green
           111 |     |  105 |      5 | percent || Red
           100 |     |      |      5 | points  || No target
            95 | 105 |   95 |      5 | points  || No target
            95 |  95 |   95 |      5 | points  || Green
        """,
        target=np.nan,
        polarity="range",
    )


def test_nearest_to_target(spec: Spec) -> None:
    """Distance counts on both sides; within the green half-width is Green and the band begins where it ends."""
    spec(
        rate,
        """
        actual | target | green_half_width | amount | unit    || rating
        -------+--------+------------------+--------+---------++----------
            50 |     50 |                0 |      3 | points  || Green
            51 |     50 |                0 |      3 | points  || Amber
            47 |     50 |                0 |      3 | points  || Amber
            46 |     50 |                0 |      3 | points  || Red
            52 |     50 |                2 |      3 | points  || Green
            55 |     50 |                2 |      3 | points  || Amber
            56 |     50 |                2 |      3 | points  || Red
            48 |     50 |                2 |     10 | percent || Green
            43 |     50 |                2 |     10 | percent || Amber
            42 |     50 |                2 |     10 | percent || Red
            42 |        |                2 |     10 | percent || No target
        """,
        polarity="nearest",
    )


def test_yes_no(spec: Spec) -> None:
    """Rated against yes where higher is better and no where lower is; no band, no standard, no Blue."""
    spec(
        rate,
        """
        actual | target | polarity | standard || rating
        -------+--------+----------+----------++----------
             1 |      1 | higher   |          || Green
             0 |      1 | higher   |          || Red
             1 |    100 | higher   |          || Green
             0 |    100 | higher   |        0 || Red
             0 |      0 | lower    |          || Green
             1 |      0 | lower    |          || Red
             1 |        | higher   |        5 || No target
               |      1 | higher   |          ||
        """,
        kind="yes/no",
        amount=100,
        unit="percent",
        stretch=0,
    )
    assert rate(0, 1, kind="yes/no", modifier="travel-modified", last_year=0).item() == "Red"


def test_milestone(spec: Spec) -> None:
    """Days late against a tolerance in calendar days, whatever the unit says and whatever the hour."""
    spec(
        rate,
        """
        actual   | target | amount | unit    | stretch || rating
        ---------+--------+--------+---------+---------++-------
           45000 |  45000 |     14 | percent |         || Green
        45000.99 |  45000 |     14 | percent |         || Green
           44000 |  45000 |     14 | percent |         || Green
           45014 |  45000 |     14 | percent |         || Amber
           45015 |  45000 |     14 | points  |         || Red
           45001 |  45000 |        | points  |         || Red
           44970 |  45000 |     14 | points  |      30 || Green
           44969 |  45000 |     14 | points  |      30 || Blue
        """,
        kind="milestone",
    )


def test_milestone_not_done(spec: Spec) -> None:
    """Not done is Not due up to its day; after that its days late are counted to the as-at date."""
    spec(
        not_done,
        """
        target | as_at || rating
        -------+-------++----------
         45000 | 44990 || Not due
         45000 | 45000 || Not due
         45000 | 45001 || Amber
         45000 | 45007 || Amber
         45000 | 45008 || Red
               | 45008 || No target
        """,
        amount=7,
    )


def test_polarity_none_has_no_rating(spec: Spec) -> None:
    """A measure kept for context is monitored only."""
    spec(
        rate,
        """
        actual | target || rating
        -------+--------++----------
            50 |     90 || No target
               |     90 ||
        """,
        polarity="none",
    )
