"""What is pooled, aligned and laid out as runs by columns is what it is figure by figure, written out plainly."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pmxl.assess.grid import WINDOW
from pmxl.assess.grouped import grouped
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.pooled import pooled
from pmxl.assess.pooled import units
from pmxl.assess.runs import members_of
from pmxl.terms import Pooling

WAYS = {
    "crimes": Pooling.SUM,
    "seen": Pooling.RATIO,
    "signed": Pooling.SHARE,
    "index": Pooling.WEIGHTS,
    "median": Pooling.NONE,
    "led": Pooling.LEAD,
}
PARTNERS = ("ash", "birch", "cedar")
SEEDS = range(6)


def table() -> pd.DataFrame:
    """What the arithmetic knows of a measure of each way of pooling."""
    rows = {
        "pooling": {name: way.value for name, way in WAYS.items()},
        "parts": {name: name in ("seen", "led") for name in WAYS},
        "adds": {name: name == "crimes" for name in WAYS},
        "multiplier": dict.fromkeys(WAYS, 100.0),
        "lead": dict.fromkeys(WAYS, "birch"),
        "weights": {name: {"ash": 2.0, "birch": 1.0} if name == "index" else {} for name in WAYS},
    }
    return pd.DataFrame(rows).reindex(list(WAYS))


def grid(seed: int) -> pd.DataFrame:
    """Cells of every measure, partner, area and period with figures, parts, gaps and markers by chance."""
    chance, rows = random.Random(seed), []
    for measure in WAYS:
        for partner in PARTNERS:
            for area in ("", "north") if measure == "crimes" else ("",):
                for back in range(6):
                    rows.append(cell(chance, measure, partner, area, back))
    chance.shuffle(rows)
    return pd.DataFrame(rows)


def cell(chance: random.Random, measure: str, partner: str, area: str, back: int) -> dict[str, Any]:
    """One cell; of two a third is empty or has no parts."""
    below = chance.choice((math.nan, 0.0, float(chance.randint(1, 90))))
    above = chance.choice((math.nan, float(chance.randint(0, 50))))
    value = chance.choice((math.nan, 0.0, 1.0, chance.uniform(0, 100)))
    parts = measure in ("seen", "led")
    return {
        "measure": measure,
        "partner": partner,
        "area": area,
        "root_partner": "birch" if partner == "cedar" and chance.random() < 0.1 else partner,
        "root_area": area,
        "start": 100 - 3 * back,
        "back": back,
        "marker": chance.choice(("", "", "", "Not applicable")),
        "numerator": above if parts else math.nan,
        "denominator": below if parts else math.nan,
        "value": above / below * 100 if parts and below and not math.isnan(above / below) else value,
    }


def plain(cells: list[dict[str, Any]], info: pd.DataFrame) -> tuple[int, int, float]:
    """Expected, present and the pooled value of one group, a figure at a time."""
    how, joined = cells[0]["how"], [one for one in cells if joins(one)]
    only = cells[0]["value"] if joined else math.nan
    if len(cells) == 1 and how != Pooling.SHARE:
        return 1, len(joined), only
    values = [one["value"] for one in joined if not math.isnan(one["value"])]
    if how == Pooling.SUM:
        return len(cells), len(joined), math.fsum(values) if joined else math.nan
    if how == Pooling.SHARE:
        return len(cells), len(joined), 100 * sum(v != 0 for v in values) / len(values) if values else math.nan
    if how == Pooling.RATIO:
        below = math.fsum(one["denominator"] for one in joined)
        return len(cells), len(joined), 100 * math.fsum(o["numerator"] for o in joined) / below if below else math.nan
    if how == Pooling.WEIGHTS:
        weights = info.loc[cells[0]["measure"], "weights"]
        having = [(weights.get(o["partner"], weights.get(o["root_partner"])), o["value"]) for o in joined]
        having = [(weight, value) for weight, value in having if weight is not None]
        total = sum(weight for weight, _ in having)
        return len(cells), len(joined), sum(w * v for w, v in having) / total if total else math.nan
    return len(cells), len(joined), math.nan


def joins(one: dict[str, Any]) -> bool:
    """True for a figure that joins its pool."""
    parts = not math.isnan(one["numerator"]) and not math.isnan(one["denominator"])
    rate = one["how"] == Pooling.RATIO and not one["alone"]
    return parts or (not math.isnan(one["value"]) and not rate)


def groups_of(cells: pd.DataFrame, keys: list[str]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """The cells of each group, in order of first appearance."""
    found: defaultdict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for one in cells.to_dict("records"):
        found[tuple(one[key] for key in keys)].append({str(name): value for name, value in one.items()})
    return dict(found)


@pytest.mark.parametrize("by", ["", "partner", "area"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_pool_is_the_same_figure_by_figure(seed: int, by: str) -> None:
    """Every way of pooling, with gaps, markers, parts and heirs: who is in, of how many, and the figure."""
    info = table()
    cells = units(grid(seed), info, by)
    found = pooled(cells, [*UNIT, "back"], info)
    wanted = {key: plain(group, info) for key, group in groups_of(cells, [*UNIT, "back"]).items()}
    assert list(found.index) == list(wanted)
    assert list(zip(found["expected"], found["present"], strict=True)) == [each[:2] for each in wanted.values()]
    np.testing.assert_allclose(found["value"], [each[2] for each in wanted.values()], rtol=1e-14)


@pytest.mark.parametrize("seed", SEEDS)
def test_only_those_in_every_period_are_compared(seed: int) -> None:
    """Members with a figure in each period, of all who were to give one in any; the pools hold them and nobody else.

    Where each of several stands for itself the one that came is not the figure of all.
    """
    info = table()
    cells = units(grid(seed), info, "")
    backs = [pd.Series(back, index=info.index) for back in (0, 1, 4)]
    frames, counts = aligned(cells, UNIT, backs, info)
    member = [*UNIT, "root_partner", "root_area"]
    there = groups_of(cells[cells["back"].isin([0, 1, 4])], member)
    common = {key for key, ones in there.items() if {o["back"] for o in ones if joins(o)} == {0, 1, 4}}
    common = {key for key in common if all(map(joins, there[key]))}
    apart = set()
    for unit in {key[:2] for key in there}:
        whole = [key for key in there if key[:2] == unit]
        if len(whole) > 1 and there[whole[0]][0]["how"] == Pooling.NONE:
            apart.add(unit)
        assert counts.loc[unit].tolist() == [sum(key in common for key in whole), len(whole), unit in apart]
    assert apart
    for frame, back in zip(frames, (0, 1, 4), strict=True):
        left = [o for key in common for o in there[key] if o["back"] == back]
        wanted = {unit: plain(group, info) for unit, group in groups_of(pd.DataFrame(left), UNIT).items()}
        values = {unit: math.nan if unit in apart else each[2] for unit, each in wanted.items()}
        assert set(frame.index) == values.keys()
        for unit, value in values.items():
            assert frame.loc[unit, "value"] == pytest.approx(value, rel=1e-14, nan_ok=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_members_are_there_where_all_of_their_figures_are(seed: int) -> None:
    """One partner's areas and those it took over count as one member, there when none of them is missing."""
    cells = units(grid(seed).assign(step_value=0.0), table(), "partner")
    found = members_of(cells, "")
    for at, (key, ones) in enumerate(groups_of(cells, [*UNIT, "root_partner", "root_area"]).items()):
        assert tuple(found.groups.index[at]) == key
        for back in range(WINDOW):
            mine = [one for one in ones if one["back"] == back]
            assert found.here[at, WINDOW - 1 - back] == (bool(mine) and all(map(joins, mine)))


def test_groups_come_in_the_order_in_which_they_appear() -> None:
    """Numbered from 0 as they come, named by their keys, and grouped again by some of them."""
    rows = pd.DataFrame({"a": ["y", "x", "y", "x"], "b": [2, 2, 1, 2]})
    found = grouped(rows, ["a", "b"])
    assert (found.of.tolist(), found.first.tolist(), list(found.index)) == (
        [0, 1, 2, 1],
        [0, 1, 2],
        [("y", 2), ("x", 2), ("y", 1)],
    )
    assert found.sizes.tolist() == [1, 2, 1]
    assert found.by_key.tolist() == [0, 2, 1]
    assert list(found.among(["a"]).index.get_level_values(0)) == ["y", "x"]
    assert len(grouped(rows.iloc[:0], ["a", "b"])) == 0
