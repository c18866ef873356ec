"""Grey words: why a row has no colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pmxl.assess.figure_words import say
from pmxl.assess.not_over import not_over
from pmxl.assess.scene import Scene
from pmxl.framework.asked import is_due
from pmxl.framework.expected import Expected
from pmxl.framework.expected import target_row
from pmxl.framework.models import Measure
from pmxl.plural import plural
from pmxl.terms import NOT_DONE
from pmxl.terms import Basis
from pmxl.terms import Pooling
from pmxl.terms import Rating

NAMED = {
    Rating.SUPPRESSED: "Suppressed where the numbers are small.",
    Rating.WITHHELD: "Withheld by a partner.",
    Rating.BASELINE: "This is the first year: the figure is the baseline for a target.",
    Rating.NO_TARGET: "Monitored only: no target was set.",
}
"""The greys that need no more than a sentence."""

PARTS = "the numerator and denominator by which they add up"

SHARED = "The target is for the partnership as a whole; there is none for this part of it."
"""Said of a share in what has a target."""


def grey(scene: Scene, measure: Measure, row: Mapping[str, Any], rating: Rating) -> str:
    """Why there is no colour."""
    if rating is Rating.NOT_APPLICABLE:
        return inapplicable(row)
    if rating is Rating.NOT_DUE:
        return not_due(scene, measure, row)
    if rating is Rating.NO_DATA:
        return nothing_in(measure, row)
    value = "" if math.isnan(row["value"]) else say(measure, row, row["value"])
    share = f"{row['present']} of {row['expected']} figures are in"
    if rating is Rating.WAITING:
        so_far = f"At least {value} so far" if row["at_least"] else f"{value} so far" if value else "No figure yet"
        return f"{so_far}: {share}. {row['gap_words'] or 'The rating waits for ' + row['waiting'] + '.'}"
    to_come = rating is Rating.BASELINE and row["expectation"].basis is Basis.POINT
    words = no_level(scene, measure, row) if rating is Rating.NO_TARGET or to_come else NAMED[rating]
    said = f"{'At least ' if row['at_least'] else ''}{value}. {words}" if value else words
    if not 0 < row["present"] < row["expected"]:
        return said
    return f"{said} {share}{': waiting for ' + row['waiting'] if row['waiting'] else ''}."


def no_level(scene: Scene, measure: Measure, row: Mapping[str, Any]) -> str:
    """Why there is no level to be rated against; a point target has none before its way begins, nor without a start."""
    found: Expected = row["expectation"]
    if found.basis is Basis.POINT and found.words:
        return f"{found.words[0].upper()}{found.words[1:]}."
    return SHARED if is_part(scene, measure, row) else NAMED[Rating.NO_TARGET]


def is_part(scene: Scene, measure: Measure, row: Mapping[str, Any]) -> bool:
    """True for a partner's or an area's share of what the partnership has a target for."""
    own = row["partner"] or row["area"]
    return bool(own) and target_row(scene.framework, measure, scene.shown(measure.id)) is not None


def inapplicable(row: Mapping[str, Any]) -> str:
    """Why there is nothing to be rated here."""
    if row["expected"] > 1 and row["how"] == Pooling.NONE:
        return "Each partner's figure stands for itself: figures of this kind are not pooled."
    return "Nothing to count: 0 of 0." if row["expected"] else "Not applicable here."


def nothing_in(measure: Measure, row: Mapping[str, Any]) -> str:
    """What is missing where a figure is due."""
    if row["held"]:
        return f"A figure came and is held back until a question about it is answered. Waiting for {row['waiting']}."
    if row["came"] and row["wanted"] > row["expected"]:
        return f"Incomplete: {in_so_far(measure, row)}."
    if row["partless"]:
        came = f"{row['partless']} of {row['expected']} came without numerator and denominator"
        return f"No figure can be worked out yet: {came}. Waiting for {row['waiting']}."
    return f"Due, and no figure has been taken. Waiting for {row['waiting']}."


def in_so_far(measure: Measure, row: Mapping[str, Any]) -> str:
    """`2 of 4 quarterly figures are in`, and how many of them do not add up with the others."""
    bare = int(row["came"] - row["got"])
    said = are_in(measure, int(row["came"]), int(row["wanted"]))
    return f"{said}, {bare} of them without {PARTS}" if bare else said


def are_in(measure: Measure, came: int, wanted: int) -> str:
    """`2 of 4 quarterly figures are in`."""
    return f"{came} of {plural(wanted, f'{measure.frequency}ly figure')} {'is' if wanted == 1 else 'are'} in"


def not_due(scene: Scene, measure: Measure, row: Mapping[str, Any]) -> str:
    """When the figure is due, and the last one there is."""
    if row["every_marker"] == NOT_DONE:
        return "Not done yet, and its day has not passed."
    shown = scene.shown(measure.id)
    words = f"Not due yet: the figure for {shown.label} comes with the returns of {shown.step(measure.lag).label}."
    if is_due(measure, shown, scene.period):
        words = f"Not due yet: {scene.period.label} is {not_over(scene.period, scene.today)}."
    if row["came"] and row["wanted"] > row["expected"]:
        words = f"{words} So far {in_so_far(measure, row)}."
    if not row["last_back"]:
        return words
    last = say(measure, row, row["last_value"])
    return f"{words} The last figure is {last}, for {scene.shown(measure.id, row['last_back']).label}."
