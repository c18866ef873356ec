"""Flip words: what would turn a rating, in a sentence."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.flip_words import flip_words
from pmxl.rules.rating import rate
from tests.spec.conftest import Spec
from tests.thorough import cases

SAID = re.compile(r"([\d,]+) (more|fewer)(?: of the [\d,]+)? (?:turns?|makes?) (?:this|it) (\w+)", re.IGNORECASE)


def test_counts_are_told_in_things(spec: Spec) -> None:
    """So many more or fewer to the next worse rating and to the better ones; none of what cannot be."""
    spec(
        flip_words,
        """
        actual | target | polarity | measured_in || said
        -------+--------+----------+-------------++------------------------------------------------------
            93 |     90 | lower    | offences    || 3 more offences turn this Red; 3 fewer make it Green.
            95 |     90 | lower    | offences    || 1 more offence turns this Red; 5 fewer make it Green.
            90 |     90 | lower    | offences    || 1 more offence turns this Amber.
            96 |     90 | lower    | offences    || 1 fewer offence makes this Amber; 6 fewer make it Green.
          1300 |     90 | lower    |             || 1,205 fewer make this Amber; 1,210 fewer make it Green.
             0 |      0 | higher   | visits      ||
             1 |      3 | higher   | visits      || 2 more visits make this Green.
               |     90 | lower    | offences    ||
            93 |        | lower    | offences    ||
        """,
        amount=5,
        unit="points",
    )


def test_other_figures_are_told_as_figures(spec: Spec) -> None:
    """A mean turns at a figure; a share of all is never more than all; where two sides may miss, only the figure."""
    spec(
        flip_words,
        """
        actual | target | polarity | kind       || said
        -------+--------+----------+------------++---------------------------------------------------------------
          84.0 |   90.0 | higher   | mean       || 85.0 or more makes this Amber; 90.0 or more makes it Green.
          17.0 |   16.0 | nearest  | mean       || 21.1 or more turns this Red; a figure of 16.0 makes it Green.
          46.4 |   55.0 | higher   | percentage || 50.0 % or more makes this Amber; 55.0 % or more makes it Green.
          99.0 |   98.0 | lower    | percentage || 98.0 % or less makes this Green.
          93.0 |   90.0 | lower    | money      || 2.1 more turns this Red; 3.0 less makes it Green.
           1.0 |    1.0 | higher   | yes/no     ||
          93.0 |   90.0 | lower    | milestone  ||
        """,
        amount=5,
        unit="points",
        decimals=1,
    )


def test_a_percentage_of_things_is_told_in_things(spec: Spec) -> None:
    """Rounding helps, and where one case is more than the band is wide the rating jumped over is not promised."""
    spec(
        flip_words,
        """
        actual | numerator | denominator || said
        -------+-----------+-------------++-------------------------------------------------------------
            46 |       479 |        1032 || 32 more of the 1,032 make this Amber; 84 more make it Green.
            25 |         1 |           4 || 1 more of the 4 makes this Amber; 2 more make it Green.
            33 |         1 |           3 || 1 more of the 3 makes this Green.
            46 |           |        1032 || 50 % or more makes this Amber; 55 % or more makes it Green.
            46 |       4.6 |          10 || 50 % or more makes this Amber; 55 % or more makes it Green.
        """,
        target=55,
        kind="percentage",
        amount=5,
        unit="points",
    )


@settings(max_examples=cases(60), deadline=None)
@given(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 100),
    st.sampled_from(["higher", "lower"]),
    st.sampled_from([0.0, 3.0, 10.0]),
    st.integers(0, 1),
)
def test_so_many_cases_turn_it_and_no_fewer(
    parts: tuple[int, int], target: int, polarity: str, amount: float, decimals: int
) -> None:
    """What is promised of cases comes true with that many and with none fewer."""
    n, d = parts
    rule: dict[str, Any] = {
        "kind": "percentage",
        "amount": amount,
        "unit": "points",
        "decimals": decimals,
        "polarity": polarity,
    }
    said = flip_words(n * 100 / d, target, numerator=n, denominator=d, **rule).item()
    for number, way, colour in SAID.findall(said):
        count = int(number.replace(",", ""))
        steps = np.arange(count + 1) * (1 if way == "more" else -1)
        ratings = rate((n + steps) * 100 / d, target, **rule).tolist()
        assert 0 <= n + steps[-1] <= d
        assert ratings.index(colour) == count
    assert said == "" or SAID.search(said)


@pytest.mark.parametrize(
    ("actual", "target", "rule", "said"),
    [
        (
            1,
            np.nan,
            {"polarity": "range", "low": 0, "high": 9, "measured_in": "offences"},
            "9 more offences turn this Red.",
        ),
        (
            94,
            np.nan,
            {"polarity": "range", "low": 86, "high": 100, "kind": "percentage", "modifier": "10%"},
            "85 % or less turns this Amber.",
        ),
        (
            100,
            99,
            {
                "polarity": "nearest",
                "amount": 5,
                "unit": "points",
                "decimals": 2,
                "kind": "percentage",
                "numerator": 18,
                "denominator": 18,
            },
            "2 fewer of the 18 turn this Red.",
        ),
    ],
)
def test_a_range_is_looked_at_on_both_sides(actual: float, target: float, rule: dict[str, Any], said: str) -> None:
    """Where the nearer side cannot be, below none or beyond all, the other side is told."""
    assert flip_words(actual, target, **rule).item() == said


def test_a_column_of_parts_gives_a_column_of_sentences() -> None:
    """Arguments may be columns, and their shapes are those of the answer."""
    said = flip_words([[75.0], [75.0]], 90, numerator=[3, 30], denominator=[4, 40], kind="percentage", amount=5)
    assert said.shape == (2, 2)
    assert said[0].tolist() == ["1 more of the 4 makes this Green.", said[1, 1]]


def test_the_unit_is_said_where_the_thing_is_named() -> None:
    """Money has its sign, a mean its unit both times, and what is counted by the thousand is told as a figure."""
    rule: dict[str, Any] = {"amount": 5, "unit": "points", "decimals": 1}
    assert [
        flip_words(93, 90, "lower", kind="money", measured_in="£k", **rule).item(),
        flip_words(84, 90, kind="mean", measured_in="days", **rule).item(),
        flip_words(12.5, 14, measured_in="thousand visits", **rule).item(),
    ] == [
        "£2.1k more turns this Red; £3.0k less makes it Green.",
        "85.0 days or more makes this Amber; 90.0 days or more makes it Green.",
        "8.9 thousand visits or less turns this Red; 14.0 thousand visits or more makes it Green.",
    ]


def test_a_word_that_is_no_rule_is_refused() -> None:
    """What is not one of the words allowed is named."""
    with pytest.raises(ValueError, match="sideways"):
        flip_words(1, 2, "sideways")
