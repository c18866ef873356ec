"""One row for every unit of every measure: figure, target, rating, year to date, coverage and the words for each."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.compared import compared
from pmxl.assess.covered import COUNTS
from pmxl.assess.covered import coverage
from pmxl.assess.flip import flips
from pmxl.assess.forecasted import forecasted
from pmxl.assess.gap_words import gap_words
from pmxl.assess.grouped import grouped
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import PREVIOUS
from pmxl.assess.movement import movement
from pmxl.assess.plausible import Filled
from pmxl.assess.plausible import filled
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import cells_by
from pmxl.assess.pooled import pooled
from pmxl.assess.rated import Past
from pmxl.assess.rated import expectation
from pmxl.assess.rated import rated
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.scene import text
from pmxl.assess.signalled import signalled
from pmxl.assess.small import small
from pmxl.assess.year import to_date_rated
from pmxl.framework.asked import in_order
from pmxl.framework.expected import Expected
from pmxl.framework.models import Framework
from pmxl.terms import Kind
from pmxl.terms import Pooling


class Judged(NamedTuple):
    """A point of view's rows with their ratings; `cells`, `gaps` and `history` are what they were made from."""

    rows: pd.DataFrame
    cells: pd.DataFrame
    gaps: Filled
    history: Past


class Worked(NamedTuple):
    """A point of view's assessment frame as reports show it, and what it was worked out from: the same rows by measure
    and unit (`base`), the runs of their figures, and the whole pooled figures by measure, unit and how far back.
    """

    rows: pd.DataFrame
    base: pd.DataFrame
    runs: Runs
    history: Past


def rows_by(scene: Scene, by: str) -> pd.DataFrame:
    """The assessment frame for the partnership (by ""), by "partner" or by "area", in the order of the scorecard."""
    return worked(scene, by).rows


def worked(scene: Scene, by: str) -> Worked:
    """The assessment frame with what it was worked out from."""
    rows, cells, gaps, history = judged(scene, by)
    rows = to_date_rated(scene, rows, cells, gaps, by)
    rows["gap_words"] = [gap_words(scene, row) for row in records(rows.reset_index())]
    rows = travelled(scene, rows, cells)
    found = runs(scene, cells)
    more = (
        signalled(scene, found, rows, by),
        compared(scene, history, rows, by),
        forecasted(scene, found, rows, by),
        small(scene, rows, history),
    )
    rows = pd.concat([rows, *more], axis=1)
    rows["flip"] = flips(scene, rows, history)
    return Worked(in_scorecard_order(scene.framework, described(scene, rows, by), by), rows, found, history)


def travelled(scene: Scene, rows: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Adds which way each figure went since the period before and since the same one last year, with the words."""
    for name, compare in (("travel", PREVIOUS), ("travel_year", LAST_YEAR)):
        moved = movement(scene, cells, rows[list(LEVELS)], compare)
        rows[name] = text(moved["travel"], rows.index).map(str)
        rows[f"{name}_words"] = text(moved["words"], rows.index)
    return rows


def judged(scene: Scene, by: str) -> Judged:
    """Figure, coverage, what is expected and rating of every unit: all that a rating needs."""
    cells = cells_by(scene, by)
    index = every_unit(scene, by)
    rows = pooled(cells[cells["back"] == 0], UNIT, scene.table).reindex(index)
    rows[["expected", "present"]] = rows[["expected", "present"]].fillna(0).astype(int)
    past = pooled(cells, [*UNIT, "back"], scene.table)
    history = dict(past["value"][past["present"] == past["expected"]].dropna().items())
    rows = rows.join(coverage(scene, cells))
    blanks = dict.fromkeys(("waiting", "every_marker", "absent_for"), "") | dict.fromkeys(COUNTS, 0)
    for column, blank in (blanks | {"provisional": False, "coverage_partners": "0 of 0"}).items():
        said = rows[column].to_numpy(object, copy=True)
        said[pd.isna(said)] = blank
        rows[column] = pd.Series(said, index=rows.index, dtype=object)
    expectations = [expectation(scene, history, measure, unit, by) for measure, unit in rows.index]
    gaps = filled(scene, cells)
    rows = rows.join(ends_of(scene, rows, gaps))
    return Judged(rated(scene, rows, expectations, history, by), cells, gaps, history)


def ends_of(scene: Scene, rows: pd.DataFrame, gaps: Filled) -> pd.DataFrame:
    """`gap_low` and `gap_high`: the least and the most that an incomplete figure can be; `value_best` and `_worst` of
    the two. NaN where nobody has reported, or of one who is missing nothing is known.
    """
    some = (rows["present"] > 0) & (rows["present"] < rows["expected"])
    if not some.any():
        return pd.DataFrame(math.nan, index=rows.index, columns=["gap_low", "gap_high", "value_best", "value_worst"])
    out = pd.DataFrame(index=rows.index)
    for name, cells in zip(("gap_low", "gap_high"), gaps, strict=True):
        pool = pooled(cells[cells["back"] == 0], UNIT, scene.table).reindex(rows.index)
        out[name] = pool["value"].where(some & (pool["present"] == pool["expected"]))
    lower = [scene.framework.measure(measure).polarity.sign < 0 for measure, _ in rows.index]
    out["value_best"] = out["gap_low"].where(pd.Series(lower, index=rows.index), out["gap_high"])
    out["value_worst"] = out["gap_high"].where(pd.Series(lower, index=rows.index), out["gap_low"])
    return out


def ratings_in(rows: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """The rating of every measure, partner and area of an assessment frame."""
    keys = zip(rows["measure"], rows["partner"], rows["area"], strict=True)
    return dict(zip(keys, map(str, rows["rating"]), strict=True))


def ratings_by(scene: Scene, by: str) -> dict[tuple[str, str, str], str]:
    """The same of one point of view without such a frame: nothing else is worked out."""
    if every_unit(scene, by).empty:
        return {}
    rows = judged(scene, by).rows["rating"]
    return {
        (measure, unit if by == "partner" else "", unit if by == "area" else ""): str(rating)
        for (measure, unit), rating in zip(rows.index.tolist(), rows, strict=True)
    }


def every_unit(scene: Scene, by: str) -> pd.MultiIndex:
    """Every (measure, unit) that has cells now, those to which the measure does not apply too."""
    now = scene.grid[scene.grid["back"].to_numpy(int) == 0]
    unit = now[f"root_{by}"].to_numpy(object) if by else np.full(len(now), "", dtype=object)
    pairs = pd.DataFrame({"measure": now["measure"], "unit": unit})
    return grouped(pairs[unit != ""] if by else pairs, UNIT).index


def described(scene: Scene, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Adds the measure's own facts and the words for target, coverage and carrying."""
    measures = [scene.framework.measure(m) for m, _ in rows.index]
    rows = rows.reset_index()
    rows["name"] = [m.name for m in measures]
    rows["perspective"] = [scene.framework.perspective_of(m).id for m in measures]
    rows["partner"] = rows["unit"] if by == "partner" else ""
    rows["area"] = rows["unit"] if by == "area" else ""
    rows["frequency"] = [m.frequency.value for m in measures]
    rows["unit"] = [m.unit if m.kind is not Kind.YES_NO else "" if by else "%" for m in measures]
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
    adds = pd.Series([m.pooling is Pooling.SUM for m in measures], index=rows.index)
    rows["at_least"] = short & adds
    return rows


def in_scorecard_order(framework: Framework, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Measures by perspective and objective; within one, partners or areas as the framework lists them."""
    measures = {m.id: n for n, m in enumerate(in_order(framework))}
    listed = {"": (), "partner": framework.partners, "area": framework.areas}[by]
    units = {row.id: n for n, row in enumerate(listed)}
    place = [measures[id_] for id_ in rows["measure"]]
    within = [units.get(unit, len(units)) for unit in rows[by]] if by else [0] * len(rows)
    return rows.take(np.lexsort((within, place))).reset_index(drop=True)
