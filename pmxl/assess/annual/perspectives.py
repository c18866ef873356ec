"""Perspectives: of each side of the scorecard, how many targets were met this year and a year before."""

from __future__ import annotations

import pandas as pd

from pmxl.assess.annual.outcomes import Verdict
from pmxl.framework.models import Framework

COLUMNS = ["perspective", "name", "question", "measures", *(verdict.name.lower() for verdict in Verdict), "before"]
"""`before` counts the targets achieved a year before; NaN where that year had no target."""


def perspectives(framework: Framework, outcomes: pd.DataFrame) -> pd.DataFrame:
    """A row for each perspective that has measures, in their order, with a count for each verdict."""
    rows = []
    for one in sorted(framework.perspectives, key=lambda each: each.order):
        mine = outcomes[outcomes["perspective"] == one.id]
        if mine.empty:
            continue
        counts = {verdict.name.lower(): int((mine["verdict"] == verdict).sum()) for verdict in Verdict}
        known = mine["verdict_before"].isin([Verdict.ACHIEVED, Verdict.NARROWLY, Verdict.MISSED])
        before = float((mine["verdict_before"] == Verdict.ACHIEVED).sum()) if known.any() else float("nan")
        names = {"perspective": one.id, "name": one.name, "question": one.question, "measures": len(mine)}
        rows.append({**names, **counts, "before": before})
    return pd.DataFrame(rows, columns=COLUMNS)
