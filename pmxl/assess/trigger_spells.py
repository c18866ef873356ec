"""Triggers on how long: off target for so many periods, or without a figure for so many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pmxl.assess.rows import judged
from pmxl.assess.scene import Scene
from pmxl.assess.watch import Watch
from pmxl.rules.spell import missing_for
from pmxl.rules.spell import off_target_for
from pmxl.terms import Rating
from pmxl.terms import Trigger

SKIPPED = 2
"""Periods Not due that may lie within a run: so much further back it is looked for."""

Ratings = dict[tuple[str, str], list[tuple[str, str]]]
"""By measure and unit the period and rating of each of its periods, oldest first."""


def ratings_so_far(scene: Scene, rows: pd.DataFrame, watches: list[Watch], n: int, by: str) -> Ratings:
    """The ratings of the watched measures now and as far back as a run of N may reach, by today's framework."""
    wanted = {watch.measure.id for watch in watches}
    now = rows[rows.index.get_level_values("measure").isin(wanted)]
    found: Ratings = {
        (str(measure), str(unit)): [(scene.shown(str(measure)).label, str(rating))]
        for (measure, unit), rating in zip(now.index, now["rating"], strict=True)
    }
    if n < 2 or scene.at is None:
        return found
    for stride in sorted({strides(scene, measure) for measure in wanted}):
        of_stride = {measure for measure in wanted if strides(scene, measure) == stride}
        for step in range(1, n + SKIPPED):
            then = scene.at(scene.period.step(-step * stride))
            past = judged(then, by).rows["rating"]
            for (measure, unit), rating in zip(past.index.tolist(), past, strict=True):
                if measure in of_stride and (measure, unit) in found:
                    found[measure, unit].insert(0, (then.shown(measure).label, str(rating)))
    return found


def strides(scene: Scene, measure: str) -> int:
    """How many scorecards lie between two periods of a measure."""
    return max(scene.start_and_length[measure][1] // scene.period.months, 1)


def lasting(scene: Scene, watch: Watch, ratings: Ratings, n: int) -> Iterator[tuple[str, str]]:
    """Units that have been off target, or without a figure, for N periods."""
    del scene
    missing = watch.trigger.rule == Trigger.MISSING
    level = Rating.AMBER if watch.trigger.preset == "amber" else Rating.RED
    for (measure, unit), run in ratings.items():
        if measure != watch.measure.id:
            continue
        words = np.array([rating for _, rating in run], dtype=object)
        if not (missing_for(words, n) if missing else off_target_for(words, n, level)):
            continue
        due = [(period, rating) for period, rating in run if rating != Rating.NOT_DUE][-n:]
        yield unit, said(due, missing=missing)


def said(due: list[tuple[str, str]], *, missing: bool) -> str:
    """`No figure for 2 periods running: 2022-23 Q2 and 2022-23 Q3.`, `Red for 3 periods running: ...`"""
    periods = in_a_row([period for period, _ in due])
    if len(due) == 1:
        return f"No figure for {periods}, and it was due." if missing else f"{due[0][1]} in {periods}."
    if missing:
        return f"No figure for {len(due)} periods running: {periods}."
    words = {rating for _, rating in due}
    colour = next(iter(words)) if len(words) == 1 else "Amber or Red"
    return f"{colour} for {len(due)} periods running: {periods}."


def in_a_row(names: list[str]) -> str:
    """`A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
