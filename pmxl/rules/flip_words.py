"""Flip words: what would turn a rating, in a sentence: so many cases more or fewer, or the figure at which it turns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.case import say
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.edges import shape_of
from pmxl.rules.flip import cases
from pmxl.rules.flip import flip
from pmxl.rules.pool import PER_CENT
from pmxl.rules.pool import of_parts
from pmxl.rules.rating import rate
from pmxl.rules.rule import Applied
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spoken import CURRENCIES
from pmxl.rules.spoken import singular
from pmxl.rules.spoken import spoken
from pmxl.terms import COLOURS
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

ASKED = {
    Rating.BLUE: (Rating.GREEN,),
    Rating.GREEN: (Rating.AMBER, Rating.RED),
    Rating.AMBER: (Rating.RED, Rating.GREEN),
    Rating.RED: (Rating.AMBER, Rating.GREEN),
}
"""Which ratings are told of beside each: the next worse, or the better ones. Of Green only the first that there is."""

SCALES = ("thousand", "million", "k ", "m ")
"""A unit that begins so is not one thing but many."""


class Turn(NamedTuple):
    """One figure, the rating it has, and what it would take: `figures` and `more` of cases, by the order of COLOURS."""

    rating: str
    here: float
    kind: str
    sign: float
    decimals: float
    measured_in: str
    numerator: float
    denominator: float
    figures: tuple[float, ...]
    more: tuple[float, ...]


class Parts(NamedTuple):
    """What percentages are made of, NaN where that is not known or not whole, and what they are multiplied by."""

    numerator: Floats
    denominator: Floats
    multiplier: Floats


def flip_words(
    actual: npt.ArrayLike,
    target: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    measured_in: npt.ArrayLike = "",
    numerator: npt.ArrayLike = np.nan,
    denominator: npt.ArrayLike = np.nan,
    multiplier: npt.ArrayLike = PER_CENT,
    **rule: Any,
) -> Words:
    """What would turn a rating, in plain words: how many more or fewer turn it Red or make it Green, or at which figure
    it turns.

    `rule` as for rate, `measured_in` the unit of the figure. A percentage with its numerator and denominator, whole
    numbers, is told in cases. "" where there is no rating, for a yes or no, and for a milestone: a day cannot be moved.
    """
    rule = {"polarity": polarity, **rule}
    parts = Parts(*whole_parts(numerator, denominator), numbers(multiplier))
    rows = list(turns(actual, target, np.asarray(measured_in, dtype=object), parts, rule))
    said = np.empty(len(rows), dtype=object)
    said[:] = [sentence(turn) for turn in rows]
    return said.reshape(shape_of(actual, target, measured_in, *parts, *rule.values()))


def turns(
    actual: npt.ArrayLike, target: npt.ArrayLike, unit: Words, parts: Parts, rule: dict[str, Any]
) -> Iterator[Turn]:
    """Every figure with what it would take, one by one."""
    whole = applied(Rule(target, **rule))
    decimals, rating = numbers(whole.decimals), rate(actual, target, **rule)
    facts = (rating, whole.compared(actual), whole.kind, whole.sign, decimals, unit, parts.numerator, parts.denominator)
    least, most = what_can_be(whole, whole.compared(actual))
    figures = flip(actual, target, least=least, most=most, **rule)
    shape = shape_of(*facts, parts.multiplier, figures[..., 0])
    flat = [np.broadcast_to(np.asarray(column), shape).ravel().tolist() for column in facts]
    each = np.moveaxis(figures, -1, 0)
    needed = cases(parts.numerator, parts.denominator, each, parts.multiplier, decimals)
    reached = of_parts(parts.numerator + needed, parts.denominator, parts.multiplier)
    wanted = np.array(COLOURS, dtype=object).reshape(-1, *(1,) * (each.ndim - 1))
    passed = ~np.isnan(reached) & (rate(reached, target, **rule) != wanted)  # one case is more than the band is wide
    nearest, more = (
        [np.broadcast_to(one, shape).ravel().tolist() for one in column]
        for column in (np.where(passed, np.nan, each), np.broadcast_arrays(needed, each)[0])
    )
    by_colour = (zip(*nearest, strict=True), zip(*more, strict=True))
    return (Turn(*turn) for turn in zip(*flat, *by_colour, strict=True))


def what_can_be(rule: Applied, figure: Floats) -> tuple[Floats, Floats]:
    """The least and the most that figures can be: no count below none, no share beyond all, but where they are so."""
    share = rule.kind == Kind.PERCENTAGE
    least = np.where(((rule.kind == Kind.COUNT) | share) & ~(figure < 0), 0.0, -np.inf)
    return least, np.where(share & ~(figure > PER_CENT), PER_CENT, np.inf)


def whole_parts(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Numerators and denominators that count whole things, NaN where one does not or nothing is counted."""
    above, below = numbers(numerator), numbers(denominator)
    counted = (above == np.floor(above)) & (below == np.floor(below)) & (below > 0)
    return np.where(counted, above, np.nan), np.where(counted, below, np.nan)


def sentence(turn: Turn) -> str:
    """What brings each rating asked for, as in `3 more offences turn this Red; 48 fewer make it Green`."""
    if turn.rating not in COLOURS or turn.kind in (Kind.MILESTONE, Kind.YES_NO):
        return ""
    rating = Rating(turn.rating)
    wanted = [colour for colour in ASKED[rating] if can_be(turn, COLOURS.index(colour))]
    wanted = wanted[:1] if rating is Rating.GREEN else wanted
    text = "; ".join(piece(turn, colour, "it" if n else "this") for n, colour in enumerate(wanted))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def can_be(turn: Turn, place: int) -> bool:
    """True for a figure that can be; of cases no fewer than none and no more than there are."""
    if math.isnan(turn.figures[place]):
        return False
    return not in_cases(turn) or 0 <= turn.numerator + turn.more[place] <= max(turn.denominator, turn.numerator)


def piece(turn: Turn, colour: Rating, it: str) -> str:
    """What brings one rating; the first of a sentence names the thing, the second does not repeat it."""
    place, first = COLOURS.index(colour), it == "this"
    worse = place > COLOURS.index(Rating(turn.rating))
    figure, difference = turn.figures[place], round(turn.figures[place] - turn.here, int(turn.decimals))
    if in_cases(turn):
        more = int(turn.more[place])
        of = f" of the {turn.denominator:,.0f}" if first else ""
        return f"{abs(more):,} {'more' if more > 0 else 'fewer'}{of} {verb(abs(more), worse=worse)} {it} {colour}"
    if turn.kind == Kind.MONEY or (turn.kind == Kind.COUNT and is_money(turn)):
        much = spoken(abs(difference), int(turn.decimals), turn.measured_in)
        return f"{much} {'more' if difference > 0 else 'less'} {verb(1, worse=worse)} {it} {colour}"
    if turn.kind == Kind.COUNT and not turn.decimals and not turn.measured_in.startswith(SCALES):
        return f"{so_many(turn, difference, named=first)} {verb(abs(difference), worse=worse)} {it} {colour}"
    value = say(figure, turn.kind, turn.decimals, turn.measured_in)
    side = f"{value} or {'more' if figure > turn.here else 'less'}"
    told = side if turn.sign or worse else f"a figure of {value}"
    return f"{told} {verb(1, worse=worse)} {it} {colour}"


def in_cases(turn: Turn) -> bool:
    """True for a percentage of whole things, of which one can have more or fewer."""
    return turn.kind == Kind.PERCENTAGE and not math.isnan(turn.numerator)


def is_money(turn: Turn) -> bool:
    """True where an amount is one thing and not so many."""
    return turn.measured_in[:1] in tuple(CURRENCIES)


def so_many(turn: Turn, difference: float, *, named: bool) -> str:
    """`3 more offences`, `1 more offence`, `48 fewer`."""
    size = abs(difference)
    unit = turn.measured_in if size != 1 else singular(turn.measured_in)
    way = "more" if difference > 0 else "fewer"
    return f"{spoken(size, 0)} {way}{f' {unit}' if named and unit else ''}"


def verb(count: float, *, worse: bool) -> str:
    """One turns, several turn; what is better is made."""
    return ("turns" if worse else "makes") if count == 1 else ("turn" if worse else "make")
