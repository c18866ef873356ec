"""Rating (RAG)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.presets import PRESETS
from pmxl.rules.rating import not_done
from pmxl.rules.rating import rate
from pmxl.terms import Polarity
from pmxl.terms import Rating
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
        amount=50,
        unit="percent",
        stretch=0,
    )


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


def test_unknown_words_are_named() -> None:
    """A word that no rule knows is refused with those that it knows."""
    with pytest.raises(ValueError, match="polarity: 'up' is not one of higher, lower"):
        rate(1, 2, "up")
    with pytest.raises(ValueError, match="modifier: 'havering' is not one of"):
        rate([1, 2], 2, modifier=["", "havering"])


ORDER = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]
level = st.decimals(-1000, 1000, places=1).map(float)
maybe = st.one_of(st.just(np.nan), level)
rules = st.fixed_dictionaries(
    {
        "target": maybe,
        "standard": maybe,
        "amount": st.one_of(st.just(np.nan), st.decimals(0, 50, places=1).map(float)),
        "unit": st.sampled_from(["points", "percent"]),
        "stretch": st.one_of(st.just(np.nan), st.decimals(0, 50, places=1).map(float)),
        "purpose": st.sampled_from(["manage", "stretch"]),
        "edge": st.sampled_from(["amber", "red"]),
        "modifier": st.sampled_from([m for m in PRESETS if m not in ("range", "milestone")]),
        "last_year": maybe,
    }
)


@given(rules, level, level, st.sampled_from(["higher", "lower"]))
def test_a_better_figure_is_never_rated_worse(rule: dict[str, Any], one: float, other: float, polarity: str) -> None:
    """Of two figures under the same rule the better has the same rating or a better one."""
    worse, better = sorted((one, other), reverse=polarity == Polarity.LOWER)
    ratings = rate([worse, better], polarity=polarity, decimals=1, **rule)
    if Rating.NO_TARGET in ratings:
        assert ratings[1] == Rating.NO_TARGET
    else:
        assert ORDER.index(ratings[0]) <= ORDER.index(ratings[1])


@given(rules, level, level, st.floats(0, 50), st.sampled_from(["range", "nearest"]))
def test_a_nearer_figure_is_never_rated_worse(
    rule: dict[str, Any], figure: float, width: float, step: float, polarity: str
) -> None:
    """Moving away from a range, or from a target to be near, never betters the rating."""
    ends = {"low": figure, "high": figure + abs(width)} if polarity == "range" else {"green_half_width": abs(width)}
    start = figure + abs(width) if polarity == "range" else rule["target"]
    ratings = rate([start, start + step, start + 2 * step], polarity=polarity, decimals=1, **rule, **ends)
    if not np.isnan(start) and Rating.NO_TARGET not in ratings:
        assert [ORDER.index(r) for r in ratings] == sorted((ORDER.index(r) for r in ratings), reverse=True)


@given(st.lists(st.tuples(level, rules), min_size=1, max_size=8))
def test_a_column_says_what_each_figure_would(rows: list[tuple[float, dict[str, Any]]]) -> None:
    """A column of figures and rules is rated as each figure under its own rule."""
    columns = {name: [rule[name] for _, rule in rows] for name in rows[0][1]}
    together = rate([figure for figure, _ in rows], decimals=1, **columns).tolist()
    assert together == [rate(figure, decimals=1, **rule).item() for figure, rule in rows]
