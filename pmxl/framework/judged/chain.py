"""The chain from input to outcome: the stages each objective measures, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.framework.columns_measures import DOING
from pmxl.framework.columns_measures import OUTCOMES
from pmxl.framework.draft import quoted
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Matter
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective

NAMED_AT_MOST = 5


def stages(measures: list[Measure]) -> dict[str, int]:
    """How many measures stand at each stage; "" counts those that do not say."""
    return {stage: sum(measure.chain == stage for measure in measures) for stage in (*DOING, *OUTCOMES, "")}


def family(ground: Ground, objective: Objective) -> list[Measure]:
    """The measures of an objective and of all that serve it: the chain runs down the golden thread."""
    return [
        measure
        for one in ground.framework.objectives
        if objective in ground.line(one)
        for measure in ground.measures[one.id]
    ]


def broken(ground: Ground) -> Iterator[Advice]:
    """Objectives measured by results that nothing leads to, or by doing that leads to no result."""
    for objective in ground.framework.objectives:
        mine = stages(ground.measures[objective.id])
        wide = stages(family(ground, objective))
        results, doing = sum(mine[s] for s in OUTCOMES), sum(wide[s] for s in DOING)
        if results and not doing and not wide[""]:
            says = f"{objective.id} is measured by its outcome, and no input, process or output leads to it."
            ask = "Add a measure of what is done, or an objective that serves it."
            yield Advice(Matter.CHAIN_BROKEN, says, ask, "objectives", objective.row, "id")
        if sum(mine[s] for s in DOING) and not leads_on(ground, objective) and not mine[""]:
            says = f"{objective.id} is measured by what is put in or done, and nothing shows what came of it."
            ask = "Add an outcome or what stands in for one (proxy_for), or name the objective it serves (parent)."
            yield Advice(Matter.CHAIN_BROKEN, says, ask, "objectives", objective.row, "id")


def leads_on(ground: Ground, objective: Objective) -> bool:
    """True where an outcome, or a proxy for one, is measured here or at anything the objective serves."""
    line = [measure for one in ground.line(objective) for measure in ground.measures[one.id]]
    return any(measure.chain in OUTCOMES or measure.proxy_for or not measure.chain for measure in line)


def unsaid(ground: Ground) -> Iterator[Advice]:
    """Measures that do not say where they stand: told once, for all of them."""
    silent = [measure for measure in ground.framework.measures if not measure.chain]
    if not silent:
        return
    named = quoted(measure.id for measure in silent[:NAMED_AT_MOST])
    more = f", and {len(silent) - NAMED_AT_MOST} more" if len(silent) > NAMED_AT_MOST else ""
    says = f"{len(silent)} of {len(ground.framework.measures)} measures do not say where they stand between input and "
    says += f"outcome: {named}{more}."
    ask = "Fill in chain, so that a break between what is done and what comes of it can be seen."
    yield Advice(Matter.CHAIN_UNSAID, says, ask, "measures", silent[0].row, "chain")
