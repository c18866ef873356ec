"""Run: the moves of a series from figure to figure, and how many of the last have all gone the same way."""

from __future__ import annotations

from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Counts
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.travel import travel
from pmxl.terms import Polarity
from pmxl.terms import Travel


class Run(NamedTuple):
    """The moves up to the last figure that all say the same: the `word` of Travel and how many `moves` there are."""

    word: Words
    moves: Counts


def present_run(
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    last_year: npt.ArrayLike | None = None,
    **how: Any,
) -> Run:
    """For how many moves in a row, up to the last figure, the direction of travel has been the same.

    Arguments as for moves_of. "Not comparable" and 0 where the last move is not known.
    """
    moves = moves_of(history, polarity, last_year=last_year, **how)
    word = np.asarray(moves[..., -1], dtype=object)
    return Run(word, np.where(word == Travel.NOT_COMPARABLE, 0, length(moves, word[..., np.newaxis])))


def moves_of(
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    last_year: npt.ArrayLike | None = None,
    **how: Any,
) -> Words:
    """The word of Travel for every figure against the one before, so one fewer than figures.

    `history` has a row a series and a column a period, oldest first, NaN a gap; one series may be a plain list. With
    `last_year`, of the same shape, every figure is set against its own last year. `how` as for travel, one a series.
    """
    figures = numbers(history)
    now, before = (figures[..., 1:], figures[..., :-1]) if last_year is None else (figures, numbers(last_year))
    beside = {name: np.asarray(setting)[..., np.newaxis] for name, setting in how.items()}
    return travel(now, before, np.asarray(polarity)[..., np.newaxis], **beside)


def length(moves: Words, word: npt.ArrayLike) -> Counts:
    """How many moves, counted back from the last, all say the same word; one number a row."""
    same = np.asarray(moves == word, dtype=int)
    return np.asarray(np.cumprod(same[..., ::-1], axis=-1).sum(axis=-1))
