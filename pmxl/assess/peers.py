"""Peers: the figures of each measure's comparison group with the own figure among them, best first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmxl.assess.compared import OWN
from pmxl.assess.compared import places
from pmxl.assess.rated import Past
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.rules.compare import FEWEST
from pmxl.rules.compare import INTERPOLATED
from pmxl.rules.compare import compare
from pmxl.rules.quantiles import quantiles
from pmxl.rules.rounding import published
from pmxl.terms import Polarity
from pmxl.terms import Quartiles

COLUMNS = [
    "measure",
    "group",
    "period",
    "member",
    "own",
    "figure",
    "rank",
    "of",
    "quartile",
    "lower",
    "median",
    "upper",
]


def peers(scene: Scene, history: Past, rows: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS for every measure compared with a group, a row a member, the best first; `rows` are the partnership's.

    `lower`, `median` and `upper` are the quartiles of the group with the own figure in it, as on the first sheet; NaN
    where the group is too small for quartiles. `period` is that of the figures, for comparators come late.
    """
    found = [
        place
        for (measure, unit), row in zip(rows.index.tolist(), records(rows), strict=True)
        for place in places(scene, history, measure, unit, row, "")
        if not place["when"]
    ]
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.DataFrame(found)
    drawn = [of_measure(scene, str(measure), mine) for measure, mine in table.groupby("measure", sort=False)]
    return pd.concat(drawn, ignore_index=True)[COLUMNS]


def of_measure(scene: Scene, measure_id: str, table: pd.DataFrame) -> pd.DataFrame:
    """The members of one group in their order."""
    measure, table = scene.framework.measure(measure_id), table.reset_index(drop=True)
    figures, method = table["figure"].to_numpy(float), scene.framework.settings.quartile_method
    stood = compare(
        figures,
        measure_id,
        measure.polarity.value,
        method=method,
        decimals=measure.decimals,
        **{level: table[level].to_numpy(float) for level in LEVELS},
    )
    way = method if method in INTERPOLATED else Quartiles.INCLUSIVE
    shown = published(figures, measure.decimals)  # as they are compared, and as the words beside the chart have them
    lower, middle, upper = quantiles(shown, np.zeros(len(figures), dtype=np.intp), 1, way)[0]
    enough = len(figures) >= FEWEST
    out = table.assign(
        group=measure.comparison_group,
        period=scene.shown(measure_id, int(table["back"].iloc[0])).label,
        own=table["member"] == OWN,
        lower=lower if enough else np.nan,
        median=middle,
        upper=upper if enough else np.nan,
        **{name: stood[name].to_numpy(float) for name in ("rank", "of", "quartile")},
    )
    sign = -1 if measure.polarity is Polarity.LOWER else 1
    return out.assign(_merit=-sign * figures).sort_values(["rank", "_merit", "member"], kind="stable")
