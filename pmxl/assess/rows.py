"""One row for every unit of every measure: figure, target, rating, year to date, coverage and the words for each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import PREVIOUS
from pmxl.assess.movement import movement
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import pooled
from pmxl.assess.pooled import units
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.scene import text
from pmxl.figures import NOT_DONE
from pmxl.framework.asked import in_order
from pmxl.framework.asked import is_due
from pmxl.framework.expected import Expected
from pmxl.framework.expected import baseline_period
from pmxl.framework.expected import expected
from pmxl.framework.expected import rows_of
from pmxl.framework.expected import target_row
from pmxl.framework.expected import year_to_date
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.rules.rating import rate
from pmxl.rules.rating import variance
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Rating

EXCEL_EPOCH = date(1899, 12, 30).toordinal()
"""The day before Excel's day 1, allowing for the leap day of 1900 that Excel believes in."""

LEVELS = ("target", "low", "high", "standard", "stretch", "amount")
Past = Mapping[Any, float]
"""Pooled figures by (measure, unit, how far back)."""

GREYS_OF_ABSENCE = (Rating.SUPPRESSED, Rating.WITHHELD)


def rows_by(scene: Scene, by: str) -> pd.DataFrame:
    """The assessment frame for the partnership (by ""), by "partner" or by "area", in the order of the scorecard."""
    cells = units(scene.grid, scene.table, by)
    now = cells[cells["back"] == 0]
    rows = pooled(now[now["marker"] != Rating.NOT_APPLICABLE.value], UNIT, scene.table)
    rows = rows.reindex(pd.MultiIndex.from_frame(now[UNIT].drop_duplicates()))
    rows[["expected", "present"]] = rows[["expected", "present"]].fillna(0).astype(int)
    history = dict(pooled(cells, [*UNIT, "back"], scene.table)["value"].items())
    rows = rows.join(coverage(scene, cells)).join(to_date(scene, cells))
    expectations = [expectation(scene, history, measure, unit, by) for measure, unit in rows.index]
    rows = rated(scene, rows, expectations, history, by)
    for name, compare in (("travel", PREVIOUS), ("travel_year", LAST_YEAR)):
        moved = movement(scene, cells, rows[["target", "low", "high"]], compare)
        rows[name] = text(moved["travel"], rows.index)
        rows[f"{name}_words"] = text(moved["words"], rows.index)
    return in_scorecard_order(scene, described(scene, rows, by), by)


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


def coverage(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """`coverage_share` of the last known denominator (or size of figure) that is in, and who is awaited."""
    asked = cells[cells["marker"] != Rating.NOT_APPLICABLE.value]
    size = asked["denominator"].where(asked["measure"].map(scene.table["parts"]), asked["value"].abs())
    known = asked.assign(size=size.where(asked["poolable"]), cell=asked["partner"] + "/" + asked["area"])
    known = known.sort_values("back")
    last = known.groupby([*UNIT, "cell"], sort=False)["size"].first()
    now = known[known["back"] == 0].set_index([*UNIT, "cell"])
    now["size"] = last.reindex(now.index)
    grouped = now.groupby(UNIT, sort=False)
    share = now["size"].where(now["poolable"], 0.0).groupby(UNIT).sum() / grouped["size"].sum().replace(0, np.nan)
    missing = now[~now["poolable"] & (now["marker"] != NOT_DONE)]
    names = [awaited(scene.framework, p, a) for p, a in zip(missing["partner"], missing["area"], strict=True)]
    waiting = missing.assign(name=names).groupby(UNIT, sort=False)["name"].agg(lambda n: ", ".join(dict.fromkeys(n)))
    every = now.groupby(UNIT)["marker"].agg(lambda m: m.iloc[0] if m.nunique() == 1 else "")
    facts = grouped.agg(provisional=("provisional", "any"), held=("held", "sum"), got=("got", "sum"))
    facts["wanted"] = now["wanted"].groupby(UNIT).sum()
    facts["answered"] = (now["poolable"] | (now["marker"] == NOT_DONE)).groupby(UNIT).sum()
    out = facts.assign(coverage_share=share, every_marker=every)
    out["waiting"] = text(waiting, out.index)
    return out


def awaited(framework: Framework, partner: str, area: str) -> str:
    """The name of who is awaited, with the area where figures are by area."""
    name = framework.partner(partner).name
    return f"{name} ({framework.area(area).name})" if area and framework.area(area).name != name else name


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


def rated(scene: Scene, rows: pd.DataFrame, expectations: list[Expected], history: Past, by: str) -> pd.DataFrame:
    """Adds the levels, the variance, and the three labelled ratings that can be told: now, and year to date."""
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
    rows["rating"] = [
        in_words(scene, measure, row, str(colour))
        for measure, colour, row in zip(measures, colours, records(rows), strict=True)
    ]
    return to_date_rated(scene, rows, measures, by)


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


def in_words(scene: Scene, measure: Measure, row: dict[str, Any], colour: str) -> str:
    """The rating, or the grey word that stands before it: tried in the order of the rule book."""
    due = is_due(measure, scene.shown(measure.id), scene.period)
    marker = str(row["every_marker"])
    found: Expected = row["expectation"]
    if not row["expected"]:
        return Rating.NOT_APPLICABLE
    if not row["present"] and not colour:
        if marker in GREYS_OF_ABSENCE:
            return marker
        if marker == NOT_DONE or not due:
            return Rating.NOT_DUE
        return Rating.NO_DATA
    if not colour and row["expected"] > 1 and row["present"] == row["expected"]:
        return Rating.NOT_APPLICABLE  # each partner's figure stands for itself: there is no pooled one
    if colour in ("", Rating.NO_TARGET) and not found.has_target:
        in_first_year = measure.first_period and scene.shown(measure.id).year == measure.first_period.year
        return Rating.BASELINE if in_first_year else Rating.NO_TARGET
    if row["present"] < row["expected"] and measure.kind is not Kind.MILESTONE:
        return Rating.WAITING
    return colour or Rating.NOT_APPLICABLE


def to_date_rated(scene: Scene, rows: pd.DataFrame, measures: list[Measure], by: str) -> pd.DataFrame:
    """Adds `target_ytd` and `rating_ytd`: against the share of the year's target due so far, or a ratio's level."""
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


def described(scene: Scene, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Adds the measure's own facts and the words for target, coverage and carrying."""
    measures = [scene.framework.measure(m) for m, _ in rows.index]
    rows = rows.reset_index()
    rows["name"] = [m.name for m in measures]
    rows["perspective"] = [scene.framework.perspective_of(m).id for m in measures]
    rows["partner"] = rows["unit"] if by == "partner" else ""
    rows["area"] = rows["unit"] if by == "area" else ""
    rows["frequency"] = [m.frequency.value for m in measures]
    rows["unit"] = ["%" if m.kind is Kind.YES_NO and not by else m.unit for m in measures]
    rows["decimals"] = [m.decimals for m in measures]
    rows["polarity"] = [m.polarity.value for m in measures]
    rows["key"] = [m.key for m in measures]
    shown = [scene.shown(m.id) for m in measures]
    rows["period"] = [p.label for p in shown]
    rows["carried"] = [p.label if p.last_day < scene.period.last_day else "" for p in shown]
    found: list[Expected] = list(rows["expectation"])
    rows["target_basis"] = [e.basis.value if e.basis else "" for e in found]
    rows["target_words"] = [e.words for e in found]
    short = (rows["present"] < rows["expected"]) & (rows["present"] > 0)
    adds = np.array([m.pooling is Pooling.SUM for m in measures])
    rows["at_least"] = short & adds
    rows["coverage_partners"] = [
        f"{int(a)} of {e}" for a, e in zip(rows["answered"].fillna(0), rows["expected"], strict=True)
    ]
    return rows


def in_scorecard_order(scene: Scene, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Measures by perspective and objective; within one, partners or areas as the framework lists them."""
    order = {m.id: n for n, m in enumerate(in_order(scene.framework))}
    rows["_measure"] = rows["measure"].map(order)
    if by:
        listed = scene.framework.partners if by == "partner" else scene.framework.areas
        rows["_unit"] = rows[by].map({row.id: n for n, row in enumerate(listed)})
    else:
        rows["_unit"] = 0
    return rows.sort_values(["_measure", "_unit"]).drop(columns=["_measure", "_unit"]).reset_index(drop=True)
