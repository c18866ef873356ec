"""Triggers on how long: off target for so many periods, or without a figure for so many."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from pmxl.assess.rows import judged
from pmxl.assess.scene import Scene
from pmxl.assess.watch import Watch
from pmxl.assess.watch import level_of
from pmxl.periods import YEAR_MONTHS
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.rules.spell import missing_for
from pmxl.rules.spell import off_target_for
from pmxl.terms import Rating
from pmxl.terms import Trigger

SKIPPED = 2
"""Periods Not due that may lie within a run: so much further back it is looked for."""

GOES_ON = {
    Trigger.RATING: (Rating.RED, Rating.AMBER, Rating.NOT_DUE),
    Trigger.MISSING: (Rating.NO_DATA, Rating.NOT_DUE),
}
"""The ratings that do not end a run."""

Ratings = dict[tuple[str, str], list[tuple[Period, str]]]
"""By measure and unit the period and rating of each of its periods, oldest first."""


def ratings_so_far(scene: Scene, rows: pd.DataFrame, watches: list[Watch], n: int, by: str) -> Ratings:
    """The ratings of the watched measures now and as far back as a run of N reaches, by today's framework."""
    wanted = {watch.measure.id for watch in watches}
    rule = Trigger(watches[0].trigger.rule)
    now = rows[rows.index.get_level_values("measure").isin(wanted)]
    found: Ratings = {
        (str(measure), str(unit)): [(scene.shown(str(measure)), str(rating))]
        for (measure, unit), rating in zip(now.index, now["rating"], strict=True)
    }
    for back in range(1, n + SKIPPED if n > 1 else 1):
        reaching = {key for key, run in found.items() if is_open([rating for _, rating in run], rule, n)}
        past = ratings_before(scene, {measure for measure, _ in reaching}, back, by)
        for measure, unit in reaching:
            found[measure, unit].insert(0, (scene.shown(measure, back), past.get((measure, unit), "")))
    return found


def is_open(ratings: list[str], rule: Trigger, n: int) -> bool:
    """True while a run that may yet come to N has not ended: only then an earlier period matters."""
    due = sum(rating != Rating.NOT_DUE for rating in ratings)
    return due < n and all(rating in GOES_ON[rule] for rating in ratings)


def ratings_before(scene: Scene, measures: Collection[str], back: int, by: str) -> dict[tuple[str, str], str]:
    """The ratings so many periods of each measure ago, by unit; none of a unit that there was not then."""
    past: dict[tuple[str, str], str] = {}
    for months in sorted({scene.start_and_length[measure][1] for measure in measures}):
        of_length = {measure for measure in measures if scene.start_and_length[measure][1] == months}
        then = earlier(scene, of_length, back, months)
        if len(then.grid) and (then.grid["back"] == 0).any():
            rows = judged(then, by).rows
            past |= {(str(m), str(u)): str(rating) for (m, u), rating in zip(rows.index, rows["rating"], strict=True)}
    return past


def earlier(scene: Scene, measures: Collection[str], back: int, months: int) -> Scene:
    """The scene of measures so many of their periods of so many months ago, with the figures known today.

    What was not due then is due by now, so the period by which figures are due stays; a milestone is looked at as it
    stood on the last day.
    """
    table = scene.table.assign(start=scene.table["start"] - back * scene.table["length"])
    mine = scene.grid[scene.grid["measure"].isin(measures) & (scene.grid["back"] >= back)]
    closed = Period(scene.period.start - back * months, scene.period.months, scene.first_month).last_day
    grid = mine.assign(back=mine["back"] - back)
    return replace(scene, table=table, grid=grid, today=min(scene.today, closed), comparators={})


def lasting(scene: Scene, watch: Watch, ratings: Ratings, n: int) -> Iterator[tuple[str, str]]:
    """Units that have been off target, or without a figure, for N periods."""
    del scene
    missing = watch.trigger.rule == Trigger.MISSING
    level = level_of(watch.trigger)
    for (measure, unit), run in ratings.items():
        if measure != watch.measure.id:
            continue
        words = np.array([rating for _, rating in run], dtype=object)
        if not (missing_for(words, n) if missing else off_target_for(words, n, level)):
            continue
        due = [(period, rating) for period, rating in run if rating != Rating.NOT_DUE][-n:]
        yield unit, said(due, missing=missing)


def said(due: list[tuple[Period, str]], *, missing: bool) -> str:
    """`No figure for 2 periods running: 2022-23 Q2 and Q3.`, `Red for 3 periods running: ...`"""
    periods = listed(labels([period for period, _ in due]))
    if len(due) == 1:
        return f"No figure for {periods}, and it was due." if missing else f"{due[0][1]} in {periods}."
    if missing:
        return f"No figure for {len(due)} periods running: {periods}."
    words = {rating for _, rating in due}
    colour = next(iter(words)) if len(words) == 1 else "Amber or Red"
    return f"{colour} for {len(due)} periods running: {periods}."


def labels(periods: list[Period]) -> list[str]:
    """`2022-23 Q2`, `Q3`: the year is named where it changes."""
    before = [None, *(period.year for period in periods[:-1])]
    parted = [period.months < YEAR_MONTHS and period.year == year for period, year in zip(periods, before, strict=True)]
    return [period.label.split()[-1] if part else period.label for period, part in zip(periods, parted, strict=True)]
