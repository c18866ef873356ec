"""Plausible figures and the ratings that they leave open."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.plausible import plausible
from pmxl.rules.plausible import ratings_between
from pmxl.rules.rating import rate
from pmxl.terms import COLOURS
from pmxl.terms import Polarity
from tests.thorough import cases

NAN = float("nan")


@pytest.mark.parametrize(
    ("history", "last_year", "kind", "bounds"),
    [
        ([10, 12, 11], NAN, "count", (9.0, 13.2)),
        ([10], NAN, "count", (9.0, 11.0)),
        ([NAN, 10, NAN], 20, "count", (9.0, 20.0)),
        ([10, 12, 11], 3, "count", (3.0, 13.2)),
        ([10] * 6, NAN, "count", (10.0, 10.0)),
        ([10] * 5, NAN, "count", (9.0, 11.0)),
        ([1, 2, 1, 2, 1, 2], NAN, "count", (0.0, 4.16)),
        ([-1, 2, 1, 2, 1, 2], NAN, "count", (-2.55733, 4.89067)),
        ([95, 99, 96, 99, 97, 99], NAN, "percentage", (90.052, 100.0)),
        ([95, 101, 99, 101, 97, 99], NAN, "percentage", (90.15467, 107.17867)),
        ([NAN, NAN], 7, "count", (7.0, 7.0)),
        ([NAN], NAN, "count", (NAN, NAN)),
    ],
)
def test_between_which_bounds(history: list[float], last_year: float, kind: str, bounds: tuple[float, float]) -> None:
    """Limits from six figures on, else lowest to highest a tenth wider; last year's figure always within; clipped."""
    found = plausible(history, last_year, kind)
    assert (found.low.item(), found.high.item()) == pytest.approx(bounds, abs=1e-4, nan_ok=True)


@pytest.mark.parametrize(
    ("least", "most", "target", "rule", "best", "worst", "occur"),
    [
        (78, 82, 77, {}, "Green", "Green", "G"),
        (78, 82, 80, {}, "Green", "Amber", "GA"),
        (74, 82, 80, {}, "Green", "Red", "GAR"),
        (74, 74.4, 80, {}, "Red", "Red", "R"),
        (74, 74.5, 80, {}, "Amber", "Red", "AR"),
        (79.96, 82, 80, {"decimals": 1}, "Green", "Green", "G"),
        (50, 110, 80, {"polarity": "range", "low": 70, "high": 80, "amount": 5}, "Green", "Red", "GAR"),
        (65, 85, NAN, {"polarity": "range", "low": 70, "high": 80, "amount": 5}, "Green", "Amber", "GA"),
        (78, 95, 80, {"stretch": 10}, "Blue", "Amber", "BGA"),
        (78, 82, 77, {"standard": 80}, "Green", "Red", "GR"),
        (78, 82, 77, {"polarity": "lower"}, "Amber", "Amber", "A"),
        (200 / 3, 100, 80, {"steps": 1}, "Green", "Red", "GR"),
        (25, 100, 80, {"steps": 3}, "Green", "Red", "GAR"),
        (25, 100, 80, {"steps": 2}, "Green", "Red", "GR"),
        (30, 32, NAN, {"standard": 33}, "Red", "Red", "R"),
        (30, 37, NAN, {"standard": 33}, "", "", ""),
        (NAN, 82, 77, {}, "", "", ""),
        (78, 82, NAN, {}, "", "", ""),
    ],
)
def test_best_and_worst(
    least: float, most: float, target: float, rule: dict[str, Any], best: str, worst: str, occur: str
) -> None:
    """The field's own example first; a range may be best in the middle; a broken standard is Red in between; answers of
    yes or no leave only so many figures.
    """
    found = ratings_between(least, most, target, **{"amount": 5, "unit": "points", **rule})
    letters = "".join(str(colour)[0] for colour, there in zip(COLOURS, found.occur, strict=True) if there)
    assert (found.best.item(), found.worst.item(), letters) == (best, worst, occur)


JUDGED = [way for way in Polarity if way is not Polarity.NONE]
levels = st.integers(0, 1200).map(lambda n: n / 10)


@settings(max_examples=cases(300), deadline=None)
@given(
    levels,
    levels,
    levels,
    st.sampled_from(JUDGED),
    st.integers(0, 1),
    st.booleans(),
)
def test_every_published_figure_between_has_a_named_rating(
    one: float, other: float, target: float, polarity: str, decimals: int, standard: bool
) -> None:
    """Nothing that could be published between the bounds gets a rating that is not named, and all named occur."""
    rule: dict[str, Any] = {"polarity": polarity, "decimals": decimals, "amount": 4, "unit": "points", "stretch": 6}
    rule |= {"low": target - 3, "high": target + 3, "standard": target - 2 if standard else NAN}
    least, most = sorted((one, other))
    found = ratings_between(least, most, target, **rule)
    unit = 10**-decimals
    steps = np.arange(np.round(least / unit), np.round(most / unit) + 1) * unit
    every = {str(word) for word in rate([least, *steps[(steps >= least) & (steps <= most)], most], target, **rule)}
    assert {str(c) for c, there in zip(COLOURS, found.occur, strict=True) if there} == every


@settings(max_examples=cases(200), deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 100)), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(1, 500), st.lists(st.integers(0, 100), min_size=1, max_size=12)), min_size=1, max_size=4
    ),
    st.data(),
)
def test_bounds_contain_the_truth(known: Any, missing: Any, data: Any) -> None:
    """Whenever each missing figure lies within its own limits, the whole lies within the bounds, and so does its
    rating.
    """
    ends = [plausible(history, kind="percentage") for _, history in missing]
    truths = [low + data.draw(st.floats(0, 1)) * (high - low) for low, high in ends]
    sizes = [size for size, _ in known], [size for size, _ in missing]
    whole = sum(sizes[0]) + sum(sizes[1])
    inside = sum(size * share for size, share in known)

    def pooled(figures: list[float]) -> float:
        return float((inside + sum(size * figure for size, figure in zip(sizes[1], figures, strict=True))) / whole)

    least, most = pooled([end.low.item() for end in ends]), pooled([end.high.item() for end in ends])
    truth = pooled([float(figure) for figure in truths])
    assert least - 1e-9 <= truth <= most + 1e-9
    found = ratings_between(least, most, 50, amount=5, unit="points", decimals=1)
    named = {str(c) for c, there in zip(COLOURS, found.occur, strict=True) if there}
    assert rate(min(max(truth, least), most), 50, amount=5, unit="points", decimals=1).item() in named
