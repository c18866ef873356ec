"""Each proposal judged: the letters of SMART, and whether it should be a target at all."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.evidence import Process
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.smart import smart
from pmxl.framework.judged.worth import worth
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.row import target_of
from pmxl.improve.target.study import Study
from pmxl.terms import Assurance


@dataclass(frozen=True, slots=True)
class Letters:
    """A proposal with its five letters and the six criteria for being a target."""

    proposal: Proposed
    smart: tuple[Judged, ...]
    worth: tuple[Judged, ...]


def letters(found: Study) -> tuple[Letters, ...]:
    """Every proposal judged as if it stood in the framework with the study's own evidence."""
    return tuple(judged(found, proposal) for proposal in found.proposals)


def judged(found: Study, proposal: Proposed) -> Letters:
    """One proposal."""
    target = target_of(found, proposal)
    framework = found.framework.model_copy(update={"targets": (target,)})
    ground = Ground(framework, Evidence(is_known=True, processes={found.measure.id: process(found, proposal)}))
    return Letters(proposal, smart(ground, target), worth(ground, target))


def process(found: Study, proposal: Proposed) -> Process:
    """What the figures say of a proposal: how far they swing, and whether they ever come to it."""
    limits, word = found.line.limits, proposal.capability
    known = limits.mean and limits.lower == limits.lower and not limits.trial  # NaN is not equal to itself
    swing = (limits.upper - limits.lower) / abs(limits.mean) if known else None
    failing = word == Assurance.FAILING.value and not limits.trial
    return Process(
        figures=limits.figures,
        swing=swing,
        period=found.periods[0],
        out_of_reach=proposal.words(seasonal=found.line.seasonal) if failing else "",
        can=word in (Assurance.PASSING.value, Assurance.HIT_AND_MISS.value),
    )
