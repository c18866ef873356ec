"""Process chart: each measure's run with its centre, its limits and the figures that are more than chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmxl.assess.chart_row import unit_judged
from pmxl.assess.chart_row import within
from pmxl.assess.charted import Charted
from pmxl.assess.charted import charted
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
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
    reading = reading_of(scene, chart, rows_polarity(scene, rows))
    found = [of_measure(scene, chart, reading, place) for place in range(len(rows))]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def of_measure(scene: Scene, chart: Charted, reading: Reading, place: int) -> pd.DataFrame:
    """The rows of one measure; none where there are no limits to judge by."""
    measure = scene.framework.measure(chart.judged.index[place][0])
    facts = chart.facts.iloc[place]
    figures = chart.judged.iloc[place].to_numpy(float)
    centre = reading.limits.centre[place]
    known = np.flatnonzero(~np.isnan(figures))
    if not known.size or np.isnan(centre).all():
        return pd.DataFrame(columns=COLUMNS)
    first = max(int(known[0]), len(figures) - SHOWN)
    periods = [scene.shown(measure.id, back) for back in list(BACKS)[first:]]
    unit = unit_judged(measure, seasonal=bool(facts["seasonal"]))
    ends = reading.limits.lower[place], reading.limits.upper[place]
    lower, upper = ends if facts["seasonal"] else within(figures, *ends, percent=unit == "%")
    return pd.DataFrame(
        {
            "measure": measure.id,
            "period": [period.label for period in periods],
            "start": [period.start for period in periods],
            "figure": figures[first:],
            "centre": centre[first:],
            "lower": lower[first:],
            "upper": upper[first:],
            "signal": [str(word) for word in reading.signal[place][first:]],
            "phase": chart.phase.iloc[place].to_numpy(int)[first:],
            "target": float(facts["target"]),
            "of": judged_of(scene, measure, facts),
            "unit": unit,
        },
        columns=COLUMNS,
    )


def judged_of(scene: Scene, measure: Measure, facts: pd.Series) -> str:
    """What is judged, as a heading says it; "" where it is the figure shown."""
    one = Frequency.of(scene.start_and_length[measure.id][1])
    if facts["seasonal"]:
        return f"change on the same {one} last year"
    if measure.accumulate is Accumulate.CUMULATIVE:
        return f"each {one}'s own amount"
    if 0 < facts["common"] < facts["whole"]:
        return f"the {int(facts['common'])} of {int(facts['whole'])} present throughout"
    return ""
