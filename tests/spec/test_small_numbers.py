"""Small numbers: the interval behind a percentage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
