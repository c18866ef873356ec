"""The golden thread: plans, objectives, measures and targets, both ways, and what hangs loose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Matter
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.plural import plural

NO_PLAN = "No plan above"


@dataclass(frozen=True, slots=True)
class Knot:
    """A line of the tree: how deep it hangs, what it is, its name, where it stands, and what is wrong with it."""

    depth: int
    kind: str
    name: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    loose: str = ""


def tree(ground: Ground) -> Iterator[Knot]:
    """Every plan with what hangs from it; objectives that lead to no plan come last."""
    tops = [one for one in ground.framework.objectives if not one.parent]
    plans = dict.fromkeys(one.plan for one in tops)
    for plan in sorted(plans, key=lambda name: not name):
        loose = "" if plan else "These objectives lead to no plan."
        yield Knot(0, "Plan", plan or NO_PLAN, loose=loose)
        for objective in (one for one in tops if one.plan == plan):
            yield from hanging(ground, objective, 1)


def hanging(ground: Ground, objective: Objective, depth: int) -> Iterator[Knot]:
    """An objective, its measures, and the objectives that serve it, each deeper."""
    below = [one for one in ground.framework.objectives if one.parent == objective.id]
    loose = "" if ground.measures[objective.id] else "No measure shows progress on it."
    also = f" ({objective.plan})" if objective.plan and objective.parent else ""
    yield Knot(depth, "Objective", f"{objective.name}{also}", "objectives", objective.row, "name", loose)
    for measure in ground.measures[objective.id]:
        yield knot_of(ground, measure, depth + 1)
    for one in below:
        yield from hanging(ground, one, depth + 1)


def knot_of(ground: Ground, measure: Measure, depth: int) -> Knot:
    """A measure on the tree, with how many targets it has."""
    count = sum(target.measure == measure.id for target in ground.standing)
    loose = "" if count else "No target this year: watched, not rated."
    return Knot(depth, "Measure", measure.name, "measures", measure.row, "name", loose)


def upwards(ground: Ground, measure: Measure) -> str:
    """What a measure is for, from itself up to the plan: `Burglary › Safer homes › Community strategy, aim 2`."""
    line = ground.line(ground.framework.objective(measure.objective))
    plan = ground.plans(line[0])[-1:] or (NO_PLAN,)
    return " › ".join((*(objective.name for objective in line), plan[0]))


def orphans(ground: Ground) -> Iterator[Advice]:
    """Objectives from which no line leads up to a plan."""
    for objective in ground.framework.objectives:
        if not ground.plans(objective):
            count = len(ground.measures[objective.id])
            served = f", with {plural(count, 'measure')}" if count else ""
            says = f"The objective {objective.id}{served} leads to no plan: it has neither plan nor parent with one."
            ask = "Name the plan it contributes to, or the objective it serves."
            yield Advice(Matter.ORPHAN, says, ask, "objectives", objective.row, "plan")


def bare_plans(ground: Ground) -> Iterator[Advice]:
    """Plans whose objectives, and all that serve them, have no measure."""
    measured = {
        plan
        for objective in ground.framework.objectives
        if ground.measures[objective.id]
        for plan in ground.plans(objective)
    }
    told: set[str] = set()
    for objective in ground.framework.objectives:
        if objective.plan and objective.plan not in measured | told:
            told.add(objective.plan)
            says = f"Nothing measured shows a contribution to “{objective.plan}”."
            ask = "Add a measure to one of its objectives, or say in the plan that none is meant."
            yield Advice(Matter.PLAN_BARE, says, ask, "objectives", objective.row, "plan")
