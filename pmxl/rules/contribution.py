"""Contribution: what each partner did to a change of the partnership's figure, adding up to the last digit shown."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.rules.apportion import apportioned
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Positions
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.columns import words
from pmxl.rules.pool import of_parts
from pmxl.rules.rounding import published
from pmxl.rules.rounding import settled
from pmxl.rules.sums import one_of_each
from pmxl.rules.sums import sums
from pmxl.terms import Pooling

JOINED = "joined"
LEFT = "left"
WHEN = ("before", "after")
EFFECTS = ("rate_effect", "mix_effect", "effect", "label", "rate_alone", "alone")
"""What `contribution` gives of each row; `rate_alone` and `alone` are the effects before any was rounded."""


class Shares(NamedTuple):
    """Each partner's rate before and after, and its share of the denominator; a rate it did not have is its other."""

    before: Floats
    after: Floats
    share_before: Floats
    share_after: Floats
    moved: Bools


def contribution(frame: pd.DataFrame, by: str = "group") -> pd.DataFrame:
    """A change splits exactly: in a total into each partner's change; in a rate into what each partner's own rate did
    and what its share of the whole did.

    A row a partner of `frame`: `by` names its group, `pooling` is sum or ratio (one a group), and there are
    numerator_before, denominator_before, value_before, the same with _after, multiplier and decimals; NaN where a
    partner was not there. Gives EFFECTS on the index of `frame`, as published: they add up to published after less
    published before, residuals going by largest remainder to rate effects, then mix effects; so of very many partners
    one may be given a digit that it did not move alone. A partner that joined or left has no rate effect. Rate effect:
    mean share times change of rate. Mix effect: mean rate less the mean of the two pooled rates, times change of share.
    """
    group, names = pd.factorize(frame[by], use_na_sentinel=False)
    rates = words(frame["pooling"], (Pooling.SUM, Pooling.RATIO), "pooling") == Pooling.RATIO
    found = shares(frame, group, len(names))
    before, after = (pooled_value(frame, when, rates, group, len(names)) for when in WHEN)
    middle = (before + after)[group] / 2
    rate = (found.share_before + found.share_after) / 2 * (found.after - found.before)
    mix = ((found.before + found.after) / 2 - middle) * (found.share_after - found.share_before)
    own = np.nan_to_num(numbers(frame["value_after"])) - np.nan_to_num(numbers(frame["value_before"]))
    decimals = one_of_each(frame["decimals"], group, len(names)).astype(int)
    whole = published(after, decimals) - published(before, decimals)
    first, second = np.where(rates, rate, own), mix
    has_rate = ~rates | ~found.moved
    parts = np.concatenate([first[has_rate], second[rates]])
    where = np.concatenate([group[has_rate], group[rates]])
    shown = apportioned(parts, published(whole, decimals), where, decimals)
    ours, theirs = np.zeros(len(frame)), np.zeros(len(frame))
    ours[has_rate], theirs[rates] = shown[: has_rate.sum()], shown[has_rate.sum() :]
    unit = np.abs(ours) + np.abs(theirs) + 1
    return pd.DataFrame(
        {
            "rate_effect": np.where(rates, ours, np.nan),
            "mix_effect": np.where(rates, theirs, np.nan),
            "effect": settled(ours + theirs, unit),
            "label": label(frame, rates),
            "rate_alone": np.where(has_rate, first, 0.0),
            "alone": np.where(has_rate, first, 0.0) + np.where(rates, second, 0.0),
        },
        index=frame.index,
    )


def shares(frame: pd.DataFrame, group: Positions, groups: int) -> Shares:
    """What each partner's rate and weight were; one that had no cases on one side has moved in or out."""
    rates, parts = [], []
    for when in WHEN:
        below = np.nan_to_num(numbers(frame[f"denominator_{when}"]))
        rates.append(of_parts(numbers(frame[f"numerator_{when}"]), below, numbers(frame["multiplier"])))
        parts.append(np.nan_to_num(of_parts(below, sums(below, group, groups)[group])))
    here = [~np.isnan(rate) for rate in rates]
    before, after = (
        np.nan_to_num(np.where(there, own, other)) for there, own, other in zip(here, rates, rates[::-1], strict=True)
    )
    return Shares(before, after, parts[0], parts[1], moved=~(here[0] & here[1]))


def pooled_value(frame: pd.DataFrame, when: str, rates: Bools, group: Positions, groups: int) -> Floats:
    """Each group's figure: parts added up and divided, or values added up; NaN where nobody has a figure."""
    above, below, value = (numbers(frame[f"{column}_{when}"]) for column in ("numerator", "denominator", "value"))
    inside = rates & ~np.isnan(above) & ~np.isnan(below)
    multiplier = one_of_each(frame["multiplier"], group, groups)
    numerator, denominator = (sums(np.where(inside, part, 0.0), group, groups) for part in (above, below))
    rate = of_parts(numerator, denominator, multiplier)
    total = np.where(
        np.bincount(group[~np.isnan(value)], minlength=groups) > 0, sums(np.nan_to_num(value), group, groups), np.nan
    )
    is_rate = np.bincount(group, rates, minlength=groups) > 0
    return np.where(is_rate, rate, total)


def label(frame: pd.DataFrame, rates: Bools) -> Words:
    """Which partners joined or left between the two periods."""
    there = [
        ~np.isnan(np.where(rates, numbers(frame[f"denominator_{when}"]), numbers(frame[f"value_{when}"])))
        for when in WHEN
    ]
    return np.select([there[1] & ~there[0], there[0] & ~there[1]], [JOINED, LEFT], "").astype(object)


def against_all(frame: pd.DataFrame, by: str = "group") -> pd.Series[bool]:
    """True for a group in which every partner improved and the pooled rate fell, or every partner worsened and it rose.

    A row a group; `frame` as for contribution, with polarity. Said of figures as published, and never where a partner
    joined or left. Source: Simpson's paradox.
    """
    group, names = pd.factorize(frame[by], use_na_sentinel=False)
    rates = words(frame["pooling"], (Pooling.SUM, Pooling.RATIO), "pooling") == Pooling.RATIO
    found, decimals = shares(frame, group, len(names)), numbers(frame["decimals"]).astype(int)
    sign = sign_of(frame["polarity"])
    own = np.sign(published(found.after, decimals) - published(found.before, decimals)) * sign
    before, after = (pooled_value(frame, when, rates, group, len(names)) for when in WHEN)
    places, signs = one_of_each(decimals, group, len(names)).astype(int), one_of_each(sign, group, len(names))
    whole = np.sign(published(after, places) - published(before, places)) * signs
    size = np.bincount(group, minlength=len(names))
    steady = np.bincount(group, found.moved | ~rates, minlength=len(names)) == 0
    all_better, all_worse = (np.bincount(group, own == way, minlength=len(names)) == size for way in (1, -1))
    turned = (all_better & (whole < 0)) | (all_worse & (whole > 0))
    return pd.Series(turned & steady, index=pd.Index(names, name=by))
