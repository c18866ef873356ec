"""Worth: should this be a target at all? Six criteria, of which people must answer most."""

from __future__ import annotations

from pmxl.framework.columns_measures import DOING
from pmxl.framework.judged.burden import figures_a_year
from pmxl.framework.judged.criterion import WORTH
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Said
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.ground import Ground
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.terms import Polarity
from pmxl.terms import Purpose

YEAR = 12
WILD = 1.0
"""Limits further apart than their own centre: the figure doubles or halves without anything having happened."""
MANY_FIGURES = 600
"""Figures asked for in a year, for one measure, beyond which its cost should be looked at."""
SAYS = ("yes", "high", "medium")


def worth(ground: Ground, target: Target) -> tuple[Judged, ...]:
    """The six criteria of a target, in order."""
    measure = ground.framework.measure(target.measure)
    said = (
        influence(ground, measure, target),
        predictability(ground, measure),
        importance(ground, measure),
        (Verdict.ASK, "Ask those who do the work whether it moves them to find new ways.", ""),
        commitment(measure, target),
        cost(measure),
    )
    return tuple(ground.judged(target.measure, one, *how) for one, how in zip(WORTH, said, strict=True))


def influence(ground: Ground, measure: Measure, target: Target) -> Said:
    """Something is measured that the partnership does, and that moves the outcome in time."""
    if measure.polarity is Polarity.NONE:
        return Verdict.NOT_MET, "The measure is for context: it is not the partnership's to move.", "polarity"
    levers = [one for one in ground.measures[measure.objective] if one.chain in DOING]
    if measure.chain == "outcome" and target.period.months <= YEAR and not levers:
        says = "A long-term outcome is to move within a year, and nothing that moves it is measured beside it."
        return Verdict.PART, says, "chain"
    return Verdict.ASK, "Can the partnership move it in time?", ""


def predictability(ground: Ground, measure: Measure) -> Said:
    """The figures keep within limits narrow enough for a level to mean something."""
    swing = ground.evidence.of(measure.id).swing
    if swing is None:
        return Verdict.ASK, "There are too few figures to tell how predictable it is.", ""
    width = f"By chance alone the figure moves over {swing:.0%} of its own level"
    return (Verdict.PART if swing > WILD else Verdict.MET), f"{width}.", "target"


def importance(ground: Ground, measure: Measure) -> Said:
    """It is a key measure, or its objective a priority."""
    priority = ground.framework.objective(measure.objective).priority.casefold()
    if measure.key or priority in SAYS:
        why = "It is a key measure." if measure.key else f"Its objective has the priority {priority}."
        return Verdict.MET, why, "key"
    if not priority:
        return Verdict.ASK, "Its objective has no priority.", "objective"
    return Verdict.NOT_MET, f"It is not a key measure, and its objective has the priority {priority}.", "objective"


def commitment(measure: Measure, target: Target) -> Said:
    """Users and stakeholders are told of it."""
    if target.purpose is Purpose.ACCOUNTABILITY:
        return Verdict.MET, "It is a target for accountability.", "purpose"
    if measure.audiences:
        return Verdict.ASK, f"It is shown to: {', '.join(measure.audiences)}.", "audiences"
    return Verdict.MET, "Every audience is shown it.", "audiences"


def cost(measure: Measure) -> Said:
    """Watching it costs no more than it is worth."""
    asked = figures_a_year(measure)
    if asked > MANY_FIGURES:
        return Verdict.PART, f"{asked:,} figures a year are asked for.", "frequency"
    count = "1 figure a year is" if asked == 1 else f"{asked:,} figures a year are"
    return Verdict.ASK, f"{count} asked for. Is it worth that?", ""
