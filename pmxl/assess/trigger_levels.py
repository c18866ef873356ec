"""Triggers on where a figure stands now: beyond its target, its standard, its group, its process or its year."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

from pmxl.assess.compared import in_full
from pmxl.assess.figure_words import range_told
from pmxl.assess.figure_words import say
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.scene import Scene
from pmxl.assess.watch import Stood
from pmxl.assess.watch import Watch
from pmxl.assess.watch import level_of
from pmxl.assess.year_ahead import year_ahead
from pmxl.framework.models import Measure
from pmxl.rules import tolerance
from pmxl.rules.compare import words_of
from pmxl.rules.rating import shortfall
from pmxl.rules.relative import behind
from pmxl.rules.relative import fallen
from pmxl.rules.spell import off_target
from pmxl.rules.spoken import agreed_amount
from pmxl.rules.spoken import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Signal
from pmxl.terms import Trigger


def mine_of(watch: Watch, rows: Stood) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of the watched measure by unit."""
    yield from rows.get(watch.measure.id, {}).items()


def whole_of(watch: Watch, rows: Stood) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those of them whose figure is whole."""
    for unit, row in mine_of(watch, rows):
        if row["present"] == row["expected"] and not math.isnan(row["value"]):
            yield unit, row


def broken(scene: Scene, watch: Watch, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units on the wrong side of the standard."""
    del scene
    measure = watch.measure
    for unit, row in whole_of(watch, rows):
        how = {"kind": row["kind"], "decimals": measure.decimals}
        if tolerance.standard_broken(row["value"], row["standard"], measure.polarity.value, **how):
            here, floor = (say(measure, row, row[name]) for name in ("value", "standard"))
            yield unit, f"{here}: the standard of {floor} is broken."


def overrun(scene: Scene, watch: Watch, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units further beyond their target than allowed."""
    del scene
    measure, allowed = watch.measure, float(watch.trigger.amount or 0)
    for unit, row in mine_of(watch, rows) if measure.kind is Kind.MILESTONE else whole_of(watch, rows):
        how = {"kind": row["kind"], "decimals": measure.decimals}
        actual = row["actual"]  # of a milestone not done and overdue the day of the assessment
        gap = shortfall(actual, row["target"], measure.polarity.value, low=row["low"], high=row["high"], **how).item()
        if gap > allowed:
            yield unit, late(row, gap, allowed) if measure.kind is Kind.MILESTONE else beyond(watch, row, gap)


def beyond(watch: Watch, row: dict[str, Any], gap: float) -> str:
    """How far a figure is off its target, on which side, and how far it may be."""
    measure = watch.measure
    in_unit = "points" if row["kind"] == Kind.PERCENTAGE else measure.unit
    side = {Polarity.HIGHER: "short", Polarity.LOWER: "over"}.get(measure.polarity, "beyond")
    far, limit = spoken(gap, measure.decimals, in_unit), agreed_amount(float(watch.trigger.amount or 0), in_unit)
    here = say(measure, row, row["value"])
    return f"{here} against {aim(measure, row)}: {far} {side}, more than the {limit} allowed."


def late(row: dict[str, Any], gap: float, allowed: float) -> str:
    """How many days late a milestone is."""
    done = "Not done and" if math.isnan(row["value"]) else "Done"
    return f"{done} {spoken(gap, 0, 'days')} late, more than the {agreed_amount(allowed)} allowed."


def concern(scene: Scene, watch: Watch, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units whose process chart shows a concern at the latest figure."""
    del scene
    for unit, row in mine_of(watch, rows):
        if row["signal"] == Signal.CONCERN:
            yield unit, str(row["signal_words"]).replace(f"{Signal.CONCERN}:", "A concern signal:", 1)


def outlook(scene: Scene, watch: Watch, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units that are forecast to end the year Red or, where agreed, Amber or worse."""
    level = level_of(watch.trigger)
    for unit, row in mine_of(watch, rows):
        if off_target(row["rating_forecast"], level):
            by = "partner" if row["partner"] else "area" if row["area"] else ""
            goal = year_ahead(scene, {}, watch.measure.id, unit, by).found
            ends = row | {"target": goal.target, "low": goal.low, "high": goal.high}
            against = f" against {aim(watch.measure, ends)}" if goal.has_target else ""
            words = str(row["forecast_words"])
            yield unit, f"Forecast {row['rating_forecast']}{against}: {words[:1].lower()}{words[1:]}"


def relative(scene: Scene, watch: Watch, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units that fell behind their group: a quartile or so many places lost, or below median or best quartile."""
    del scene
    measure, trigger = watch
    when = "_year" if trigger.compare == LAST_YEAR else "_before"
    for unit, row in mine_of(watch, rows):
        edge = {"median": "group_median", "best quartile": "group_best_quartile"}.get(trigger.preset)
        if edge:
            figure = row["compared_value"]
            if behind(figure, row[edge], measure.polarity.value, decimals=measure.decimals):
                limit = in_full(measure, row[edge])
                name = "median" if edge == "group_median" else "edge of the best quartile"
                yield unit, f"Behind the {name} of {measure.comparison_group}, {limit}. {row['compare_words']}"
            continue
        column = "rank" if trigger.amount else "quartile"
        if fallen(row[column], row[f"{column}{when}"], trigger.amount or 1):
            since = "a year before" if when == "_year" else "the period before"
            was = f"{words_of(row[f'rank{when}'], row[f'of{when}'])} {since}"
            lost = counted(int(row[column] - row[f"{column}{when}"]), "place" if trigger.amount else "quartile")
            yield unit, f"Lost {lost} among {measure.comparison_group}; it was {was}. {row['compare_words']}"


def counted(size: int, what: str) -> str:
    """`3 places`, `a quartile`."""
    return f"a {what}" if size == 1 else f"{size} {what}s"


STANDING: dict[Trigger, Callable[[Scene, Watch, Stood], Iterator[tuple[str, str]]]] = {
    Trigger.STANDARD: broken,
    Trigger.OVERRUN: overrun,
    Trigger.SIGNAL: concern,
    Trigger.FORECAST: outlook,
    Trigger.RELATIVE: relative,
}
"""The triggers that look at how things stand now."""


def aim(measure: Measure, row: dict[str, Any]) -> str:
    """The target, or the range."""
    if measure.polarity is Polarity.RANGE:
        return range_told(measure, row, row["low"], row["high"])
    return say(measure, row, row["target"])
