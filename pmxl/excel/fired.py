"""Fired: whether a trigger, as an officer types it, fires on the latest figure of each history."""

from __future__ import annotations

import re

import numpy as np

from pmxl.rules import tolerance
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import POINTS
from pmxl.rules.signal import signal
from pmxl.terms import Signal

NUMBER = r"(-?\d+(?:\.\d+)?)"


def fired(says: str, history: Floats, polarity: Words, target: Floats, decimals: float) -> Bools:
    """True for each series on which the trigger fires; ValueError where the trigger is not understood.

    `history` has a row a series, oldest first; `polarity` and `target` one a series or one for all.
    """
    words = " ".join(says.split()).casefold()
    now, before = history[:, -1], history[:, -2] if history.shape[1] > 1 else np.full(len(history), np.nan)
    how = {"decimals": decimals}
    if words == "any":
        return tolerance.any_worsening(now, before, polarity, **how)
    if words == "signal":
        return np.asarray(signal(history, polarity)[:, -1] == Signal.CONCERN)
    if run := re.fullmatch(r"decline(?: (\d*[1-9]\d*))?", words):
        return tolerance.decline(history, int(run[1] or tolerance.SUCCESSIVE_MOVES), polarity, **how)
    if fall := re.fullmatch(rf"decline(?: %)? {NUMBER} ?(%|points?)?", words):  # `decline 0` is any fall at all
        unit = POINTS if (fall[2] or "%").startswith("point") else PERCENT
        return tolerance.decline_percent(now, before, float(fall[1]), polarity, unit=unit, **how)
    if over := re.fullmatch(rf"overrun(?: {NUMBER})?", words):
        return tolerance.overrun(now, target, float(over[1] or 0), polarity, **how)
    if floor := re.fullmatch(rf"standard {NUMBER}", words):
        return tolerance.standard_broken(now, float(floor[1]), polarity, **how)
    raise ValueError(f"{says!r} is not a trigger.")
