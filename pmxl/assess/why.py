"""Why a row has the rating it has: the figures, the distance, the tolerance and who agreed it, in a sentence or two."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.agreed_words import agreement
from pmxl.assess.agreed_words import tolerance
from pmxl.assess.figure_words import unit_of
from pmxl.assess.grey_words import grey
from pmxl.assess.pooled import UNIT
from pmxl.assess.rated import rule_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import who
from pmxl.framework.expected import Expected
from pmxl.framework.expected import target_row
from pmxl.framework.tolerated import band_of
from pmxl.rules.explain import explain
from pmxl.rules.ground import ground
from pmxl.terms import Basis
from pmxl.terms import Purpose
from pmxl.terms import Rating

Row = Mapping[str, Any]

RESTS_ON_ASKED = "It rests on a figure about which something is still asked."
"""What is added where no missing figure can change a rating, but the answer to a question can."""


def why(scene: Scene, row: Row) -> str:
    """One or two sentences for a row of an assessment frame."""
    return whys(scene, [row])[0]


def whys(scene: Scene, rows: Sequence[Row]) -> list[str]:
    """One or two sentences for each row of an assessment frame."""
    judged = [row for row in rows if Rating(row["rating"]).is_colour and not row["gap_words"]]
    told = dict(zip(map(id, judged), reasons(scene, judged), strict=True))
    return [told.get(id(row)) or without(scene, row) for row in rows]


def without(scene: Scene, row: Row) -> str:
    """Why there is no colour, or why those missing cannot change it."""
    measure, rating = scene.framework.measure(row["measure"]), Rating(row["rating"])
    if not rating.is_colour:
        return grey(scene, measure, row, rating)
    said = (
        row["gap_words"],
        RESTS_ON_ASKED if row["doubted"] else "",
        tolerance(measure, band_of(scene.framework, measure), row["expectation"]),
    )
    return " ".join(filter(None, said))


def reasons(scene: Scene, rows: Sequence[Row]) -> list[str]:
    """The rule's own sentence on every rated figure, and who agreed what it goes by."""
    if not rows:
        return []
    measures, found = [scene.framework.measure(row["measure"]) for row in rows], [row["expectation"] for row in rows]
    index = pd.MultiIndex.from_tuples([(row["measure"], unit_in(row)) for row in rows], names=UNIT)
    frame = pd.DataFrame({"kind": [row["kind"] for row in rows]}, index=index)
    rule = rule_of(scene, frame, found, [row["before"] for row in rows])
    actual = np.array([row["actual"] for row in rows], dtype=float)
    ways = np.array([way(scene, row) for row in rows])
    said = explain(
        actual,
        measured_in=np.array([unit_of(m, row) for m, row in zip(measures, rows, strict=True)], dtype=object),
        done=np.array([not math.isnan(row["value"]) for row in rows]),
        baseline=ways[:, 0],
        goal=ways[:, 1],
        **rule,
    )
    by = map(
        agreement, measures, [band_of(scene.framework, m) for m in measures], found, ground(actual, **rule).tolist()
    )
    return [f"{text} {agreed_by}".strip() for text, agreed_by in zip(said.tolist(), by, strict=True)]


def unit_in(row: Row) -> str:
    """The partner or the area whose row it is, "" for the partnership."""
    return str(row["partner"] or row["area"])


def point_of_view(row: Row) -> str:
    """By whom the row is told: "partner", "area" or "" for the partnership."""
    return next((by for by in ("partner", "area") if row[by]), "")


def way(scene: Scene, row: Row) -> tuple[float, float]:
    """From where to where a stretch target leads, NaN where that was not agreed."""
    found: Expected = row["expectation"]
    measure = scene.framework.measure(row["measure"])
    if found.purpose is not Purpose.STRETCH:
        return math.nan, math.nan
    agreed_for = who(scene, measure, unit_in(row), point_of_view(row))
    target = target_row(scene.framework, measure, scene.shown(measure.id), *agreed_for)
    if target is None or target.baseline is None or target.target is None:
        return math.nan, math.nan
    return target.baseline, target.target if target.basis is Basis.POINT else found.target
