"""Every figure shown with where it came from, and what its partner said of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pmxl.assess.answered import Files
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.periods import Period
from pmxl.terms import Pooling

FIGURE_COLUMNS = [
    *("measure", "name", "partner", "partner_name", "area", "period", "numerator", "denominator", "value", "marker"),
    *("provisional", "held", "commentary", "quality", "revision", "file", "sha256", "sheet", "cell", "received_at"),
    *("signed_by", "framework", "note"),
]


SETTLED = ("Entered by ", "Accepted by ", "Explained by ")
"""How the words begin in which something was settled."""


def figures(scene: Scene, recalled: pd.DataFrame, closed: Files | None = None) -> pd.DataFrame:
    """The ledger's figures behind the periods shown, one row each with its file, sheet and cell; FIGURE_COLUMNS.

    `note` is the source that was named, and in what words an officer or the partner settled what was asked about it.
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
    told_of = ("sha256", "measure", "area", "period")
    closed = closed or {}
    said = [closed.get(key, []) for key in zip(*(shown[name] for name in told_of), strict=True)]
    shown["note"] = ["\n".join(filter(None, (note, *words))) for note, words in zip(shown["note"], said, strict=True)]
    order = {m.id: n for n, m in enumerate(scene.framework.measures)}
    shown["_order"] = shown["measure"].map(order)
    shown = shown.sort_values(["_order", "partner", "area", "start"])
    return shown[FIGURE_COLUMNS].reset_index(drop=True)


def behind(scene: Scene, sources: pd.DataFrame, by: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The figures behind each (measure, unit) of one point of view; of a lead's measure only the lead's count."""
    roots = scene.roots[by] if by else {}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for figure in records(sources):
        measure = scene.framework.measure(figure["measure"])
        if not by and measure.pooling is Pooling.LEAD and figure["partner"] != measure.lead:
            continue
        unit = roots.get(figure[by], figure[by]) if by else ""
        found.setdefault((measure.id, unit), []).append(figure)
    return found


def told(figures: list[dict[str, Any]], by: str) -> str:
    """What the partners said, a line each: `Partner: text`; without the name where only one can speak."""
    said = (figure for figure in figures if figure["commentary"])
    lines = (f["commentary"] if by == "partner" else f"{f['partner_name']}: {f['commentary']}" for f in said)
    return "\n".join(dict.fromkeys(lines))


def settled(figures: list[dict[str, Any]], by: str) -> str:
    """Who entered, accepted or explained a figure and why, a line each; without the name where only one can speak."""
    said = [(figure, line) for figure in figures for line in figure["note"].split("\n") if line.startswith(SETTLED)]
    lines = (line if by == "partner" else f"{figure['partner_name']}: {line}" for figure, line in said)
    return "\n".join(dict.fromkeys(lines))


def lowest_mark(figures: list[dict[str, Any]]) -> float:
    """The lowest data-quality mark given, 1 to 4; NaN where none was."""
    marks = [int(mark) for figure in figures for mark in str(figure["quality"]) if mark.isdigit()]
    return float(min(marks)) if marks else math.nan
