"""How an objective stands, said: the letter and shape of its worst measure, and how many there are of each rating."""

from __future__ import annotations

from pmxl.assess.objective import Standing
from pmxl.plural import plural
from pmxl.sheets import style
from pmxl.sheets.style import Look

NO_COLOUR = "No colour"
NO_MEASURE = "None of its measures stands here"


def look_of(standing: Standing | None) -> Look:
    """The look of the worst colour; grey where there is none."""
    return style.STATUS[standing.worst] if standing and standing.worst else style.GREY


def lettered(standing: Standing | None) -> str:
    """`R`, over its shape: told apart without colour."""
    letter = standing.worst.value[0] if standing and standing.worst else "–"
    return f"{letter}\n{look_of(standing).shape}"


def rated(standing: Standing | None) -> str:
    """`◆ Red`, or that there is no colour."""
    look = look_of(standing)
    return f"{look.shape} {standing.worst if standing and standing.worst else NO_COLOUR}"


def counted(standing: Standing | None) -> str:
    """`worst of 4 measures: 1 Red, 2 Green, 1 without a colour`, worst first."""
    if standing is None:
        return NO_MEASURE
    each = [f"{number} {rating}" for rating, number in reversed(list(standing.counts.items()))]
    each += [f"{standing.grey} without a colour"] if standing.grey else []
    if standing.total == 1:
        return "its one measure"
    whose = " of what serves it" if standing.borrowed else ""
    return f"{'worst of ' if standing.worst else ''}{plural(standing.total, 'measure')}{whose}: {', '.join(each)}"
