"""Small numbers: how sure a percentage of few cases is, and whether its rating could as well be another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.rated import Past
from pmxl.assess.rated import last_year
from pmxl.assess.rated import rule_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.rules.plausible import ratings_between
from pmxl.rules.small_numbers import wilson
from pmxl.rules.spoken import spoken
from pmxl.terms import Kind
from pmxl.terms import Pooling

FEW = 100
"""With fewer cases than these the interval is spoken of, where it holds another rating."""

PERCENT = 100.0


def small(scene: Scene, rows: pd.DataFrame, history: Past) -> pd.DataFrame:
    """`interval_low`, `interval_high` and `interval_words` of every row, on its index; NaN and "" where there are none.

    The interval is that of a share of cases, in per cent, and of whole figures only. Partners who say yes are no cases:
    their answers are not the work of chance. Words are given where the cases are few and the interval holds more than
    one rating.
    """
    out = pd.DataFrame(index=rows.index)
    whole = (rows["present"] == rows["expected"]) & (rows["kind"] == Kind.PERCENTAGE.value)
    below = rows["denominator"].astype(float).where(whole & (rows["how"] != Pooling.SHARE.value))
    share = rows["numerator"].astype(float) * PERCENT / below.where(below != 0)
    below = below.where(np.isclose(share, rows["value"].astype(float)))  # of a hundred, and not of a thousand
    found = wilson(rows["numerator"].to_numpy(float), below.to_numpy(float))
    out["interval_low"], out["interval_high"] = found.low * PERCENT, found.high * PERCENT
    rule = rule_of(scene, rows, list(rows["expectation"]), last_year(scene, rows, history))
    few = (below < FEW).to_numpy()
    ends = (np.where(few, out[end].to_numpy(), np.nan) for end in ("interval_low", "interval_high"))
    span = ratings_between(*ends, **rule)
    unsure = span.best != span.worst
    some = rows[["numerator", "denominator"]].join(out)[unsure]
    measures = (scene.framework.measure(measure) for measure, _ in some.index)
    words = np.full(len(rows), "", dtype=object)
    words[unsure] = [told(measure, row) for measure, row in zip(measures, records(some), strict=True)]
    out["interval_words"] = words
    return out


def told(measure: Measure, row: dict[str, Any]) -> str:
    """`3 of 4: by chance alone it could be anything from 30.1 to 95.4 %, so the colour says little.`"""
    low = spoken(row["interval_low"], max(measure.decimals, 1), "")
    high = spoken(row["interval_high"], max(measure.decimals, 1), "%")
    cases = f"{row['numerator']:,.0f} of {row['denominator']:,.0f}"
    return f"{cases}: by chance alone it could be anything from {low} to {high}, so the colour says little."
