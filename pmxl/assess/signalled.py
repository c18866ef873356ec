"""Signals for every unit: is the latest figure more than chance, will the target be met, is the red real?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmxl.assess.chart_row import ChartRow
from pmxl.assess.chart_words import assurance_told
from pmxl.assess.chart_words import signal_told
from pmxl.assess.charted import Charted
from pmxl.assess.charted import charted
from pmxl.assess.drawn_away import as_charted
from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.trending import trend_words
from pmxl.rules.assurance import assurance
from pmxl.rules.columns import Bools
from pmxl.rules.real import real
from pmxl.rules.real import real_words
from pmxl.rules.rule_sets import rule_set
from pmxl.rules.signal import Reading

SINCE_LAST_YEAR = " Better and worse are against the same period last year."
"""Said of a measure with seasons, whose chart is of the change on last year."""

NOW = -1
"""The last column of a run is the period shown."""

COLUMNS = [
    *("signal", "signal_words", "signal_trial", "assurance", "assurance_words", "real", "real_words", "trend_words"),
    *("process_mean", "process_lower", "process_upper"),
]


def signalled(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """COLUMNS for the latest figure of every row, on the index of `rows`.

    `process_*` are the centre and limits on the scale of the figures shown: NaN where the chart is of something else,
    that is of a seasonal measure's change on last year, a cumulative one's own amounts, or a sum of only some partners.
    """
    chart = charted(scene, runs, rows, by)
    polarity = rows_polarity(scene, rows)
    reading, away = reading_of(scene, chart, polarity)
    out = pd.DataFrame(index=rows.index)
    out["signal"] = np.array([str(word) for word in latest(reading.signal)], dtype=object)
    found = reading.limits
    limits = {"mean": latest(found.centre), "lower": latest(found.lower), "upper": latest(found.upper)}
    facts = chart.facts
    said = assurance(
        limits["lower"],
        limits["upper"],
        facts["target"],
        polarity,
        low=facts["low"],
        high=facts["high"],
        green_half_width=rows["green_half_width"],
    )
    unsaid = (out["signal"] == "").to_numpy() | away.any(axis=1)  # limits that hold nothing promise nothing
    out["assurance"] = np.array([str(word) for word in np.where(unsaid, "", said)], dtype=object)
    out["signal_trial"] = latest(found.trial) & (out["signal"] != "").to_numpy()
    told = list(chart_rows(scene, chart, reading, away, out, by))
    out["signal_words"] = [signal_told(row) for row in told]
    out["assurance_words"] = [assurance_told(row) for row in told]
    judged = np.where(facts["waits"], "", rows["rating"].map(str))  # a part's signal says nothing of the whole's colour
    line = (judged.astype(object), out["signal"].to_numpy(), out["assurance"].to_numpy())
    out["real"] = [str(word) for word in real(*line)]
    since = np.where(facts["seasonal"], SINCE_LAST_YEAR, "")
    out["real_words"] = [f"{said}{how if said else ''}" for said, how in zip(real_words(*line), since, strict=True)]
    out["trend_words"] = trend_words(scene, chart, rows, polarity, told)
    for name, level in limits.items():
        out[f"process_{name}"] = np.where(facts["drawn"], level, np.nan)
    return out[COLUMNS]


def rows_polarity(scene: Scene, rows: pd.DataFrame) -> np.ndarray:
    """Which way is better, for every row."""
    return np.array([scene.framework.measure(measure).polarity.value for measure, _ in rows.index], dtype=object)


def reading_of(scene: Scene, chart: Charted, polarity: np.ndarray) -> tuple[Reading, Bools]:
    """What the charts say by the framework's rule set, and the figures that draw the averages away as far as they are
    of the series that runs now.
    """
    phase = chart.phase.to_numpy(int)
    reading, away = as_charted(chart.judged.to_numpy(float), polarity, phase, scene.framework.settings)
    return reading, away & (phase == phase[:, NOW:])


def latest(column: np.ndarray) -> np.ndarray:
    """What is said of the period shown."""
    return column[:, NOW]


def chart_rows(
    scene: Scene, chart: Charted, reading: Reading, away: Bools, out: pd.DataFrame, by: str
) -> list[ChartRow]:
    """What the sentences about each row's chart need to know."""
    rules = rule_set(scene.framework.settings.spc_rules)
    found = []
    rows = (chart.judged.to_numpy(float), chart.phase.to_numpy(int), records(chart.facts), records(out))
    columns = zip(chart.judged.index, *rows, strict=True)
    for place, ((measure, _), judged, phase, known, said) in enumerate(columns):
        found.append(
            ChartRow(
                measure=scene.framework.measure(measure),
                months=scene.start_and_length[measure][1],
                by=by,
                series=np.where(phase == phase[NOW], judged, np.nan),
                broken=bool(phase[NOW] > 0),
                signal=said["signal"],
                pattern=str(reading.pattern[place, NOW]),
                assurance=said["assurance"],
                mean=float(reading.limits.centre[place, NOW]),
                lower=float(reading.limits.lower[place, NOW]),
                upper=float(reading.limits.upper[place, NOW]),
                figures=int(reading.limits.figures[place, NOW]),
                trial=bool(said["signal_trial"]),
                centre=rules.centre,
                seasonal=bool(known["seasonal"]),
                apart=bool(known["apart"]),
                common=int(known["common"]),
                whole=int(known["whole"]),
                target=float(known["target"]),
                low=float(known["low"]),
                high=float(known["high"]),
                away=away[place],
                now=scene.shown(measure),
            )
        )
    return found
