"""Edges: the published figures at which a rating may change, and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.blocks import LENGTH
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.rounding import published
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import spans_of


def edges(target: npt.ArrayLike, **rule: Any) -> list[Floats]:
    """The ends of every span of a rule and the published figures on both sides of them; NaN and infinite where open.

    `rule` as for rate.
    """
    decimals = numbers(rule.get("decimals", 0))
    spans = spans_of(applied(Rule(target, **rule)))
    ends = [end for span in (spans.standard, spans.blue, spans.target, spans.band, spans.saved) for end in span]
    unit = 10.0**-decimals
    beside = [end + step * unit for end in ends for step in (-1, 0, 1)]
    return [figure for some in stacks(beside) for figure in published(some, decimals)]


def stacks(columns: Sequence[Floats]) -> Iterator[Floats]:
    """Columns one upon the other in a new first axis, so that a rule is asked once of them all; few of long ones."""
    shape = shape_of(*columns)
    several = max(LENGTH // max(math.prod(shape), 1), 1)
    for at in range(0, len(columns), several):
        yield np.stack([np.broadcast_to(column, shape) for column in columns[at : at + several]])


def shape_of(*columns: npt.ArrayLike) -> tuple[int, ...]:
    """The shape that columns and single numbers have together."""
    return np.broadcast_shapes(*(np.shape(column) for column in columns))
