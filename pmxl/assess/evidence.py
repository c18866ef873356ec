"""Evidence for a review of the framework: what the ledger's figures say of each measure's process and its target."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.rows import rows_by
from pmxl.assess.scene import records
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.evidence import Process
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.terms import Assurance


def evidence_of(framework: Framework, recalled: pd.DataFrame, rehearsed: frozenset[str] = frozenset()) -> Evidence:
    """What the figures in the ledger say of each measure, as at the latest quarter that has any."""
    figures = recalled[(recalled["partner"] != "") & recalled["value"].notna()]
    if figures.empty:
        return NOTHING_KNOWN
    period = latest(framework, figures)
    rows = rows_by(scene_of(framework, recalled, period, period.last_day), "")
    starts = figures.groupby("measure")["start"].nunique()
    counts = {str(measure): int(count) for measure, count in starts.items()}
    return Evidence(is_known=True, processes=dict(processes(rows, counts, period)), rehearsed=rehearsed)


def latest(framework: Framework, figures: pd.DataFrame) -> Period:
    """The shortest of the latest periods for which there is a figure of a measure that still stands."""
    known = {measure.id for measure in framework.measures}
    mine = figures[figures["measure"].isin(known)]
    mine = mine if not mine.empty else figures
    ends = mine["start"] + mine["months"]
    last = mine[ends == ends.max()]
    months = int(last["months"].min())
    return Period(int(ends.max()) - months, months, framework.settings.year_starts)


def processes(rows: pd.DataFrame, counts: dict[str, int], period: Period) -> Iterator[tuple[str, Process]]:
    """Each measure's process: how many figures, how far they swing, and whether its target is out of reach."""
    for row in records(rows):
        limits = [float(row[name]) for name in ("process_mean", "process_lower", "process_upper")]
        known = all(map(math.isfinite, limits)) and limits[0] != 0 and not row["signal_trial"]
        swing = (limits[2] - limits[1]) / abs(limits[0]) if known else None
        failing = row["assurance"] == Assurance.FAILING.value and not row["signal_trial"]
        measure = str(row["measure"])
        words = str(row["assurance_words"]).partition(": ")[2] if failing else ""
        told = f"{words[:1].upper()}{words[1:]}"
        can = row["assurance"] in (Assurance.PASSING.value, Assurance.HIT_AND_MISS.value)
        yield measure, Process(counts.get(measure, 0), swing, period, told, can)
