"""Direction of travel for every unit, against the previous period and the same period last year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.pooled import counted
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.rules.spoken import spoken
from pmxl.rules.travel import Reason
from pmxl.rules.travel import not_comparable
from pmxl.rules.travel import travel
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Travel

PREVIOUS = "previous"
LAST_YEAR = "last-year"


def backs_of(table: pd.DataFrame, compare: str) -> pd.Series[int]:
    """How far back the comparison lies for each measure: one period, or a year."""
    if compare == PREVIOUS:
        return pd.Series(1, index=table.index)
    return 12 // table["length"]


def movement(scene: Scene, cells: pd.DataFrame, levels: pd.DataFrame, compare: str) -> pd.DataFrame:
    """`travel` and `words` for each (measure, unit): the word, and the figures compared or why they cannot be.

    `levels` has the target, low and high of each unit: a range or nearest-to-target figure moves towards them.
    """
    framework, table = scene.framework, scene.table
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
        **{level: levels[level].reindex(out.index).to_numpy(float) for level in ("target", "low", "high")},
    )
    reasons = blocked(framework, table, compare)
    redefined = [key for key, reason in reasons.items() if reason == Reason.BREAK and key in scene.redefined]
    reasons |= dict.fromkeys(redefined, Reason.DEFINITION)
    measures = out.index.get_level_values("measure")
    reason = pd.Series([reasons.get(m, "") for m in measures], index=out.index)
    reason = reason.where((reason != "") | (info["polarity"].to_numpy() != "none"), Reason.NO_DIRECTION.value)
    known = cells[counted(cells)].assign(then=lambda c: c["measure"].map(backs_of(table, compare)))
    had = known[known["back"] == known["then"]].groupby(UNIT).size().reindex(out.index, fill_value=0) > 0
    reason = reason.where((reason != "") | had.to_numpy(), Reason.NO_FIGURE.value)
    reason = reason.where((reason != "") | (out["common"] > 0), Reason.COVERAGE.value)
    out["reason"] = reason.where((reason != "") | out["travel"].ne(Travel.NOT_COMPARABLE), Reason.NO_FIGURE.value)
    out["travel"] = np.where(out["reason"] != "", Travel.NOT_COMPARABLE.value, out["travel"].astype(str))
    out["words"] = [
        spell(scene, row, measure, unit, compare) for (measure, unit), row in zip(out.index, records(out), strict=True)
    ]
    return out


def blocked(framework: Framework, table: pd.DataFrame, compare: str) -> dict[str, str]:
    """Why a measure's two periods may not be compared at all: it cumulates, or its series breaks between them."""
    found: dict[str, str] = {}
    for measure in framework.measures:
        info = table.loc[measure.id]
        if measure.kind is Kind.MILESTONE:
            found[measure.id] = Reason.MILESTONE
            continue
        if measure.accumulate is Accumulate.CUMULATIVE and compare == PREVIOUS:
            found[measure.id] = Reason.CUMULATIVE
            continue
        then = info["start"] - int(backs_of(table, compare)[measure.id]) * info["length"]
        if any(then < brk.start < info["start"] + info["length"] for brk in measure.rebase):
            found[measure.id] = Reason.BREAK
    return found


def spell(scene: Scene, row: dict[str, Any], measure_id: str, unit: str, compare: str) -> str:
    """`was 60.5 in 2022-23 Q2`, naming how many of those expected are compared when not all are."""
    if row["reason"]:
        return not_comparable(Reason(row["reason"]))
    measure = scene.framework.measure(measure_id)
    label = scene.shown(measure_id, int(backs_of(scene.table, compare)[measure_id])).label
    before = told(measure, row["before"], unit)
    if row["common"] < row["whole"]:
        part = f"of the {int(row['common'])} of {int(row['whole'])} present in both"
        return f"{told(measure, row['value'], unit)} against {before} in {label}, {part}"
    return f"was {before} in {label}"


def told(measure: Measure, value: float, unit: str) -> str:
    """A figure with its unit; a partner's yes or no in words, the share of all who say yes as a percentage."""
    if measure.kind is Kind.YES_NO:
        return spoken(value, measure.decimals, "%") if not unit else "Yes" if value else "No"
    return spoken(value, measure.decimals, measure.unit)
