"""The year to date: what has built up so far, against the share of the year's target due by now."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import pooled
from pmxl.assess.rated import rate_rows
from pmxl.assess.scene import Scene
from pmxl.framework.expected import expected
from pmxl.framework.expected import rows_of
from pmxl.framework.expected import target_row
from pmxl.framework.expected import year_to_date
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Rating


def to_date(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """`value_ytd` for flows and cumulative measures: the year so far, NaN while any part of it is missing."""
    info = scene.table
    number = (info["start"] - (scene.first_month - 1)) % 12 // info["length"]
    building = info.index[
        (info["accumulate"] == Accumulate.FLOW.value)
        & info["pooling"].isin([Pooling.SUM.value, Pooling.RATIO.value, Pooling.LEAD.value])
        & (info["parts"] | info["adds"])
        & (info["length"] < 12)
    ]
    rows = cells[cells["measure"].isin(building) & (cells["back"] >= 0)]
    rows = rows[rows["back"] <= rows["measure"].map(number)]
    rows = rows[rows["marker"] != Rating.NOT_APPLICABLE.value]
    how = rows["measure"].map(info["parts"]).map({True: Pooling.RATIO.value, False: Pooling.SUM.value})
    out = pooled(rows.assign(how=how), UNIT, info) if len(rows) else pd.DataFrame(columns=["value", "expected"])
    value = out["value"].where(out["present"] == out["expected"]) if len(rows) else pd.Series(dtype=float)
    now = cells[(cells["back"] == 0) & (cells["measure"].map(info["accumulate"]) == Accumulate.CUMULATIVE.value)]
    if len(now):
        sums = pooled(now, UNIT, info)
        value = pd.concat([value, sums["value"].where(sums["present"] == sums["expected"])])
    value.index = pd.MultiIndex.from_tuples(list(value.index), names=UNIT)
    return value.rename("value_ytd").to_frame()


def to_date_rated(scene: Scene, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Adds `target_ytd` and `rating_ytd`: against the share of the year's target due so far, or a ratio's level."""
    measures = [scene.framework.measure(measure) for measure, _ in rows.index]
    targets = []
    for (measure_id, unit), measure in zip(rows.index, measures, strict=True):
        partner, area = (unit if by == "partner" else ""), (unit if by == "area" else "")
        shown = scene.shown(measure_id)
        row = target_row(scene.framework, measure, shown, partner, area)
        level, _ = year_to_date(measure, row, shown)
        if math.isnan(level) and measure.kind.of_two_parts and row is not None and row.basis is Basis.YEAR:
            level = float(row.target if row.target is not None else math.nan)
        if math.isnan(level):
            level = summed_targets(scene, measure, shown, partner, area)
        targets.append(level)
    rows["target_ytd"] = targets
    colours = rate_rows(scene, rows, rows["value_ytd"], rows["target_ytd"], measures, [math.nan] * len(rows))
    known = rows["value_ytd"].notna() & rows["target_ytd"].notna()
    rows["rating_ytd"] = np.where(known, np.array(colours, dtype=object), "")
    return rows


def summed_targets(scene: Scene, measure: Measure, shown: Period, partner: str, area: str) -> float:
    """The targets of a flow's periods so far this year added up; NaN unless every one of them has its own."""
    adds = measure.accumulate is Accumulate.FLOW and measure.kind in (Kind.COUNT, Kind.MONEY)
    if not adds or not rows_of(scene.framework, measure.id, partner, area):
        return math.nan
    so_far = [p for p in shown.year.parts(shown.months) if p.start <= shown.start]
    return sum(expected(scene.framework, measure, p, partner, area).target for p in so_far)
