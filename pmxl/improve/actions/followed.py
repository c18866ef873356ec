"""Followed: every action with what its measure's figures say of it once it has ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.charted import charted
from pmxl.assess.rows import judged
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.standing import Followed
from pmxl.periods import Period
from pmxl.periods import period_of
from pmxl.rules import case
from pmxl.rules.effect import FEWEST
from pmxl.rules.effect import Effect
from pmxl.rules.effect import weighed


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of a unit by BACKS, NaN across breaks; `year` is how many make one with seasons, else 0."""

    figures: np.ndarray
    year: int


def followed(
    framework: Framework,
    recalled: pd.DataFrame,
    period: Period,
    day: date,
    actions: Sequence[Action],
    whole: Scene | None = None,
) -> list[Followed]:
    """Every action with its state on a day, and its effect as the figures up to a period show it.

    `whole` is the scene of all measures, where somebody has it already.
    """
    names = {measure.id: measure.name for measure in framework.measures}
    ended = [one for one in actions if one.last_day is not None and one.measure in names]
    whole = (whole or scene_of(framework, recalled, period, day)) if ended else None
    told = effects(whole, day, ended) if whole else {}
    return [
        Followed(
            action=one,
            name=names.get(one.measure, ""),
            state=OVERDUE if one.is_overdue(day) else one.state,
            effect=told[one.to, one.ref][0] if (one.to, one.ref) in told else "",
            words=told[one.to, one.ref][1] if (one.to, one.ref) in told else "",
        )
        for one in actions
    ]


def effects(whole: Scene, day: date, ended: Sequence[Action]) -> dict[tuple[str, str], tuple[str, str]]:
    """Effect and sentence on a day of actions that have ended, by to and ref."""
    wanted = {one.measure for one in ended}
    scene = replace(whole.alone(*(one for one in whole.framework.measures if one.id in wanted)), today=day)
    rows = judged(scene, "").rows
    known = {by: series_of(scene, by) for by in {by_of(one) for one in ended}}
    found = {}
    for one in ended:
        series = known[by_of(one)].get((one.measure, one.partner or one.area))
        if series is not None:
            found[one.to, one.ref] = effect_of(scene, one, series, rows)
    return found


def by_of(action: Action) -> str:
    """What an action's figure is one of: a partner's, an area's, or the partnership's ("")."""
    return "partner" if action.partner else "area" if action.area else ""


def series_of(scene: Scene, by: str) -> dict[tuple[str, str], Series]:
    """The series of every unit, as its process chart has them."""
    rows, cells, _, _ = judged(scene, by)
    chart = charted(scene, runs(scene, cells), rows, by)
    phase = chart.phase.to_numpy(int)
    figures = np.where(phase == phase[:, -1:], chart.figures.to_numpy(float), np.nan)
    years = [scene.a_year_back(m) if s else 0 for (m, _), s in zip(rows.index, chart.facts["seasonal"], strict=True)]
    return {
        (str(m), str(unit)): Series(line, year)
        for (m, unit), line, year in zip(rows.index, figures, years, strict=True)
    }


def effect_of(scene: Scene, action: Action, series: Series, rows: pd.DataFrame) -> tuple[str, str]:
    """The effect of an action and the sentence that shows it; `rows` are the partnership's."""
    measure = scene.framework.measure(action.measure)
    begun, ended = (place_of(scene, measure, day) for day in (action.first_day, action.last_day or action.first_day))
    found = weighed(
        series.figures,
        begun,
        ended,
        measure.polarity,
        year=series.year,
        dead_band=measure.dead_band,
        rules=scene.framework.settings.spc_rules,
        **levels_of(rows, measure),
    )
    word = str(found.word.item())
    counts = int(found.figures_before.item()), int(found.figures_after.item())
    means = float(found.before.item()), float(found.after.item())
    return word, sentence(measure, word, means, counts, seasonal=series.year > 0)


def place_of(scene: Scene, measure: Measure, day: date) -> int:
    """The column by BACKS of the period in which a day lies."""
    shown = scene.shown(measure.id)
    then = period_of(day, shown.months, shown.first_month)
    return len(BACKS) - 1 - (shown.start - then.start) // shown.months


def levels_of(rows: pd.DataFrame, measure: Measure) -> dict[str, float]:
    """What the figures of a range, or nearest to a target, are held against: what is expected now."""
    key = (measure.id, "")
    return {name: float(rows[name].get(key, math.nan)) for name in ("target", "low", "high")}


def sentence(
    measure: Measure, word: str, means: tuple[float, float], counts: tuple[int, int], *, seasonal: bool
) -> str:
    """`The mean of the 4 figures after it is 24.1, of the 8 before it 27.6.`, and why nothing can be said yet."""
    before, after = (say(measure, mean) for mean in means)
    if word == Effect.TOO_SOON:
        return f"{figures(counts[1])} since it ended; {FEWEST} are needed."
    if counts[0] < FEWEST:
        return f"{figures(counts[0])} before it to compare with; {FEWEST} are needed."
    of = "same seasons before it" if seasonal else f"{counts[0]} before it"
    return f"The mean of the {figures(counts[1])} after it is {after}, of the {of} {before}."


def figures(count: int) -> str:
    """`1 figure`, `4 figures`."""
    return f"{count or 'No'} {'figure' if count == 1 else 'figures'}"


def say(measure: Measure, value: float) -> str:
    """A figure of the measure in words."""
    unit = "%" if measure.kind == "percentage" else measure.unit
    return "–" if math.isnan(value) else case.say(value, measure.kind.value, measure.decimals, unit)
