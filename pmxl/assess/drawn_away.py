"""Drawn away: where a few figures far from all others draw the average to themselves, the limits tell nothing of these.

The limits are those of the rule book, which leaves out moving ranges and no figure; what they cannot tell is not said.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.framework.models_settings import Settings
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.signal import Reading
from pmxl.rules.signal import read
from pmxl.rules.xmr import Limits
from pmxl.rules.xmr import limits_of_one
from pmxl.rules.xmr import noise_of
from pmxl.rules.xmr import phases

Counts = npt.NDArray[np.int_]

HALF = 0.5
"""Limits that hold fewer of the figures than this share are none of the process."""

FEW = 0.25
"""Figures that are more than this share of all are no exceptions: the level has changed."""


def as_charted(figures: Floats, polarity: npt.ArrayLike, phase: Counts, settings: Settings) -> tuple[Reading, Bools]:
    """What the charts say by the framework's rule set, but for figures that the limits tell nothing of; and which
    figures draw an average away.
    """
    rules, screening = settings.spc_rules, settings.spc_screening
    reading = read(figures, polarity, phase=phase, rules=rules, screening=screening)
    away = drawing_away(figures, phase, reading.limits)
    if not away.any():
        return reading, away  # nearly always
    same = phase[..., np.newaxis] == phase[..., np.newaxis, :]
    beside = (same & away[..., np.newaxis, :]).any(axis=-1) & ~away
    signal, pattern = (np.where(beside, "", words).astype(object) for words in (reading.signal, reading.pattern))
    return Reading(signal, pattern, reading.limits), away


def drawing_away(figures: Floats, phase: Counts, limits: Limits) -> Bools:
    """True for the few figures that draw the average so far to them that the limits hold less than half of a series.

    Each stands alone among others, without which most of these lie within limits of their own: figures in a row, or the
    first of a series, are another level. Every phase is looked at for itself.
    """
    found = np.zeros(figures.shape, dtype=bool)
    noise = noise_of(figures)
    outside = (figures < limits.lower - noise) | (figures > limits.upper + noise)
    for mine, here in phases(figures, phase):
        known = ~np.isnan(mine)
        hollow = (outside & here).sum(axis=-1) > (1 - HALF) * known.sum(axis=-1)
        for row in np.argwhere(hollow).tolist():
            one = tuple(row)
            found[one] |= few_of(mine[one], (outside & here)[one], limits.centre[one])
    return found


def few_of(figures: Floats, outside: Bools, centre: Floats) -> Bools:
    """Those of one series' figures outside its limits that draw its average away; none where these are not few."""
    is_up = centre[outside].max() > np.nanmedian(figures)
    far = outside & (figures > centre if is_up else figures < centre)
    rest = np.where(far, np.nan, figures)
    own = limits_of_one(rest)
    noise = noise_of(rest)
    held = ((rest >= own.lower - noise) & (rest <= own.upper + noise)).sum()
    is_few = far.sum() <= FEW * (~np.isnan(figures)).sum()
    is_one_by_one = stand_alone(far[~np.isnan(figures)])
    return np.asarray(far & is_few & is_one_by_one & (held >= HALF * (~np.isnan(rest)).sum()))


def stand_alone(far: Bools) -> bool:
    """True where none of the figures of a series is the first, nor next to another one."""
    return bool(far.any() and not far[0] and not (far[1:] & far[:-1]).any())
