"""Explain: why a figure has its rating, in a sentence or two."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.case import Case
from pmxl.rules.case import hides
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.edges import shape_of
from pmxl.rules.ground import Ground
from pmxl.rules.ground import ground
from pmxl.rules.ground import hidden
from pmxl.rules.ground import on_edge
from pmxl.rules.presets import LAST_YEAR
from pmxl.rules.progress import progress
from pmxl.rules.progress import told
from pmxl.rules.rating import rate
from pmxl.rules.reason import reason
from pmxl.rules.rounding import settled
from pmxl.rules.rule import Applied
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.rule import of_presets
from pmxl.rules.spans import Span
from pmxl.rules.spans import target_span
from pmxl.terms import Kind
from pmxl.terms import Polarity

APPLIED = ("amount", "unit", "stretch", "green_half_width", "sign", "polarity", "kind", "decimals", "is_stretch")
"""What of a rule is told as it applies, its preset having had its say."""

GIVEN = ("low", "high", "standard", "last_year")
"""What is told as it was given, so that rounding can be told of."""


def explain(
    actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, **given: Any
) -> Words:
    """Why a figure has its rating, in plain words: how far off its target it is, what the tolerance says, and whether
    rounding decided it.

    `given` takes the rule as for rate, and: `measured_in`, the unit of the figure ("offences", "%", "£k"); `done`,
    false for a milestone still to do, `actual` then being today; `baseline` and `goal`, from where to where a stretch
    target leads (NaN: no way is told; to the target). "" where there is no figure.
    """
    rows = list(cases(actual, target, polarity, **given))
    said = np.empty(len(rows), dtype=object)
    said[:] = [" ".join(filter(None, (reason(case), way(case), rounding(case)))) for case in rows]
    return said.reshape(shape_of(actual, target, polarity, *given.values()))


def cases(
    actual: npt.ArrayLike,
    target: npt.ArrayLike,
    polarity: npt.ArrayLike,
    *,
    measured_in: npt.ArrayLike = "",
    done: npt.ArrayLike = True,
    baseline: npt.ArrayLike = np.nan,
    goal: npt.ArrayLike = np.nan,
    **rule: Any,
) -> Iterator[Case]:
    """Every figure with its rule, one by one."""
    whole = applied(Rule(target, polarity, **rule))
    figure = whole.compared(actual)
    goal = np.where(np.isnan(numbers(goal)), numbers(target), numbers(goal))
    facts: dict[str, npt.ArrayLike] = {
        "actual": numbers(actual),
        "figure": figure,
        "off": off(figure, whole),
        "target": numbers(target),
        **{name: numbers(rule.get(name, np.nan)) for name in GIVEN},
        **{name: getattr(whole, name) for name in APPLIED},
        "saved_by": of_presets(np.asarray(rule.get("modifier", ""), dtype=object), "saved_by"),
        "measured_in": np.asarray(measured_in, dtype=object),
        "done": np.asarray(done, dtype=bool),
        "baseline": numbers(baseline),
        "goal": goal,
        "share": progress(actual, baseline, goal, whole.decimals),
        "ground": ground(actual, target, polarity, **rule),
        "at_edge": on_edge(actual, whole),
        "rating": rate(actual, target, polarity, **rule),
        "seen": hidden(actual, target, polarity, **rule),
    }
    columns = np.broadcast_arrays(*(np.asarray(facts[name]) for name in Case._fields))
    return (Case(*row) for row in zip(*(column.ravel().tolist() for column in columns), strict=True))


def off(figure: Floats, rule: Applied) -> Floats:
    """How far above (or, negative, below) its target a figure lies; outside of a range, 0 inside."""
    two_sided = (rule.sign == 0) & (rule.polarity == Polarity.RANGE)
    span: Span = target_span(rule)
    level = np.where(two_sided, np.clip(figure, span.low, span.high), rule.target)
    return settled(figure - level, np.abs(figure) + np.abs(level))


def way(case: Case) -> str:
    """A stretch target's progress from its baseline; "" of any other."""
    if not case.is_stretch or case.ground in (Ground.NONE, Ground.BROKEN, Ground.NO_TARGET):
        return ""
    if math.isnan(case.share):
        return ""
    return told(case.share, case.bare(case.baseline), case.bare(case.goal))


def rounding(case: Case) -> str:
    """What publishing hid, where that decided the rating, as in `74.96 % is published as 75.0 %`."""
    if case.kind in (Kind.MILESTONE, Kind.YES_NO) or math.isnan(case.seen):
        return ""
    levels = {"the target of ": case.target, "the lowest allowed, ": case.low, "the highest allowed, ": case.high}
    levels = {"": case.actual, **levels, "the standard of ": case.standard}
    if case.saved_by == LAST_YEAR:
        levels["last year's figure of "] = case.last_year
    said = [
        f"{name}{case.say(level, case.seen)} is published as {case.bare(level)}"
        for name, level in levels.items()
        if hides(case, level)
    ]
    text = ", and ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if said else ""
