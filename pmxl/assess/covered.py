"""Coverage: who is in, what share of the whole that is, and who is awaited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.grouped import Groups
from pmxl.assess.grouped import grouped
from pmxl.assess.grouped import places_in
from pmxl.assess.pooled import UNIT
from pmxl.assess.scene import Scene
from pmxl.framework.models import Framework
from pmxl.plural import named
from pmxl.rules import gaps
from pmxl.terms import GREYS
from pmxl.terms import NOT_DONE
from pmxl.terms import REASONS

COUNTS = ("held", "came", "got", "wanted", "partless")
"""How many figures of a unit are held, have come, can be rolled up, are wanted, and have come without their parts."""


def coverage(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: the share of the last known denominators (or sizes) that is in, who is awaited, and counts.

    A milestone not done yet is an answer, and nobody waits for what a partner has suppressed or withheld.
    `every_marker` is the grey word of all the cells, `absent_for` that of those without a figure.
    """
    info = scene.table.iloc[places_in(scene.table, cells)]
    value, below = np.abs(cells["value"].to_numpy(float)), cells["denominator"].to_numpy(float)
    size = np.where(info["parts"].to_numpy(bool), below, np.where(info["adds"].to_numpy(bool), value, 1.0))
    size = np.where(cells["poolable"].to_numpy(bool), size, np.nan)
    back = cells["back"].to_numpy(int)
    last = latest(grouped(cells, [*UNIT, "partner", "area"]), size, back)
    mine = np.flatnonzero(back == 0)
    now, units = cells.iloc[mine], grouped(cells.iloc[mine], UNIT)
    marker = now["marker"].to_numpy(object)
    answered = now["poolable"].to_numpy(bool) | (marker == NOT_DONE)
    still = ~answered & ~np.isin(marker, REASONS)
    bare = still & info["parts"].to_numpy(bool)[mine] & (now["came"] == now["wanted"]).to_numpy(bool)
    now = now.assign(partless=bare)
    out = pd.DataFrame(
        {
            "provisional": totals(units, now["provisional"]) > 0,
            **{name: totals(units, now[name]).astype(int) for name in COUNTS},
            "every_marker": words_of(units, marker, np.ones(len(now), dtype=bool), common_word),
        },
        index=units.index,
    )
    found = gaps.coverage(units.of, answered, last[mine])
    out["coverage_share"], out["coverage_partners"] = found["share"].to_numpy(), found["words"].to_numpy()
    out["absent_for"] = words_of(units, marker, ~answered, common_word)
    out["waiting"] = words_of(units, column_of(now, bare), still, partial(awaited_names, scene.framework))
    return out


def latest(members: Groups, size: np.ndarray, back: np.ndarray) -> np.ndarray:
    """The last known size of each cell's partner and area; NaN where none is known."""
    found = np.full(len(members), np.nan)
    order = np.argsort(-back, kind="stable")  # the latest is written last, and of those alike the first that came
    order = order[~np.isnan(size[order])]
    found[members.of[order]] = size[order]
    return found[members.of]


def totals(units: Groups, column: pd.Series[Any]) -> np.ndarray:
    """What a column adds up to in each unit."""
    return np.bincount(units.of, weights=column.to_numpy(float), minlength=len(units))


def words_of(units: Groups, column: np.ndarray, asked: np.ndarray, say: Callable[[list[Any]], str]) -> list[str]:
    """What is said of the words of each unit's rows, of those asked for; "" where there are none."""
    found: list[list[Any]] = [[] for _ in range(len(units))]
    for unit, word in zip(units.of[asked].tolist(), column[asked].tolist(), strict=True):
        found[unit].append(word)
    return [say(words) if words else "" for words in found]


def column_of(rows: pd.DataFrame, bare: np.ndarray) -> np.ndarray:
    """Who is to give each figure: partner and area, and whether it has come without its parts."""
    keys = np.empty(len(rows), dtype=object)
    keys[:] = [(*place, one) for place, one in zip(places_of(rows), bare.tolist(), strict=True)]
    return keys


def places_of(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Partner and area of each row."""
    return list(zip(rows["partner"].tolist(), rows["area"].tolist(), strict=True))


def common_word(markers: list[str]) -> str:
    """The marker of them all; of several reasons for absence the first in the order of the grey words."""
    given = set(markers)
    if len(given) == 1 or given <= set(REASONS):
        return next((grey.value for grey in GREYS if grey in given), str(markers[0]))
    return ""


def awaited_names(framework: Framework, keys: list[tuple[str, str, bool]]) -> str:
    """The names of those awaited, partner and area each, once for each; of very many the first, and how many more.

    Of one whose figure has come without the parts that it is pooled by, it is these that are awaited.
    """
    return named([awaited(framework, *key) for key in dict.fromkeys(keys)])


def awaited(framework: Framework, partner: str, area: str, bare: bool) -> str:  # noqa: FBT001 - as the keys have it
    """The name of who is awaited, with the area where figures are by area, and with what, where a figure has come."""
    name = framework.partner(partner).name
    where = framework.area(area).name if area and framework.area(area).name != name else ""
    said = ", ".join(filter(None, (where, "numerator and denominator" if bare else "")))
    return f"{name} ({said})" if said else name
