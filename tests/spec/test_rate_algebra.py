"""What holds of every rating: better is never rated worse, and a column says what each figure would."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import UNITS
from pmxl.rules.rater import rater
from pmxl.rules.rating import rate
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import spans_of
from pmxl.rules.steps import steps_of
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose
from pmxl.terms import Rating

PLAIN = [name for name, preset in PRESETS.items() if not (preset.kind or preset.polarity)]
"""The presets that leave a measure as it is."""

ORDER = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]
level = st.decimals(-1000, 1000, places=1).map(float)
maybe = st.one_of(st.just(np.nan), level)
rules = st.fixed_dictionaries(
    {
        "target": maybe,
        "standard": maybe,
        "amount": st.one_of(st.just(np.nan), st.decimals(0, 50, places=1).map(float)),
        "unit": st.sampled_from(UNITS),
        "stretch": st.one_of(st.just(np.nan), st.decimals(0, 50, places=1).map(float)),
        "purpose": st.sampled_from(list(Purpose)),
        "edge": st.sampled_from(list(Edge)),
        "modifier": st.sampled_from(PLAIN),
        "last_year": maybe,
    }
)


@given(rules, level, level, st.sampled_from([way for way in Polarity if way.sign]))
def test_a_better_figure_is_never_rated_worse(rule: dict[str, Any], one: float, other: float, polarity: str) -> None:
    """Of two figures under the same rule the better has the same rating or a better one."""
    worse, better = sorted((one, other), reverse=polarity == Polarity.LOWER)
    ratings = rate([worse, better], polarity=polarity, decimals=1, **rule)
    if Rating.NO_TARGET in ratings:
        assert ratings[1] == Rating.NO_TARGET
    else:
        assert ORDER.index(ratings[0]) <= ORDER.index(ratings[1])


@given(rules, level, level, st.floats(0, 50), st.sampled_from([Polarity.RANGE, Polarity.NEAREST]))
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


@given(
    st.lists(st.one_of(level, st.just(np.nan), st.floats(allow_nan=False, allow_infinity=False)), min_size=1),
    rules,
    st.sampled_from(sorted(PRESETS)),
    st.sampled_from(list(Kind)),
    st.sampled_from(list(Polarity)),
    st.tuples(maybe, maybe, st.floats(0, 5)),
    st.integers(0, 3),
)
def test_a_rule_made_ready_says_the_same(
    figures: list[float],
    rule: dict[str, Any],
    modifier: str,
    kind: Kind,
    polarity: Polarity,
    ends: tuple[float, float, float],
    decimals: int,
) -> None:
    """One figure at a time under a rule made ready is rated as the column is, on every edge of the rule too."""
    rule |= {"modifier": modifier, "kind": kind, "polarity": polarity, "decimals": decimals}
    rule |= {"low": ends[0], "high": ends[1], "green_half_width": ends[2]}
    with np.errstate(all="ignore"):
        spans = spans_of(applied(Rule(**rule)))
        on_edge = [float(end) for span in (spans.standard, spans.blue, spans.target, spans.band) for end in span]
        tried = [*figures, *on_edge, *(end + 10.0**-decimals for end in on_edge)]
        together = rate(tried, **rule).tolist()
    ready, unrounded = rater(**rule), rater(**rule | {"decimals": 6})
    assert [ready.of(figure) for figure in tried] == together
    steps = steps_of(ready, unrounded)
    near = [figure + way * step for figure in tried for way in (-1, 1) for step in (0.0, 0.4e-6, 0.6 * steps.near)]
    for figure in (*near, math.inf, -math.inf, math.nan):
        assert steps.of(figure) in (None, ready.of(figure))
        assert steps.of(figure) in (None, unrounded.of(figure))


def test_away_from_every_end_a_figure_is_rated_without_being_rounded() -> None:
    """So near an end that rounding may take it there nothing is said; of a milestone nothing ever is."""
    rule: dict[str, Any] = {"target": 100, "amount": 5, "unit": "points", "decimals": 1}
    steps = steps_of(rater(**rule), rater(**rule | {"decimals": 6}))
    assert steps.ends == (95, 100)
    tried = [94.8, 95.0, 95.2, 99.8, 99.96, 100.0, 100.2, 1e7]
    said = [steps.of(figure) for figure in tried]
    assert said == [Rating.RED, None, Rating.AMBER, Rating.AMBER, None, None, Rating.GREEN, None]
    assert steps_of(rater(target=np.nan)).of(50) == Rating.NO_TARGET
    assert steps_of(rater(**rule | {"kind": Kind.MILESTONE})).of(50) is None


@pytest.mark.parametrize("modifier", PLAIN)
@pytest.mark.parametrize("edge", list(Edge))
def test_about_the_edge_of_the_tolerance(edge: str, modifier: str) -> None:
    """On the edge and a step to either side better is never rated worse, and a rule made ready says the same."""
    rule = {"target": 100, "amount": 5, "unit": "points", "edge": edge, "modifier": modifier}
    figures = [89, 90, 91, 94, 95, 96, 99, 100]
    ratings = rate(figures, **rule).tolist()
    assert ratings == sorted(ratings, key=ORDER.index)
    assert ratings == [rater(**rule).of(figure) for figure in figures]


def test_no_figure_and_one_beyond_the_stretch_are_rated_alike_one_by_one() -> None:
    """Nothing is said of no figure; past the stretch a figure is Blue, on it Green."""
    rule: dict[str, Any] = {"target": 100, "amount": 5, "unit": "points", "stretch": 5}
    figures = [np.nan, 104, 105, 106]
    assert rate(figures, **rule).tolist() == ["", Rating.GREEN, Rating.GREEN, Rating.BLUE]
    assert [rater(**rule).of(figure) for figure in figures] == ["", Rating.GREEN, Rating.GREEN, Rating.BLUE]
