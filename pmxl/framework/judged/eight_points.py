"""The eight points that a measure should meet, judged."""

from __future__ import annotations

from pmxl.framework.judged.criterion import POINTS
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Said
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.owners import is_nobody
from pmxl.framework.judged.wording import says_parts
from pmxl.framework.judged.wording import undocumented
from pmxl.framework.judged.wording import vague
from pmxl.framework.models import Measure
from pmxl.plural import plural
from pmxl.terms import Frequency
from pmxl.terms import Pooling

LATE_MONTHS = 3
TOO_LATE_MONTHS = 12
"""Months after its period that a figure may come and still be of use, and beyond which it is of none."""
A_YEAR_AGO = {Frequency.MONTH: 13, Frequency.QUARTER: 5, Frequency.HALF_YEAR: 3, Frequency.YEAR: 2}
"""Figures that there must be for one to be compared with the same period last year."""


def eight_points(ground: Ground, measure: Measure) -> tuple[Judged, ...]:
    """The eight points of a measure, in order."""
    said = (
        relevant(ground, measure),
        (Verdict.ASK, "What might people do that makes the figure better and the service worse?", ""),
        attributable(measure),
        defined(measure),
        timely(measure),
        (Verdict.ASK, "Is it accurate enough for what is decided by it?", ""),
        comparable(ground, measure),
        verifiable(measure),
    )
    return tuple(ground.judged(measure.id, point, *one) for point, one in zip(POINTS, said, strict=True))


def relevant(ground: Ground, measure: Measure) -> Said:
    """It shows progress on an objective that serves a plan."""
    plans = ground.plans(ground.framework.objective(measure.objective))
    if plans:
        return Verdict.MET, f"It serves {plans[0]}.", "objective"
    return Verdict.NOT_MET, "Its objective leads to no plan.", "objective"


def attributable(measure: Measure) -> Said:
    """Somebody answers for the performance, and somebody for the figure."""
    for column, what in (("performance_owner", "the performance"), ("data_owner", "the figure")):
        if is_nobody(getattr(measure, column)):
            return Verdict.NOT_MET, f"“{getattr(measure, column)}” answers for {what}: that is nobody.", column
    if measure.pooling is Pooling.NONE and len(measure.partners) > 1:
        return Verdict.PART, "Partners' figures stay apart, so nobody answers for the whole.", "pooling"
    return Verdict.MET, f"{measure.performance_owner} answers for it.", "performance_owner"


def defined(measure: Measure) -> Said:
    """Everyone would count alike."""
    if missing := vague(measure):
        return Verdict.NOT_MET, *missing
    if not says_parts(measure):
        return (
            Verdict.PART,
            "It is one figure over another, and neither definition nor formula says of what.",
            "formula",
        )
    return Verdict.MET, "Its definition says what is counted.", "definition"


def timely(measure: Measure) -> Said:
    """Figures come often enough, and soon enough."""
    late = measure.lag * measure.frequency.months
    if late >= TOO_LATE_MONTHS:
        return Verdict.NOT_MET, f"A figure comes {plural(late, 'month')} after its period.", "lag"
    if late > LATE_MONTHS:
        return Verdict.PART, f"A figure comes {plural(late, 'month')} after its period.", "lag"
    if measure.frequency is Frequency.YEAR:
        return Verdict.PART, "It is reported once a year: too seldom to act on within it.", "frequency"
    return Verdict.MET, f"It is reported every {measure.frequency.value}.", "frequency"


def comparable(ground: Ground, measure: Measure) -> Said:
    """There are past figures, or other places, to compare with."""
    if measure.comparison_group:
        return Verdict.MET, f"It is compared with the group {measure.comparison_group}.", "comparison_group"
    if not ground.evidence.is_known:
        return Verdict.ASK, "No group to compare with; past figures are not known.", "comparison_group"
    figures, needed = ground.evidence.of(measure.id).figures, A_YEAR_AGO[measure.frequency]
    if figures >= needed:
        return Verdict.MET, f"It has {plural(figures, 'figure')} of its own past.", "first_period"
    if figures > 1:
        return (
            Verdict.PART,
            f"It has {figures} figures, none with the same period last year.",
            "comparison_group",
        )
    return Verdict.NOT_MET, "It has no group to compare with and no past figures.", "comparison_group"


def verifiable(measure: Measure) -> Said:
    """Another could work the figure out again."""
    if missing := undocumented(measure):
        return Verdict.NOT_MET, *missing
    if measure.kind.of_two_parts and not measure.formula and not says_parts(measure):
        return Verdict.PART, "The source is named, and not how the figure is worked out.", "formula"
    return Verdict.MET, f"Taken from: {measure.source}.", "source"
