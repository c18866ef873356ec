"""Goalposts of the year: what moved in any of its quarters, each told once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pmxl.assess.assessment import Assessment
from pmxl.assess.goalposts import COLUMNS

SAME = ["measure", "name", "what", "was", "is_now"]


def goalposts(assessments: Sequence[Assessment]) -> pd.DataFrame:
    """The changes of all the assessments, the year's own first; the same change is told once."""
    frames = [one.goalposts for one in assessments if len(one.goalposts)]
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(frames, ignore_index=True).drop_duplicates(SAME).reset_index(drop=True)
