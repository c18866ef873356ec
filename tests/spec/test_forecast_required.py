"""What the rest of the year must bring, and whether it was ever done."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.required import achieved
from pmxl.rules.required import best_ever
from pmxl.rules.required import required
from pmxl.rules.required import required_rate
from tests.spec.conftest import Spec

GAP = float("nan")


def test_what_is_left_over_what_is_left(spec: Spec) -> None:
    """Over the periods left, or over the remaining share of the profile; never floored at 0."""
    spec(
        required,
        """
        target | to_date | remaining | share || required
        -------+---------+-----------+-------++---------
           100 |      45 |         2 |     1 || 27.5
           100 |      45 |       0.5 |   0.2 || 22
           100 |      45 |       0.5 |   0.3 || 33
           100 |      45 |       0.5 |     1 || 110
           100 |     100 |         1 |     1 || 0
           100 |     120 |         2 |     1 || -10
           100 |      45 |         0 |     1 ||
           100 |         |         2 |     1 ||
               |      45 |         2 |     1 ||
        """,
    )


def test_a_rate_for_the_year_as_a_whole(spec: Spec) -> None:
    """180 of 200 so far: to reach 91 % with 200 more, 92 % of them; it may lie beyond what can be."""
    spec(
        required_rate,
        """
        target | numerator | denominator | rest || required
        -------+-----------+-------------+------++---------
            91 |       180 |         200 |  200 || 92
            95 |       100 |         200 |  100 || 185
            40 |       180 |         200 |  200 || -10
            91 |       180 |         200 |    0 ||
            91 |       180 |         200 |      ||
        """,
    )


def test_the_best_there_has_been() -> None:
    """By which way is better and as published; of equal ones the latest; none where neither way is."""
    history = [[80, 89.04, 89.0, 70], [GAP, GAP, GAP, GAP]]
    best = best_ever(history, decimals=[1, 1])
    assert best.figure[0] == 89
    assert np.isnan(best.figure[1])
    assert best.back[0] == 1
    assert best_ever([80, 89, 70, 75], "lower").figure.item() == 70
    assert np.isnan(best_ever([80, 89], "none").figure)


def test_whether_it_was_ever_done(spec: Spec) -> None:
    """Compared as published, by which way is better; the history is 70 and the figure named."""
    spec(
        ever,
        """
        needed | figure | polarity || done
        -------+--------+----------++-------
            89 |     89 | higher   || fires
          89.4 |     89 | higher   || fires
            90 |     89 | higher   || silent
            70 |     89 | lower    || fires
            69 |     89 | lower    || silent
               |     89 | higher   || silent
        """,
    )


def ever(needed: Any, figure: Any, polarity: Any) -> Any:
    """Whether it was achieved in a history of two figures."""
    return achieved(needed, np.stack([figure, np.full(np.shape(figure), 70.0)], axis=-1), polarity)


@settings(max_examples=60)
@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.lists(st.integers(1, 50), min_size=1, max_size=11))
def test_bringing_what_is_required_meets_the_target(target: int, to_date: int, shares: list[int]) -> None:
    """What each remaining period must bring adds up to what is left."""
    needs = required(target, to_date, sum(shares), shares)
    assert to_date + needs.sum() == pytest.approx(target)


@settings(max_examples=60)
@given(st.floats(0, 100), st.integers(0, 500), st.integers(1, 500), st.integers(1, 500))
def test_a_rate_as_required_makes_the_year(target: float, met: int, more: int, rest: int) -> None:
    """Numerators at the required rate bring the whole year to its target."""
    need = required_rate(target, met, met + more, rest).item()
    assert (met + need * rest / 100) / (met + more + rest) * 100 == pytest.approx(target, abs=1e-9)
