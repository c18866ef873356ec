"""Process chart: each measure's run with its centre, its limits and the figures that are more than chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.chart_row import unit_judged
from pmxl.assess.chart_row import within
from pmxl.assess.charted import charted
from pmxl.assess.grid import WINDOW
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.signalled import reading_of
from pmxl.assess.signalled import rows_polarity
from pmxl.framework.models import Measure
from pmxl.rules.signal import Reading
from pmxl.terms import Accumulate
from pmxl.terms import Frequency

SHOWN = 25
"""Periods on a chart at most: six years of quarters and the quarter they began with."""

COLUMNS = [
    "measure",
    "period",
    "start",
    "figure",
    "centre",
    "lower",
    "upper",
    "signal",
    "phase",
    "target",
    "of",
    "unit",
]


def process(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str = "") -> pd.DataFrame:
    """COLUMNS for every measure that has limits or a median, oldest first; `rows` are the partnership's, or by
    "partner" one partner's.

    `figure` is what is judged: of a seasonal measure the change on last year, of a cumulative one each period's own
    amount. `phase` rises where the series begins anew; `of` says what is judged where it is not the figure shown.
    Limits are drawn no further than figures of the kind can go.
    """
    chart = charted(scene, runs, rows, by)
    reading, _ = reading_of(scene, chart, rows_polarity(scene, rows))
    judged, phase, facts = chart.judged.to_numpy(float), chart.phase.to_numpy(int).tolist(), records(chart.facts)
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for place, (measure, _) in enumerate(chart.judged.index):
        if np.isnan(judged[place]).all() or np.isnan(reading.limits.centre[place]).all():
            continue
        drawn = of_measure(scene, scene.framework.measure(measure), facts[place], judged[place], reading, place)
        first = WINDOW - len(drawn["figure"])
        for name, column in {**drawn, "phase": phase[place][first:]}.items():
            columns[name] += column
    return pd.DataFrame(columns if columns["measure"] else None, columns=COLUMNS)


def of_measure(
    scene: Scene, measure: Measure, facts: dict[str, Any], figures: np.ndarray, reading: Reading, place: int
) -> dict[str, list[Any]]:
    """The columns of one measure but its phases, from its first figure on."""
    first = max(int(np.flatnonzero(~np.isnan(figures))[0]), len(figures) - SHOWN)
    periods = [scene.shown(measure.id, back) for back in list(BACKS)[first:]]
    unit = unit_judged(measure, seasonal=bool(facts["seasonal"]))
    ends = reading.limits.lower[place], reading.limits.upper[place]
    lower, upper = ends if facts["seasonal"] else within(figures, *ends, percent=unit == "%")
    same = {
        "measure": measure.id,
        "target": float(facts["target"]),
        "of": judged_of(scene, measure, facts),
        "unit": unit,
    }
    return {
        **{name: [fact] * len(periods) for name, fact in same.items()},
        "period": [period.label for period in periods],
        "start": [period.start for period in periods],
        "figure": figures[first:].tolist(),
        "centre": reading.limits.centre[place, first:].tolist(),
        "lower": lower[first:].tolist(),
        "upper": upper[first:].tolist(),
        "signal": [str(word) for word in reading.signal[place][first:]],
    }


def judged_of(scene: Scene, measure: Measure, facts: dict[str, Any]) -> str:
    """What is judged, as a heading says it; "" where it is the figure shown."""
    one = Frequency.of(scene.start_and_length[measure.id][1])
    if facts["seasonal"]:
        return f"change on the same {one} last year"
    if measure.accumulate is Accumulate.CUMULATIVE:
        return f"each {one}'s own amount"
    if 0 < facts["common"] < facts["whole"]:
        return f"the {int(facts['common'])} of {int(facts['whole'])} present throughout"
    return ""
