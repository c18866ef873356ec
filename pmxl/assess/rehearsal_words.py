"""Rehearsal words: a sentence for each proposal, and what of the past could not be replayed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmxl.assess.rehearsal_past import Past
from pmxl.assess.scene import Scene
from pmxl.assess.watch import spelled
from pmxl.framework.models import Tolerance
from pmxl.framework.proposal import Proposal
from pmxl.plural import plural
from pmxl.terms import Frequency
from pmxl.terms import Pooling
from pmxl.terms import Trigger

GROUPS = (
    ("noise", "ordinary variation", "ordinary variation"),
    ("real", "real worsening", "real worsenings"),
    ("improving", "at an improvement", "at an improvement"),
    ("untold", "of which the figures cannot tell", "of which the figures cannot tell"),
)
"""What exceptions turn out to be, said of one and of several."""


def sentence(proposal: Proposal, counts: dict[str, int | None], periods: int) -> str:
    """`5%: of 16 periods 3 Amber and 2 Red; 2 exceptions: 1 ordinary variation, 1 real worsening; none missed.`"""
    if not periods:
        return f"{proposal.name}: nothing to replay, for no past figure has a target."
    several = plural(periods, "period")
    said = f"{proposal.name}: of {several} {counts['amber'] or 'none'} Amber and {counts['red'] or 'none'} Red; "
    exceptions = counts["exceptions"] or 0
    said += plural(exceptions, "exception", none="no")
    if counts["noise"] is None:
        return f"{said}. Too few figures to tell noise from real changes."
    groups = [f"{counts[key]} {one if counts[key] == 1 else more}" for key, one, more in GROUPS if counts[key]]
    missed = counts["missed"] or 0
    end = f"{missed or 'no'} real worsening{'s' if missed > 1 else ''} missed."
    return f"{said}{': ' if groups else ''}{', '.join(groups)}; {end}"


def notes(scene: Scene, past: Past, triggers: tuple[Tolerance, ...], level: float) -> Iterator[str]:
    """What was left out or taken in part, a sentence each; `triggers` are those agreed."""
    if past.untargeted:
        several = plural(past.untargeted, "figure")
        is_ = "is" if past.untargeted == 1 else "are"
        yield f"Not replayed: {several} of the past had no target and {is_} left out. To replay all, give --target."
    if past.part:
        which = ", ".join(scene.shown(past.measure.id, back).label for back in past.part)
        yield f"In {which} not all have reported: rated where those missing cannot change it."
    yield from unreplayed(scene, past, triggers)
    if math.isnan(level) and not past.by and speaks_of_partners(scene, past):
        yield "Not replayed: exceptions of single partners. To replay one of them, give --partner."
    if past.measure.frequency is Frequency.MONTH:
        yield "Replayed month by month: the scorecard of a quarter looks at whole quarters."


def unreplayed(scene: Scene, past: Past, triggers: tuple[Tolerance, ...]) -> Iterator[str]:
    """The triggers that compare with a group, where there is nothing to compare with."""
    group = scene.comparators.get(past.measure.id, {})
    for trigger in dict.fromkeys(spelled(one) for one in triggers if one.rule == Trigger.RELATIVE):
        if past.by:
            yield f"Not replayed: {trigger}, for one partner's figure is not compared with a group."
        elif not group:
            yield f"Not replayed: {trigger}, for there is no figure of {past.measure.comparison_group or 'a group'}."
        elif past.backs and max(group) < past.backs[0]:
            since = scene.shown(past.measure.id, max(group)).label
            yield f"Not replayed before {since}: {trigger}, for there is no earlier figure of the group."


def speaks_of_partners(scene: Scene, past: Past) -> bool:
    """True where a scorecard shows exceptions of single partners: they have targets, or figures that are not pooled."""
    owned = any(row.partner for row in scene.framework.targets if row.measure == past.measure.id)
    return len(past.measure.pairs) > 1 and (owned or past.measure.pooling is Pooling.NONE)
