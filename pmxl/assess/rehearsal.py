"""Rehearsal: proposed tolerances and triggers replayed over a measure's past, and how much of it would be noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import numpy as np

from pmxl.assess.rehearsal_firing import fired
from pmxl.assess.rehearsal_past import Past
from pmxl.assess.rehearsal_past import past_of
from pmxl.assess.rehearsal_words import notes
from pmxl.assess.rehearsal_words import sentence
from pmxl.assess.rows import judged
from pmxl.assess.scene import Scene
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.proposal import Proposal
from pmxl.framework.proposal import in_force
from pmxl.framework.tolerated import triggers_of
from pmxl.periods import Period
from pmxl.rules.rating import default_unit
from pmxl.rules.rating import rate
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Signal

COUNTS = ("blue", "green", "amber", "red", "exceptions", "noise", "real", "improving", "untold", "missed")
TOLD = {"noise": Signal.COMMON_CAUSE, "real": Signal.CONCERN, "improving": Signal.IMPROVEMENT}
"""What an exception turns out to be, by the signal at its figure."""


@dataclass(frozen=True)
class Replay:
    """One proposal over the past: a rating and what fired for every period, and COUNTS of them.

    Exceptions are `noise` at a figure that the process chart calls common cause, `real` at a concern and `improving` at
    an improvement; of those `untold` the chart says nothing. `missed` are concerns that were no exception. All five are
    None with fewer than six figures, of which nothing can be said.
    """

    proposal: Proposal
    ratings: tuple[str, ...]
    fired: tuple[str, ...]
    counts: dict[str, int | None]
    words: str


@dataclass(frozen=True)
class Rehearsal:
    """A measure's past under several proposals: periods, figures and targets oldest first, `signals` of each figure.

    `whole` is False for a period in which somebody has not reported. `notes` say what could not be replayed.
    """

    measure: Measure
    partner: str
    periods: tuple[Period, ...]
    values: tuple[float, ...]
    targets: tuple[float, ...]
    signals: tuple[str, ...]
    whole: tuple[bool, ...]
    replays: tuple[Replay, ...]
    notes: tuple[str, ...]
    untargeted: int
    trial: bool


def rehearse(
    scene: Scene, measure: Measure, proposals: Sequence[Proposal], *, partner: str = "", level: float = math.nan
) -> Rehearsal:
    """Every proposal over every past period with a target, from the first figure up to the period of the scene.

    `level` is held against all of them instead of the targets that stood. Figures and signals are those known now; a
    period in which somebody has not reported is rated as a scorecard rates it. Triggers look at each period's own
    amount, and end at breaks.
    """
    past = past_of(scene, measure, partner, level)
    return Rehearsal(
        measure=measure,
        partner=partner,
        periods=tuple(scene.shown(measure.id, back) for back in past.backs),
        values=tuple(past.shown.tolist()),
        targets=tuple(one.target for one in past.found),
        signals=tuple(past.signals),
        whole=tuple(past.whole.tolist()),
        replays=tuple(replay(past, proposal) for proposal in proposals),
        notes=tuple(notes(scene, past, triggers_of(scene.framework, measure), level)),
        untargeted=past.untargeted,
        trial=past.trial,
    )


def replay(past: Past, proposal: Proposal) -> Replay:
    """One proposal over the past."""
    if not past.backs:
        return Replay(proposal, (), (), counted(past, [], []), sentence(proposal, counted(past, [], []), 0))
    framework = in_force(past.scenes[-1].framework, past.measure, proposal)
    ratings = ratings_of(past, proposal, framework)
    names = [", ".join(said) for said in fired(past, proposal.triggers, framework, ratings)]
    counts = counted(past, ratings, names)
    return Replay(proposal, tuple(ratings), tuple(names), counts, sentence(proposal, counts, len(ratings)))


def counted(past: Past, ratings: list[str], names: list[str]) -> dict[str, int | None]:
    """COUNTS of what was said of the past."""
    exception = np.array(
        [bool(said) or one == Rating.RED for said, one in zip(names, ratings, strict=True)], dtype=bool
    )
    counts: dict[str, int | None] = {word.lower(): ratings.count(word) for word in ("Blue", "Green", "Amber", "Red")}
    counts["exceptions"] = int(exception.sum())
    told = np.isin(past.signals, list(TOLD.values()))
    if not told.any():
        return counts | dict.fromkeys((*TOLD, "untold", "missed"))
    for name, signal in TOLD.items():
        counts[name] = int((exception & (past.signals == signal)).sum())
    counts["untold"] = int((exception & ~told).sum())
    counts["missed"] = int((~exception & (past.signals == Signal.CONCERN)).sum())
    return counts


def ratings_of(past: Past, proposal: Proposal, framework: Framework) -> list[str]:
    """The rating of every past period under the proposed band."""
    band = proposal.band
    levels = {name: past.level(name) for name in ("low", "high", "standard", "stretch", "green_half_width")}
    words = rate(
        past.values,
        past.level("target"),
        past.measure.polarity.value,
        kind=past.kind,
        amount=band.amount,
        unit=band.unit or str(default_unit(Kind(past.kind))),
        modifier=band.preset,
        decimals=past.measure.decimals,
        edge=framework.settings.amber_edge,
        last_year=past.before,
        purpose=np.array([one.purpose.value for one in past.found], dtype=object),
        **levels,
    )
    whole = past.whole
    return [str(word) if whole[n] else in_part(past, framework, n) for n, word in enumerate(words)]


def in_part(past: Past, framework: Framework, n: int) -> str:
    """The rating of a period in which somebody has not reported: a colour where they cannot change it."""
    rows = judged(replace(past.scenes[n], framework=framework), past.by).rows
    return str(rows.loc[(past.measure.id, past.unit), "rating"])
