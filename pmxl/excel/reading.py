"""What the process charts say of a range of histories, for the functions that ask."""

from __future__ import annotations

from typing import Any

from pmxl.excel import ranges
from pmxl.excel.ranges import Given
from pmxl.rules.columns import Floats
from pmxl.rules.rule_sets import RULE_SETS
from pmxl.rules.signal import read
from pmxl.terms import Polarity

USUAL = next(iter(RULE_SETS))


def reading(history: Given, polarity: Given, rules: Given, screening: Given) -> Any:
    """What the process charts say."""
    figures: Floats = ranges.history(history)
    chosen = ranges.one_word(rules, USUAL, RULE_SETS)
    return read(
        figures, which_way(polarity, len(figures)), rules=chosen, screening=ranges.one_truth(screening, otherwise=True)
    )


def which_way(polarity: Given, series: int) -> Any:
    """Which way is better, a row a series or one for all."""
    found = ranges.words(polarity, Polarity.HIGHER, Polarity)
    if found.shape not in ((1, 1), (series, 1)):
        raise ValueError(f"There are {series} series, and {found.size} cells say which way is better.")
    return found[:, 0]
