"""Flip: what would turn the rating of every row, in a sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.figure_words import unit_of
from pmxl.assess.rated import Past
from pmxl.assess.rated import last_year
from pmxl.assess.rated import rule_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.periods import day_in_words
from pmxl.rules.flip import flip
from pmxl.rules.flip_words import flip_words
from pmxl.serial import day_of
from pmxl.terms import COLOURS
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Rating

WHOLE = 100.0


def flips(scene: Scene, rows: pd.DataFrame, history: Past) -> list[str]:
    """The sentence of every row; "" for a grey word, a day that is past, a single answer, or with partners missing.

    `history` holds whole pooled figures by measure, unit and how far back they lie.
    """
    if rows.empty:
        return []
    rule = rule_of(scene, rows, list(rows["expectation"]), last_year(scene, rows, history))
    measures = [scene.framework.measure(measure) for measure, _ in rows.index]
    rolling = np.array([measure.accumulate is Accumulate.ROLLING for measure in measures])
    each = list(zip(measures, records(rows), strict=True))
    said = flip_words(
        rows["value"].to_numpy(float),
        measured_in=np.array([unit_of(measure, row) for measure, row in each], dtype=object),
        numerator=rows["numerator"].mask(rolling).to_numpy(float),
        denominator=rows["denominator"].mask(rolling).to_numpy(float),
        multiplier=np.array([multiplier(row) for _, row in each]),
        **rule,
    )
    days = flip(rows["actual"].to_numpy(float), **rule)[..., COLOURS.index(Rating.RED)]
    told = zip(each, said.tolist(), days.tolist(), strict=True)
    return [unless_done(row, day) if is_to_do(row) else text if is_whole(row) else "" for (_, row), text, day in told]


def is_whole(row: dict[str, Any]) -> bool:
    """True for a rated figure that all of its partners are in."""
    return Rating(row["rating"]).is_colour and row["present"] == row["expected"]


def is_to_do(row: dict[str, Any]) -> bool:
    """True for a milestone that is rated for its lateness and not done yet."""
    return row["kind"] == Kind.MILESTONE and Rating(row["rating"]).is_colour and math.isnan(row["value"])


def unless_done(row: dict[str, Any], day: float) -> str:
    """`Unless it is done by 4 May 2026, it turns Red.`"""
    if row["rating"] == Rating.RED or math.isnan(day):
        return ""
    last = day_of(day - 1)
    return f"Unless it is done by {day_in_words(last)}, it turns Red."


def multiplier(row: dict[str, Any]) -> float:
    """What the parts are multiplied by, worked out of the figure itself."""
    parts = row["value"] * row["denominator"]
    return float(np.round(parts / row["numerator"])) if row["numerator"] and not math.isnan(parts) else WHOLE
