"""Direction of travel for every unit, against the previous period and the same period last year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pmxl.assess.grouped import places_in
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.pooled import counted
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import YEAR_MONTHS
from pmxl.rules.spoken import spoken
from pmxl.rules.travel import Reason
from pmxl.rules.travel import not_comparable
from pmxl.rules.travel import travel
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Travel
from pmxl.terms import yes_or_no

PREVIOUS = "previous"
LAST_YEAR = "last-year"


def backs_of(table: pd.DataFrame, compare: str) -> pd.Series[int]:
    """How far back the comparison lies for each measure: one period, or a year."""
    if compare == PREVIOUS:
        return pd.Series(1, index=table.index)
    return YEAR_MONTHS // table["length"]


def back_of(scene: Scene, measure: str, compare: str) -> int:
    """How far back the comparison lies for one measure."""
    return 1 if compare == PREVIOUS else scene.a_year_back(measure)


def movement(scene: Scene, cells: pd.DataFrame, levels: pd.DataFrame, compare: str) -> pd.DataFrame:
    """`travel` and `words` for each (measure, unit): the word, and the figures compared or why they cannot be.

    `levels` has the target, low and high of each unit: a range or nearest-to-target figure moves towards them.
    """
    table = scene.table
    now, then = pd.Series(0, index=table.index), backs_of(table, compare)
    (here, there), counts = aligned(cells, UNIT, [now, then], table)
    keys = counts.index.tolist()
    value, before = (frame["value"].reindex(counts.index).to_numpy(float) for frame in (here, there))
    info = table.iloc[table.index.get_indexer(counts.index.get_level_values("measure"))]
    polarity, levels = info["polarity"].to_numpy(object), levels.reindex(counts.index)
    word = travel(
        value,
        before,
        polarity,
        decimals=info["decimals"].to_numpy(),
        dead_band=info["dead_band"].to_numpy(),
        **{level: levels[level].to_numpy(float) for level in LEVELS},
    )
    reasons, had = blocked_words(scene, compare), with_figures(cells, table, then)
    reason = [
        reasons.get(measure)
        or (Reason.NO_DIRECTION.value if way == Polarity.NONE else "")
        or (Reason.APART.value if apart else "")
        or (Reason.NO_FIGURE.value if (measure, unit) not in had else "")
        or (Reason.COVERAGE.value if not common else "")
        or (Reason.NO_FIGURE.value if said == Travel.NOT_COMPARABLE else "")
        for (measure, unit), way, apart, common, said in zip(
            keys, polarity, counts["apart"], counts["common"], word, strict=True
        )
    ]
    came = [Travel.NOT_COMPARABLE.value if none else str(said) for none, said in zip(reason, word, strict=True)]
    out = counts.assign(value=value, before=before, reason=reason)
    words = [spell(scene, row, measure, unit, compare) for (measure, unit), row in zip(keys, records(out), strict=True)]
    return pd.DataFrame({"travel": came, "words": words}, index=counts.index)


def with_figures(cells: pd.DataFrame, table: pd.DataFrame, then: pd.Series[int]) -> set[tuple[str, str]]:
    """The units that have any figure in the period compared with."""
    measure = places_in(table, cells)
    known = (cells["back"].to_numpy(int) == then.to_numpy()[measure]) & counted(cells)
    return set(zip(*(cells[key].to_numpy(object)[known] for key in UNIT), strict=True))


def blocked_words(scene: Scene, compare: str) -> dict[str, str]:
    """What is said of the measures whose periods may not be compared; a changed definition is one break in series."""
    reasons = blocked(scene.framework, scene.table, compare)
    redefined = [key for key, reason in reasons.items() if reason == Reason.BREAK and key in scene.redefined]
    return reasons | dict.fromkeys(redefined, Reason.DEFINITION)


def blocked(framework: Framework, table: pd.DataFrame, compare: str) -> dict[str, str]:
    """Why a measure's two periods may not be compared at all: it cumulates, or its series breaks between them.

    A whole year is the same point of each year, so that what cumulates is compared with the year before.
    """
    found: dict[str, str] = {}
    starts, lengths, backs = (each.to_dict() for each in (table["start"], table["length"], backs_of(table, compare)))
    for measure in framework.measures:
        start, length = starts[measure.id], lengths[measure.id]
        then = start - backs[measure.id] * length
        if measure.kind is Kind.MILESTONE:
            found[measure.id] = Reason.MILESTONE
        elif measure.accumulate is Accumulate.CUMULATIVE and compare == PREVIOUS and length < YEAR_MONTHS:
            found[measure.id] = Reason.CUMULATIVE
        elif any(then < brk.start < start + length for brk in measure.rebase):
            found[measure.id] = Reason.BREAK
    return found


def spell(scene: Scene, row: dict[str, Any], measure_id: str, unit: str, compare: str) -> str:
    """`was 60.5 in 2022-23 Q2`, naming how many of those expected are compared when not all are."""
    if row["reason"]:
        return not_comparable(Reason(row["reason"]))
    measure = scene.framework.measure(measure_id)
    label = scene.shown(measure_id, back_of(scene, measure_id, compare)).label
    before = told(measure, row["before"], unit)
    if row["common"] < row["whole"]:
        part = f"of the {int(row['common'])} of {int(row['whole'])} present in both"
        return f"{told(measure, row['value'], unit)} against {before} in {label}, {part}"
    return f"was {before} in {label}"


def told(measure: Measure, value: float, unit: str) -> str:
    """A figure with its unit; a partner's yes or no in words, the share of all who say yes as a percentage."""
    if measure.kind is Kind.YES_NO:
        return spoken(value, measure.decimals, "%") if not unit else yes_or_no(value)
    return spoken(value, measure.decimals, measure.unit)
