"""Line: what is being done about one exception, in a few words for its card."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.improve.actions.form import name_of
from pmxl.improve.actions.standing import Followed
from pmxl.improve.improvement import Improvement
from pmxl.periods import day_in_words
from pmxl.reports.improving.shown import SHAPES
from pmxl.reports.improving.shown import shown
from pmxl.rules.effect import Effect

MOST = 3
"""Actions named on a card; the sheet Actions has all."""


def done_about(assessment: Assessment, of: tuple[str, str, str]) -> str:
    """`A plan is owed by Fire.`, or the actions given, where they stand and what they did; "" if not looked at.

    `of` is what it is about: measure, partner and area.
    """
    if assessment.improvement is None:
        return ""
    found = shown(assessment)
    lines = [line for one in latest(found, of) for line in told(one)]
    waiting = next((one for one in found.not_given if one.of == of), None)
    if waiting is not None:
        who, what = (
            name_of(assessment.framework, waiting.to),
            "A further plan" if found.is_further(waiting) else "A plan",
        )
        lines.insert(0, f"{what} is owed by {who}." if who else f"{what} is owed, and nobody answers for this measure.")
    return "\n".join(lines)


def latest(found: Improvement, of: tuple[str, str, str]) -> list[Followed]:
    """The actions about a figure, those running first and the latest planned before earlier ones."""
    about = sorted(found.about(*of), key=lambda one: one.action.period, reverse=True)
    return sorted(about, key=lambda one: not one.action.is_open)[:MOST]


def told(one: Followed) -> list[str]:
    """An action in a line, and what it did in another."""
    action = one.action
    when = f", by {day_in_words(action.by_when)}" if action.by_when and action.is_open else ""
    share = f", {action.progress:.0f} % done" if action.progress is not None and action.is_open else ""
    who = f" ({action.owner})" if action.owner else ""
    lines = [f"{action.what.strip().rstrip('.')}{who}{when}: {one.state.lower()}{share}."]
    if one.effect:
        lines.append(f"{SHAPES[Effect(one.effect)][0]} {one.effect}. {one.words}")
    return lines
