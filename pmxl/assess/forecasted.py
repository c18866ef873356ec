"""Forecasts for every unit: how the year will end, how likely that meets the target, and what it still needs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.forecast_figures import forecasts
from pmxl.assess.forecast_figures import members
from pmxl.assess.forecast_words import Said
from pmxl.assess.forecast_words import forecast_words
from pmxl.assess.forecast_words import manager_words
from pmxl.assess.forecast_words import required_words
from pmxl.assess.pooled import cells_by
from pmxl.assess.rated import rate_rows
from pmxl.assess.run_rate import run_rates
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs as runs_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.together import Lines
from pmxl.assess.together import lines_of
from pmxl.assess.together import together
from pmxl.assess.year_ahead import OF_THE_YEAR
from pmxl.assess.year_ahead import Outlook
from pmxl.assess.year_ahead import YearAhead
from pmxl.assess.year_ahead import years_ahead
from pmxl.framework.models_forecasts import Forecast
from pmxl.rules.chance import chance
from pmxl.terms import REASONS
from pmxl.terms import Rating

COLUMNS = [
    *("forecast", "forecast_low", "forecast_high", "rating_forecast", "forecast_method", "forecast_words"),
    *("probability", "required", "required_words", "forecast_manager", "forecast_manager_words"),
]


def forecasted(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """COLUMNS for every row, on the index of `rows`.

    `forecast` is the total of the year where figures add up, the rate of the year where that is rated by the year, else
    the level in its last period; the range holds four fifths. `probability` is from 0 to 1. `required` is what the next
    period must bring for the target to be met (of a rate of the year, what the rest of it must average).
    `forecast_manager` stands beside, never over.
    """
    runs = together(scene, runs, by)
    years = years_ahead(scene, runs, rows, by)
    present, lines = members(runs, rows), as_built_up(scene, years, lines_of(runs, rows), rows, by)
    found, whole = forecasts(years, lines, present, rows).join(present), lines.where(present["in_run"])
    out = pd.DataFrame(index=rows.index)
    out["forecast"], out["forecast_low"], out["forecast_high"] = found["forecast"], found["low"], found["high"]
    waits = (found["part"] & (rows["waiting"] != "")).to_numpy(bool)
    out["rating_forecast"] = rating(scene, rows, years, found["forecast"], last_years(whole, years), waits)
    out["forecast_method"] = [str(method) for method in found["method"]]
    out["probability"] = chances(years, found).mask(waits)
    needs = run_rates(years, whole, found, rows)
    out["required"] = [need.next for need in needs]
    facts = zip(records(found), records(rows), out["probability"], years, strict=True)
    said = [said_of(*each, due=scene.is_due(each[-1].measure, each[-1].shown)) for each in facts]
    out["forecast_words"] = [forecast_words(year, facts) for year, facts in zip(years, said, strict=True)]
    out = once_over(out, years, rows)
    out["required_words"] = [required_words(year, need) for year, need in zip(years, needs, strict=True)]
    own = [managers(scene, year, by) for year in years]
    out["forecast_manager"] = [row.forecast if row else math.nan for row in own]
    out["forecast_manager_words"] = [
        manager_words(row, year) if row else "" for row, year in zip(own, years, strict=True)
    ]
    return out[COLUMNS]


def once_over(out: pd.DataFrame, years: list[YearAhead], rows: pd.DataFrame) -> pd.DataFrame:
    """The same, a year that is over with figures missing having the rating that they cannot change."""
    colours, said, methods = (list(out[name]) for name in ("rating_forecast", "forecast_words", "forecast_method"))
    over = [n for n, year in enumerate(years) if not year.ahead and year.outlook in OF_THE_YEAR and not methods[n]]
    if not over:
        return out
    for place, row in zip(over, records(rows.take(over)), strict=True):
        colour = row.get("rating_ytd_best", "")
        if colour and colour == row.get("rating_ytd_worst", ""):
            year, colours[place] = years[place], colour
            said[place] = f"{year.end.year.label} is over with figures missing: {colour} whatever they are."
    return out.assign(rating_forecast=colours, forecast_words=said)


def as_built_up(scene: Scene, years: list[YearAhead], lines: Lines, rows: pd.DataFrame, by: str) -> Lines:
    """The lines, of rates that build up through the year as they stood at each point of it and not by period."""
    mine = np.array([year.outlook is Outlook.SO_FAR for year in years])
    if not mine.any():
        return lines
    cells = cells_by(scene, by)
    measures = {measure for (measure, _), is_mine in zip(rows.index, mine, strict=True) if is_mine}
    stood = lines_of(runs_of(scene, cells[cells["measure"].isin(measures)], prefix=""), rows)
    here = mine[:, np.newaxis]
    return Lines(*(np.where(here, stands, own) for stands, own in zip(stood, lines, strict=True)))


def rating(
    scene: Scene,
    rows: pd.DataFrame,
    years: list[YearAhead],
    forecast: pd.Series[float],
    before: list[float],
    waits: np.ndarray,
) -> list[str]:
    """The colour of the forecast against what is expected at the end of the year; Waiting where partners are out."""
    colours = rate_rows(scene, rows, forecast, [year.found for year in years], before)
    return [
        Rating.WAITING.value if wait and colour not in ("", Rating.NO_TARGET) else colour
        for colour, wait in zip(colours, waits, strict=True)
    ]


def last_years(lines: Lines, years: list[YearAhead]) -> list[float]:
    """What the year before came to, for the preset that looks at it: its total, its rate, or the level at its end."""
    return [last_year(year, *line) for year, *line in zip(years, *lines, strict=True)]


def last_year(year: YearAhead, figures: np.ndarray, numerator: np.ndarray, denominator: np.ndarray) -> float:
    """The same of one row."""
    ended = len(figures) - year.number
    whole = slice(ended - year.season, ended)
    if year.outlook is Outlook.TOTAL:
        return float(figures[whole].sum())
    if year.outlook is Outlook.YEAR_RATE:
        counted = float(denominator[whole].sum())
        return float(numerator[whole].sum()) / counted * year.measure.multiplier if counted else math.nan
    back = year.season - year.ahead
    return float(figures[-1 - back]) if back >= 0 else math.nan


def chances(years: list[YearAhead], found: pd.DataFrame) -> pd.Series[float]:
    """The probability of meeting the target at the end of the year."""
    measures = [year.measure for year in years]
    names = ("target", "low", "high", "green_half_width")
    levels = {name: np.array([getattr(year.found, name) for year in years]) for name in names}
    met = chance(
        found["forecast"].to_numpy(float),
        found["spread"].to_numpy(float),
        levels.pop("target"),
        np.array([measure.polarity.value for measure in measures], dtype=object),
        decimals=np.array([measure.decimals for measure in measures], dtype=int),
        **levels,
    )
    return pd.Series(met, index=found.index)


def said_of(found: dict[str, Any], row: dict[str, Any], probability: float, year: YearAhead, *, due: bool) -> Said:
    """What the sentences about one row need to know."""
    return Said(
        forecast=found["forecast"],
        low=found["low"],
        high=found["high"],
        chance=probability,
        method=str(found["method"]),
        years=int(found["figures"]) if year.outlook is Outlook.TOTAL else 0,
        to_date=row["value_ytd"] if year.outlook in OF_THE_YEAR else row["value"],
        common=found["common"],
        of=found["of"],
        part=bool(found["part"]),
        whole=bool(found["whole"]),
        bare=row["bare"],
        absent=row["absent_for"] if row["rating"] in REASONS else "",
        due=due,
        waiting=row["waiting"],
        nothing=row["rating"] == Rating.NOT_APPLICABLE,
    )


def managers(scene: Scene, year: YearAhead, by: str) -> Forecast | None:
    """The manager's own forecast of a row's year; None where there is none."""
    if by == "area":
        return None
    mine = (year.measure.id, year.end.year, year.unit)
    return next((f for f in scene.framework.forecasts if (f.measure, f.period, f.partner) == mine), None)
