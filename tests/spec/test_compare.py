"""Comparison: rank, quartile, median and best quartile."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.compare import compare
from pmxl.rules.compare import words_of
from pmxl.rules.quantiles import quantiles
from pmxl.terms import Quartiles

NAN = float("nan")
EIGHT = [1, 2, 4, 7, 8, 9, 10, 12]
TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]


def of_one(figures: list[float], method: str) -> list[float]:
    """Quartiles of one group."""
    column = np.array(figures, dtype=float)
    return [round(float(x), 6) for x in quantiles(column, np.zeros(len(column), dtype=np.intp), 1, method)[0]]


@pytest.mark.parametrize(
    ("figures", "method", "edges"),
    [
        (EIGHT, "inclusive", [3.5, 7.5, 9.25]),
        ([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], "exclusive", [15, 40, 43]),
        ([62, 65, 70, 71, 74, 78, 80], "inclusive", [67.5, 71, 76]),
        ([62, 65, 70, 71, 74, 78, 80], "exclusive", [65, 71, 78]),
        ([5], "inclusive", [5, 5, 5]),
        ([5], "exclusive", [NAN, 5, NAN]),
        ([NAN, 5, NAN, 7], "inclusive", [5.5, 6, 6.5]),
        ([NAN], "inclusive", [NAN, NAN, NAN]),
    ],
)
def test_quartiles_as_excel_has_them(figures: list[float], method: str, edges: list[float]) -> None:
    """Microsoft's own examples of QUARTILE.INC and QUARTILE.EXC, the field's example, one figure, gaps, none."""
    assert of_one(figures, method) == pytest.approx(edges, nan_ok=True)


@pytest.mark.parametrize(("polarity", "ranks"), [("lower", [5, 3, 3, 1, 2]), ("higher", [1, 2, 2, 5, 4])])
def test_ranks_as_excel_has_them(polarity: str, ranks: list[float]) -> None:
    """Microsoft's own example of RANK.EQ, both ways round: equal figures share the better rank."""
    assert compare([7, 3.5, 3.5, 1, 2], polarity=polarity, decimals=1)["rank"].tolist() == ranks


@pytest.mark.parametrize(
    ("method", "quarters"),
    [
        ("inclusive", [4, 4, 4, 3, 3, 2, 2, 1, 1, 1]),
        ("exclusive", [4, 4, 3, 3, 3, 2, 2, 2, 1, 1]),
        ("count", [4, 4, 3, 3, 2, 2, 2, 1, 1, 1]),
        ("rank", [4, 4, 4, 3, 3, 2, 2, 2, 1, 1]),
    ],
)
def test_quarters_by_every_method(method: str, quarters: list[int]) -> None:
    """Ten members by each method; by count the extra ones are in the better groups."""
    assert compare(TEN, method=method)["quartile"].tolist() == quarters
    assert compare(TEN, polarity="lower", method=method)["quartile"].tolist() == quarters[::-1]


def test_on_the_boundary_is_the_better_quarter() -> None:
    """Nine members: the third, fifth and seventh lie exactly on the boundaries."""
    found = compare([1, 2, 3, 4, 5, 6, 7, 8, 9], polarity="lower")
    assert found["quartile"].tolist() == [1, 1, 1, 2, 2, 3, 3, 4, 4]
    assert found["best_quartile"].tolist() == [3] * 9
    assert found["median"].tolist() == [5] * 9


def test_figures_are_rounded_first_and_boundaries_are_not() -> None:
    """80.04 and 79.96 are both 80.0 as published, and share a rank; a boundary of 67.25 stays one."""
    assert compare([80.04, 79.96, 79], decimals=1)["rank"].tolist() == [1, 1, 3]
    assert compare([61, 62, 63, 64, 65, 66, 67, 68])["best_quartile"].tolist()[0] == 66.25


def test_seven_members_have_ranks_and_no_quarters() -> None:
    """Only those with a figure count: eight names and one gap are seven members."""
    found = compare([*EIGHT[:7], NAN])
    assert found["of"].tolist()[:7] == [7] * 7
    assert found["quartile"].isna().all()
    assert found["rank"].tolist()[:7] == [7, 6, 5, 4, 3, 2, 1]
    assert np.isnan(found["rank"].tolist()[7])


@pytest.mark.parametrize(
    ("polarity", "how", "ranks"),
    [
        ("range", {"low": 85, "high": 95}, [1, 1, 3, 4]),
        ("nearest", {"target": 90}, [1, 2, 4, 3]),
        ("none", {}, [NAN] * 4),
    ],
)
def test_ranges_and_targets_to_be_near(polarity: str, how: dict[str, Any], ranks: list[float]) -> None:
    """Ranked by how far off they are; where neither way is better there is no rank, only a median."""
    found = compare([90, 92, 97, 82] if polarity == "range" else [90, 92, 97, 85], polarity=polarity, **how)
    assert found["rank"].tolist() == pytest.approx(ranks, nan_ok=True)
    assert not found["median"].isna().any()


def test_groups_do_not_touch_each_other() -> None:
    """Each member is ranked within its own group, in whatever order the rows come."""
    found = compare([3, 30, 1, 20, 2], ["a", "b", "a", "b", "a"])
    assert found["rank"].tolist() == [1, 1, 3, 2, 2]
    assert found["of"].tolist() == [3, 2, 3, 2, 3]


def test_an_unknown_method_is_named() -> None:
    """The message lists those there are."""
    with pytest.raises(ValueError, match="quartile_method: 'decile' is not one of inclusive, exclusive, count, rank"):
        compare([1], method="decile")


def test_ranks_in_words() -> None:
    """1st, 2nd, 3rd, 11th, 22nd."""
    said = [words_of(rank, 32) for rank in (1, 2, 3, 4, 11, 12, 13, 21, 22, NAN)]
    assert said[:8] == [f"{n} of 32" for n in ("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st")]
    assert said[8:] == ["22nd of 32", ""]


figures = st.lists(st.one_of(st.integers(0, 30).map(float), st.just(NAN)), min_size=1, max_size=40)


@given(figures, st.sampled_from(list(Quartiles)))
def test_the_better_the_figure_the_better_its_place(given_: list[float], method: str) -> None:
    """Nobody with a better figure stands in a worse quarter or has a worse rank; turned round it is the same."""
    found = compare(given_, method=method)
    known = found[~np.isnan(given_)].assign(figure=[x for x in given_ if x == x]).sort_values("figure")
    assert known["rank"].is_monotonic_decreasing
    assert known["quartile"].dropna().is_monotonic_decreasing
    turned = compare([-x for x in given_], polarity="lower", method=method)
    assert turned["rank"].equals(found["rank"])
    assert turned["quartile"].equals(found["quartile"])
