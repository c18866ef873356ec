"""The run of figures behind each measure: value, target and last year, oldest first, for charts and sparklines."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.assess.grid import WINDOW
from pmxl.assess.grouped import grouped
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import cells_by
from pmxl.assess.pooled import pool_of
from pmxl.assess.rated import Past
from pmxl.assess.rated import baseline_by
from pmxl.assess.runs import spread
from pmxl.assess.scene import Scene
from pmxl.assess.year_ahead import measures_to_reach
from pmxl.framework.expected import expected_by
from pmxl.framework.expected import heard_by
from pmxl.framework.expected import target_row
from pmxl.framework.models import Measure

SERIES_COLUMNS = [
    *("measure", "partner", "period", "start", "value", "numerator", "denominator", "target", "low", "high"),
    "last_year",
]
AIMS = ("target", "low", "high")
SHOWN = 13
"""Periods in a series: three years of quarters and the quarter they began with."""

BACKS = range(SHOWN - 1, -1, -1)
"""How far back each of them lies, oldest first."""


def series(scene: Scene) -> pd.DataFrame:
    """Measure, partner ("" for the partnership), period, start, value, its parts, AIMS, last_year for 13 periods.

    A period with partners missing has no value: a dip that is only a gap is not drawn.
    """
    return pd.concat([series_of(scene, by) for by in ("", "partner")], ignore_index=True)


def series_of(scene: Scene, by: str) -> pd.DataFrame:
    """The series of the partnership (by "") or of every partner; leading gaps are left out, later ones are shown."""
    figures, units = laid_out(scene, by)
    if units.empty:
        return pd.DataFrame(columns=SERIES_COLUMNS)
    before, measures = last_years(scene, figures["value"], units), units.get_level_values("measure").to_numpy(object)
    unknown = np.isnan(figures["value"][:, BACKS]) & np.isnan(before)
    row, column = np.nonzero(np.logical_or.accumulate(~unknown | (np.array(BACKS) == 0), axis=1))
    shown = {measure: [scene.shown(measure, back) for back in BACKS] for measure in dict.fromkeys(measures)}
    every = list(zip(measures[row].tolist(), column.tolist(), strict=True))
    return pd.DataFrame(
        {
            "measure": measures[row],
            "partner": units.get_level_values("unit").to_numpy(object)[row] if by else "",
            "period": [shown[measure][place].label for measure, place in every],
            "start": [shown[measure][place].start for measure, place in every],
            **{part: table[:, BACKS][row, column] for part, table in figures.items()},
            **dict(zip(AIMS, targets(scene, figures["value"], units, by)[row, column].T, strict=True)),
            "last_year": before[row, column],
        }
    )[SERIES_COLUMNS]


def laid_out(scene: Scene, by: str) -> tuple[dict[str, np.ndarray], pd.MultiIndex]:
    """Each of FIGURES, a row a unit and a column for each period by how far back it lies; and the units.

    NaN where one who is expected is missing.
    """
    cells = cells_by(scene, by)
    groups = grouped(cells, [*UNIT, "back"])
    units, pool = groups.among(UNIT), pool_of(cells, groups, scene.table)
    slot, whole = units.of * WINDOW + cells["back"].to_numpy(int)[groups.first], pool["present"] == pool["expected"]
    known = {part: np.where(whole, pool[part], math.nan) for part in FIGURES}
    return {part: spread(column, slot, (len(units), WINDOW)) for part, column in known.items()}, units.index


def last_years(scene: Scene, values: np.ndarray, units: pd.MultiIndex) -> np.ndarray:
    """The figures of a year before each of BACKS."""
    year = np.array([scene.a_year_back(measure) for measure in units.get_level_values("measure")], dtype=int)
    found: np.ndarray = np.take_along_axis(values, np.array(BACKS) + year[:, np.newaxis], axis=1)
    return found


def targets(scene: Scene, values: np.ndarray, units: pd.MultiIndex, by: str) -> np.ndarray:
    """AIMS of each unit in each of BACKS; but for a way from its own figure, the same for all alike."""
    to_reach = measures_to_reach(scene.framework)
    known: dict[tuple[object, ...], list[tuple[float, ...]]] = {}
    found = []
    for (measure_id, unit), figures in zip(units.tolist(), values, strict=True):
        measure, partner = scene.framework.measure(measure_id), unit if by else ""
        alike = heard_by(scene.framework, measure, partner, "")
        if alike not in known or measure_id in to_reach:
            past = {(measure_id, unit, back): figure for back, figure in enumerate(figures.tolist())}
            known[alike] = [aims(scene, past, measure, unit, partner, back) for back in BACKS]
        found.append(known[alike])
    return np.array(found, dtype=float)


def aims(scene: Scene, past: Past, measure: Measure, unit: str, partner: str, back: int) -> tuple[float, ...]:
    """What was to be reached in a period so far back: a target, or a range."""
    period = scene.shown(measure.id, back)
    row = target_row(scene.framework, measure, period, partner)
    start = baseline_by(row, scene, past, measure, unit)
    found = expected_by(row, scene.framework, measure, period, partner, "", start, scene.over_by)
    return found.target, found.low, found.high
