"""Rehearsal: proposed tolerances and triggers replayed over a measure's past, and how much of it would be noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pmxl.assess.charted import charted
from pmxl.assess.rows import judged
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.assess.watch import spelled
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.framework.proposal import Proposal
from pmxl.periods import Period
from pmxl.rules import tolerance
from pmxl.rules.rating import default_unit
from pmxl.rules.rating import rate
from pmxl.rules.signal import read
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Signal
from pmxl.terms import Trigger

COUNTS = ("blue", "green", "amber", "red", "exceptions", "noise", "missed")


@dataclass(frozen=True)
class Replay:
    """One proposal over the past: a rating and what fired for every period, and COUNTS of them.

    `noise` counts exceptions at figures that the process chart calls common cause, `missed` concerns at figures that
    were no exception; None with fewer than six figures, of which nothing can be said.
    """

    proposal: Proposal
    ratings: tuple[str, ...]
    fired: tuple[str, ...]
    counts: dict[str, int | None]
    words: str


@dataclass(frozen=True)
class Rehearsal:
    """A measure's past under several proposals: periods, figures and targets oldest first, `signals` of each figure."""

    measure: Measure
    partner: str
    periods: tuple[Period, ...]
    values: tuple[float, ...]
    targets: tuple[float, ...]
    signals: tuple[str, ...]
    replays: tuple[Replay, ...]
    untargeted: int
    trial: bool


def rehearse(
    scene: Scene, measure: Measure, proposals: Sequence[Proposal], *, partner: str = "", level: float = math.nan
) -> Rehearsal:
    """Every proposal over every past period that has a whole figure and a target, up to the period of the scene.

    `level` is held against all of them instead of the targets that stood. Signals are judged with all figures known
    now. Triggers look at each period's own amount, and end at gaps and breaks.
    """
    by = "partner" if partner else ""
    rows, cells, _, history = judged(scene, by)
    key = (measure.id, partner)
    mine = cells[cells["measure"] == measure.id]
    chart = charted(scene, runs(scene, mine), rows.loc[[key]], by)
    reading = read(
        chart.judged.to_numpy(float)[0],
        measure.polarity.value,
        phase=chart.phase.to_numpy(int)[0],
        rules=scene.framework.settings.spc_rules,
        screening=scene.framework.settings.spc_screening,
    )
    known = [(place, back) for place, back in enumerate(BACKS) if not math.isnan(history.get((*key, back), math.nan))]
    found = [wanted(scene, measure, partner, back, level) for _, back in known]
    judgeable = [n for n, one in enumerate(found) if one.has_target]
    past = Past(
        values=np.array([history[(*key, known[n][1])] for n in judgeable]),
        before=np.array(
            [history.get((*key, known[n][1] + scene.a_year_back(measure.id)), math.nan) for n in judgeable]
        ),
        steps=chart.figures.to_numpy(float)[0],
        phase=chart.phase.to_numpy(int)[0],
        places=np.array([known[n][0] for n in judgeable], dtype=int),
        found=[found[n] for n in judgeable],
        signals=np.array([str(word) for word in reading.signal], dtype=object),
        kind=str(rows.loc[key, "kind"]),
        year=scene.a_year_back(measure.id),
    )
    return Rehearsal(
        measure=measure,
        partner=partner,
        periods=tuple(scene.shown(measure.id, known[n][1]) for n in judgeable),
        values=tuple(past.values.tolist()),
        targets=tuple(one.target for one in past.found),
        signals=tuple(past.signals[past.places]) if len(past.places) else (),
        replays=tuple(replay(scene, measure, proposal, past) for proposal in proposals),
        untargeted=len(known) - len(judgeable),
        trial=bool(np.any(reading.limits.trial)),
    )


@dataclass(frozen=True)
class Past:
    """What proposals are replayed over: figures with their targets, and the run of each period's own amount."""

    values: np.ndarray
    before: np.ndarray
    steps: np.ndarray
    phase: np.ndarray
    places: np.ndarray
    found: list[Expected]
    signals: np.ndarray
    kind: str
    year: int


def wanted(scene: Scene, measure: Measure, partner: str, back: int, level: float) -> Expected:
    """What was expected in a past period by the framework in force, or the level given."""
    found = expected(scene.framework, measure, scene.shown(measure.id, back), partner)
    return found if math.isnan(level) else Expected(target=level, standard=found.standard, purpose=found.purpose)


def replay(scene: Scene, measure: Measure, proposal: Proposal, past: Past) -> Replay:
    """One proposal over the past."""
    ratings = ratings_of(scene, measure, proposal, past)
    fired = [", ".join(names) for names in firing(measure, proposal.triggers, past)]
    exception = np.array([bool(said) or rating == Rating.RED for said, rating in zip(fired, ratings, strict=True)])
    signals = past.signals[past.places] if len(past.places) else np.array([], dtype=object)
    told = bool(np.isin(signals, [Signal.COMMON_CAUSE, Signal.CONCERN, Signal.IMPROVEMENT]).any())
    counts: dict[str, int | None] = {word.lower(): ratings.count(word) for word in ("Blue", "Green", "Amber", "Red")}
    counts["exceptions"] = int(exception.sum())
    counts["noise"] = int((exception & (signals == Signal.COMMON_CAUSE)).sum()) if told else None
    counts["missed"] = int((~exception & (signals == Signal.CONCERN)).sum()) if told else None
    return Replay(proposal, tuple(ratings), tuple(fired), counts, sentence(proposal, counts, len(ratings)))


def ratings_of(scene: Scene, measure: Measure, proposal: Proposal, past: Past) -> list[str]:
    """The rating of every past figure under the proposed band."""
    if not len(past.values):
        return []
    band = proposal.band
    levels = {name: np.array([getattr(e, name) for e in past.found]) for name in ("low", "high", "standard", "stretch")}
    words = rate(
        past.values,
        np.array([one.target for one in past.found]),
        measure.polarity.value,
        kind=past.kind,
        amount=band.amount,
        unit=band.unit or str(default_unit(Kind(past.kind))),
        modifier=band.preset,
        decimals=measure.decimals,
        edge=scene.framework.settings.amber_edge,
        last_year=past.before,
        purpose=np.array([one.purpose.value for one in past.found], dtype=object),
        **levels,
    )
    return [str(word) for word in words]


def firing(measure: Measure, triggers: Sequence[Tolerance], past: Past) -> list[list[str]]:
    """The triggers that would have fired at every past figure."""
    names: list[list[str]] = [[] for _ in past.values]
    for trigger in triggers:
        for n, hit in enumerate(hits(measure, trigger, past)):
            if hit:
                names[n].append(spelled(trigger))
    return names


def hits(measure: Measure, trigger: Tolerance, past: Past) -> np.ndarray:
    """Where one trigger would have fired."""
    how: dict[str, Any] = {"decimals": measure.decimals}
    one_way = measure.polarity.value
    rule = Trigger(trigger.rule)
    if rule is Trigger.SIGNAL:
        return np.asarray(past.signals[past.places] == Signal.CONCERN)
    if rule in (Trigger.OVERRUN, Trigger.STANDARD):
        levels = {
            name: np.array([getattr(e, name) for e in past.found]) for name in ("target", "low", "high", "standard")
        }
        kind = {"kind": past.kind, **how}
        if rule is Trigger.STANDARD:
            return tolerance.standard_broken(past.values, levels["standard"], one_way, **kind)
        ends = {"low": levels["low"], "high": levels["high"]}
        return tolerance.overrun(past.values, levels["target"], trigger.amount or 0, one_way, **ends, **kind)
    windows = [
        window(past, place, 1 if rule is not Trigger.DECLINE else trigger.n or 2, trigger) for place in past.places
    ]
    if not windows:
        return np.zeros(0, dtype=bool)
    table, then = np.array([w[0] for w in windows]), np.array([w[1] for w in windows])
    if rule is Trigger.DECLINE_PERCENT:
        unit = "points" if trigger.unit == "points" else "percent"
        return tolerance.decline_percent(table[:, -1], then[:, -1], trigger.amount or 0, one_way, unit=unit, **how)
    band = np.full(len(table), measure.dead_band)
    decimals = np.full(len(table), measure.decimals)
    n = trigger.n or 2 if rule is Trigger.DECLINE else 1
    return tolerance.decline(table, n, np.full(len(table), one_way), last_year=then, decimals=decimals, dead_band=band)


def window(past: Past, place: int, n: int, trigger: Tolerance) -> tuple[np.ndarray, np.ndarray]:
    """The last N figures up to a place, and what each is compared with; NaN across a break in the series."""
    ago = past.year if trigger.compare == "last-year" else 1
    at = np.arange(place - n + 1, place + 1)

    def of(places: np.ndarray) -> np.ndarray:
        inside = places >= 0
        figures = np.where(inside, past.steps[np.maximum(places, 0)], np.nan)
        return np.where(inside & (past.phase[np.maximum(places, 0)] == past.phase[place]), figures, np.nan)

    return of(at), of(at - ago)


def sentence(proposal: Proposal, counts: dict[str, int | None], periods: int) -> str:
    """`5%: of 16 periods 3 Amber and 2 Red; 2 exceptions, 1 of them ordinary variation; 1 real worsening missed.`"""
    if not periods:
        return f"{proposal.name}: nothing to replay, for no past figure has a target."
    several = "1 period" if periods == 1 else f"{periods} periods"
    said = f"{proposal.name}: of {several} {counts['amber'] or 'none'} Amber and {counts['red'] or 'none'} Red; "
    exceptions = counts["exceptions"] or 0
    said += f"{exceptions or 'no'} exception{'' if exceptions == 1 else 's'}"
    if counts["noise"] is None:
        return f"{said}. Too few figures to tell noise from real changes."
    if exceptions:
        said += f", {counts['noise'] or 'none'} of them ordinary variation"
    missed = counts["missed"] or 0
    return f"{said}; {missed or 'no'} real worsening missed."
