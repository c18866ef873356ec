"""Coverage: who is in, what share of the whole that is, and who is awaited."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.scene import Scene
from pmxl.assess.scene import text
from pmxl.figures import NOT_DONE
from pmxl.framework.models import Framework
from pmxl.rules import gaps
from pmxl.terms import GREYS
from pmxl.terms import Rating

REASONS = (Rating.SUPPRESSED.value, Rating.WITHHELD.value)
"""The markers by which a partner says that there is a figure and that it will not be given."""


def coverage(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: the share of the last known denominators (or sizes) that is in, who is awaited, and counts.

    A milestone not done yet is an answer, and nobody waits for what a partner has suppressed or withheld.
    `every_marker` is the grey word of all the cells, `absent_for` that of those without a figure.
    """
    info = scene.table.loc[cells["measure"]].set_index(cells.index)
    size = cells["denominator"].where(info["parts"], cells["value"].abs().where(info["adds"], 1.0))
    known = cells.assign(size=size.where(cells["poolable"]), cell=cells["partner"] + "/" + cells["area"])
    last = known.sort_values("back").groupby([*UNIT, "cell"], sort=False)["size"].first()
    now = known[known["back"] == 0].copy()
    now["answered"] = now["poolable"] | (now["marker"] == NOT_DONE)
    now["last"] = last.reindex(pd.MultiIndex.from_frame(now[[*UNIT, "cell"]])).to_numpy()
    grouped = now.groupby(UNIT, sort=False)
    out = grouped.agg(
        provisional=("provisional", "any"),
        held=("held", "sum"),
        got=("got", "sum"),
        wanted=("wanted", "sum"),
        every_marker=("marker", common_word),
    )
    counted = gaps.coverage(now.set_index(UNIT).index.to_flat_index(), now["answered"], now["last"])
    counted.index = pd.MultiIndex.from_tuples(list(counted.index), names=UNIT)
    out["coverage_share"], out["coverage_partners"] = counted["share"], counted["words"]
    without = now[~now["answered"]]
    out["absent_for"] = text(without.groupby(UNIT)["marker"].agg(common_word), out.index)
    still = without[~without["marker"].isin(REASONS)]
    out["waiting"] = text(names_awaited(scene.framework, still), out.index)
    return out


def common_word(markers: pd.Series[str]) -> str:
    """The marker of them all; of several reasons for absence the first in the order of the grey words."""
    given = set(markers)
    if len(given) == 1 or given <= set(REASONS):
        return next((grey.value for grey in GREYS if grey in given), str(markers.iloc[0]))
    return ""


def names_awaited(framework: Framework, missing: pd.DataFrame) -> pd.Series[str]:
    """The names of those awaited, each once, for every unit that awaits anyone."""
    names = [awaited(framework, p, a) for p, a in zip(missing["partner"], missing["area"], strict=True)]
    return missing.assign(name=names).groupby(UNIT, sort=False)["name"].agg(lambda n: listed(dict.fromkeys(n)))


def listed(names: Iterable[str]) -> str:
    """`Ash, Birch and Cedar`."""
    every = list(names)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)


def awaited(framework: Framework, partner: str, area: str) -> str:
    """The name of who is awaited, with the area where figures are by area."""
    name = framework.partner(partner).name
    return f"{name} ({framework.area(area).name})" if area and framework.area(area).name != name else name
