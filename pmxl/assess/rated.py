"""Ratings: every unit's figure against what is expected of it, or the grey word that stands before a colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.grid import WINDOW
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.figures import NOT_DONE
from pmxl.framework.asked import is_due
from pmxl.framework.expected import Expected
from pmxl.framework.expected import baseline_period
from pmxl.framework.expected import expected
from pmxl.framework.expected import target_row
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.rules.gaps import grey_word
from pmxl.rules.rating import rate
from pmxl.rules.rating import variance
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Rating

EXCEL_EPOCH = date(1899, 12, 30).toordinal()
"""The day before Excel's day 1, allowing for the leap day of 1900 that Excel believes in."""

LEVELS = ("target", "low", "high", "standard", "stretch", "amount")
"""The numbers of an Expected that become columns."""

Past = Mapping[Any, float]
"""Pooled figures by (measure, unit, how far back)."""


def expectation(scene: Scene, history: Past, measure_id: str, unit: str, by: str) -> Expected:
    """What is expected of a unit now."""
    measure = scene.framework.measure(measure_id)
    partner, area = (unit if by == "partner" else ""), (unit if by == "area" else "")
    shown = scene.shown(measure_id)
    start = baseline(scene, history, measure, unit, shown, partner, area)
    return expected(scene.framework, measure, shown, partner, area, start)


def baseline(
    scene: Scene,
    history: Past,
    measure: Measure,
    unit: str,
    period: Period,
    partner: str = "",
    area: str = "",
) -> float:
    """The figure from which a point target starts: the unit's own at its baseline period, NaN where not known.

    `history` holds pooled figures by measure, unit and how far back they lie.
    """
    row = target_row(scene.framework, measure, period, partner, area)
    if row is None or row.basis is not Basis.POINT or row.baseline is not None:
        return math.nan
    shown = scene.shown(measure.id)
    back = (shown.start - baseline_period(row, shown.months).start) // shown.months
    return float(history.get((measure.id, unit, back), math.nan))


def rated(scene: Scene, rows: pd.DataFrame, expectations: list[Expected], history: Past, by: str) -> pd.DataFrame:
    """Adds the levels, the variance and the rating of the period."""
    for level in LEVELS:
        rows[level] = np.array([getattr(e, level) for e in expectations], dtype=float)
    rows["expectation"] = pd.Series(expectations, index=rows.index, dtype=object)
    measures = [scene.framework.measure(m) for m, _ in rows.index]
    rows["kind"] = [shown_kind(m, by).value for m in measures]
    rows["actual"] = [
        actual(scene, m, v, e, k)
        for m, v, e, k in zip(measures, rows["value"], expectations, rows["every_marker"], strict=True)
    ]
    colours = rate_rows(scene, rows, rows["actual"], rows["target"], measures, last_year(rows, scene, history))
    rows["variance"] = variance(
        rows["value"].to_numpy(float), rows["target"].to_numpy(float), np.array([m.decimals for m in measures])
    )
    rows["rating"] = ratings(scene, rows, colours, measures)
    rows["last_back"] = [last_known(history, measure, unit) for measure, unit in rows.index]
    rows["last_value"] = [
        float(history.get((m, u, back), math.nan)) for (m, u), back in zip(rows.index, rows["last_back"], strict=True)
    ]
    return rows


def last_known(history: Past, measure: str, unit: str) -> int:
    """How far back the last figure before this period lies; 0 where there is none."""
    backs = range(1, WINDOW)
    return next((back for back in backs if not math.isnan(history.get((measure, unit, back), math.nan))), 0)


def shown_kind(measure: Measure, by: str) -> Kind:
    """The kind as shown: the pooled share of a yes/no measure is a percentage."""
    return Kind.PERCENTAGE if measure.kind is Kind.YES_NO and not by else measure.kind


def actual(scene: Scene, measure: Measure, value: float, found: Expected, marker: str) -> float:
    """The figure to be rated: a milestone not done yet counts as done today once its day has passed."""
    today = float(scene.today.toordinal() - EXCEL_EPOCH)
    overdue = measure.kind is Kind.MILESTONE and marker == NOT_DONE and found.target < today
    return today if overdue and math.isnan(value) else float(value)


def last_year(rows: pd.DataFrame, scene: Scene, history: Past) -> list[float]:
    """The same period last year of every row, for the preset that looks at it."""
    return [float(history.get((m, u, scene.a_year_back(m)), math.nan)) for m, u in rows.index]


def rate_rows(
    scene: Scene,
    rows: pd.DataFrame,
    actuals: pd.Series[float],
    targets: pd.Series[float],
    measures: list[Measure],
    before: list[float],
) -> list[str]:
    """The colour of every row by the rule, "" where there is no figure."""
    found: list[Expected] = list(rows["expectation"])
    return [
        str(word)
        for word in rate(
            actuals.to_numpy(float),
            targets.to_numpy(float),
            np.array([m.polarity.value for m in measures], dtype=object),
            kind=rows["kind"].to_numpy(object),
            low=rows["low"].to_numpy(float),
            high=rows["high"].to_numpy(float),
            standard=rows["standard"].to_numpy(float),
            amount=rows["amount"].to_numpy(float),
            unit=np.array([e.unit for e in found], dtype=object),
            stretch=rows["stretch"].to_numpy(float),
            purpose=np.array([e.purpose.value for e in found], dtype=object),
            decimals=np.array([m.decimals for m in measures]),
            edge=scene.framework.settings.amber_edge,
            modifier=np.array([e.modifier for e in found], dtype=object),
            last_year=np.array(before),
        )
    ]


def ratings(scene: Scene, rows: pd.DataFrame, colours: list[str], measures: list[Measure]) -> list[str]:
    """The colour of every row, or the grey word that stands before it in the order of the rule book."""
    facts = [grounds(scene, m, row, c) for m, row, c in zip(measures, records(rows), colours, strict=True)]
    greys = grey_word({grey: [fact.get(grey, False) for fact in facts] for grey in Rating if not grey.is_colour})
    return [str(grey or colour) for grey, colour in zip(greys, colours, strict=True)]


def grounds(scene: Scene, measure: Measure, row: dict[str, Any], colour: str) -> dict[Rating, bool]:
    """Which grey words could be said of a row; the rule book's order decides between them.

    A pooled figure that cannot be, each partner's standing for itself, is Not applicable.
    """
    found: Expected = row["expectation"]
    shown = scene.shown(measure.id)
    missing, absent = row["present"] < row["expected"], not row["present"] and not colour
    apart = not colour and row["expected"] > 1 and not missing
    due = is_due(measure, shown, scene.period) and row["every_marker"] != NOT_DONE
    judged = found.has_target or not math.isnan(found.standard)
    unjudged = colour in ("", Rating.NO_TARGET) and not found.has_target
    first_year = measure.first_period is not None and shown.year == measure.first_period.year
    return {
        Rating.NOT_APPLICABLE: not row["expected"] or apart,
        Rating.SUPPRESSED: absent and row["every_marker"] == Rating.SUPPRESSED,
        Rating.WITHHELD: absent and row["every_marker"] == Rating.WITHHELD,
        Rating.NOT_DUE: absent and not due,
        Rating.NO_DATA: absent,
        Rating.WAITING: missing and judged and measure.kind is not Kind.MILESTONE,
        Rating.BASELINE: unjudged and first_year,
        Rating.NO_TARGET: unjudged,
    }
