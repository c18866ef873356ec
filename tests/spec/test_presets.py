"""Presets: tolerances by name."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from pmxl.rules.presets import Near
from pmxl.rules.presets import applied_band
from pmxl.rules.presets import near_of
from pmxl.rules.rater import rater
from pmxl.rules.rating import rate
from pmxl.rules.rule import default_unit
from pmxl.terms import Edge
from pmxl.terms import Kind
from tests.spec.conftest import Spec


def test_presets(spec: Spec) -> None:
    """Each name is a row of settings: the fixed ones stay as they are, points may have another number."""
    spec(
        rate,
        """
        actual | modifier | amount | kind       || rating
        -------+----------+--------+------------++-------
          79.9 | strict   |     50 | count      || Red
            76 | 5%       |        | percentage || Amber
          75.9 | 5%       |        | percentage || Red
            72 | 10%      |        | percentage || Amber
          71.9 | 10%      |        | percentage || Red
            75 | points   |        | count      || Amber
          74.9 | points   |        | count      || Red
            78 | points   |      2 | count      || Amber
          77.9 | points   |      2 | count      || Red
            76 |          |      5 | count      || Amber
          75.9 |          |      5 | count      || Red
            75 |          |      5 | percentage || Amber
          74.9 |          |      5 | percentage || Red
        """,
        target=80,
        decimals=1,
    )


def test_floor(spec: Spec) -> None:
    """Green on target, Amber between standard and target, Red below the standard; strict where there is none."""
    spec(
        rate,
        """
        actual | polarity | target | standard || rating
        -------+----------+--------+----------++-------
            90 | higher   |     90 |       70 || Green
            89 | higher   |     90 |       70 || Amber
            70 | higher   |     90 |       70 || Amber
            69 | higher   |     90 |       70 || Red
            89 | higher   |     90 |          || Red
            11 | lower    |     10 |       15 || Amber
            15 | lower    |     10 |       15 || Amber
            16 | lower    |     10 |       15 || Red
        """,
        modifier="floor",
    )


def test_travel_modified(spec: Spec) -> None:
    """Green within 10 %; beyond it Amber if no worse than the same period last year, and Red if worse or unknown."""
    spec(
        rate,
        """
        actual | polarity | target | last_year | edge  || rating
        -------+----------+--------+-----------+-------++-------
            90 | higher   |    100 |        99 | amber || Green
            89 | higher   |    100 |        89 | amber || Amber
            89 | higher   |    100 |        88 | amber || Amber
            89 | higher   |    100 |        90 | amber || Red
            89 | higher   |    100 |           | amber || Red
            89 | higher   |    100 |       120 | amber || Red
            90 | higher   |    100 |        99 | red   || Red
            90 | higher   |    100 |        90 | red   || Amber
           100 | higher   |    100 |           | red   || Green
           111 | lower    |    100 |       111 | amber || Amber
           111 | lower    |    100 |       110 | amber || Red
           110 | lower    |    100 |           | amber || Green
        """,
        modifier="travel-modified",
    )


def test_last_year_matters_only_where_the_preset_looks_at_it() -> None:
    """A rule made ready for one figure after another keeps last year's figure for travel-modified, and for no other."""
    figures, last_years = [90, 89, 89, 88], [99, 89, 90, 120]
    for modifier in ("travel-modified", "10%"):
        rule = {"target": 100, "modifier": modifier}
        alone = [rater(**rule, last_year=last).of(figure) for figure, last in zip(figures, last_years, strict=True)]
        assert alone == rate(figures, last_year=last_years, **rule).tolist()
    assert alone == ["Amber", "Red", "Red", "Red"]


def test_range_and_milestone_presets() -> None:
    """These names set the polarity and the kind."""
    assert rate([94, 95], np.nan, low=95, high=105, modifier="range").tolist() == ["Red", "Green"]
    assert rate([45001, 44999], 45000, modifier="milestone").tolist() == ["Red", "Green"]


def test_default_unit() -> None:
    """Points where the measure is a percentage, percent of target otherwise."""
    assert default_unit(list(Kind)).tolist() == ["points" if k == Kind.PERCENTAGE else "percent" for k in Kind]


@pytest.mark.parametrize(
    ("amount", "modifier", "edge", "near"),
    [
        (nan, "travel-modified", Edge.AMBER, Near(10, edge_inside=True)),
        (15, "travel-modified", Edge.RED, Near(15, edge_inside=False)),
        (5, "", Edge.AMBER, Near()),
        (nan, "10%", Edge.AMBER, Near()),
    ],
)
def test_how_near_counts_as_met(amount: float, modifier: str, edge: Edge, near: Near) -> None:
    """Only a preset that calls a figure off its target Green lets one count as met that is not on it."""
    assert near_of(amount, modifier, edge) == near


@pytest.mark.parametrize(
    ("amount", "unit", "applied"),
    [(nan, "percent", (5, "percent")), (7, "points", (5, "percent"))],
)
def test_a_fixed_preset_stands_whatever_was_typed_beside_it(
    amount: float, unit: str, applied: tuple[float, str]
) -> None:
    """`5%` is five per cent of the target."""
    assert applied_band(amount, unit, "5%") == applied
