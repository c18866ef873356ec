"""Watched: what is in the hot-house after a period and the plans owed for it, without the period's assessment."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

from pmxl.assess.own_figures import own_figures
from pmxl.batch.folder import Folder
from pmxl.batch.month import last_longer
from pmxl.batch.spells import noted
from pmxl.framework.models import Framework
from pmxl.framework.tolerated import is_followed
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.owed import owed_of
from pmxl.improve.actions.register import KIND
from pmxl.improve.actions.register import actions_of
from pmxl.improve.actions.standing import standing_of
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.improvement import Improvement
from pmxl.ledger import Ledger
from pmxl.periods import Period


def watched(folder: Folder, period: Period, as_at: datetime | None = None) -> Improvement:
    """What is in the hot-house after a period, and the plans owed for it; cheaper than a whole scorecard.

    Of an extra month it is what the last longer period has put there.
    """
    framework = folder.framework_at(as_at) if as_at else folder.framework
    today = (as_at or datetime.now(UTC)).date()
    with folder.ledger() as ledger:
        shown = last_longer(ledger, period) or period
        actions = given_by(framework, ledger, as_at)
        spells = spells_in(folder, framework, ledger, shown, min(today, shown.last_day), as_at)
    return Improvement(
        today=today,
        until=shown.last_day,
        spells=tuple(spells),
        owed=tuple(owed_of(framework, shown, spells, actions)),
        actions=tuple(standing_of(framework, one, today) for one in actions),
    )


def spells_in(
    folder: Folder, framework: Framework, ledger: Ledger, period: Period, day: date, as_at: datetime | None
) -> list[Spell]:
    """The spells up to a period, now or as they were known at a moment; none where nothing lets one in."""
    if not is_followed(framework):
        return []

    def replay() -> list[Spell]:
        from pmxl.improve.hothouse.replay import replayed  # here, so that what is noted is told without a data frame

        return replayed(framework, own_figures(framework, ledger.recall(as_at, held=True)), period, day)

    return replay() if as_at else noted(folder, ledger, period, day).spells(replay)


def given_by(framework: Framework, ledger: Ledger, as_at: datetime | None) -> list[Action]:
    """The actions of all plans as they were known at a moment."""
    return actions_of(framework, ledger.form_answers(KIND, as_at=as_at, withdrawn=True))
