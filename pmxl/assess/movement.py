"""Direction of travel for every unit, against the previous period and the same period last year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.rules.travel import travel
from pmxl.terms import Accumulate
from pmxl.terms import Travel

PREVIOUS = "previous"
LAST_YEAR = "last-year"


def backs_of(table: pd.DataFrame, compare: str) -> pd.Series[int]:
    """How far back the comparison lies for each measure: one period, or a year."""
    if compare == PREVIOUS:
        return pd.Series(1, index=table.index)
    return 12 // table["length"]


def movement(
    framework: Framework, cells: pd.DataFrame, table: pd.DataFrame, compare: str, first_month: int
) -> pd.DataFrame:
    """`travel` and `words` for each (measure, unit): the word, and the figures compared or why they cannot be."""
    now = pd.Series(0, index=table.index)
    (here, there), counts = aligned(cells, UNIT, [now, backs_of(table, compare)], table)
    out = counts.join(here[["value"]]).join(there["value"].rename("before"))
    info = table.loc[out.index.get_level_values("measure")]
    out["travel"] = travel(
        out["value"].to_numpy(float),
        out["before"].to_numpy(float),
        info["polarity"].to_numpy(),
        decimals=info["decimals"].to_numpy(),
        dead_band=info["dead_band"].to_numpy(),
    )
    reasons = blocked(framework, table, compare)
    measures = out.index.get_level_values("measure")
    reason = pd.Series([reasons.get(m, "") for m in measures], index=out.index)
    reason = reason.where((reason != "") | (info["polarity"].to_numpy() != "none"), "neither way is better")
    reason = reason.where((reason != "") | (out["common"] > 0), "coverage")
    out["reason"] = reason.where((reason != "") | out["travel"].ne(Travel.NOT_COMPARABLE), "no figure to compare with")
    out["travel"] = np.where(out["reason"] != "", Travel.NOT_COMPARABLE.value, out["travel"].astype(str))
    out["words"] = [
        spell(framework, table, row, measure, compare, first_month)
        for measure, row in zip(measures, out.to_dict("records"), strict=True)
    ]
    return out


def blocked(framework: Framework, table: pd.DataFrame, compare: str) -> dict[str, str]:
    """Why a measure's two periods may not be compared at all: it cumulates, or its series breaks between them."""
    found = {}
    for measure in framework.measures:
        info = table.loc[measure.id]
        if measure.accumulate is Accumulate.CUMULATIVE and compare == PREVIOUS:
            found[measure.id] = "cumulative"
            continue
        then = info["start"] - int(backs_of(table, compare)[measure.id]) * info["length"]
        if any(then < brk.start <= info["start"] for brk in measure.rebase):
            found[measure.id] = "break in series"
    return found


def spell(
    framework: Framework, table: pd.DataFrame, row: dict[str, float], measure: str, compare: str, first_month: int
) -> str:
    """`was 60.5 in 2022-23 Q2`, naming how many of those expected are compared when not all are."""
    if row["reason"]:
        return f"Not comparable ({row['reason']})"
    info = table.loc[measure]
    back = int(backs_of(table, compare)[measure])
    period = Period(int(info["start"]) - back * int(info["length"]), int(info["length"]), first_month)
    kind = framework.measure(measure)
    words = f"was {row['before']:,.{kind.decimals}f} in {period.label}"
    if row["common"] < row["whole"]:
        words += f", comparing the {int(row['common'])} of {int(row['whole'])} present in both"
    return words
