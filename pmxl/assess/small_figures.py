"""Small figures: what of a measure must be hidden, in the period shown and in each one before it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.assessment import Assessment
from pmxl.assess.grid import FIGURES
from pmxl.assess.scene import records
from pmxl.assess.small_counts import BEFORE
from pmxl.assess.small_counts import Hidden
from pmxl.assess.small_counts import counts_of_cases
from pmxl.assess.small_counts import hidden_in
from pmxl.assess.small_counts import is_any_small
from pmxl.assess.small_counts import joined
from pmxl.framework.asked import own_period
from pmxl.framework.lives import roots
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.terms import Accumulate


def hidden_before(found: Assessment, measure: Measure, series: pd.DataFrame, below: int) -> Iterator[tuple[str, bool]]:
    """The label of each period in the run of a measure, and whether the partnership's figure must be hidden there;
    none where no figure of the run is small.
    """
    latest = own_period(measure, found.period)
    if measure.accumulate is not Accumulate.CUMULATIVE and not any(
        is_any_small(counts, below) for counts in counts_of_cases(measure, series)
    ):
        return
    for start in sorted(set(series["start"])):
        period = Period(int(start), latest.months, latest.first_month)
        cells = cells_of(measure, series, period)
        yield str(cells["period"].iloc[0]), hidden_in(measure, cells, below).whole


def cells_of(measure: Measure, series: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The partners' figures in one period of a run, the partnership's own where there are none."""
    now = series[series["start"] == period.start]
    partners = now[now["partner"] != ""]
    return with_before(measure, (partners if len(partners) else now).assign(area=""), series, period)


def with_before(measure: Measure, cells: pd.DataFrame, series: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The cells with what had been reached one period before, where figures count from the start of the year."""
    if measure.accumulate is not Accumulate.CUMULATIVE or period.number == 1:
        return cells
    before = series[series["start"] == period.previous.start].drop_duplicates("partner").set_index("partner")
    return cells.assign(**{f"{name}{BEFORE}": cells["partner"].map(before[name]) for name in FIGURES})


def hidden_now(found: Assessment, measure: Measure, below: int) -> Hidden:
    """What must be hidden in the period shown: by partners, and by areas where figures are by area.

    Where the figures behind cannot be laid out by partner and area, all are hidden if any figure is small.
    """
    names = ("measures", "partners", "areas", "series", "figures")
    mine = {name: of(measure, getattr(found, name)) for name in names}
    rows = mine["partners"] if len(mine["partners"]) else mine["measures"]
    run = with_parts(mine["series"])
    cells = with_before(measure, rows.assign(area=""), run, period_shown(found, measure, run))
    by_partner = hidden_in(measure, cells, below)._replace(areas=frozenset())
    if mine["areas"].empty:
        return by_partner
    table = by_partner_and_area(found, mine["figures"])
    if not adds_up(table, mine):
        return joined([by_partner, all_or_nothing(measure, mine, below)])
    return joined([by_partner, hidden_in(measure, table, below)])


def period_shown(found: Assessment, measure: Measure, series: pd.DataFrame) -> Period:
    """The period that the assessment shows of a measure: a figure that came early is shown in its own."""
    own = own_period(measure, found.period)
    label = found.measures.loc[found.measures["measure"] == measure.id, "period"].iloc[0]
    starts = series.loc[series["period"] == label, "start"]
    return Period(int(starts.iloc[0]), own.months, own.first_month) if len(starts) else own


def of(measure: Measure, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of one measure."""
    return frame[frame["measure"] == measure.id]


def with_parts(series: pd.DataFrame) -> pd.DataFrame:
    """A run with a column for each part, NaN where a run has none."""
    return series.reindex(columns=[*dict.fromkeys([*series.columns, *FIGURES])])


def by_partner_and_area(found: Assessment, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures behind, by those who answer for them today; empty where several make one."""
    known = figures.assign(
        partner=figures["partner"].map(roots(found.framework, "partner")).fillna(figures["partner"]),
        area=figures["area"].map(roots(found.framework, "area")).fillna(figures["area"]),
    )
    known = known[~known["held"].astype(bool) & (known["area"] != "")]
    return known[:0] if known.duplicated(["partner", "area"]).any() else known


def adds_up(table: pd.DataFrame, mine: dict[str, pd.DataFrame]) -> bool:
    """True where the figures behind make up what is shown of every partner and of every area."""
    return not table.empty and all(
        np.isclose(part(row, name), part_of(table, by, row[by], name), equal_nan=True)
        for by, view in (("partner", "partners"), ("area", "areas"))
        for row in records(mine[view])
        for name in parts_shown(row)
    )


def parts_shown(row: dict[str, Any]) -> list[str]:
    """The parts of a figure that add up: its numerator and denominator where it has them, else itself."""
    return FIGURES[:2] if not math.isnan(row["denominator"]) else FIGURES[2:]


def part(row: dict[str, Any], name: str) -> float:
    """A part of a figure, nought where there is none."""
    return 0.0 if math.isnan(row[name]) else float(row[name])


def part_of(table: pd.DataFrame, by: str, unit: str, name: str) -> float:
    """The same part summed over the figures behind."""
    return float(table.loc[table[by] == unit, name].astype(float).sum())


def all_or_nothing(measure: Measure, mine: dict[str, pd.DataFrame], below: int) -> Hidden:
    """Everything, where any figure shown is small."""
    for view in ("partners", "areas", "measures"):
        rows = mine[view].assign(partner=mine[view]["partner"] + mine[view]["area"], area="")
        if hidden_in(measure, rows, below).partners:
            return Hidden(frozenset(mine["partners"]["partner"]), frozenset(mine["areas"]["area"]), whole=True)
    return Hidden()
