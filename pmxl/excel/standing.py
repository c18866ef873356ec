"""Where figures stand among others, for the functions that compare."""

from __future__ import annotations

from pmxl.excel import ranges
from pmxl.excel.answers import Rows
from pmxl.excel.answers import of_numbers
from pmxl.excel.ranges import Given
from pmxl.rules.compare import compare
from pmxl.terms import Polarity


def standing(what: str, figures: Given, polarity: Given, group: Given, decimals: Given, method: str) -> Rows:
    """One column of a comparison, in the shape of the figures."""
    values, groups = ranges.numbers(figures), ranges.texts(group)
    ways = ranges.words(polarity, Polarity.HIGHER, Polarity)
    found = compare(values, groups, ways, method=method, decimals=ranges.places(decimals))
    return of_numbers(found[what].to_numpy(float).reshape(values.shape))
