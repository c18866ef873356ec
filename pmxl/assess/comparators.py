"""Comparators: the figures of each measure's group, period by period, as far as the ledger has them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pmxl.assess.grid import WINDOW
from pmxl.assess.grid import cells_of
from pmxl.framework.models import Framework
from pmxl.rules.pool import of_parts

Members = Mapping[str, float]
"""The figure of each member, by its name."""

Comparators = Mapping[str, Mapping[int, Members]]
"""By measure and by how many periods back."""

NOBODY = ""
"""The partner of a comparator's figure."""


def comparators(framework: Framework, recalled: pd.DataFrame, table: pd.DataFrame) -> Comparators:
    """The figures of the group that each measure is compared with, rolled up to the period shown; whole ones only."""
    if not framework.comparators:
        return {}
    groups: dict[str, set[str]] = {}
    for row in framework.comparators:
        groups.setdefault(row.group.casefold(), set()).add(row.member)
    cells = cells_of(framework, recalled, table, {NOBODY})
    length = cells["measure"].map(table["length"])
    cells = cells[cells["got"] == length // cells["measure"].map(table["own"])]
    parts = of_parts(cells["numerator"], cells["denominator"], cells["measure"].map(table["multiplier"]))
    value = np.where(np.isnan(parts), cells["value"].to_numpy(float), parts)
    back = (cells["measure"].map(table["start"]) - cells["start"]) // cells["measure"].map(table["length"])
    found: dict[str, dict[int, dict[str, float]]] = {}
    named = {m.id: groups.get(m.comparison_group.casefold(), set()) for m in framework.measures if m.comparison_group}
    for measure, member, ago, figure in zip(cells["measure"], cells["area"], back, value, strict=True):
        if 0 <= ago < WINDOW and member in named.get(measure, ()) and not np.isnan(figure):
            found.setdefault(measure, {}).setdefault(int(ago), {})[member] = float(figure)
    return found
