"""Contributions: what each partner did to the change of the partnership's figure, since last period and last year."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.figure_words import unit_of_change
from pmxl.assess.grid import FIGURES
from pmxl.assess.grouped import places_in
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import PREVIOUS
from pmxl.assess.movement import backs_of
from pmxl.assess.movement import blocked
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.pooled import only
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.rules.contribution import against_all
from pmxl.rules.contribution import contribution
from pmxl.rules.contribution import pooled_value
from pmxl.rules.rounding import published
from pmxl.rules.rounding import published_one
from pmxl.rules.spoken import CURRENCIES
from pmxl.rules.spoken import spoken
from pmxl.terms import Polarity
from pmxl.terms import Pooling

COLUMNS = [
    "measure",
    "compare",
    "partner",
    "area",
    "before",
    "after",
    "rate_effect",
    "mix_effect",
    "effect",
    "label",
    "rate_alone",
    "alone",
    "change",
    "whole_before",
]
SPLIT = (Pooling.SUM.value, Pooling.RATIO.value)
"""The ways of pooling that a change can be split by."""

WORTH = 3
"""How many partners a sentence names, those who moved the number most."""


def contributed(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """A row for each measure, comparison and partner: COLUMNS and `words`, the sentence of the whole change.

    `cells` are the partnership's. Where one partner returns the whole measure by area, it is split by area. Only
    partners and areas present in both periods are compared. Measures that are not totals or rates, or that cannot be
    compared, have no rows.
    """
    returned_by = cells.groupby("measure")["root_partner"].nunique()
    alone = set(returned_by.index[returned_by == 1])
    found = [since(scene, cells, compare, alone) for compare in (PREVIOUS, LAST_YEAR)]
    return pd.concat([each for each in found if len(each)] or found[:1], ignore_index=True)


def since(scene: Scene, cells: pd.DataFrame, compare: str, alone: Collection[str]) -> pd.DataFrame:
    """The rows of one comparison; the measures that one partner returns `alone` are split by area."""
    mine = comparable(scene, cells, compare)
    if mine.empty:
        return pd.DataFrame(columns=[*COLUMNS, "words"])
    unit = mine["root_partner"].where(~mine["measure"].isin(alone), mine["root_area"])
    backs = [pd.Series(0, index=scene.table.index), backs_of(scene.table, compare)]
    (after, before), counts = aligned(mine.assign(unit=unit), UNIT, backs, scene.table)
    frame = before[FIGURES].add_suffix("_before").join(after[FIGURES].add_suffix("_after"), how="inner")
    frame = frame.reset_index()
    by_area = frame["measure"].isin(alone)
    frame["partner"], frame["area"] = frame["unit"].where(~by_area, ""), frame["unit"].where(by_area, "")
    for column in ("pooling", "multiplier", "decimals", "polarity"):
        frame[column] = frame["measure"].map(scene.table[column])
    frame["pooling"] = ways(frame, frame["measure"].map(mine.groupby("measure")["how"].first()))
    split = contribution(frame, "measure")
    upside_down = against_all(frame, "measure") if len(frame) else pd.Series(dtype=bool)
    out = frame.join(split).rename(columns={"value_before": "before", "value_after": "after"})
    out["compare"] = compare
    out = out[out["effect"].notna()]
    out["change"] = published(out.groupby("measure")["effect"].transform("sum"), out["decimals"])
    out["whole_before"] = out["measure"].map(before_of(frame))
    missing = incomplete(counts)
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in records(out):
        parts.setdefault(row["measure"], []).append(row)
    said = {
        name: told(scene, name, rows, bool(upside_down[name]), missing.get(name, "")) for name, rows in parts.items()
    }
    out["words"] = out["measure"].map(said)
    order = {row.id: n for n, row in enumerate((*scene.framework.partners, *scene.framework.areas))}
    out["_order"] = out["unit"].map(order)
    return out.sort_values(["measure", "_order"])[[*COLUMNS, "words"]]


def comparable(scene: Scene, cells: pd.DataFrame, compare: str) -> pd.DataFrame:
    """The cells of the two periods compared, of measures of which a change can be told and split."""
    measure = places_in(scene.table, cells)
    polarity, far = scene.table["polarity"].to_numpy(object), cells["back"].to_numpy(int)
    fit = ~scene.table.index.isin(list(blocked(scene.framework, scene.table, compare))) & (polarity != Polarity.NONE)
    then = (far == 0) | (far == backs_of(scene.table, compare).to_numpy()[measure])
    return only(cells, np.flatnonzero(then & fit[measure] & cells["how"].isin(SPLIT)), [*UNIT, "back"])


def before_of(frame: pd.DataFrame) -> dict[str, float]:
    """The pooled figure of each measure before the change, of those compared, as published."""
    group, names = pd.factorize(frame["measure"])
    rates = (frame["pooling"] == Pooling.RATIO.value).to_numpy(bool)
    level = pooled_value(frame, "before", rates, group, len(names))
    places = frame.groupby("measure", sort=False)["decimals"].first().reindex(names).to_numpy(int)
    return dict(zip(names.tolist(), published(level, places).tolist(), strict=True))


def ways(frame: pd.DataFrame, how: pd.Series[Any]) -> pd.Series[Any]:
    """How the change of each measure is split; a figure that stands alone without its parts moved as a whole."""
    parts = [f"{part}_{when}" for part in FIGURES[:2] for when in ("before", "after")]
    return how.mask(frame[parts].isna().any(axis=1), Pooling.SUM.value)


def incomplete(counts: pd.DataFrame) -> dict[str, str]:
    """Says of each measure in which not all of those expected are compared how many are."""
    sums = counts.groupby("measure")[["common", "whole"]].sum()
    short = sums[sums["common"] < sums["whole"]]
    return {
        str(measure): f" Counting the {int(row['common'])} of {int(row['whole'])} figures present in both periods."
        for measure, row in short.iterrows()
    }


def told(scene: Scene, measure_id: str, rows: list[dict[str, Any]], upside_down: bool, missing: str) -> str:  # noqa: FBT001
    """`Down by 2.1 points: London Borough of Havering −1.4, ... Of this −0.3 is mix.` and Simpson's case."""
    measure = scene.framework.measure(measure_id)
    change = rows[0]["change"]
    if not change:
        head = "Unchanged as published"
    else:
        head = f"{'Rose' if change > 0 else 'Fell'} by {amount(measure, abs(change))}"
    names = movers(scene, measure, rows) if len(rows) > 1 else []
    said = f"{head}{': ' + ', '.join(names) if names else ''}."
    mix = summed(measure, [row["mix_effect"] for row in rows if not np.isnan(row["mix_effect"])])
    if mix:
        said += f" Of this {signed(measure, mix)} is mix: shares of the whole that changed, not rates."
    if upside_down:
        said += against(measure, change, "partner" if rows[0]["partner"] else "area")
    return said + missing


def movers(scene: Scene, measure: Measure, rows: list[dict[str, Any]]) -> list[str]:
    """`Redbridge −1.4`, those who moved it most, and the others together; or that nobody moved it by a digit alone."""
    moved = sorted((row for row in rows if row["effect"]), key=lambda row: -abs(row["effect"]))
    known = [row for row in moved if is_its_own(measure, row["alone"])]
    named = known if len(moved) == len(known) == WORTH + 1 else known[:WORTH]
    if moved and not named:
        return [f"none of the {len(rows)} moved it by {amount(measure, 10.0**-measure.decimals)} alone"]
    rest = [row["effect"] for row in moved if row not in named]
    names = [f"{name_of(scene, row)} {signed(measure, row['effect'])}" for row in named]
    return names + ([f"the others {signed(measure, summed(measure, rest))}"] if rest else [])


def is_its_own(measure: Measure, alone: float) -> bool:
    """True for an effect that is published as one, and not only so that all add up."""
    return bool(published_one(alone, measure.decimals))


def against(measure: Measure, change: float, who: str) -> str:
    """Simpson's case in words; `who` is what the measure is split by."""
    if measure.polarity.sign * change < 0:
        said = f"Every {who} improved by itself, and the whole got worse"
        return f" {said}: more of it now lies with {who}s whose rate is poorer."
    said = f"Every {who} got worse by itself, and the whole improved"
    return f" {said}: more of it now lies with {who}s whose rate is better."


def summed(measure: Measure, effects: list[float]) -> float:
    """Effects as published, added up without the noise of binary arithmetic."""
    return published_one(math.fsum(effects), measure.decimals)


def name_of(scene: Scene, row: dict[str, Any]) -> str:
    """The partner's name, or the area's where the measure is split by area."""
    if row["partner"]:
        return scene.framework.partner(row["partner"]).name
    return scene.framework.area(row["area"]).name if row["area"] else ""


def amount(measure: Measure, value: float) -> str:
    """A change in the measure's unit, between percentages in points."""
    return spoken(value, measure.decimals, unit_of_change(measure))


def signed(measure: Measure, value: float) -> str:
    """A part of a change with its sign, and with a currency's."""
    money = measure.unit if measure.unit[:1] in CURRENCIES else ""
    said = spoken(abs(value), measure.decimals, money)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{said}"
