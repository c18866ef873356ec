"""Forecasts: how fast and how near, against statsmodels and the plain seasonal naive."""

from __future__ import annotations

import csv
import importlib.util
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.rounds import medians
from pmxl.rules.forecast import forecast

Table = npt.NDArray[np.float64]
Way = Callable[[Table, int], Table]

SERIES, LENGTH, SEASON = 10_000, 20, 4
SAMPLE = 200
"""Series that statsmodels is given; its time is multiplied up to all, and the table says so."""

LEAST = 8
"""Figures seen before the first forecast of the past, the same for all."""

HORIZONS = (1, 2, 3, 4)
ROUNDS = 3
LONDON = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "north-east-london"
FILES = ("observations.csv", "peers.csv")
RATES = ("H1", "H2", "A1")


def report() -> str:
    """Both tables; a line instead of either where what it needs is not there."""
    if importlib.util.find_spec("statsmodels") is None:
        return 'Forecasts: install the extra "bench" for statsmodels, which they are measured against.'
    return f"{speed_report()}\n\n{accuracy_report()}"


def speed_report() -> str:
    """Seconds for ten thousand short series."""
    of = np.random.default_rng(7).normal(50, 5, (SERIES, LENGTH)).cumsum(axis=1) / 10
    seconds = medians({"ours": lambda: forecast(of, 3, season=SEASON), "holt": lambda: holt(of[:SAMPLE], 3)}, ROUNDS)
    theirs = seconds["holt"] * SERIES / SAMPLE
    return "\n".join(
        [
            f"Forecasts of {SERIES:,} series of {LENGTH} figures, three quarters ahead (seconds)",
            f"  pmxl: method chosen, range and all           {seconds['ours']:>10.3f}",
            f"  statsmodels Holt, damped, one by one         {theirs:>10.1f}   timed on {SAMPLE} series, scaled",
            f"  times as fast                                {theirs / seconds['ours']:>10.0f}",
        ]
    )


def accuracy_report() -> str:
    """Mean scaled error at the same origins for all, over every published series long enough."""
    if not all((LONDON / name).exists() for name in FILES):
        return "Errors: the public figures of north-east London are kept beside the project, not in it."
    series = london()
    ways: dict[str, Way] = {
        "pmxl": lambda known, ahead: forecast(known, ahead, season=SEASON).forecast,
        "seasonal naive": lambda known, ahead: known[:, ahead - SEASON - 1],
        "statsmodels Holt, damped": holt,
        "last value": lambda known, _: known[:, -1],
    }
    started = time.perf_counter()
    found = errors(series, ways)
    lines = [
        f"Mean error over {len(series)} published series, every origin from {LEAST} figures on, the same for all,",
        f"as a share of the mean change on a year before; {found['pmxl'][0][1]:,} forecasts one quarter ahead",
        f"  {'quarters ahead':<28}" + "".join(f"{ahead:>9}" for ahead in HORIZONS) + f"{'all':>9}",
    ]
    for name, by_horizon in found.items():
        count = sum(number for _, number in by_horizon)
        mean = sum(total for total, _ in by_horizon) / count
        lines.append(
            f"  {name:<28}" + "".join(f"{total / number:>9.3f}" for total, number in by_horizon) + f"{mean:>9.3f}"
        )
    return "\n".join([*lines, f"  ({time.perf_counter() - started:.0f} s)"])


def errors(series: Table, ways: dict[str, Way]) -> dict[str, list[tuple[float, int]]]:
    """For each way and horizon the sum of scaled errors and how many, where all of them have a forecast."""
    scale = np.nanmean(np.abs(series[:, SEASON:] - series[:, :-SEASON]), axis=1)
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in ways}
    for ahead in HORIZONS:
        total, number = dict.fromkeys(ways, 0.0), 0
        for seen in range(LEAST, series.shape[1] - ahead + 1):
            known, came = series[:, :seen], series[:, seen + ahead - 1]
            usable = whole(known) & ~np.isnan(came)
            off = {name: np.abs(way(known[usable], ahead) - came[usable]) / scale[usable] for name, way in ways.items()}
            number += int(usable.sum())
            total = {name: total[name] + float(off[name].sum()) for name in ways}
        for name in ways:
            found[name].append((total[name], number))
    return found


def whole(known: Table) -> npt.NDArray[np.bool_]:
    """True for a series with enough figures and no gap since its first: what statsmodels can be given."""
    present = ~np.isnan(known)
    begun = np.maximum.accumulate(present, axis=1)
    return np.asarray((present == begun).all(axis=1) & (present.sum(axis=1) >= LEAST))


def holt(known: Table, ahead: int) -> Table:
    """Holt's damped trend by statsmodels, a series at a time."""
    from statsmodels.tsa.holtwinters import Holt

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        models = (Holt(row[~np.isnan(row)], damped_trend=True, initialization_method="estimated") for row in known)
        return np.array([model.fit().forecast(ahead)[-1] for model in models])


def london() -> Table:
    """Every published series of the London partnership and its comparators: a row a series, a column a quarter."""
    values: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for name in FILES:
        with (LONDON / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                value = figure(row)
                if value is not None:
                    values[row["partner_kind"], row["area"], row["measure"]][row["period"]] = value
    periods = sorted({period for series in values.values() for period in series})
    table = np.array([[series.get(period, np.nan) for period in periods] for series in values.values()])
    return np.asarray(table[(~np.isnan(table)).sum(axis=1) > LEAST])


def figure(row: dict[str, str]) -> float | None:
    """The figure of one line; None for a rate without a denominator."""
    if row["measure"] not in RATES:
        return float(row["numerator"])
    denominator = float(row["denominator"] or 0)
    return float(row["numerator"]) / denominator * 100 if denominator else None
