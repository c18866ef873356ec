"""Parsimony: whether there are more objectives, measures and purposes than people can attend to."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.framework.draft import quoted
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Matter

MOST_OBJECTIVES = 16
MOST_PER_OBJECTIVE = 6
"""More measures than that on one objective, and nobody can say whether it is being achieved."""
FEW_KEY = 0.9
FEWEST = 10


def too_many(ground: Ground) -> Iterator[Advice]:
    """More objectives than MOST_OBJECTIVES, or more measures to one than MOST_PER_OBJECTIVE."""
    objectives = ground.framework.objectives
    if len(objectives) > MOST_OBJECTIVES:
        says = f"There are {len(objectives)} objectives; {MOST_OBJECTIVES} are many."
        ask = "Join those that would be acted on together."
        yield Advice(Matter.TOO_MANY, says, ask, "objectives", objectives[MOST_OBJECTIVES].row, "id")
    for objective in objectives:
        count = len(ground.measures[objective.id])
        if count > MOST_PER_OBJECTIVE:
            says = f"{objective.id} has {count} measures; {MOST_PER_OBJECTIVE} are many for one objective."
            ask = "Keep those that would change a decision."
            yield Advice(Matter.TOO_MANY, says, ask, "objectives", objective.row, "id")


def key(ground: Ground) -> Iterator[Advice]:
    """No measure is key, or nearly all are: the first sheet then says nothing, or everything."""
    measures = ground.framework.measures
    count = sum(measure.key for measure in measures)
    if len(measures) < FEWEST:
        return
    if not count:
        says, ask = f"None of {len(measures)} measures is key.", "Type yes in key for those the executive should see."
        yield Advice(Matter.NO_KEY, says, ask, "measures", measures[0].row, "key")
    elif count > len(measures) * FEW_KEY:
        says = f"{count} of {len(measures)} measures are key, so the word tells nobody where to look first."
        yield Advice(Matter.NO_KEY, says, "Keep it for the few.", "measures", measures[0].row, "key")


def two_purposes(ground: Ground) -> Iterator[Advice]:
    """The same measure has targets of several purposes for the same time and the same unit."""
    for measure in ground.framework.measures:
        mine = [target for target in ground.standing if target.measure == measure.id]
        for target in mine:
            others = {
                other.purpose
                for other in mine
                if (other.period.year, other.partner, other.area) == (target.period.year, target.partner, target.area)
            }
            if len(others) > 1:
                says = f"{measure.id} has targets in {target.period.year.label} for {quoted(sorted(others))}."
                ask = "Keep one purpose, or measure the other by something else."
                yield Advice(Matter.TWO_PURPOSES, says, ask, "targets", target.row, "purpose", measure.id)
                break
