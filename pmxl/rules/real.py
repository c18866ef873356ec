"""Is the red real? What to do about a rating, once it is known whether the figure is more than chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import words
from pmxl.terms import ON_TARGET
from pmxl.terms import Assurance
from pmxl.terms import Rating
from pmxl.terms import Real
from pmxl.terms import Signal

PASSING, FAILING, BY_CHANCE, UNKNOWN = Assurance.PASSING, Assurance.FAILING, Assurance.HIT_AND_MISS, ""
ANY = (PASSING, FAILING, BY_CHANCE, UNKNOWN)
OFF = (Rating.RED, Rating.AMBER)
NEUTRAL = (Signal.HIGH, Signal.LOW)


class Cell(NamedTuple):
    """Cells of the grid that say the same: for which ratings, signals and assurances, what word, in what sentence."""

    ratings: tuple[str, ...]
    signals: tuple[str, ...]
    assurances: tuple[str, ...]
    word: Real
    sentence: str


GRID = (
    Cell(
        (Rating.RED,),
        (Signal.CONCERN,),
        ANY,
        Real.ACT_NOW,
        "It is off target, and it has got worse by more than chance explains. Find the cause and act.",
    ),
    Cell(
        (Rating.AMBER,),
        (Signal.CONCERN,),
        ANY,
        Real.LOOK_NOW,
        "It is off target, though not by much, and it has got worse by more than chance explains. Find the cause "
        "before it is Red.",
    ),
    Cell(
        ON_TARGET,
        (Signal.CONCERN,),
        ANY,
        Real.LOOK_NOW,
        "It is on target, but it has got worse by more than chance explains. Find the cause before it is off target.",
    ),
    Cell(
        OFF,
        (Signal.IMPROVEMENT,),
        (PASSING, BY_CHANCE, UNKNOWN),
        Real.KEEP_GOING,
        "It is off target, but it has got better by more than chance explains. Find out what helped and go on with it.",
    ),
    Cell(
        (*OFF, *ON_TARGET),
        (Signal.IMPROVEMENT,),
        (FAILING,),
        Real.KEEP_GOING,
        "It has got better by more than chance explains, but not yet by enough to count on meeting the target.",
    ),
    Cell(
        ON_TARGET,
        (Signal.IMPROVEMENT,),
        (PASSING, BY_CHANCE, UNKNOWN),
        Real.LEARN,
        "It is on target and has got better by more than chance explains. Find out what helped and make it last.",
    ),
    Cell(
        OFF,
        NEUTRAL,
        ANY,
        Real.LOOK_NOW,
        "It is off target, and it has changed by more than chance explains. Find out what changed.",
    ),
    Cell(
        ON_TARGET,
        NEUTRAL,
        ANY,
        Real.LOOK_NOW,
        "It is on target, but it has changed by more than chance explains. Find out what changed.",
    ),
    Cell(
        (Rating.RED,),
        (Signal.COMMON_CAUSE,),
        (FAILING,),
        Real.CHANGE,
        "Nothing out of the ordinary happened: working as it does now, the process cannot meet its target. Change the "
        "process: a story about this one figure explains nothing.",
    ),
    Cell(
        (Rating.RED,),
        (Signal.COMMON_CAUSE,),
        (BY_CHANCE,),
        Real.CHANGE,
        "Nothing out of the ordinary happened: working as it does now, the process meets its target in some periods "
        "and misses it in others. Change the process: a story about this one figure explains nothing.",
    ),
    Cell(
        (Rating.RED,),
        (Signal.COMMON_CAUSE,),
        (UNKNOWN,),
        Real.CHANGE,
        "Nothing out of the ordinary happened: figures like this one belong to how the process works now. Change the "
        "process: a story about this one figure explains nothing.",
    ),
    Cell(
        OFF,
        (Signal.COMMON_CAUSE,),
        (PASSING,),
        Real.CHECK,
        "An ordinary figure of this process meets its target, and yet this one is off target. Check the target, the "
        "standard and the figure.",
    ),
    Cell(
        (Rating.AMBER, *ON_TARGET),
        (Signal.COMMON_CAUSE,),
        (FAILING,),
        Real.NOT_CAPABLE,
        "Whatever the colour this time: working as it does now, the process cannot meet its target. Change the "
        "process, or ask whether the target is right.",
    ),
    Cell(
        (Rating.AMBER,),
        (Signal.COMMON_CAUSE,),
        (BY_CHANCE, UNKNOWN),
        Real.KEEP_WATCHING,
        "It is off target, though not by much, and nothing out of the ordinary happened. To do better, change the "
        "process.",
    ),
    Cell(
        ON_TARGET,
        (Signal.COMMON_CAUSE,),
        (BY_CHANCE,),
        Real.KEEP_WATCHING,
        "It is on target this time. Working as it does now, the process misses its target in some periods by chance.",
    ),
    Cell(
        ON_TARGET,
        (Signal.COMMON_CAUSE,),
        (UNKNOWN,),
        Real.KEEP_WATCHING,
        "It is on target, and nothing out of the ordinary happened.",
    ),
    Cell(
        ON_TARGET,
        (Signal.COMMON_CAUSE,),
        (PASSING,),
        Real.LEAVE_ALONE,
        "It is on target, and will be while the process works as it does now. Leave it alone and report it less often.",
    ),
    Cell(
        OFF,
        (Signal.TOO_FEW,),
        ANY,
        Real.TOO_EARLY,
        "It is off target. There are too few figures yet to tell a real change from chance.",
    ),
    Cell(
        ON_TARGET,
        (Signal.TOO_FEW,),
        ANY,
        Real.TOO_EARLY,
        "It is on target. There are too few figures yet to tell a real change from chance.",
    ),
)
"""Every cell of rating by signal by assurance, once."""

RATINGS, SIGNALS, ASSURANCES = ("", *Rating), ("", *Signal), ("", *Assurance)


def _table() -> npt.NDArray[np.intp]:
    """Where in GRID each rating, signal and assurance stands, by their places; past its end where nowhere."""
    table = np.full((len(RATINGS), len(SIGNALS), len(ASSURANCES)), len(GRID), dtype=np.intp)
    for place, cell in enumerate(GRID):
        lines = (cell.ratings, cell.signals, cell.assurances)
        columns = zip(lines, (RATINGS, SIGNALS, ASSURANCES), strict=True)
        table[np.ix_(*([among.index(word) for word in line] for line, among in columns))] = place
    return table


TABLE = _table()


def real(rating: npt.ArrayLike, signal: npt.ArrayLike, assurance: npt.ArrayLike = "") -> Words:
    """Is the red real? Rating by signal and assurance says whether to act now, look now, change the process, keep
    going, keep watching or leave alone.

    Columns of the words of Rating, Signal and Assurance, "" where there is none. A word of Real; "" for a grey rating
    and where there is no signal. Source: rating by special or common cause, as in Making Data Count.
    """
    return labels(_places(rating, signal, assurance), (*(cell.word for cell in GRID), ""))


def real_words(rating: npt.ArrayLike, signal: npt.ArrayLike, assurance: npt.ArrayLike = "") -> Words:
    """The sentence that says what the word of `real` asks for, and why; "" where there is none."""
    return labels(_places(rating, signal, assurance), (*(cell.sentence for cell in GRID), ""))


def _places(rating: npt.ArrayLike, signal: npt.ArrayLike, assurance: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Where in GRID each row stands, past its end where it stands nowhere."""
    columns = np.broadcast_arrays(
        _codes(words(rating, RATINGS, "rating"), RATINGS),
        _codes(words(signal, SIGNALS, "signal"), SIGNALS),
        _codes(words(assurance, ASSURANCES, "assurance"), ASSURANCES),
    )
    return np.asarray(TABLE[tuple(columns)])


def _codes(column: Words, among: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """The place of each word."""
    codes = np.zeros(column.shape, dtype=np.intp)
    for place, word in enumerate(among):
        codes[column == word] = place
    return codes
