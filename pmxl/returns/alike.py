"""Alike: figures of one partner that are exactly another's, as where one return was made from the other's."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.rows import described
from pmxl.terms import Severity

CODE = "VAL068"
FAILS = "Most figures that two partners both give for a period are the same, to the last digit."

LEAST_ROWS = 3
"""Fewer figures than these are the same by chance."""

LEAST_SHARE = 0.75
"""Of the figures that both give, so many must be the same."""

SMALL = 100
"""A count below this, or parts that add up to less, are easily the same."""

Spot = tuple[str, Period]


class Twin(NamedTuple):
    """Another partner whose figures are the same: how many of how many, and the first of them."""

    partner: str
    same: int
    of: int
    first: Figure


def twin_of(mine: Iterable[Figure], others: Mapping[str, Iterable[Figure]]) -> Twin | None:
    """The partner most of whose figures are those given here; None where there is none."""
    own = _by_spot(mine)
    found = [twin for partner, theirs in others.items() if (twin := _twin(partner, own, _by_spot(theirs)))]
    return max(found, key=lambda twin: twin.same, default=None)


def told(twin: Twin, partner: str, framework: Framework) -> Finding:
    """The Query that says whose figures they are."""
    mine, theirs = framework.partner(partner).name, framework.partner(twin.partner).name
    says = f"{twin.same} of the {twin.of} figures that {mine} and {theirs} both give are the same, "
    says += f"{described(twin.first.key, framework)} the first."
    ask = f"Confirm that they are {mine}'s own."
    return Finding(CODE, Severity.QUERY, says, ask, sheet=twin.first.sheet, cell=twin.first.cell)


def _by_spot(figures: Iterable[Figure]) -> dict[Spot, Figure]:
    """Telling figures by measure and period; of a measure by area none, for areas are each partner's own."""
    return {(one.measure, one.period): one for one in figures if not one.area and _is_telling(one)}


def _is_telling(one: Figure) -> bool:
    """True where two partners hardly have the same figure by chance."""
    if one.numerator is not None and one.denominator is not None:
        return abs(one.numerator) + abs(one.denominator) >= SMALL
    return one.value is not None and abs(one.value) >= SMALL


def _twin(partner: str, own: Mapping[Spot, Figure], theirs: Mapping[Spot, Figure]) -> Twin | None:
    both = own.keys() & theirs.keys()
    same = [own[spot] for spot in own if spot in both and _parts(own[spot]) == _parts(theirs[spot])]
    if len(same) < max(LEAST_ROWS, LEAST_SHARE * len(both)):
        return None
    return Twin(partner, len(same), len(both), same[0])


def _parts(one: Figure) -> tuple[float | None, ...]:
    """Both parts where there are two, else the value."""
    return (one.numerator, one.denominator) if one.numerator is not None else (one.value,)
