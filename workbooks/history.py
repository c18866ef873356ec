"""The figures of the worked year: four years made by a seeded generator, three of them handed over as history.

Only `random()` is drawn on, the one method whose sequence Python promises to keep, so that the same seed gives the
same figures everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pmxl.periods import APRIL
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Frequency
from workbooks.content import RECIPES
from workbooks.recipe import Pair
from workbooks.recipe import Recipe
from workbooks.recipe import Shape

SEED = "Vennermarsh 2025-26"
SPREAD_OF_TWO = 6**0.5
"""Two uniform draws added up, less 1, times this have a standard deviation of 1 and never stray beyond 2.45."""

WARM_UP = Period(month_index(2021, APRIL), 12)
HISTORY = Period(month_index(2022, APRIL), 36)
YEAR = Period(month_index(2025, APRIL), 12)
"""A year to fill the first rolling twelve months; the three years of history; the worked year."""

MERGED_FROM = month_index(2024, APRIL)
MERGED = {"upper-quill": "quilldale", "nether-quill": "quilldale"}
OLD_NAME = {"homes": "Quill Valley Housing Association"}
"""What the housing association was called in its figures until the districts merged."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure's parts, or its value alone."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            _plus(self.numerator, other.numerator),
            _plus(self.denominator, other.denominator),
            _plus(self.value, other.value),
        )


Figures = dict[tuple[str, str, str, Period], Amount]
"""Figures by measure, partner, area and period."""


def figures() -> Figures:
    """Every figure of the three years of history and of the worked year."""
    found: Figures = {}
    for recipe in RECIPES:
        if recipe.shape is None:
            continue
        for pair in recipe.shape.size:
            for period, amount in _series(recipe, recipe.shape, pair):
                where = (recipe.id, pair[0], _area(pair[1], period), period)
                found[where] = found[where] + amount if where in found else amount
    return found


def in_history(measure: str, period: Period) -> bool:
    """True for what had arrived before the worked year began; a figure that comes late is still awaited then."""
    recipe = next(r for r in RECIPES if r.id == measure)
    return HISTORY.covers(period) and HISTORY.covers(period.step(int(recipe.row.get("lag", 0))))


def tidy_rows(found: Figures) -> list[tuple[str, ...]]:
    """The history as rows of the tidy file: partner, area, measure, period, numerator, denominator, value."""
    rows = []
    for (measure, partner, area, period), amount in found.items():
        if in_history(measure, period):
            who = OLD_NAME.get(partner, partner) if period.start < MERGED_FROM else partner
            parts = (amount.numerator, amount.denominator, amount.value)
            rows.append((who, area, measure, period.label, *(written(part) for part in parts)))
    return rows


def written(number: float | None) -> str:
    """A number as short as it can be written; "" for none."""
    return "" if number is None else f"{number:g}" if number % 1 else str(int(number))


def _series(recipe: Recipe, shape: Shape, pair: Pair) -> Iterator[tuple[Period, Amount]]:
    """The figures of one partner and area, warm-up year left out."""
    draws = Random(f"{SEED}|{recipe.id}|{pair[0]}|{pair[1]}")  # noqa: S311  figures, not secrets
    months = Frequency(recipe.row["frequency"]).months
    opening = recipe.row.get("first_period", "")
    run: list[tuple[Period, Amount]] = []
    for period in _periods(months):
        amount = _amount(recipe, shape, pair, period, draws)
        run.append((period, amount))
        if HISTORY.start <= period.start and period.label >= opening:
            yield period, _gathered(recipe, shape, run)


def _periods(months: int) -> tuple[Period, ...]:
    end = YEAR.start + YEAR.months
    return tuple(Period(start, months) for start in range(WARM_UP.start, end, months))


def _amount(recipe: Recipe, shape: Shape, pair: Pair, period: Period, draws: Random) -> Amount:
    years = (period.start - WARM_UP.start) / 12
    factor = (1 + shape.trend) ** years * shape.season[(period.number - 1) % len(shape.season)]
    factor *= math.prod(f for who, since, f in shape.bends if who in ("", pair[0]) and _reached(period, since))
    size, rate = shape.size[pair], shape.rate.get(pair)
    varied = factor * (1 + shape.noise * normal(draws))
    if recipe.row["kind"] == "yes/no":
        return Amount(value=float(draws.random() < (rate or 0)))
    if rate is None:
        return Amount(value=_tidy(size * varied + shape.spread * normal(draws), shape.digits))
    size_noise = shape.noise / 2 if shape.size_noise is None else shape.size_noise
    denominator = round(size * (1 + size_noise * normal(draws)))
    numerator = round(denominator * rate * varied)
    of_whole = recipe.row["kind"] == "percentage"
    return Amount(numerator=min(numerator, denominator) if of_whole else numerator, denominator=denominator)


def _reached(period: Period, since: str) -> bool:
    return period.label >= since


def _gathered(recipe: Recipe, shape: Shape, run: list[tuple[Period, Amount]]) -> Amount:
    """A figure as it is returned: the year so far where it is cumulative, the last twelve months where it rolls."""
    period, amount = run[-1]
    if recipe.row["accumulate"] == "cumulative":
        so_far = [a for p, a in run if p.year == period.year]
        return _total(so_far)
    if recipe.row["accumulate"] == "rolling":
        whole = _total([a for _, a in run[-12 // period.months :]])
        if shape.rolling == "mean" and whole.denominator is not None:
            return Amount(whole.numerator, round(whole.denominator * period.months / 12))
        return whole
    return amount


def _total(amounts: list[Amount]) -> Amount:
    total = amounts[0]
    for amount in amounts[1:]:
        total = total + amount
    return total


def _area(area: str, period: Period) -> str:
    return MERGED.get(area, area) if period.start >= MERGED_FROM else area


def normal(draws: Random) -> float:
    """A draw of mean 0 and standard deviation 1."""
    return (draws.random() + draws.random() - 1) * SPREAD_OF_TWO


def _tidy(number: float, digits: int) -> float:
    return float(round(number, digits))


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
