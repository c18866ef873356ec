"""Trending: where each unit has been going over the whole window, in words."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pmxl.assess.chart_row import ChartRow
from pmxl.assess.chart_words import notes
from pmxl.assess.charted import Charted
from pmxl.assess.figure_words import unit_of_change
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.framework.models import Measure
from pmxl.rules.run import present_run
from pmxl.rules.spoken import CURRENCIES
from pmxl.rules.spoken import spoken
from pmxl.rules.trend import NO_TREND
from pmxl.rules.trend import Trend
from pmxl.rules.trend import trend
from pmxl.terms import Travel

MOST_DECIMALS = 6
PENCE = 2

ENOUGH_OF_A_RUN = 2
"""One move is what Travel says by itself."""


def trend_words(
    scene: Scene, chart: Charted, rows: pd.DataFrame, polarity: np.ndarray, charts: list[ChartRow]
) -> list[str]:
    """The slope with its interval, and how long the present run has lasted; since the last break in the series."""
    figures = since_break(chart.figures, chart.phase)
    last_year = since_break(chart.last_year, chart.phase)
    lines = np.full((len(rows), len(Trend._fields)), None, dtype=object)
    years = np.array([scene.a_year_back(measure) for measure, _ in rows.index], dtype=int)
    seasons = np.where(chart.facts["seasonal"].to_numpy(bool), years, 1)
    for season in np.unique(seasons):
        mine = seasons == season
        line = trend(figures.to_numpy(float)[mine], polarity[mine], season=int(season))
        lines[mine] = np.column_stack([np.asarray(column, dtype=object) for column in line])
    runs = runs_of(scene, figures, last_year, chart, rows, polarity)
    return [told(row, Trend(*line), *run) for row, line, run in zip(charts, lines, runs, strict=True)]


def since_break(figures: pd.DataFrame, phase: pd.DataFrame) -> pd.DataFrame:
    """The figures of the phase that the last column is in."""
    part = phase.to_numpy(int)
    kept = np.where(part == part[:, -1:], figures.to_numpy(float), np.nan)
    return pd.DataFrame(kept, index=figures.index, columns=figures.columns)


def runs_of(
    scene: Scene,
    figures: pd.DataFrame,
    last_year: pd.DataFrame,
    chart: Charted,
    rows: pd.DataFrame,
    polarity: np.ndarray,
) -> list[tuple[str, int]]:
    """The word and length of each row's present run, a seasonal measure's against the same period last year."""
    measures = [scene.framework.measure(measure) for measure, _ in rows.index]
    how = {
        "decimals": np.array([m.decimals for m in measures], dtype=int),
        "dead_band": np.array([m.dead_band for m in measures], dtype=float),
        **{level: rows[level].to_numpy(float) for level in LEVELS},
    }
    now, then = figures.to_numpy(float), last_year.to_numpy(float)
    each = present_run(now, polarity, **how)
    yearly = present_run(now, polarity, last_year=then, **how)
    seasonal = chart.facts["seasonal"].to_numpy(bool)
    words, moves = np.where(seasonal, yearly.word, each.word), np.where(seasonal, yearly.moves, each.moves)
    return list(zip(map(str, words), map(int, moves), strict=True))


def told(row: ChartRow, line: Trend, word: str, moves: int) -> str:
    """The line and the run in a sentence each; "" where there are too few figures for either."""
    pieces = [sloping(row.measure, row.period, line), running(row.period, word, moves, seasonal=row.seasonal)]
    return " ".join(piece for piece in (*pieces, *notes(row)) if piece) if any(pieces) else ""


def sloping(measure: Measure, period: str, line: Trend) -> str:
    """`Improving by 1.2 points a quarter over 20 quarters, likely between 0.8 and 1.6.`"""
    word, slope = str(line.word), float(line.slope)
    if word == NO_TREND:
        return f"{NO_TREND} over {line.figures} {period}s."
    if word not in (Travel.IMPROVING, Travel.WORSENING):
        return ""
    low, high = sorted(abs(float(end)) for end in (line.low, line.high))
    places = decimals(measure, slope)
    size = spoken(abs(slope), places, unit_of_change(measure))
    between = f"{spoken(low, places)} and {spoken(high, places)}"
    return f"{word} by {size} a {period} over {line.figures} {period}s, likely between {between}."


def decimals(measure: Measure, slope: float) -> int:
    """Two digits that say something, and no fewer than the measure has; pounds with their pence."""
    told = 1 - math.floor(math.log10(abs(slope))) if slope else 0
    places = min(max(measure.decimals, told), MOST_DECIMALS)
    return PENCE if places == 1 and measure.unit.strip() in tuple(CURRENCIES) else places


def running(period: str, word: str, moves: int, *, seasonal: bool) -> str:
    """How long the present run has lasted."""
    says = {Travel.IMPROVING: "better than", Travel.WORSENING: "worse than", Travel.STEADY: "about the same as"}
    if moves < ENOUGH_OF_A_RUN or word not in says:
        return ""
    than = f"the same {period} a year before" if seasonal else "the one before"
    return f"Each of the last {moves} {period}s was {says[Travel(word)]} {than}."
