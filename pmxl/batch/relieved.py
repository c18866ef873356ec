"""Relieved: the framework as it asks for less often what has long been on target, where that was agreed."""

from __future__ import annotations

from pmxl.assess.own_figures import own_figures
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.monthly import with_measures
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import period_of
from pmxl.terms import Frequency

EVERY = Frequency.HALF_YEAR


def relieved(framework: Framework, ledger: Ledger, period: Period) -> Framework:
    """The framework of a period: where the setting risk_based_reporting is yes, what was long on target before the
    half-year began is asked for at its end only, all its periods together; else the framework as it is.

    What counts is what was known of the period before the half-year, so that it is the same all through it.
    """
    if not framework.settings.risk_based_reporting or period.months >= EVERY.months:
        return framework
    from pmxl.assess import assess  # here, so that a partnership without the setting asks without an assessment
    from pmxl.assess.assessment import scene_of
    from pmxl.improve.hothouse.relief import reliefs
    from pmxl.improve.hothouse.replay import replayed

    half = period_of(period.last_day, EVERY.months, period.first_month)
    before = period_of(half.previous.last_day, period.months, period.first_month)
    recalled = own_figures(framework, ledger.recall(held=True))
    earlier = recalled[recalled["start"] < half.start]
    if earlier.empty or not asked(framework, before):
        return framework
    scene = scene_of(framework, earlier, before, before.last_day)
    spells = replayed(framework, earlier, before, before.last_day, scene)
    hot = frozenset(one.measure.id for one in spells if one.is_open)
    found = {one.measure.id for one in reliefs(scene, assess(framework, ledger, before), hot)}
    measures = (m.model_copy(update={"asked_every": EVERY}) if m.id in found else m for m in framework.measures)
    return with_measures(framework, tuple(measures)) if found else framework
