"""Exceptions: what fired or is Red, of the partnership and of those watched beside it, what owes action first."""

from __future__ import annotations

from operator import itemgetter

import numpy as np
import pandas as pd

from pmxl.assess.scene import records
from pmxl.framework.models import Framework
from pmxl.framework.tolerated import watched
from pmxl.terms import Rating
from pmxl.terms import Strength


def shown_exceptions(framework: Framework, views: dict[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """The partnership's exceptions, and those of the partners and areas whose own figures are watched beside it."""
    units = {(by, m.id, unit) for m in framework.measures for by, unit in watched(framework, m)}
    shown = [views[""][1]]
    for by in ("partner", "area"):
        found = views[by][1]
        keys = zip(found["measure"], found[by], strict=True)
        shown.append(found[pd.Series([(by, *key) in units for key in keys], index=found.index, dtype=bool)])
    return in_order_of_strength(pd.concat([one for one in shown if len(one)] or shown[:1], ignore_index=True))


def in_order_of_strength(exceptions: pd.DataFrame) -> pd.DataFrame:
    """Those that owe action first."""
    order = exceptions["strength"].map({Strength.ACT.value: 0, Strength.OBSERVE.value: 1})
    return exceptions.assign(_order=order).sort_values("_order", kind="stable").drop(columns="_order")


def exception_frame(rows: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """What fired and what is Red without anything having fired, those that owe action first."""
    keys = ["measure", "_unit"]
    stood = {key: place for place, key in enumerate(zip(rows["measure"], rows["_unit"], strict=True))}
    of_hits = list(zip(hits["measure"], hits["unit"], strict=True))
    fired_on = set(of_hits)
    red = [key for key, rating in zip(stood, rows["rating"], strict=True) if rating == Rating.RED.value]
    more = [key for key in red if key not in fired_on]
    mild = {"trigger": "Red", "strength": Strength.OBSERVE.value, "agreed_by": "", "agreed_on": None}
    every = [*of_hits, *more]
    why = rows["why"].tolist()
    told = [*records(hits), *({**mild, "sentence": why[stood[key]]} for key in more)]
    said = sorted(
        ((stood[key], facts) for key, facts in zip(every, told, strict=True) if key in stood), key=itemgetter(0)
    )
    facts = ["name", "perspective", "partner", "area", "value", "target", "rating", "commentary", "settled"]
    found = (
        rows[[*keys, *facts]]
        .take(np.array([place for place, _ in said], dtype=int))
        .reset_index(drop=True)
        .astype(dict.fromkeys(keys, object))
    )
    for name in ("trigger", "sentence", "strength", "agreed_by", "agreed_on"):
        found[name] = pd.Series([each[name] for _, each in said], index=found.index, dtype=object)
    return in_order_of_strength(found)
