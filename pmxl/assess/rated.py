"""Ratings: every unit's figure against what is expected of it, or the grey word that stands before a colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.grid import WINDOW
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import blocked
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.scene import who
from pmxl.days import serial_of
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected_by
from pmxl.framework.expected import target_row
from pmxl.framework.level import baseline_period
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.periods import Period
from pmxl.rules.gaps import grey_word
from pmxl.rules.plausible import ratings_between
from pmxl.rules.rating import rate
from pmxl.rules.rating import variance
from pmxl.terms import NOT_DONE
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Rating

LEVELS = ("target", "low", "high", "standard", "stretch", "green_half_width", "amount")
"""The numbers of an Expected that become columns."""

COUNTED = ["value", "expected", "every_marker"]
"""By which a milestone is known to be late."""

GROUNDS = [
    *("expectation", "how", "expected", "present", "every_marker", "absent_for", "waiting", "held"),
    *("rating_best", "rating_worst"),
]
"""By which it is known whether a grey word stands before the colour."""

Past = Mapping[Any, float]
"""Pooled figures by (measure, unit, how far back)."""


def expectation(scene: Scene, history: Past, measure_id: str, unit: str, by: str) -> Expected:
    """What is expected of a unit now."""
    measure = scene.framework.measure(measure_id)
    shown, asked = scene.shown(measure_id), who(scene, measure, unit, by)
    row = target_row(scene.framework, measure, shown, *asked)
    start = baseline_by(row, scene, history, measure, unit)
    return expected_by(row, scene.framework, measure, shown, *asked, start, scene.over_by)


def baseline(
    scene: Scene, history: Past, measure: Measure, unit: str, period: Period, partner: str = "", area: str = ""
) -> float:
    """The figure from which a point target starts: the unit's own at its baseline period, NaN where not known.

    `history` holds whole pooled figures by measure, unit and how far back they lie.
    """
    row = target_row(scene.framework, measure, period, partner, area)
    return baseline_by(row, scene, history, measure, unit)


def baseline_by(row: Target | None, scene: Scene, history: Past, measure: Measure, unit: str) -> float:
    """The same where the target row that speaks is known already."""
    if row is None or row.basis is not Basis.POINT or row.baseline is not None:
        return math.nan
    shown = scene.shown(measure.id)
    back, rest = divmod(shown.start - baseline_period(row, shown.months).start, shown.months)
    return math.nan if rest else float(history.get((measure.id, unit, back), math.nan))


def rated(scene: Scene, rows: pd.DataFrame, expectations: list[Expected], history: Past, by: str) -> pd.DataFrame:
    """Adds the levels, the variance and the rating of the period."""
    for level in LEVELS:
        rows[level] = np.array([getattr(e, level) for e in expectations], dtype=float)
    rows["expectation"] = pd.Series(expectations, index=rows.index, dtype=object)
    measures = [scene.framework.measure(m) for m, _ in rows.index]
    rows["kind"] = [shown_kind(m, by).value for m in measures]
    rows["actual"] = [
        actual(scene, measure, row, found)
        for measure, row, found in zip(measures, records(rows[COUNTED]), expectations, strict=True)
    ]
    before = last_year(scene, rows, history)
    rows["before"] = before
    answers = [measure.kind is Kind.YES_NO for measure in measures]
    steps = np.where(answers, rows["expected"] - rows["present"], 0)
    rule = rule_of(scene, rows, expectations, before)
    span = ratings_between(rows["gap_low"], rows["gap_high"], steps=steps, **rule)
    rows["rating_best"], rows["rating_worst"] = span.best, span.worst
    rows["occur"] = list(span.occur)
    colours = rate_rows(scene, rows, rows["actual"], expectations, before)
    ends = records(rows[["rating_best", "rating_worst"]])
    colours = [row["rating_best"] if is_settled(row) else one for row, one in zip(ends, colours, strict=True)]
    whole = rows["value"].where(rows["present"] == rows["expected"]).to_numpy(float)
    rows["variance"] = variance(whole, rows["target"].to_numpy(float), np.array([m.decimals for m in measures]))
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


def actual(scene: Scene, measure: Measure, row: dict[str, Any], found: Expected) -> float:
    """The figure to be rated: a milestone not done yet counts as done today once its day has passed."""
    value, today = float(row["value"]), serial_of(scene.today)
    one = measure.kind is Kind.MILESTONE and row["expected"] == 1
    overdue = one and row["every_marker"] == NOT_DONE and found.target < today
    return today if overdue and math.isnan(value) else value


def last_year(scene: Scene, rows: pd.DataFrame, history: Past) -> list[float]:
    """The same period last year of every row, for the preset that looks at it; none across a break in the series."""
    breaks = blocked(scene.framework, scene.table, LAST_YEAR)
    return [
        math.nan if m in breaks else float(history.get((m, u, scene.a_year_back(m)), math.nan)) for m, u in rows.index
    ]


def rate_rows(
    scene: Scene, rows: pd.DataFrame, actuals: pd.Series[float], found: list[Expected], before: list[float]
) -> list[str]:
    """The colour of every row's figure against what is expected of it, "" where there is no figure."""
    return [str(word) for word in rate(actuals.to_numpy(float), **rule_of(scene, rows, found, before))]


def rule_of(scene: Scene, rows: pd.DataFrame, found: list[Expected], before: list[float]) -> dict[str, Any]:
    """What every row is rated by, as the rules take it."""
    measures = [scene.framework.measure(m) for m, _ in rows.index]
    return {
        **{name: np.array([getattr(e, name) for e in found], dtype=float) for name in LEVELS},
        "polarity": np.array([m.polarity.value for m in measures], dtype=object),
        "kind": rows["kind"].to_numpy(object),
        "unit": np.array([e.unit for e in found], dtype=object),
        "purpose": np.array([e.purpose.value for e in found], dtype=object),
        "decimals": np.array([m.decimals for m in measures]),
        "edge": scene.framework.settings.amber_edge,
        "modifier": np.array([e.modifier for e in found], dtype=object),
        "last_year": np.array(before),
    }


def is_settled(row: dict[str, Any]) -> bool:
    """True where those missing cannot change the rating, whatever they report."""
    return bool(row["rating_best"]) and row["rating_best"] == row["rating_worst"]


def ratings(scene: Scene, rows: pd.DataFrame, colours: list[str], measures: list[Measure]) -> list[str]:
    """The colour of every row, or the grey word that stands before it in the order of the rule book."""
    facts = [grounds(scene, m, row, c) for m, row, c in zip(measures, records(rows[GROUNDS]), colours, strict=True)]
    greys = grey_word({grey: [fact.get(grey, False) for fact in facts] for grey in Rating if not grey.is_colour})
    return [str(grey or colour) for grey, colour in zip(greys, colours, strict=True)]


def grounds(scene: Scene, measure: Measure, row: dict[str, Any], colour: str) -> dict[Rating, bool]:
    """Which grey words could be said of a row; the rule book's order decides between them.

    A pooled figure that cannot be, each partner's standing for itself, is Not applicable.
    """
    found: Expected = row["expectation"]
    shown = scene.shown(measure.id)
    apart = row["how"] == Pooling.NONE and row["expected"] > 1
    nothing = not colour and row["present"] == row["expected"]  # 0 of 0: there was nothing to count
    missing, absent = row["present"] < row["expected"], not row["present"] and not colour
    due = scene.is_due(measure, shown) and row["every_marker"] != NOT_DONE
    open_ = missing and not is_settled(row)
    never = open_ and not row["waiting"]  # those who gave no figure have said that they will not
    judged = found.has_target or not math.isnan(found.standard)
    unjudged = colour in ("", Rating.NO_TARGET) and not found.has_target
    first_year = measure.first_period is not None and shown.year == measure.first_period.year
    return {
        Rating.NOT_APPLICABLE: not row["expected"] or (apart and bool(row["present"])) or nothing,
        Rating.SUPPRESSED: (absent or never) and row["absent_for"] == Rating.SUPPRESSED,
        Rating.WITHHELD: (absent or never) and row["absent_for"] == Rating.WITHHELD,
        Rating.NOT_DUE: absent and not due and not row["held"],
        Rating.NO_DATA: absent,
        Rating.WAITING: open_ and not never and judged and measure.kind is not Kind.MILESTONE,
        Rating.BASELINE: unjudged and first_year,
        Rating.NO_TARGET: unjudged,
    }
