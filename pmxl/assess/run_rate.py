"""Run rate: what the rest of the year must bring for every row's target to be met, and whether that was ever done."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.forecast_levels import counted
from pmxl.assess.forecast_levels import counts_to_come
from pmxl.assess.grid import WINDOW
from pmxl.assess.together import Lines
from pmxl.assess.year_ahead import Outlook
from pmxl.assess.year_ahead import YearAhead
from pmxl.rules.profile import years as whole_years
from pmxl.rules.required import best_ever
from pmxl.rules.required import required
from pmxl.rules.required import required_rate
from pmxl.rules.rounding import published
from pmxl.rules.rounding import settled


class RunRate(NamedTuple):
    """What one row needs: `needs` in each period to come, in their order, and the `best` there has been.

    `together` is true where the need is an average over all of them, if as many are counted as a year before
    (`as_before`) or as so far; `left` what is left of a total's target (NaN where it is no total), `may_fall` that its
    periods can be below nought. `best` is in one period, or `by_year` in the same periods of a year together;
    `best_back` counts periods back from the one shown, or years from the last. `needs` is empty where there is nothing
    to reach.
    """

    needs: tuple[float, ...] = ()
    together: bool = False
    as_before: bool = False
    by_year: bool = False
    left: float = math.nan
    may_fall: bool = False
    best: float = math.nan
    best_back: int = 0

    @property
    def next(self) -> float:
        """What is needed in the next period."""
        return self.needs[0] if self.needs else math.nan


NOTHING = RunRate()


class Line(NamedTuple):
    """What a row's need is worked out from: its run, the best figure in it, and its year so far."""

    figures: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    best: float
    best_back: int
    to_date: float
    shares: tuple[float, ...]
    forecast: float


def run_rates(years: list[YearAhead], lines: Lines, found: pd.DataFrame, rows: pd.DataFrame) -> list[RunRate]:
    """What every row needs, in their order; `lines` holds those of which every member is part, else gaps."""
    polarity = np.array([year.measure.polarity.value for year in years], dtype=object)
    best = best_ever(lines.value, polarity, np.array([year.measure.decimals for year in years], dtype=int))
    columns = (*lines, best.figure, best.back, rows["value_ytd"], found["shares"], found["forecast"])
    each = (Line(*line) for line in zip(*columns, strict=True))
    return [run_rate(year, line) for year, line in zip(years, each, strict=True)]


def run_rate(year: YearAhead, line: Line) -> RunRate:
    """What one row needs; nothing without a target to be reached from one side, or without a figure to start from."""
    target = year.found.target
    if not year.ahead or math.isnan(target) or not year.measure.polarity.sign or math.isnan(line.forecast):
        return NOTHING
    if year.outlook is Outlook.TOTAL:
        return of_total(year, line)
    if year.outlook is Outlook.YEAR_RATE:
        return of_rate(year, line)
    if year.outlook is Outlook.LEVEL:
        return RunRate((published(target, year.measure.decimals).item(),), best=line.best, best_back=line.best_back)
    return NOTHING


def of_total(year: YearAhead, line: Line) -> RunRate:
    """What is left of a year's total, over the periods left or over what is left of its profile."""
    target, to_date = (published(level, year.measure.decimals).item() for level in (year.found.target, line.to_date))
    left = settled(target - to_date, abs(target) + abs(to_date)).item()
    may_fall = target < 0 or bool((line.figures < 0).any())
    rest = line.shares[year.number : year.last]
    if not rest or math.fsum(rest) <= 0:
        need = required(target, to_date, year.ahead).item()
        even = (need,) * year.ahead
        return RunRate(even, left=left, may_fall=may_fall, best=line.best, best_back=line.best_back)
    needs = tuple(required(target, to_date, math.fsum(rest), np.array(rest)).tolist())
    past = whole_years(line.figures[: WINDOW - year.number], year.number, year.season)
    best = best_ever(past.total - past.to_date, year.measure.polarity, year.measure.decimals)
    return RunRate(
        needs, by_year=True, left=left, may_fall=may_fall, best=best.figure.item(), best_back=best.back.item()
    )


def of_rate(year: YearAhead, line: Line) -> RunRate:
    """What a rate must average over the rest of the year for the year as a whole to come to its target."""
    numerator, denominator = counted(year, line.numerator), counted(year, line.denominator)
    rest = counts_to_come(year, line.denominator)
    multiplier = year.measure.multiplier
    goal = published(year.found.target, year.measure.decimals)
    need = required_rate(goal, numerator, denominator, rest.counts.sum(), multiplier).item()
    if math.isnan(need):
        return NOTHING
    needs = (need,) * year.ahead
    return RunRate(needs, together=True, as_before=rest.as_before, best=line.best, best_back=line.best_back)
