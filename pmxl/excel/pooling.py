"""Pooling: ranges of parts as the frames that the rules of pooling and contribution take."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pmxl.excel import ranges
from pmxl.excel.answers import Rows
from pmxl.excel.answers import of_numbers
from pmxl.excel.ranges import Given
from pmxl.rules.contribution import contribution
from pmxl.rules.pool import pool
from pmxl.terms import Polarity
from pmxl.terms import Pooling

PARTS = ("numerator", "denominator", "group")
EFFECTS = ["rate_effect", "mix_effect", "effect"]


def pooled(numerator: Given, denominator: Given, multiplier: float, group: Given) -> Rows:
    """One figure, or with groups a row a group: its name and its figure."""
    above, below, named = ranges.numbers(numerator), ranges.numbers(denominator), ranges.texts(group)
    rate = not np.isnan(below).all()
    columns = np.broadcast_arrays(above, below, named)
    frame = pd.DataFrame({name: column.ravel() for name, column in zip(PARTS, columns, strict=True)})
    frame["pooling"], frame["multiplier"] = (Pooling.RATIO.value, multiplier) if rate else (Pooling.SUM.value, 1)
    frame["value"] = np.nan if rate else frame["numerator"]
    found = pool(frame)
    figures = of_numbers(found[["value"]].to_numpy(float))
    if (named == "").all():
        return figures
    return [[name, *row] for name, row in zip(found["group"], figures, strict=True)]


def contributions(
    numerator_before: Given,
    numerator_after: Given,
    denominator_before: Given,
    denominator_after: Given,
    multiplier: float,
    decimals: int,
) -> Rows:
    """A row a partner: what its own rate did, what its share of the whole did, and both together.

    Totals have no rates and no shares: the first two are #N/A, and the third is the partner's own change.
    """
    given = {
        "numerator_before": numerator_before,
        "numerator_after": numerator_after,
        "denominator_before": denominator_before,
        "denominator_after": denominator_after,
    }
    columns = np.broadcast_arrays(*(ranges.numbers(column) for column in given.values()))
    frame = pd.DataFrame({name: column.ravel() for name, column in zip(given, columns, strict=True)})
    rate = frame[["denominator_before", "denominator_after"]].notna().any(axis=None)
    for when in ("before", "after"):
        frame[f"value_{when}"] = np.nan if rate else frame[f"numerator_{when}"]
    settings: dict[str, Any] = {"group": 0, "multiplier": multiplier if rate else 1, "decimals": decimals}
    settings |= {"pooling": (Pooling.RATIO if rate else Pooling.SUM).value, "polarity": Polarity.HIGHER.value}
    return of_numbers(contribution(frame.assign(**settings))[EFFECTS].to_numpy(float))
