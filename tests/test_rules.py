"""Habits that every rule keeps: its sentence fits Excel's function wizard, and columns are taken as they come."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pmxl.rules
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.rules.columns import words
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.terms import Polarity

WIZARD = 255
"""How much text Excel's function wizard shows."""


def _rules() -> Iterator[Callable[..., Any]]:
    for found in pkgutil.iter_modules(pmxl.rules.__path__, "pmxl.rules."):
        module = importlib.import_module(found.name)
        for name, rule in inspect.getmembers(module, inspect.isfunction):
            if rule.__module__ == found.name and not name.startswith("_"):
                yield rule


@pytest.mark.parametrize("rule", list(_rules()), ids=lambda rule: f"{rule.__module__}.{rule.__name__}")
def test_a_rule_says_what_it_does_in_one_sentence(rule: Callable[..., Any]) -> None:
    """The first paragraph of its docstring ends with a full stop and fits the function wizard."""
    sentence = " ".join((inspect.getdoc(rule) or "").split("\n\n", 1)[0].split())
    assert sentence.endswith(".")
    assert len(sentence) <= WIZARD


def test_columns_of_pandas_are_matched_by_position() -> None:
    """Labels make no difference, gaps of any sort are gaps, and words may come as pandas strings."""
    actual = pd.Series([90, None, 79], index=[7, 8, 9], dtype="Float64")
    polarity = pd.Series(["higher", "higher", "lower"], dtype="string")
    assert rate(actual, pd.Series([90, 90, 80]), polarity).tolist() == ["Green", "", "Green"]
    assert published(pd.Series([1.005, 2.5], index=[1, 0]), pd.Series([2, 0])).tolist() == [1.01, 3.0]


def test_gaps_in_columns() -> None:
    """None, NaN and pandas' NA are no number, no word and not true."""
    assert np.isnan(numbers(pd.Series([None, np.nan], dtype=object))).all()
    assert truths(pd.Series([True, None, False], dtype="boolean")).tolist() == [True, False, False]
    assert words(pd.Series(["higher", None, np.nan]), ("", *Polarity), "polarity").tolist() == ["higher", "", ""]
    with pytest.raises(ValueError, match="polarity: '' is not one of higher"):
        words(pd.Series([None]), tuple(Polarity), "polarity")
