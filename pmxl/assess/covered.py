"""Coverage: who is in, what share of the whole that is, and who is awaited."""

from __future__ import annotations

import pandas as pd

from pmxl.assess.pooled import UNIT
from pmxl.assess.scene import Scene
from pmxl.assess.scene import text
from pmxl.figures import NOT_DONE
from pmxl.framework.models import Framework
from pmxl.rules import gaps
from pmxl.terms import Rating


def coverage(scene: Scene, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: the share of the last known denominators (or sizes) that is in, who is awaited, and counts.

    A figure to which the measure does not apply is not expected; a milestone not done yet is an answer.
    """
    asked = cells[cells["marker"] != Rating.NOT_APPLICABLE.value]
    size = asked["denominator"].where(asked["measure"].map(scene.table["parts"]), asked["value"].abs())
    known = asked.assign(size=size.where(asked["poolable"]), cell=asked["partner"] + "/" + asked["area"])
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
        every_marker=("marker", lambda marks: marks.iloc[0] if marks.nunique() == 1 else ""),
    )
    counted = gaps.coverage(now.set_index(UNIT).index.to_flat_index(), now["answered"], now["last"])
    counted.index = pd.MultiIndex.from_tuples(list(counted.index), names=UNIT)
    out["coverage_share"], out["coverage_partners"] = counted["share"], counted["words"]
    out["waiting"] = text(names_awaited(scene.framework, now[~now["answered"]]), out.index)
    return out


def names_awaited(framework: Framework, missing: pd.DataFrame) -> pd.Series[str]:
    """The names of those awaited, each once, for every unit that awaits anyone."""
    names = [awaited(framework, p, a) for p, a in zip(missing["partner"], missing["area"], strict=True)]
    return missing.assign(name=names).groupby(UNIT, sort=False)["name"].agg(lambda n: ", ".join(dict.fromkeys(n)))


def awaited(framework: Framework, partner: str, area: str) -> str:
    """The name of who is awaited, with the area where figures are by area."""
    name = framework.partner(partner).name
    return f"{name} ({framework.area(area).name})" if area and framework.area(area).name != name else name
