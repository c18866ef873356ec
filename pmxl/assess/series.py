"""The run of figures behind each measure: value, target and last year, oldest first, for charts and sparklines."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import cells_by
from pmxl.assess.pooled import pooled
from pmxl.assess.rated import baseline_by
from pmxl.assess.scene import Scene
from pmxl.framework.expected import expected_by
from pmxl.framework.expected import target_row

SERIES_COLUMNS = [
    *("measure", "partner", "period", "start", "value", "numerator", "denominator", "target", "last_year"),
]
SHOWN = 13
"""Periods in a series: three years of quarters and the quarter they began with."""


def series(scene: Scene) -> pd.DataFrame:
    """Measure, partner ("" for the partnership), period, start, value, its parts, target, last_year for 13 periods.

    A period with partners missing has no value: a dip that is only a gap is not drawn.
    """
    frames = [unit_series(scene, by) for by in ("", "partner")]
    return pd.concat(frames, ignore_index=True)


def unit_series(scene: Scene, by: str) -> pd.DataFrame:
    """The series of the partnership (by "") or of every partner."""
    cells = cells_by(scene, by)
    pool = pooled(cells, [*UNIT, "back"], scene.table)
    whole = pool["present"] == pool["expected"]
    above, under = (dict(pool[part].where(whole).items()) for part in ("numerator", "denominator"))
    values: dict[tuple[str, str, int], float] = dict(pool["value"].where(whole).items())  # type: ignore[arg-type]
    rows: list[dict[str, Any]] = []
    for measure_id, unit in dict.fromkeys((m, u) for m, u, _ in values):
        measure = scene.framework.measure(measure_id)
        year = scene.a_year_back(measure_id)
        for back in range(SHOWN - 1, -1, -1):
            period = scene.shown(measure_id, back)
            partner = unit if by == "partner" else ""
            value = values.get((measure_id, unit, back), math.nan)
            last_year = values.get((measure_id, unit, back + year), math.nan)
            if not rows_begun(rows, measure_id, unit) and math.isnan(value) and math.isnan(last_year) and back:
                continue
            row = target_row(scene.framework, measure, period, partner)
            start = baseline_by(row, scene, values, measure, unit)
            target = expected_by(row, scene.framework, measure, period, partner, "", start).target
            rows.append(
                {
                    "measure": measure_id,
                    "partner": unit,
                    "period": period.label,
                    "start": period.start,
                    "value": value,
                    "numerator": above.get((measure_id, unit, back), math.nan),
                    "denominator": under.get((measure_id, unit, back), math.nan),
                    "target": target,
                    "last_year": last_year,
                }
            )
    return pd.DataFrame(rows, columns=SERIES_COLUMNS)


def rows_begun(rows: list[dict[str, Any]], measure: str, unit: str) -> bool:
    """True once a series has a row: leading gaps are left out, later ones are shown."""
    return bool(rows) and rows[-1]["measure"] == measure and rows[-1]["partner"] == unit
