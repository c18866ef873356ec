"""Small numbers: the interval behind a percentage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.few import may_be_chance
from pmxl.rules.small_numbers import wilson

NAN = float("nan")


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (3, 4, 0.3006, 0.9544),
        (30, 40, 0.5981, 0.8581),
        (300, 400, 0.7053, 0.7899),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (0, 1, 0.0, 0.7935),
        (0, 0, NAN, NAN),
        (5, 4, NAN, NAN),
        (-1, 4, NAN, NAN),
        (NAN, 4, NAN, NAN),
    ],
)
def test_the_field_s_own_examples(numerator: float, denominator: float, low: float, high: float) -> None:
    """3 of 4, 30 of 40 and 300 of 400; none and all; nothing where there are no parts or no share."""
    found = wilson(numerator, denominator)
    assert (found.low.item(), found.high.item()) == pytest.approx((low, high), abs=5e-5, nan_ok=True)


@given(st.integers(1, 2000), st.data())
def test_it_holds_the_share_and_turns_with_it(denominator: int, data: st.DataObject) -> None:
    """The share lies within; what is not the case has the mirrored interval; more cases make it narrower."""
    numerator = data.draw(st.integers(0, denominator))
    found, turned = wilson(numerator, denominator), wilson(denominator - numerator, denominator)
    assert found.low <= numerator / denominator <= found.high
    mirrored = (1 - turned.high.item(), 1 - turned.low.item())
    assert mirrored == pytest.approx((found.low.item(), found.high.item()), abs=1e-12)
    wider, narrower = found.high - found.low, np.subtract(*wilson(numerator * 10, denominator * 10)[::-1])
    assert narrower < wider


@pytest.mark.parametrize("mean", [0.5, 2, 5, 20, 100])
@pytest.mark.parametrize("times", [0.2, 1, 3])
def test_chance_is_taken_for_more_about_one_time_in_twenty(mean: float, times: float) -> None:
    """Of pairs of counts of one and the same rate; and nearly never where the rate has become four times as high."""
    draw = np.random.default_rng(7)
    then, same, higher = draw.poisson(mean, 4000), draw.poisson(mean * times, 4000), draw.poisson(400 * times, 4000)
    wrongly = np.mean([not may_be_chance(now, before, times) for now, before in zip(same, then, strict=True)])
    assert wrongly <= 0.06
    rightly = np.mean([not may_be_chance(now, before, times) for now, before in zip(higher, then, strict=True)])
    assert rightly >= (0.99 if times >= 1 else 0.95)


@pytest.mark.parametrize(("now", "then", "times"), [(-1, 2, 1), (2, -1, 1), (2, 2, 0), (2, 2, -1)])
def test_what_is_no_count_is_no_chance(now: float, then: float, times: float) -> None:
    """Below nought nothing is counted, and of nothing there is no rate."""
    assert not may_be_chance(now, then, times)
