"""Edges: the published figures at which a rating may change, and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.limits import limits
from pmxl.rules.rounding import published
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied


def edges(target: npt.ArrayLike, **rule: Any) -> list[Floats]:
    """The ends of every span of a rule and the published figures on both sides of them; NaN and infinite where open.

    `rule` as for rate.
    """
    decimals = numbers(rule.get("decimals", 0))
    spans = limits(applied(Rule(target, **rule)))
    ends = [end for span in (spans.standard, spans.blue, spans.target, spans.band, spans.saved) for end in span]
    unit = 10.0**-decimals
    return [published(end + step * unit, decimals) for end in ends for step in (-1, 0, 1)]


def shape_of(*columns: npt.ArrayLike) -> tuple[int, ...]:
    """The shape that columns and single numbers have together."""
    return np.broadcast_shapes(*(np.shape(column) for column in columns))
