"""Pooling across partners and areas."""

from __future__ import annotations

from math import isnan
from math import nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.rules.pool import RESULT
from pmxl.rules.pool import counted
from pmxl.rules.pool import of_parts
from pmxl.rules.pool import pool
from tests.spec.table import named

TABLE = """
what it shows               | pooling | parts  | over      | values   | others                       || value | present
----------------------------+---------+--------+-----------+----------+------------------------------++-------+--------
counts add up               | sum     |        |           | 5 7 0    |                              || 12    | 3
a missing one is not nought | sum     |        |           | 5 -- 7   |                              || 12    | 2
nothing returned            | sum     |        |           | -- --    |                              || --    | 0
not the mean of the rates   | ratio   | 1 99   | 2 100     | 50 99    | multiplier: 100              || 98.04 | 2
a rate per thousand         | ratio   | 3 4    | 1000 2500 | -- --    | multiplier: 1000             || 2     | 2
0 over 0 adds nothing       | ratio   | 0 5    | 0 10      | -- --    | multiplier: 100              || 50    | 2
only nought over nought     | ratio   | 0 0    | 0 0       | -- --    | multiplier: 100              || --    | 2
a value without its parts   | ratio   | 1 --   | 4 --      | 25 75    | multiplier: 100              || 25    | 1
an index by its weights     | weights |        |           | 10 20 40 | weight: 50 30 20             || 19    | 3
weights are rescaled        | weights |        |           | 10 20 -- | weight: 50 30 20             || 13.75 | 2
no weight, not in           | weights |        |           | 10 20 40 | weight: 50 50 --             || 15    | 2
the share saying yes        | share   |        |           | 1 0 1 -- |                              || 66.67 | 3
the lead's figure stands    | lead    |        |           | 5 7 9    | lead: 0 1 0                  || 7     | 1
the lead is missing         | lead    |        |           | 5 -- 9   | lead: 0 1 0                  || --    | 0
a lead with several areas   | lead    | 1 99 5 | 2 100 5   | -- -- -- | lead: 1 1 0; multiplier: 100 || 98.04 | 2
a median is not pooled      | none    |        |           | 5 7 9    |                              || --    | 3
"""


def _numbers(text: str) -> list[float]:
    return [nan if word == "--" else float(word) for word in text.split()]


def _each(given: list[float]) -> list[float] | float:
    """One number stands for every row."""
    return given if len(given) > 1 else given[0]


@pytest.mark.parametrize(
    ("pooling", "numerators", "denominators", "values", "others", "value", "present"), named(TABLE, 0)
)
def test_pool(
    pooling: str, numerators: str, denominators: str, values: str, others: str, value: str, present: str
) -> None:
    """Each word of pooling, edges first."""
    columns: dict[str, Any] = {"value": _numbers(values), "group": "g", "pooling": pooling}
    columns |= {"numerator": _numbers(numerators)} if numerators else {}
    columns |= {"denominator": _numbers(denominators)} if denominators else {}
    columns |= {name.strip(): _each(_numbers(given)) for name, given in (o.split(":") for o in others.split(";") if o)}
    (pooled,) = pool(pd.DataFrame(columns)).to_dict("records")
    assert pooled["present"] == int(present)
    assert isnan(pooled["value"]) if value == "--" else round(pooled["value"], 2) == float(value)


def test_parts_and_range_are_given_too() -> None:
    """The sums of the parts come with the value, and the lowest and highest figure of those that count."""
    frame = pd.DataFrame(
        {"measure": ["h1", "x", "h1", "h1"], "numerator": [159, nan, 244, 76], "denominator": [295, nan, 484, 253]}
        | {"value": [nan, 3, nan, nan], "multiplier": 100, "pooling": ["ratio", "none", "ratio", "ratio"]}
    )
    pooled = pool(frame, "measure")
    assert list(pooled.columns) == ["measure", *RESULT]
    h1, x = pooled.to_dict("records")
    assert (h1["numerator"], h1["denominator"], h1["present"]) == (479, 1032, 3)
    assert round(h1["value"], 1) == 46.4
    assert (round(h1["low"], 1), round(h1["high"], 1)) == (30.0, 53.9)
    assert (x["measure"], isnan(x["value"]), x["low"], x["high"]) == ("x", True, 3, 3)


def test_groups_by_several_columns_and_none_at_all() -> None:
    """A group may be named by several columns, one of them blank; no rows give no groups."""
    frame = pd.DataFrame({"m": ["a", "a", "a"], "area": ["n", None, "n"], "value": [1, 2, 4], "pooling": "sum"})
    assert pool(frame, ["m", "area"])["value"].tolist() == [5, 2]
    assert pool(frame.iloc[:0], ["m", "area"]).empty


def test_one_group_is_pooled_in_one_way() -> None:
    """Rows of a group that disagree on how to pool are refused by name."""
    frame = pd.DataFrame({"group": "g", "value": [1, 2], "pooling": ["sum", "none"]})
    with pytest.raises(ValueError, match="pooled by sum and none"):
        pool(frame)


def test_what_counts() -> None:
    """The caller can tell which rows were left out of their pool."""
    frame = pd.DataFrame({"value": [1, nan], "numerator": [nan, 1], "denominator": [nan, 4], "pooling": "ratio"})
    assert counted(frame).tolist() == [False, True]


def test_of_parts() -> None:
    """Numerator times multiplier over denominator; over nought there is none."""
    assert of_parts([45839, 1], [81711, 0], 100).round(1).tolist()[0] == 56.1
    assert isnan(of_parts(1, 0))


parts = st.lists(
    st.tuples(st.integers(0, 10**6).map(lambda k: k / 10), st.integers(1, 10**6).map(lambda k: k / 7)),
    min_size=1,
    max_size=8,
)


@given(parts, st.randoms(use_true_random=False), st.sampled_from(["sum", "ratio", "weights", "none"]))
def test_order_makes_no_difference(rows: list[tuple[float, float]], random: Any, way: str) -> None:
    """The partners in any order pool to the same figure, to the last digit."""
    frame = pd.DataFrame(rows, columns=["numerator", "denominator"])
    frame = frame.assign(value=frame["numerator"], weight=frame["denominator"], pooling=way, group="g", multiplier=100)
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**31))
    pd.testing.assert_frame_equal(pool(frame), pool(shuffled), rtol=0, atol=0, check_exact=True)


@given(parts)
def test_a_pooled_rate_lies_between_the_rates(rows: list[tuple[float, float]]) -> None:
    """A pooled rate is never below the lowest nor above the highest of those that went in."""
    frame = pd.DataFrame(rows, columns=["numerator", "denominator"]).assign(pooling="ratio", group="g", multiplier=1)
    (pooled,) = pool(frame).to_dict("records")
    assert pooled["low"] * (1 - 1e-12) <= pooled["value"] <= pooled["high"] * (1 + 1e-12)
