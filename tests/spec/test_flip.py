"""Flip: how far a figure is from another rating."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.flip import cases
from pmxl.rules.flip import flip
from pmxl.rules.plausible import ratings_between
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import UNITS
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.terms import COLOURS
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose
from tests.thorough import cases as so_many

NAN = float("nan")


@pytest.mark.parametrize(
    ("actual", "target", "rule", "nearest"),
    [
        (90, 90, {}, (NAN, 90, 89, 84)),
        (87, 90, {}, (NAN, 90, 87, 84)),
        (84, 90, {}, (NAN, 90, 85, 84)),
        (92, 90, {"polarity": "lower"}, (NAN, 90, 92, 96)),
        (84, 90, {"edge": "red"}, (NAN, 90, 86, 84)),
        (87, 90, {"amount": NAN}, (NAN, 90, NAN, 87)),
        (92, 90, {"stretch": 4}, (95, 92, 89, 84)),
        (92, 90, {"standard": 88}, (NAN, 92, 89, 87)),
        (89.96, 90, {"decimals": 1}, (NAN, 90, 89.9, 84.9)),
        (90, 90, {"unit": "percent"}, (NAN, 90, 89, 85)),
        (100, NAN, {"polarity": "range", "low": 95, "high": 105}, (NAN, 100, 94, 89)),
        (104, NAN, {"polarity": "range", "low": 95, "high": 105}, (NAN, 104, 106, 111)),
        (84, 90, {"purpose": "stretch"}, (NAN, 90, 84, NAN)),
        (NAN, 90, {}, (NAN, NAN, NAN, NAN)),
        (87, NAN, {}, (NAN, NAN, NAN, NAN)),
    ],
)
def test_the_nearest_figure_of_every_rating(
    actual: float, target: float, rule: dict[str, Any], nearest: tuple[float, ...]
) -> None:
    """Edges, standards, stretches, ranges and stretch targets; a band of 5 % of 90 is 4.5 wide."""
    found = flip(actual, target, **{"amount": 5, "unit": "points", **rule})
    assert found.tolist() == pytest.approx(list(nearest), nan_ok=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "figure", "decimals", "more"),
    [
        (479, 1032, 50, 1, 37),
        (479, 1032, 46.4, 1, 0),
        (479, 1032, 46.3, 1, -1),
        (479, 1032, 46.2, 1, -2),
        (3, 4, 100, 0, 1),
        (3, 4, 76, 0, 1),
        (0, 8, 12.5, 1, 1),
        (1, 0, 50, 0, NAN),
        (NAN, 8, 50, 0, NAN),
    ],
)
def test_how_many_cases_more(numerator: float, denominator: float, figure: float, decimals: int, more: float) -> None:
    """Rounding helps: 515.5 of 1,032 would be 49.95 %, published as 50.0 %, so 37 more are enough."""
    found = cases(numerator, denominator, figure, 100, decimals)
    assert found.item() == pytest.approx(more, nan_ok=True)


levels = st.integers(0, 1200).map(lambda n: n / 10)


rules = st.fixed_dictionaries(
    {
        "polarity": st.sampled_from([way for way in Polarity if way is not Polarity.NONE]),
        "decimals": st.integers(0, 1),
        "modifier": st.sampled_from([name for name, preset in PRESETS.items() if preset.kind != Kind.MILESTONE]),
        "edge": st.sampled_from(list(Edge)),
        "purpose": st.sampled_from(list(Purpose)),
        "unit": st.sampled_from(UNITS),
        "amount": st.sampled_from([NAN, 0.25, 4]),
        "stretch": st.sampled_from([NAN, 6]),
        "green_half_width": st.sampled_from([0, 1.5]),
        "last_year": levels,
    }
)


@settings(max_examples=so_many(100), deadline=None)
@given(levels, levels, rules, st.booleans())
def test_the_figure_named_has_the_rating_and_none_is_nearer(
    actual: float, target: float, rule: dict[str, Any], floored: bool
) -> None:
    """Walking from the figure in published steps, each rating is first met exactly where it is said to be."""
    decimals = rule["decimals"]
    rule = rule | {"low": target - 3, "high": target + 3, "standard": target - 2 if floored else NAN}
    found = dict(zip(COLOURS, flip(actual, target, **rule), strict=True))
    unit, here = 10.0**-decimals, published(actual, decimals).item()
    steps = np.arange(0, 200 / unit)
    walked = {sign: rate(published(here + sign * steps * unit, decimals), target, **rule) for sign in (1, -1)}
    for colour, figure in found.items():
        met = [int(np.argmax(words == colour)) for words in walked.values() if (words == colour).any()]
        if met:
            assert abs(figure - here) == pytest.approx(min(met) * unit, abs=1e-9)
        else:
            assert np.isnan(figure) or abs(figure - here) >= 200 - 1


@settings(max_examples=so_many(300), deadline=None)
@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 1000).map(lambda n: n / 10), st.integers(0, 1))
def test_no_fewer_cases_will_do(numerator: int, denominator: int, figure: float, decimals: int) -> None:
    """With so many more the figure is reached, with one less it is not."""
    goal = published(figure, decimals).item()
    more = int(cases(numerator, denominator, goal, 100, decimals).item())
    here = published(numerator * 100 / denominator, decimals).item()
    way = int(np.sign(goal - here))
    reached = published((numerator + more) * 100 / denominator, decimals).item()
    assert (reached - goal) * way >= 0
    if more:
        assert (published((numerator + more - way) * 100 / denominator, decimals).item() - goal) * way < 0


def test_a_long_column_is_answered_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few of the figures tried are looked at together, the answers are the same, to the sign of NaN."""
    actual, target = np.linspace(80, 96, 33), np.tile([90.0, 85.0, np.nan], 11)
    rule: dict[str, Any] = {"polarity": np.tile(["higher", "lower", "nearest"], 11), "amount": 3.0, "stretch": 2.0}
    together = flip(actual, target, **rule)
    spans = ratings_between(actual - 2, actual + 2, target, **rule)
    monkeypatch.setattr("pmxl.rules.edges.LENGTH", 1)
    np.testing.assert_array_equal(flip(actual, target, **rule), together)
    for one, other in zip(ratings_between(actual - 2, actual + 2, target, **rule), spans, strict=True):
        np.testing.assert_array_equal(one, other)
