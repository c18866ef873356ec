"""Flip: what would turn a rating, in a sentence: so many cases more or fewer, or the figure at which it turns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.rated import Past
from pmxl.assess.rated import last_year
from pmxl.assess.rated import rule_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.rules.flip import cases
from pmxl.rules.flip import flip
from pmxl.rules.rounding import published
from pmxl.sheets.style import CURRENCIES
from pmxl.sheets.style import spoken
from pmxl.terms import COLOURS
from pmxl.terms import Kind
from pmxl.terms import Rating

ASKED = {
    Rating.BLUE: (Rating.GREEN,),
    Rating.GREEN: (Rating.AMBER, Rating.RED),
    Rating.AMBER: (Rating.RED, Rating.GREEN),
    Rating.RED: (Rating.AMBER, Rating.GREEN),
}
"""Which ratings are told of beside each: the next worse, or the better ones. Of Green only the first that there is."""

WHOLE = (Kind.COUNT, Kind.MONEY)


def flips(scene: Scene, rows: pd.DataFrame, history: Past) -> list[str]:
    """The sentence of every row; "" for a grey word, a day, a single answer, or a figure that is not whole."""
    if rows.empty:
        return []
    expectations = list(rows["expectation"])
    rule = rule_of(scene, rows, expectations, last_year(scene, rows, history))
    nearest = flip(rows["value"].to_numpy(float), **rule)
    return [
        sentence(scene.framework.measure(measure), row, dict(zip(COLOURS, figures, strict=True)))
        for (measure, _), row, figures in zip(rows.index.tolist(), records(rows), nearest.tolist(), strict=True)
    ]


def sentence(measure: Measure, row: dict[str, Any], nearest: dict[Rating, float]) -> str:
    """`3 more offences turn this Red; 48 fewer make it Green.`"""
    rating = Rating(row["rating"])
    whole = row["present"] == row["expected"] and not math.isnan(row["value"])
    if not rating.is_colour or not whole or row["kind"] in (Kind.MILESTONE, Kind.YES_NO):
        return ""
    wanted = [colour for colour in ASKED[rating] if not math.isnan(nearest[colour])]
    wanted = wanted[:1] if rating is Rating.GREEN else wanted
    said = list(turns(measure, row, rating, {colour: nearest[colour] for colour in wanted}))
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if said else ""


def turns(measure: Measure, row: dict[str, Any], rating: Rating, nearest: dict[Rating, float]) -> Iterator[str]:
    """What brings each of the ratings, nearest first."""
    here = published(row["value"], measure.decimals).item()
    for n, (colour, figure) in enumerate(nearest.items()):
        worse = COLOURS.index(colour) > COLOURS.index(rating)
        it = "it" if n else "this"
        if in_cases(measure, row):
            more = int(cases(row["numerator"], row["denominator"], figure, multiplier(row), measure.decimals))
            of = "" if n else f" of the {row['denominator']:,.0f}"
            yield f"{number(abs(more))} {'more' if more > 0 else 'fewer'}{of} {verb(abs(more), worse)} {it} {colour}"
        elif measure.kind in WHOLE:
            size = 1 if is_money(measure) else abs(figure - here)
            yield f"{amount(measure, figure - here, brief=bool(n))} {verb(size, worse)} {it} {colour}"
        else:
            side = "or more" if figure > here else "or less"
            yield f"{spoken(figure, measure.decimals, unit_of(measure, row))} {side} {verb(1, worse)} {it} {colour}"


def verb(count: float, worse: bool) -> str:  # noqa: FBT001
    """One turns, several turn; what is better is made."""
    return ("turns" if worse else "makes") if count == 1 else ("turn" if worse else "make")


def in_cases(measure: Measure, row: dict[str, Any]) -> bool:
    """True for a percentage of whole things, of which one can have more or fewer."""
    parts = (row["numerator"], row["denominator"])
    whole = all(not math.isnan(part) and float(part).is_integer() for part in parts)
    return row["kind"] == Kind.PERCENTAGE and whole and bool(parts[1]) and measure.accumulate != "rolling"


def multiplier(row: dict[str, Any]) -> float:
    """What the parts are multiplied by, worked out of the figure itself."""
    return float(np.round(row["value"] * row["denominator"] / row["numerator"])) if row["numerator"] else 100.0


def number(count: int) -> str:
    """`1,204`."""
    return f"{count:,}"


def amount(measure: Measure, difference: float, *, brief: bool) -> str:
    """`3 more offences`, `£12 thousand more`, `48 fewer`; the unit is said once."""
    size = abs(difference)
    if is_money(measure):
        return f"{spoken(size, measure.decimals, measure.unit)} {'more' if difference > 0 else 'less'}"
    way = "more" if difference > 0 else "fewer"
    unit = "" if brief or size == 1 or not measure.unit else f" {measure.unit}"
    return f"{spoken(size, measure.decimals, '')} {way}{unit}"


def is_money(measure: Measure) -> bool:
    """True where an amount is one thing and not so many."""
    return measure.kind is Kind.MONEY or (measure.unit != "" and measure.unit[0] in CURRENCIES)


def unit_of(measure: Measure, row: dict[str, Any]) -> str:
    """The unit as a sentence says it."""
    return "%" if row["kind"] == Kind.PERCENTAGE else measure.unit
