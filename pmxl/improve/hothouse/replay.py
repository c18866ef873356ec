"""Replay: what the agreed triggers to act would have put into the hot-house, and let out, period by period."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.drawn_away import as_charted
from pmxl.assess.rehearsal import ratings_of
from pmxl.assess.rehearsal_firing import hits
from pmxl.assess.rehearsal_past import Past
from pmxl.assess.rehearsal_past import past_of
from pmxl.assess.rows import every_unit
from pmxl.assess.scene import Scene
from pmxl.assess.triggers import is_silent
from pmxl.assess.watch import spelled
from pmxl.framework.models import Framework
from pmxl.framework.models import Tolerance
from pmxl.framework.proposal import as_agreed
from pmxl.framework.tolerated import act_triggers
from pmxl.framework.tolerated import watched
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.hothouse.spell import Step
from pmxl.improve.hothouse.spell import exit_of
from pmxl.improve.hothouse.stay import stays
from pmxl.periods import Period
from pmxl.terms import Kind


def replayed(
    framework: Framework, recalled: pd.DataFrame, period: Period, day: date, whole: Scene | None = None
) -> list[Spell]:
    """Every spell of every measure and unit up to a period, in the framework's order, oldest first.

    Figures are those known now, signals those that they gave up to each period. A trigger counts from the period in
    which it was agreed, where that is told: nothing was in the hot-house before anybody had agreed to have one.
    A milestone is never in it: it is done once, so no figure can be asked for by the month and no way out can hold. The
    plan that it owes, and its new day, are followed up among the actions. `whole` is the scene of all measures, where
    somebody has it already.
    """
    found = []
    for measure in framework.measures:
        acting = act_triggers(framework, measure)
        if not acting or measure.kind is Kind.MILESTONE:
            continue
        whole = whole or scene_of(framework, recalled, period, day)
        scene = whole.alone(measure)  # one measure's past needs no other's
        there = {by: every_unit(scene, by) for by in dict.fromkeys(by for by, _ in watched(framework, measure))}
        for by, unit in watched(framework, measure):
            if (measure.id, unit) not in there[by]:
                continue  # it has left, or its figures are its successor's by now
            past = as_seen_then(framework, past_of(scene, measure, unit, math.nan, by))
            found += spells_of(scene.framework, past, acting)
    return found


def as_seen_then(framework: Framework, past: Past) -> Past:
    """The past with each period's signal as the figures up to it showed it: what came later puts nothing in or out.

    A period in which somebody is missing keeps what the chart of those who reported says.
    """
    if not past.backs:
        return past
    settings, known = framework.settings, np.arange(past.judged.size) <= past.places[:, np.newaxis]
    phase = np.broadcast_to(past.phase, known.shape)
    seen, _ = as_charted(np.where(known, past.judged, np.nan), past.measure.polarity.value, phase, settings)
    then = seen.signal[np.arange(len(past.backs)), past.places]
    return replace(past, signals=np.where(past.whole, then, past.signals))


def spells_of(framework: Framework, past: Past, acting: tuple[Tolerance, ...]) -> list[Spell]:
    """The spells of one unit."""
    steps = steps_of(framework, past, acting)
    partner, area = (past.unit if past.by == by else "" for by in ("partner", "area"))
    exit_ = exit_of(framework, past.measure, partner)
    return [
        Spell(
            measure=past.measure,
            partner=partner,
            area=area,
            exit=exit_,
            entered=steps[stay.entered].period,
            left=None if stay.left is None else steps[stay.left].period,
            run=stay.run,
            steps=tuple(steps[stay.entered : None if stay.left is None else stay.left + 1]),
        )
        for stay in stays([bool(step.fired) for step in steps], [step.meets(exit_.exit) for step in steps], exit_.n)
    ]


def steps_of(framework: Framework, past: Past, acting: tuple[Tolerance, ...]) -> list[Step]:
    """Every past period with what fired in it."""
    if not past.backs:
        return []
    ratings = ratings_of(past, as_agreed(framework, past.measure), framework)
    fired = {trigger: hits(past, trigger, framework, ratings) for trigger in acting}
    found = []
    for n, scene in enumerate(past.scenes):
        period = scene.shown(past.measure.id)
        names = [spelled(one) for one, hit in fired.items() if hit[n] and speaks(past, one, n, period)]
        level = past.found[n].target
        found.append(
            Step(period, float(past.shown[n]), level, ratings[n], str(past.signals[n]), ", ".join(dict.fromkeys(names)))
        )
    return found


def speaks(past: Past, trigger: Tolerance, n: int, period: Period) -> bool:
    """False in its silent months, and in periods that were over before it was agreed."""
    if trigger.agreed_on is not None and period.last_day < trigger.agreed_on:
        return False
    return not is_silent(past.scenes[n], past.measure, trigger)
