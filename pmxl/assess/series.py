"""The run of figures behind each measure: value, target and last year, oldest first, for charts and sparklines."""

from __future__ import annotations

import math
from collections.abc import Mapping
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
NOTHING = [math.nan] * 3
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
    figures = [pool[part].where(whole).tolist() for part in ("value", "numerator", "denominator")]
    known = {key: parts for key, *parts in zip(pool.index.tolist(), *figures, strict=True)}
    values: dict[tuple[str, str, int], float] = {key: parts[0] for key, parts in known.items()}
    rows: list[tuple[Any, ...]] = []
    for measure_id, unit in dict.fromkeys((m, u) for m, u, _ in values):
        rows += unit_rows(scene, known, values, measure_id, unit, unit if by == "partner" else "")
    return pd.DataFrame(rows, columns=SERIES_COLUMNS)


def unit_rows(
    scene: Scene,
    known: Mapping[tuple[str, str, int], list[float]],
    values: Mapping[tuple[str, str, int], float],
    measure_id: str,
    unit: str,
    partner: str,
) -> list[tuple[Any, ...]]:
    """The rows of one series; leading gaps are left out, later ones are shown."""
    rows: list[tuple[Any, ...]] = []
    measure, year = scene.framework.measure(measure_id), scene.a_year_back(measure_id)
    for back in range(SHOWN - 1, -1, -1):
        value, above, under = known.get((measure_id, unit, back), NOTHING)
        last_year = values.get((measure_id, unit, back + year), math.nan)
        if not rows and math.isnan(value) and math.isnan(last_year) and back:
            continue
        period = scene.shown(measure_id, back)
        row = target_row(scene.framework, measure, period, partner)
        start = baseline_by(row, scene, values, measure, unit)
        target = expected_by(row, scene.framework, measure, period, partner, "", start).target
        rows.append((measure_id, unit, period.label, period.start, value, above, under, target, last_year))
    return rows
