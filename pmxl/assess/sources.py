"""Every figure shown with where it came from, and what its partner said of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.periods import Period
from pmxl.terms import Pooling

FIGURE_COLUMNS = [
    *("measure", "name", "partner", "partner_name", "area", "period", "numerator", "denominator", "value", "marker"),
    *("provisional", "held", "commentary", "quality", "revision", "file", "sha256", "sheet", "cell", "received_at"),
    *("signed_by", "framework"),
]


def figures(scene: Scene, recalled: pd.DataFrame) -> pd.DataFrame:
    """The ledger's figures behind the periods shown, one row each with its file, sheet and cell; FIGURE_COLUMNS.

    `_row` holds the measure shown and the partner, for joining; it is not printed.
    """
    table = scene.table
    known = recalled[recalled["measure"].isin(table.index) & (recalled["partner"] != "")]
    start, length = known["measure"].map(table["start"]), known["measure"].map(table["length"])
    shown = known[(known["start"] >= start) & (known["start"] + known["months"] <= start + length)].copy()
    partners = {p.id: p.name for p in scene.framework.partners}
    shown["name"] = [scene.framework.measure(m).name for m in shown["measure"]]
    shown["partner_name"] = shown["partner"].map(partners).fillna(shown["partner"])
    shown["period"] = [
        Period(int(s), int(m), scene.first_month).label for s, m in zip(shown["start"], shown["months"], strict=True)
    ]
    order = {m.id: n for n, m in enumerate(scene.framework.measures)}
    shown["_order"] = shown["measure"].map(order)
    shown = shown.sort_values(["_order", "partner", "area", "start"])
    return shown[FIGURE_COLUMNS].reset_index(drop=True)


def belonging(scene: Scene, row: dict[str, Any], sources: pd.DataFrame, by: str) -> pd.DataFrame:
    """The figures behind one row of an assessment frame."""
    mine: pd.DataFrame = sources.loc[sources["measure"] == row["measure"]]
    if by:
        roots = dict(zip(scene.grid[by], scene.grid[f"root_{by}"], strict=True))
        mine = mine.loc[mine[by].map(roots).fillna(mine[by]) == row[by]]
    elif scene.framework.measure(row["measure"]).pooling is Pooling.LEAD:
        mine = mine.loc[mine["partner"] == scene.framework.measure(row["measure"]).lead]
    return mine


def commentary(scene: Scene, rows: pd.DataFrame, sources: pd.DataFrame, by: str) -> list[str]:
    """What the partners said, a line each: `Partner: text`; without the name where only one can speak."""
    said = sources[sources["commentary"] != ""]
    found = []
    for row in records(rows):
        mine = belonging(scene, row, said, by)
        lines = dict.fromkeys(
            text if by == "partner" else f"{name}: {text}"
            for name, text in zip(mine["partner_name"], mine["commentary"], strict=True)
        )
        found.append("\n".join(lines))
    return found


def quality(scene: Scene, rows: pd.DataFrame, sources: pd.DataFrame, by: str) -> tuple[list[float], list[int]]:
    """The lowest data-quality mark behind each row (NaN where none was given), and how many figures stand behind it."""
    lowest, counts = [], []
    for row in records(rows):
        mine = belonging(scene, row, sources, by)
        marks = [int(mark) for text in mine["quality"] for mark in str(text) if mark.isdigit()]
        lowest.append(float(min(marks)) if marks else math.nan)
        counts.append(len(mine))
    return lowest, counts
