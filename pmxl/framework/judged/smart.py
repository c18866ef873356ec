"""SMART: each letter of a target, judged."""

from __future__ import annotations

from pmxl.framework.judged.criterion import SMART
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Said
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.wording import undocumented
from pmxl.framework.judged.wording import vague
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.plural import plural
from pmxl.terms import Basis
from pmxl.terms import Polarity

LATEST_MONTHS = 12
"""A figure that comes more months than that after its target's day comes too late to say whether it was met."""


def smart(ground: Ground, target: Target) -> tuple[Judged, ...]:
    """The five letters of a target, in order."""
    measure = ground.framework.measure(target.measure)
    said = (
        specific(measure),
        measurable(measure),
        achievable(ground, target),
        realistic(target),
        time_bound(measure, target),
    )
    return tuple(ground.judged(target.measure, letter, *one) for letter, one in zip(SMART, said, strict=True))


def specific(measure: Measure) -> Said:
    """It is clear what is counted, and which way is better."""
    if missing := vague(measure):
        return Verdict.NOT_MET, *missing
    if measure.polarity is Polarity.NONE:
        return Verdict.NOT_MET, "It does not say which way is better.", "polarity"
    return Verdict.MET, "Its definition says what is counted.", "definition"


def measurable(measure: Measure) -> Said:
    """There is a place from which the figure can be had."""
    if missing := undocumented(measure):
        return Verdict.NOT_MET, *missing
    return Verdict.MET, f"Taken from: {measure.source}.", "source"


def achievable(ground: Ground, target: Target) -> Said:
    """The process can reach it, and somebody has agreed to it."""
    out_of_reach = beyond(ground, target)
    if out_of_reach:
        return Verdict.NOT_MET, out_of_reach, "target"
    if not target.agreed_by:
        return Verdict.NOT_MET, "Nobody is recorded as having agreed to it.", "agreed_by"
    if not ground.evidence.of(target.measure).can:
        return (
            Verdict.PART,
            f"Agreed by {target.agreed_by}; figures do not yet tell whether it can be reached.",
            "target",
        )
    return Verdict.MET, f"Agreed by {target.agreed_by}, and the process reaches it at least now and then.", "target"


def beyond(ground: Ground, target: Target) -> str:
    """Why a target is out of reach of the process; "" where it is not, or nothing is known of it."""
    process = ground.evidence.of(target.measure)
    if not process.out_of_reach or process.period is None or target.partner or target.area:
        return ""
    starts, ends = target.period.first_day, target.period.last_day
    begun = target.basis is Basis.POINT or starts <= process.period.last_day
    return process.out_of_reach if begun and process.period.last_day <= ends else ""


def realistic(target: Target) -> Said:
    """There is a reason for the level."""
    if target.reason:
        return Verdict.MET, f"{target.reason}.".replace("..", "."), "reason"
    if target.baseline is not None:
        return Verdict.PART, "A baseline is given and no reason for the level.", "reason"
    return Verdict.NOT_MET, "No reason is given for the level.", "reason"


def time_bound(measure: Measure, target: Target) -> Said:
    """Its day comes while the measure is reported, and the figure soon after."""
    if measure.last_period and measure.last_period.last_day < target.period.last_day:
        says = f"The measure is reported to {measure.last_period.label}, before the target is due."
        return Verdict.NOT_MET, says, "period"
    if measure.lag * measure.frequency.months > LATEST_MONTHS:
        says = f"The figure comes {plural(measure.lag * measure.frequency.months, 'month')} after the day."
        return Verdict.NOT_MET, says, "period"
    return Verdict.MET, f"Due by the end of {target.period.label}.", "period"
