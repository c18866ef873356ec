"""Comparison with a named group: rank, quartile and median, of the partnership and of each area."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.comparators import Members
from pmxl.assess.pooled import UNIT
from pmxl.assess.rated import Past
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.scene import text
from pmxl.framework.models import Measure
from pmxl.rules.compare import FEWEST
from pmxl.rules.compare import compare
from pmxl.rules.compare import words_of
from pmxl.rules.rounding import published
from pmxl.rules.spoken import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity

STANDING = ("rank", "of", "quartile")
COLUMNS = [
    *STANDING,
    *(f"{name}_before" for name in STANDING),
    *(f"{name}_year" for name in STANDING),
    *("compared_value", "group_median", "group_best_quartile", "compare_words"),
]
WHEN = ("", "_before", "_year")
"""Endings of the columns: the period compared, the one before it, and a year before it."""
OWN = ""
"""The name under which the own figure stands among the members of its group."""

QUARTILES = ("", "best", "second", "third", "poorest")
HALF = 0.5
"""The period compared is the last in which at least this share of the group has a figure."""

BETWEEN = 2
"""A boundary lies on a quarter of the way between two figures, and so has up to two decimals more than they."""


def compared(scene: Scene, history: Past, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """COLUMNS for every row of the partnership (by "") or by area, on the index of `rows`; partners are not compared.

    `history` holds whole pooled figures by measure, unit and how far back they lie. The figure compared is the own one
    of the latest period for which the group has figures; `_before` is the period before that and `_year` a year before.
    A total of several areas is not held against single members: its areas are.
    """
    out = pd.DataFrame(np.nan, index=rows.index, columns=COLUMNS)
    out["compare_words"] = ""
    if not scene.comparators:
        return out
    found = [
        place
        for (measure, unit), row in zip(rows.index.tolist(), records(rows[list(LEVELS)]), strict=True)
        for place in places(scene, history, measure, unit, row, by)
    ]
    if not found:
        return out
    table = pd.DataFrame(found)
    stood = standings(scene, table)
    for when in WHEN:
        then = stood[stood["when"] == when].set_index(UNIT)
        for name in STANDING:
            out[f"{name}{when}"] = then[name].reindex(out.index)
    now = stood[stood["when"] == ""]
    said = [told(scene, scene.framework.measure(row["measure"]), row) for row in records(now)]
    now = now.assign(said=said).set_index(UNIT)
    shown = {"compared_value": "figure", "group_median": "median", "group_best_quartile": "best_quartile"}
    for name, column in shown.items():
        out[name] = now[column].reindex(out.index)
    out["compare_words"] = text(now["said"], out.index)
    return out


def places(
    scene: Scene, history: Past, measure_id: str, unit: str, row: dict[str, Any], by: str
) -> Iterable[dict[str, Any]]:
    """The own figure and those of the group now, one period and one year before that: a line a member."""
    measure = scene.framework.measure(measure_id)
    group = scene.comparators.get(measure_id, {})
    if not group or not is_comparable(measure, by):
        return
    mine = own_names(scene, measure, unit, by)
    every = {back: without(figures, mine) for back, figures in group.items()}
    size = max(map(len, every.values()))
    backs = [back for back, figures in sorted(every.items()) if figures and len(figures) >= size * HALF]
    owns = {back: history.get((measure_id, unit, back), math.nan) for back in backs}
    now = next((back for back, own in owns.items() if not math.isnan(own)), None)
    if now is None:
        return
    for when, back in zip(WHEN, (now, now + 1, now + scene.a_year_back(measure_id)), strict=True):
        own = owns.get(back, math.nan)  # a rank among the few that came early is none to have fallen from
        if math.isnan(own) or crosses_break(scene, measure, now, back):
            continue
        line = {"measure": measure_id, "unit": unit, "when": when, "back": back}
        line |= {level: row[level] for level in LEVELS}
        for member, figure in {OWN: own, **every[back]}.items():
            yield {**line, "member": member, "figure": figure}


def is_comparable(measure: Measure, by: str) -> bool:
    """False for days, for single answers, for one partner's figures, and for the total of several areas."""
    if by == "partner" or measure.kind in (Kind.MILESTONE, Kind.YES_NO):
        return False
    return bool(by) or not (measure.by_area and measure.kind in (Kind.COUNT, Kind.MONEY))


def own_names(scene: Scene, measure: Measure, unit: str, by: str) -> set[str]:
    """Names under which the own figure, or one that it is made of, may stand among the members.

    An area for which no partner returns anything is on its sheet for its name only: it is a member like any other.
    """
    framework, settings = scene.framework, scene.framework.settings
    returned = {area for m in framework.measures for _, area in m.pairs if area}
    areas = [framework.area(area) for area in ({unit} if by else returned)]
    partners = [framework.partner(partner) for partner, area in measure.pairs if not by or area == unit]
    names = {name for one in (*areas, *partners) for name in (one.id, one.name, *one.aliases)}
    return {name.casefold() for name in names | {settings.name, settings.place}}


def without(members: Members, names: set[str]) -> Members:
    """The members that are not the own figure under another name."""
    return {member: figure for member, figure in members.items() if member.casefold() not in names}


def crosses_break(scene: Scene, measure: Measure, now: int, back: int) -> bool:
    """True where the own series begins anew between the two periods."""
    shown, then = scene.shown(measure.id, now), scene.shown(measure.id, back)
    return back > now and any(then.start < brk.start < shown.start + shown.months for brk in measure.rebase)


def standings(scene: Scene, table: pd.DataFrame) -> pd.DataFrame:
    """Where the own figure stands, a row a (measure, unit, when), with its `figure` and `back`."""
    keys = ["measure", "unit", "when"]
    info = scene.table.loc[table["measure"]]
    found = compare(
        table["figure"].to_numpy(float),
        table.groupby(keys, sort=False).ngroup().to_numpy(object),
        info["polarity"].to_numpy(object),
        method=scene.framework.settings.quartile_method,
        decimals=info["decimals"].to_numpy(),
        **{level: table[level].to_numpy(float) for level in LEVELS},
    )
    every = pd.concat([table, found], axis=1)
    return every[every["member"] == OWN]


def told(scene: Scene, measure: Measure, row: dict[str, Any]) -> str:
    """`57.2 % in 2025-26 Q3 is 7th of 15 (Similar partnerships), in the second quartile ...`."""
    shown = scene.shown(measure.id, int(row["back"]))
    middle = f"their median is {in_full(measure, row['median'])}"
    figure = spoken(row["figure"], measure.decimals, measure.unit)
    if math.isnan(row["rank"]):
        return f"{figure} in {shown.label}; of {measure.comparison_group} {middle}."
    head = f"{figure} in {shown.label} is {words_of(row['rank'], row['of'])} ({measure.comparison_group})"
    if row["of"] < FEWEST:
        return f"{head}; {middle}. Too few for quartiles."
    method = scene.framework.settings.quartile_method
    return f"{head}, in the {QUARTILES[int(row['quartile'])]} quartile ({method}); {middle}{best(measure, row)}."


def best(measure: Measure, row: dict[str, Any]) -> str:
    """From where on the best quartile lies."""
    if math.isnan(row["best_quartile"]):
        return ""
    edge = in_full(measure, row["best_quartile"])
    return f", the best quartile {edge} or {'more' if measure.polarity is Polarity.HIGHER else 'less'}"


def in_full(measure: Measure, boundary: float) -> str:
    """A boundary with every decimal it has: one of 66.25 said as 66 would take in a figure of 66 that misses it."""
    most = measure.decimals + BETWEEN
    places = (n for n in range(measure.decimals, most) if published(boundary, n) == published(boundary, most))
    return spoken(boundary, next(places, most), measure.unit)
