"""The year to date: what has built up so far, against the share of the year's target due by now."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from pmxl.assess.grouped import grouped
from pmxl.assess.grouped import places_in
from pmxl.assess.plausible import Filled
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import only
from pmxl.assess.pooled import pool_of
from pmxl.assess.rated import rate_rows
from pmxl.assess.rated import rule_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import who
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected_to_date
from pmxl.framework.expected import heard_by
from pmxl.periods import YEAR_MONTHS
from pmxl.rules.plausible import ratings_between
from pmxl.terms import Accumulate
from pmxl.terms import Pooling
from pmxl.terms import Rating

ADDING = (Pooling.SUM, Pooling.RATIO, Pooling.LEAD)
"""The ways in which the periods of a year come together."""
OWN, EARLIER = 2, 1
"""Of which period a figure came without its parts: of the one shown, else of one before it in the year."""


def to_date(scene: Scene, cells: pd.DataFrame, *, ago: int = 0) -> pd.DataFrame:
    """`value` for flows and cumulative measures so far this year (or so many years `ago`), and whether it is `whole`.

    Index measure and unit. A value that is not whole lacks a partner or a period and is left NaN. `bare` is OWN or
    EARLIER where a figure that adds up by its parts came without them, else 0.
    """
    table = scene.table
    way, kept = table["pooling"].to_numpy(object), table["accumulate"].to_numpy(object)
    parts, length = table["parts"].to_numpy(bool), table["length"].to_numpy(int)
    number = (table["start"].to_numpy(int) - (scene.first_month - 1)) % YEAR_MONTHS // length
    flow = (
        (kept == Accumulate.FLOW.value)
        & np.isin(way, [how.value for how in ADDING])
        & (parts | table["adds"].to_numpy(bool))
    )
    flow &= length < YEAR_MONTHS
    counts = flow | (kept == Accumulate.CUMULATIVE.value)
    reach = np.where(flow, number, 0)  # a cumulative figure is the year to date by itself
    measure = places_in(table, cells)
    back = cells["back"].to_numpy(int) - (ago * YEAR_MONTHS // length)[measure]
    mine = counts[measure] & (back >= 0) & (back <= reach[measure])
    rows, measure = only(cells, np.flatnonzero(mine), UNIT), measure[mine]
    how = np.where(parts, Pooling.RATIO.value, Pooling.SUM.value).astype(object)[measure]
    how = np.where(flow[measure], how, rows["how"].to_numpy(object))
    rows["how"], rows["alone"] = how, rows["alone"].to_numpy(bool) & ~flow[measure]
    groups = grouped(rows, UNIT)
    out = pool_of(rows, groups, table)
    whole = out["present"] == out["expected"]
    bare = np.zeros(len(groups), dtype=int)
    lacks = parts[measure] & flow[measure] & without_parts(rows)
    np.maximum.at(bare, groups.of, np.where(lacks, np.where(cells["back"].to_numpy(int)[mine] == 0, OWN, EARLIER), 0))
    columns = {"value": np.where(whole, out["value"], math.nan), "whole": whole, "begun": out["present"] > 0}
    return pd.DataFrame({**columns, "bare": bare}, index=groups.index)


def without_parts(rows: pd.DataFrame) -> np.ndarray:
    """True where a figure came without numerator or denominator."""
    value, above, below = (~np.isnan(rows[column].to_numpy(float)) for column in ("value", "numerator", "denominator"))
    return np.asarray(value & ~(above & below))


def to_date_rated(scene: Scene, rows: pd.DataFrame, cells: pd.DataFrame, gaps: Filled, by: str) -> pd.DataFrame:
    """Adds `value_ytd`, `target_ytd`, `rating_ytd` and its best and worst.

    While a part of the year is missing the rating is Waiting, unless what is missing cannot change it.
    """
    now, before = (to_date(scene, cells, ago=ago).reindex(rows.index) for ago in (0, 1))
    found = list(to_date_expected(scene, rows, by))
    colours = rate_rows(scene, rows, now["value"], found, [float(value) for value in before["value"]])
    rows[["value_ytd", "bare"]] = now[["value", "bare"]]
    rows["target_ytd"] = [e.target for e in found]
    waits = now["begun"].eq(True) & ~now["whole"].eq(True)  # noqa: FBT003 - a measure without a year to date is neither
    low, high = (to_date_if(scene, ends, waits) for ends in gaps)
    span = ratings_between(low, high, **rule_of(scene, rows, found, [float(value) for value in before["value"]]))
    rows["rating_ytd_best"], rows["rating_ytd_worst"] = span.best, span.worst
    judged = [e.has_target for e in found]
    rows["rating_ytd"] = [
        "" if not judge else colour if not wait else best if best and best == worst else Rating.WAITING.value
        for colour, judge, wait, best, worst in zip(colours, judged, waits, span.best, span.worst, strict=True)
    ]
    return rows


def to_date_if(scene: Scene, cells: pd.DataFrame, wanted: pd.Series[bool]) -> pd.Series[float]:
    """The year to date of the units wanted, NaN for the others."""
    if not wanted.any():
        return pd.Series(math.nan, index=wanted.index)
    return to_date(scene, cells)["value"].reindex(wanted.index).where(wanted)


def to_date_expected(scene: Scene, rows: pd.DataFrame, by: str) -> Iterator[Expected]:
    """What is expected of the year so far of each row; worked out once for all of whom the same rows speak."""
    known: dict[tuple[object, ...], Expected] = {}
    for measure_id, unit in rows.index.tolist():
        measure = scene.framework.measure(measure_id)
        asked = who(scene, measure, unit, by)
        alike = heard_by(scene.framework, measure, *asked)
        if alike not in known:
            known[alike] = expected_to_date(scene.framework, measure, scene.shown(measure_id), *asked)
        yield known[alike]
