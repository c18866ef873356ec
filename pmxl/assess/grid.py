"""The grid: every figure expected in the periods around a scorecard, with the ledger's figure where there is one.

A row is a measure, partner, area and period of the measure's display length (a monthly measure on a quarterly
scorecard is rolled up). `back` counts periods before the one shown: 0 is now. `root` names who answers for the cell
today, so that a merged or renamed partner's past is compared with its successor's present.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from pmxl.assess.grouped import grouped
from pmxl.assess.scene import Scene
from pmxl.assess.scene import text
from pmxl.framework.asked import is_due
from pmxl.framework.asked import lives_in
from pmxl.framework.asked import own_period
from pmxl.framework.lives import NEVER
from pmxl.framework.lives import lifetimes
from pmxl.framework.lives import roots
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.terms import REASONS
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Trigger

WINDOW = 40
"""How many periods back the grid reaches: ten years of quarters, or three of months with the year before them."""

LEAST = 8
"""Periods back that the grid reaches at least: a year ago and more, also where the first figures have just come."""

LASTING = (Trigger.MISSING, Trigger.RATING)
"""The triggers that look back period by period, whether figures came or not."""

CELL = ["measure", "partner", "area"]
FIGURES = ["numerator", "denominator", "value"]


def measure_table(framework: Framework, period: Period, early: Mapping[str, set[int]]) -> pd.DataFrame:
    """One row a measure, by id: what the arithmetic needs to know of it, and the period of it that is shown.

    `early` holds the month indices at which each measure has figures: one that came before it was due is shown.
    """
    heads = roots(framework, "partner")
    rows = []
    for measure in framework.measures:
        shown = shown_period(measure, period, early.get(measure.id, set()))
        rows.append(
            {
                "measure": measure.id,
                "own": measure.frequency.months,
                "length": shown.months,
                "start": shown.start,
                "accumulate": measure.accumulate.value,
                "parts": measure.kind.of_two_parts,
                "adds": measure.kind in (Kind.COUNT, Kind.MONEY),
                "milestone": measure.kind is Kind.MILESTONE,
                "multiplier": measure.multiplier,
                "pooling": measure.pooling.value,
                "lead": heads.get(measure.lead, measure.lead),
                "weights": measure.weights,
                "decimals": measure.decimals,
                "polarity": measure.polarity.value,
                "dead_band": measure.dead_band,
            }
        )
    columns = ["measure", "own", "length", "start", "accumulate", "parts", "adds", "milestone"]
    columns += ["multiplier", "pooling", "lead", "weights", "decimals", "polarity", "dead_band"]
    return pd.DataFrame(rows, columns=columns).set_index("measure", drop=False).rename_axis(None)


def shown_period(measure: Measure, period: Period, figures: set[int]) -> Period:
    """The period of a measure that a scorecard shows: the last that is due, or a later one whose figure came early.

    Where none is due yet in the measure's life it is the current one, which is then Not due.
    """
    current = own_period(measure, period)
    due = current
    while not is_due(measure, due, period):
        due = due.previous
    own = measure.frequency.months
    while current != due and not figures.issuperset(range(current.start, current.start + current.months, own)):
        current = current.previous
    return current if lives_in(measure, current) else own_period(measure, period)


def figures_by_measure(recalled: pd.DataFrame) -> dict[str, set[int]]:
    """The month indices at which each measure has a figure of any partner."""
    known = recalled[(recalled["partner"] != "") & (recalled["value"].notna() | recalled["numerator"].notna())]
    return {str(measure): set(starts) for measure, starts in known.groupby("measure")["start"]}


def cells_of(
    framework: Framework, recalled: pd.DataFrame, table: pd.DataFrame, partners: Collection[str] | None = None
) -> pd.DataFrame:
    """The ledger's figures for measures and partners of the framework, held ones emptied, rolled up to display length.

    Parts and value are NaN where there is no figure; `came` counts the periods of a cell that have one, `got` those
    rolled into it: a rate without its parts does not add up. `shut` counts those for which there will never be one.
    `partners` may name others than the framework's: the partner of comparators' figures is "".
    """
    partners = {p.id for p in framework.partners} if partners is None else partners
    cells = recalled[recalled["measure"].isin(table.index) & recalled["partner"].isin(partners)].copy()
    cells = cells.join(table[["own", "length", "accumulate", "parts", "adds", "milestone", "multiplier"]], on="measure")
    cells = cells[cells["months"] == cells["own"]]
    cells.loc[cells["held"].astype(bool), FIGURES] = np.nan
    cells = cells.sort_values("held", kind="stable")  # of files in dispute every version is held
    cells = cells.drop_duplicates([*CELL, "start"])
    last_month = cells["start"] + cells["months"] - 1  # a rolling year belongs to the period it ends in
    cells["bucket"] = last_month - (last_month - period_offset(framework)) % cells["length"]
    parts = cells["numerator"].notna() & cells["denominator"].notna()
    many = cells["own"] < cells["length"]
    rates = many & cells["parts"] & (cells["accumulate"] == Accumulate.FLOW.value)
    cells["usable"] = parts | (cells["value"].notna() & ~rates)
    cells["came"] = (parts | cells["value"].notna()).astype(int)
    single = cells[~many].sort_values("start").drop_duplicates([*CELL, "bucket"], keep="last")
    single = single.assign(start=single["bucket"], latest=single["bucket"], got=single["usable"].astype(int), shut=0)
    return pd.concat([single, roll_up(cells[many])], ignore_index=True) if many.any() else single.reset_index(drop=True)


def period_offset(framework: Framework) -> int:
    """The month index, less than 12, at which a year of the framework begins."""
    return framework.settings.year_starts - 1


def roll_up(cells: pd.DataFrame) -> pd.DataFrame:
    """Months into quarters (or years) by how the measure accumulates; `got` counts those that have a figure.

    What builds up adds up; else the last stands, from the period `latest`; of a milestone the last that says something.
    The marker is that of a period for which a figure was refused, where what builds up lacks it.
    """
    cells = cells.assign(_says=cells["milestone"] & cells["usable"]).sort_values(["_says", "start"])
    shut = [(cells["marker"] == word) & ~cells["usable"] for word in REASONS]
    never = [*shut, (cells["marker"] == Rating.NOT_APPLICABLE) & ~cells["usable"]]
    cells["shut"], cells["_why"] = np.any(never, axis=0).astype(int), np.select(shut, [2, 1])
    of = grouped(cells, [*CELL, "bucket"]).of
    by, last = cells.groupby(of), ~pd.Series(of).duplicated(keep="last").to_numpy()
    out, mine = cells[last].copy(), of[last]  # what is told of each group stands in its place
    flows = (out["accumulate"] == Accumulate.FLOW.value).to_numpy()
    parts, adds = out["parts"].to_numpy(bool), out["adds"].to_numpy(bool)
    sums = by[[*FIGURES, "usable", "came", "shut"]].sum(min_count=1)
    for column in FIGURES:
        out[column] = np.where(flows & (parts | adds), sums[column].to_numpy()[mine], out[column])
    ratio = out["numerator"] / out["denominator"].where(out["denominator"] != 0) * out["multiplier"]
    out["value"] = out["value"].where(~(flows & parts), ratio)
    for name, counted in (("got", "usable"), ("came", "came"), ("shut", "shut")):
        out[name] = np.where(flows, sums[counted].to_numpy(int)[mine], out[counted])
    why = np.where(flows, by["_why"].max().to_numpy(int)[mine], 0)
    said = np.array(("", *reversed(REASONS)), dtype=object)[why]
    out["marker"] = np.where((out["got"] == 0) & (why == 0), out["marker"], said)
    for column in ("provisional", "held"):
        out[column] = by[column].max().to_numpy()[mine]
    return out.assign(latest=out["start"], start=out["bucket"])


def shown_in(framework: Framework, recalled: pd.DataFrame, period: Period) -> Scene:
    """The scene of a period as far as it says which figures are shown in it: without the grid, which is most of it."""
    table = measure_table(framework, period, figures_by_measure(recalled))
    return Scene(framework, period, period.last_day, table, pd.DataFrame())


def grid_of(framework: Framework, cells: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Every expected cell of the window, with its figures where there are any, its roots, and how far back it lies.

    A cell of several periods has a figure only when all of those `wanted` are there: of what adds up every one, else
    the last.
    """
    pairs = pairs_of(framework, table)
    grid, pair = expected_cells(framework, pairs, depth_of(framework, cells, table))
    place = standing_in(pairs, pair, grid, cells)
    for column in (*FIGURES, "latest"):
        grid[column] = take(cells[column].to_numpy(float), place, allow_fill=True, fill_value=np.nan)
    for column in ("provisional", "held"):
        said = cells[column].eq(True).to_numpy(bool)  # noqa: FBT003 - a missing cell is neither
        grid[column] = take(said, place, allow_fill=True, fill_value=False)
    marker = text(cells["marker"], cells.index).to_numpy(object)
    grid["marker"] = take(marker, place, allow_fill=True, fill_value="")
    for column in ("came", "got", "shut"):
        grid[column] = take(cells[column].to_numpy(int), place, allow_fill=True, fill_value=0)
    stale = grid["latest"].notna() & (grid["latest"] < grid["last"])
    grid.loc[stale, ["came", "got", "marker"]] = 0, 0, ""
    short, many = grid["got"] < grid["wanted"], grid["wanted"] > 1
    others_may_come = many & (grid["got"] + grid["shut"] < grid["wanted"])
    grid.loc[others_may_come & ((grid["got"] > 0) | grid["marker"].isin(REASONS)), "marker"] = ""
    grid[FIGURES] = grid[FIGURES].mask(short & (many | stale))
    return grid


def pairs_of(framework: Framework, table: pd.DataFrame) -> pd.DataFrame:
    """Every measure, partner and area of the framework, with what is known of the measure and who answers today."""
    pairs = pd.DataFrame([(m.id, p, a) for m in framework.measures for p, a in m.pairs], columns=CELL).join(
        table[["own", "length", "start", "accumulate", "milestone"]], on="measure"
    )
    for column in ("partner", "area"):
        pairs[f"root_{column}"] = text(pairs[column].map(roots(framework, column)), pairs.index)
    return pairs


def depth_of(framework: Framework, cells: pd.DataFrame, table: pd.DataFrame) -> int:
    """How many periods back the grid reaches: to the earliest that anything is known of, and as far as triggers look.

    Of thousands of partners each period further back is hundreds of thousands of cells, and all of them empty.
    """
    of = table.loc[cells["measure"], ["start", "length"]].to_numpy(int)
    known = (of[:, 0] - cells["start"].to_numpy(int)) // of[:, 1] + 1
    lasting = [row.n for row in framework.tolerances if row.rule in LASTING and row.n is not None]
    return int(min(WINDOW, max(LEAST, known.max(initial=0), max(lasting, default=0) + LEAST)))


def expected_cells(framework: Framework, pairs: pd.DataFrame, depth: int) -> tuple[pd.DataFrame, np.ndarray]:
    """The cells of so many periods, how many figures are `wanted` for each, and which of the pairs each is of.

    A figure is wanted for every period of the measure's own rhythm in which measure, partner and area all exist; of
    what does not add up only the `last` of them, of a milestone any.
    """
    pair, back = np.repeat(np.arange(len(pairs)), depth), np.tile(np.arange(depth), len(pairs))
    own, length = (pairs[column].to_numpy(int)[pair] for column in ("own", "length"))
    begins = pairs["start"].to_numpy(int)[pair] - back * length
    spans = {column: spans_of(found, pairs[column]) for column, found in lifetimes(framework).items()}
    wanted, latest = np.zeros(len(pair), dtype=int), np.zeros(len(pair), dtype=int)
    for part in range((length // own).max(initial=1)):
        start, end = begins + part * own, begins + (part + 1) * own
        within = end <= begins + length
        for column, (first, last) in spans.items():
            # a measure counts only in whole periods of its life; a partner or area in any period it touches
            begun, over = (start, end) if column == "measure" else (end - 1, start + 1)
            within &= (begun >= first[pair]) & (over <= last[pair])
        wanted += within
        latest = np.where(within, start, latest)
    milestone = pairs["milestone"].to_numpy(bool)[pair]
    adds_up = (pairs["accumulate"].to_numpy(object) == Accumulate.FLOW.value)[pair] & ~milestone
    here = np.flatnonzero(wanted)
    cells = pairs[[*CELL, "root_partner", "root_area"]].take(pair[here]).reset_index(drop=True)
    cells["start"], cells["back"] = begins[here], back[here]
    cells["wanted"] = np.where(adds_up, wanted, np.minimum(wanted, 1))[here]
    cells["last"] = np.where(adds_up | milestone, 0, latest)[here]
    return cells, pair[here]


def standing_in(pairs: pd.DataFrame, pair: np.ndarray, grid: pd.DataFrame, cells: pd.DataFrame) -> np.ndarray:
    """Which of the ledger's cells stands in each of the grid, whose rows are of these `pairs`; -1 where there is none.

    Numbers are compared and not names: there may be hundreds of thousands.
    """
    who = grouped(pd.concat([pairs[CELL], cells[CELL]], ignore_index=True), CELL).of
    ours = who[: len(pairs)][pair] * NEVER + grid["start"].to_numpy(int)
    theirs = who[len(pairs) :] * NEVER + cells["start"].to_numpy(int)
    found: np.ndarray = pd.Index(theirs).get_indexer(ours)
    return found


def spans_of(lives: Mapping[str, tuple[int, int]], column: pd.Series[str]) -> tuple[np.ndarray, np.ndarray]:
    """When those named in a column begin and end; who is not known lives always."""
    number, words = pd.factorize(column.to_numpy())
    first, last = zip(*(lives.get(word, (0, NEVER)) for word in words), strict=True) if len(words) else ((), ())
    return np.array(first, dtype=int)[number], np.array(last, dtype=int)[number]
