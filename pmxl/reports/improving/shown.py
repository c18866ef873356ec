"""Shown: as much of what is being done as the reader of a scorecard is to see, and how its words look."""

from __future__ import annotations

from dataclasses import replace

from pmxl.assess import Assessment
from pmxl.improve.actions.action import DONE
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.improvement import NOTHING
from pmxl.improve.improvement import Improvement
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.rules.effect import Effect
from pmxl.sheets import style
from pmxl.terms import Rating

SHAPES = {
    Effect.IMPROVED: ("▲", Rating.GREEN),
    Effect.WORSE: ("▼", Rating.RED),
    Effect.NO_CHANGE: ("■", Rating.AMBER),
    Effect.TOO_SOON: ("○", Rating.NOT_DUE),
}
"""The shape and the colour of each effect: shape and word say it alone."""
OWED = "Owed"
ALARMS = (OWED, OVERDUE)


def shown(assessment: Assessment) -> Improvement:
    """What is being done about the measures shown; to one partner's scorecard only what is its own."""
    found = assessment.improvement or NOTHING
    measures = set(assessment.measures["measure"])
    whom = assessment.audience.partner if assessment.audience else ""
    return replace(
        found,
        spells=tuple(
            one for one in found.spells if one.measure.id in measures and (not whom or one.partners == (whom,))
        ),
        owed=tuple(one for one in found.owed if one.measure in measures and whom in ("", one.to, one.partner)),
        actions=tuple(
            one
            for one in found.actions
            if (one.action.measure in measures or not one.action.measure) and whom in ("", one.action.to)
        ),
        reliefs=tuple(one for one in found.reliefs if one.measure.id in measures and not whom),
    )


def effect(word: str) -> Cell:
    """An effect as shape, word and colour; a dash where there is none yet."""
    if not word:
        return DASH, TEXT.but(color=style.MUTED)
    shape, status = SHAPES[Effect(word)]
    return f"{shape} {word}", style.status_style(status, RATED.but(wrap=True)).but(fill=None)


def state(word: str) -> Cell:
    """Where an action stands, in bold where somebody must do something."""
    return word, TEXT.but(bold=word in ALARMS, color=style.MUTED if word == DONE else TEXT.color)
