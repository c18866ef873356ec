"""Every figure shown with where it came from, and what its partner said of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pmxl.assess.answered import ASKED
from pmxl.assess.answered import Files
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.periods import Period
from pmxl.plural import READ
from pmxl.terms import Pooling
from pmxl.terms import Rating

FIGURE_COLUMNS = [
    *("measure", "name", "partner", "partner_name", "area", "period", "numerator", "denominator", "value", "marker"),
    *("provisional", "held", "commentary", "quality", "revision", "file", "sha256", "sheet", "cell", "received_at"),
    *("signed_by", "framework", "note"),
]

TOLD_OF = ("sha256", "partner", "measure", "area", "period")
"""What tells a figure of a file, as findings do."""

FEW = 3
"""So many lines are told of one figure where more partners speak than anybody reads."""
FIRST = {Rating.RED.value: 0, Rating.AMBER.value: 1}
Ratings = Callable[[], Mapping[tuple[str, str, str], str]]
"""Gives the rating of each measure's and partner's own figure (and no area's), where it is asked for."""
EXPLAINED = "Explained by "
"""How it begins what a partner said to what was asked about its figure."""

SETTLED = ("Entered by ", "Accepted by ", EXPLAINED, ASKED)
"""How the words begin in which something was settled, or is still to be."""


def figures(scene: Scene, recalled: pd.DataFrame, about: Files | None = None) -> pd.DataFrame:
    """The ledger's figures behind the periods shown, one row each with its file, sheet and cell; FIGURE_COLUMNS.

    `note` is the source that was named, in what words an officer or the partner settled what was asked about it, and
    what is still asked.
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
    said = [words_for(about or {}, *key) for key in zip(*(shown[name] for name in TOLD_OF), strict=True)]
    shown["note"] = ["\n".join(filter(None, (note, *words))) for note, words in zip(shown["note"], said, strict=True)]
    order = {m.id: n for n, m in enumerate(scene.framework.measures)}
    shown["_order"] = shown["measure"].map(order)
    shown = shown.sort_values(["_order", "partner", "area", "start"])
    return shown[FIGURE_COLUMNS].reset_index(drop=True)


def words_for(about: Files, sha256: str, partner: str, *of: str) -> list[str]:
    """What is to be said of a figure: in a file of its partner's alone, and in one of several partners."""
    return [words for whose in ("", partner) for words in about.get((sha256, whose, *of), ())]  # type: ignore[arg-type]


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


def told(figures: list[dict[str, Any]], by: str, ratings: Ratings) -> str:
    """What the partners said, a line each: `Partner: text`; without the name where only one can speak.

    Where very many partners did, those furthest from their targets speak first, of those alike the largest.
    """
    said = [figure for figure in figures if figure["commentary"]]
    if are_many(said, by):
        said.sort(key=lambda figure: weight(figure, ratings))
    lines = (f["commentary"] if by == "partner" else f"{f['partner_name']}: {f['commentary']}" for f in said)
    return shortened(lines, many=are_many(said, by))


def are_many(said: list[dict[str, Any]], by: str) -> bool:
    """True where more partners speak than anybody reads; of a partner's own words none is ever left out."""
    return by != "partner" and len({figure["partner"] for figure in said}) > READ


def weight(figure: dict[str, Any], ratings: Ratings) -> tuple[int, float]:
    """What comes first: Red before Amber before all others, by its partner's own rating; then what counts most."""
    size = figure["value"] if math.isnan(figure["denominator"]) else figure["denominator"]
    rating = ratings().get((figure["measure"], figure["partner"], ""), "")
    return FIRST.get(rating, len(FIRST)), 0.0 if math.isnan(size) else -abs(size)


def settled(figures: list[dict[str, Any]], by: str) -> str:
    """Who entered, accepted or explained a figure and why, and what is still asked about it, a line each.

    Without the name where only one can speak.
    """
    said = [(figure, line) for figure in figures for line in figure["note"].split("\n") if line.startswith(SETTLED)]
    said.sort(key=lambda one: not one[1].startswith(ASKED))  # what is still open is said first, also where all is not
    lines = (line if by == "partner" else f"{figure['partner_name']}: {line}" for figure, line in said)
    return shortened(lines, many=are_many([figure for figure, _ in said], by))


def is_doubted(figures: list[dict[str, Any]]) -> bool:
    """True where something is still asked about a figure that counts."""
    return any(f"\n{ASKED}" in f"\n{figure['note']}" for figure in figures if not figure["held"])


def shortened(lines: Iterable[str], *, many: bool) -> str:
    """The lines; of very many the first, and how many more there are: a page of what hundreds said tells nothing."""
    every = list(dict.fromkeys(lines))
    if many and len(every) > FEW:
        every[FEW:] = [f"And {len(every) - FEW} more."]
    return "\n".join(every)


def lowest_mark(figures: list[dict[str, Any]]) -> float:
    """The lowest data-quality mark given, 1 to 4; NaN where none was."""
    marks = [int(mark) for figure in figures for mark in str(figure["quality"]) if mark.isdigit()]
    return float(min(marks)) if marks else math.nan
