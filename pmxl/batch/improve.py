"""Improve: what is being done about a period's figures, put together from framework, ledger and action plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pmxl.assess import Assessment
from pmxl.assess.assessment import scene_of
from pmxl.assess.own_figures import own_figures
from pmxl.batch.folder import Folder
from pmxl.batch.recalled import recalled
from pmxl.batch.spells import noted
from pmxl.batch.watched import given_by
from pmxl.framework.tolerated import is_followed
from pmxl.improve.actions.followed import followed
from pmxl.improve.actions.history import changes_of
from pmxl.improve.actions.owed import owed
from pmxl.improve.actions.register import KIND
from pmxl.improve.hothouse.reading import readings
from pmxl.improve.hothouse.relief import reliefs
from pmxl.improve.hothouse.replay import replayed
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.improvement import Improvement


def with_improvement(folder: Folder, found: Assessment, as_at: datetime | None = None) -> Assessment:
    """The assessment with what is being done about it."""
    return replace(found, improvement=improvement_of(folder, found, as_at))


def improvement_of(folder: Folder, found: Assessment, as_at: datetime | None = None) -> Improvement:
    """What is being done about a period's figures, as it stands on the day on which the scorecard is made.

    `as_at` is the moment of the ledger that is looked at; None is now. Figures after the period are not looked at.
    """
    framework, period = found.framework, found.period
    day = (as_at or found.made_at).date()
    counted = min(day, period.last_day)
    with folder.ledger() as ledger:
        is_now = as_at is None and framework is folder.framework
        known = noted(folder, ledger, period, counted) if is_now else None
        every = recalled(folder, ledger, as_at)
        actions = given_by(framework, ledger, as_at)
        changes = changes_of(one for one in ledger.form_history(KIND) if as_at is None or one.at <= as_at)
    own = own_figures(framework, every)
    scene = replace(found.scene, today=counted) if found.scene else scene_of(framework, own, period, counted)

    def replay() -> list[Spell]:
        # what is noted is of the figures recalled here: those of the assessment may be older than the marks
        return replayed(framework, own, period, counted, None if known else scene)

    spells = known.spells(replay) if known else replay()
    hot = frozenset(one.measure.id for one in spells if one.is_open)
    return Improvement(
        today=day,
        until=period.last_day,
        spells=tuple(spells),
        owed=tuple(owed(found, spells, actions)),
        actions=tuple(
            replace(one, changes=changes.get((one.action.to, one.action.ref), ()))
            for one in followed(framework, own, period, day, actions, scene)
        ),
        reliefs=tuple(reliefs(scene, found, hot)) if is_followed(framework) else (),
        readings=readings(framework, every, period),
    )
