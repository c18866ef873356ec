"""Disclosed: what of an assessment may be published to one audience, small numbers of cases hidden."""

from __future__ import annotations

import math
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import pandas as pd

from pmxl.assess.assessment import Assessment
from pmxl.assess.audience import only
from pmxl.assess.grid import FIGURES
from pmxl.assess.small_counts import Hidden
from pmxl.assess.small_figures import hidden_before
from pmxl.assess.small_figures import hidden_now
from pmxl.assess.small_figures import with_parts
from pmxl.periods import YEAR_MONTHS
from pmxl.terms import Rating

MOVES = ("travel", "travel_year")
HIDDEN = Rating.SUPPRESSED.value
"""Stands for a rating, and for a direction of travel, that would tell what is hidden."""

Shown = tuple[str, str]
"""A measure and the label of a period."""


@dataclass(frozen=True)
class Disclosed:
    """An assessment of an audience's measures alone, with a column `hidden` in `measures`, `partners`, `areas` and
    `series`: what is hidden is NaN and rated "Suppressed". Hidden are numbers of cases `below` this; 0 hides nothing.
    """

    assessment: Assessment
    audience: str
    below: int

    @property
    def hidden(self) -> int:
        """How many figures of the period shown are hidden."""
        found = self.assessment
        return sum(int(frame["hidden"].sum()) for frame in (found.measures, found.partners, found.areas))


def disclosed(found: Assessment, audience: str, measures: Sequence[str], below: int) -> Disclosed:
    """What may be published of these measures: no number of cases from 1 to `below` - 1 can be read or worked out.

    Hidden are the small counts themselves, as many others as it takes for no total to give them away, every figure made
    of them with its rating and travel, and what is said of such a measure. Looked at are the period shown and those
    before it, partner by partner; not what one measure tells of another, nor what was published elsewhere.
    """
    mine = of_measures(found, measures)
    now, past = hidden_cells(mine, below)
    words = {id_ for id_, hidden in now.items() if hidden.whole or hidden.partners or hidden.areas}
    rows = blanked(mine.measures, [now[id_].whole for id_ in mine.measures["measure"]], words)
    return Disclosed(
        replace(
            mine,
            measures=without_moves(rows, mine.series, past),
            partners=blanked(mine.partners, hidden_units(mine.partners, "partner", now), words),
            areas=blanked(mine.areas, hidden_units(mine.areas, "area", now), words),
            series=blanked_run(mine.series, past),
        ),
        audience,
        below,
    )


def of_measures(found: Assessment, measures: Collection[str]) -> Assessment:
    """The assessment of these measures alone."""
    return replace(
        found,
        measures=only(found.measures, "measure", measures),
        partners=only(found.partners, "measure", measures),
        areas=only(found.areas, "measure", measures),
        series=with_parts(only(found.series, "measure", measures)),
        figures=only(found.figures, "measure", measures),
    )


def hidden_cells(found: Assessment, below: int) -> tuple[dict[str, Hidden], dict[Shown, bool]]:
    """What is hidden of every measure now, and whether the partnership's figure is in each period of its run."""
    now: dict[str, Hidden] = {}
    past: dict[Shown, bool] = {}
    for id_ in dict.fromkeys(found.measures["measure"]):
        measure = found.framework.measure(id_)
        run = found.series[found.series["measure"] == id_]
        past |= {(id_, label): whole for label, whole in hidden_before(found, measure, run, below)}
        shown = (id_, found.measures.loc[found.measures["measure"] == id_, "period"].iloc[0])
        now[id_] = hidden_now(found, measure, below)
        past[shown] = now[id_].whole or past.get(shown, False)
        now[id_] = now[id_]._replace(whole=past[shown])
    return now, past


def hidden_units(rows: pd.DataFrame, by: str, now: dict[str, Hidden]) -> list[bool]:
    """Of every partner's or area's row, whether it is hidden."""
    return [
        unit in (now[measure].partners if by == "partner" else now[measure].areas)
        for measure, unit in zip(rows["measure"], rows[by], strict=True)
    ]


def blanked(rows: pd.DataFrame, hidden: Sequence[bool], words: Collection[str]) -> pd.DataFrame:
    """The rows without what is hidden, and without what is said of the measures in `words`."""
    flags = pd.Series(list(hidden), index=rows.index, dtype=bool)
    out = rows.assign(hidden=flags)
    for name in FIGURES:
        out[name] = out[name].astype(float).mask(flags)
    for name in MOVES:
        out[name] = out[name].astype(object).mask(flags & (out[name] != ""), HIDDEN)
    out["rating"] = out["rating"].astype(object).mask(flags, HIDDEN)
    out["unsaid"] = out["measure"].isin(list(words)) & (out["commentary"] != "")
    out["commentary"] = out["commentary"].astype(object).mask(out["measure"].isin(list(words)), "")
    return out


def without_moves(rows: pd.DataFrame, series: pd.DataFrame, past: dict[Shown, bool]) -> pd.DataFrame:
    """The rows without a direction of travel from a figure that is hidden."""
    whole = series[series["partner"] == ""]
    hides: dict[tuple[str, int], bool] = {
        (measure, int(start)): past.get((measure, label), False)
        for measure, start, label in zip(whole["measure"], whole["start"], whole["period"], strict=True)
    }
    starts: dict[Shown, int] = dict(
        zip(zip(whole["measure"], whole["period"], strict=True), whole["start"].astype(int), strict=True)
    )
    out = rows.copy()
    for name in MOVES:
        out[name] = [
            HIDDEN if word and from_hidden(hides, measure, starts.get((measure, period), 0), name) else word
            for measure, period, word in zip(rows["measure"], rows["period"], rows[name], strict=True)
        ]
    return out


def from_hidden(hides: dict[tuple[str, int], bool], measure: str, start: int, name: str) -> bool:
    """True where the figure that a direction of travel starts from is hidden."""
    earlier = [one for id_, one in hides if id_ == measure and one < start]
    before = start - YEAR_MONTHS if name == "travel_year" else max(earlier, default=-1)
    return hides.get((measure, before), False)


def blanked_run(series: pd.DataFrame, past: dict[Shown, bool]) -> pd.DataFrame:
    """The partnership's run of figures without what is hidden; `last_year` is left to the year before's own row."""
    whole = series[series["partner"] == ""].reset_index(drop=True)
    keys = zip(whole["measure"], whole["period"], strict=True)
    flags = pd.Series([past.get(key, False) for key in keys], index=whole.index, dtype=bool)
    out = whole.assign(hidden=flags, last_year=math.nan)
    for name in FIGURES:
        out[name] = out[name].astype(float).mask(flags)
    return out
