"""Alike: figures of one partner that are exactly another's, as where one return was made from the other's."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.returns.labels import described
from pmxl.terms import Severity

CODE = "VAL068"
FAILS = "Most figures that two partners both give for a period are the same, to the last digit."

LEAST_ROWS = 3
"""Fewer figures than these are the same by chance."""

LEAST_SHARE = 0.75
"""Of the figures that both give, so many must be the same."""

SMALL = 100
"""A count below this, or parts that add up to less, are easily the same."""

Spot = tuple[str, int, int]
"""A measure, and a period by its start and length."""

Parts = tuple[float | None, ...]
Said = tuple[Spot, Parts]


class Twin(NamedTuple):
    """Another partner whose figures are the same: how many of how many, and the first of them."""

    partner: str
    same: int
    of: int
    first: Figure


class Everyone:
    """The telling figures of every partner, kept by what they say, so that a twin is found without asking each."""

    def __init__(self, given: Mapping[str, Iterable[Figure]]) -> None:
        self._spots = {partner: _by_spot(figures) for partner, figures in given.items()}
        self._place = {partner: place for place, partner in enumerate(self._spots)}
        self._saying: defaultdict[Said, list[str]] = defaultdict(list)
        for partner, spots in self._spots.items():
            for spot, figure in spots.items():
                self._saying[spot, _parts(figure)].append(partner)

    def twin_of(self, mine: Iterable[Figure], partner: str) -> Twin | None:
        """Who else has most of the figures given here, which are this partner's; None where there is none."""
        own = _by_spot(mine)
        likely = sorted(self._likely(own) - {partner}, key=self._place.__getitem__)
        found = [twin for other in likely if (twin := _twin(other, own, self._spots[other]))]
        return max(found, key=lambda twin: twin.same, default=None)

    def _likely(self, own: Mapping[Spot, Figure]) -> set[str]:
        """All who may have enough of the same figures: who has three has one beside the two that most others have."""
        saying = sorted((self._saying.get((spot, _parts(one)), []) for spot, one in own.items()), key=len)
        rare = saying[: max(0, len(saying) - LEAST_ROWS + 1)]
        return {partner for partners in rare for partner in partners}


def telling(given: Iterable[Figure]) -> set[Parts]:
    """What the telling ones among some figures say."""
    return {_parts(one) for one in _by_spot(given).values()}


def near(mine: Iterable[tuple[str, Iterable[Figure]]], others: Mapping[str, Iterable[Figure]]) -> set[str]:
    """Who of the others has enough figures of one of these returns, each with its partner, to be a twin."""
    saying: defaultdict[Said, list[int]] = defaultdict(list)
    whose = []
    for place, (partner, figures) in enumerate(mine):
        whose.append(partner)
        for spot, figure in _by_spot(figures).items():
            saying[spot, _parts(figure)].append(place)
    found = set()
    for other, figures in others.items():
        said = ((spot, _parts(figure)) for spot, figure in _by_spot(figures).items())
        shared = Counter(place for one in said for place in saying.get(one, ()) if whose[place] != other)
        if max(shared.values(), default=0) >= LEAST_ROWS:
            found.add(other)
    return found


def twin_of(mine: Iterable[Figure], others: Mapping[str, Iterable[Figure]]) -> Twin | None:
    """The partner most of whose figures are those given here; None where there is none."""
    return Everyone(others).twin_of(mine, "")


def told(twin: Twin, partner: str, framework: Framework) -> Finding:
    """The Query that says whose figures they are."""
    mine, theirs = framework.partner(partner).name, framework.partner(twin.partner).name
    says = f"{twin.same} of the {twin.of} figures that {mine} and {theirs} both give are the same, "
    says += f"{described(twin.first.key, framework)} the first."
    ask = f"Confirm that they are {mine}'s own."
    return Finding(CODE, Severity.QUERY, says, ask, sheet=twin.first.sheet, cell=twin.first.cell)


def _by_spot(figures: Iterable[Figure]) -> dict[Spot, Figure]:
    """Telling figures by measure and period; of a measure by area none, for areas are each partner's own."""
    return {
        (one.measure, one.period.start, one.period.months): one for one in figures if not one.area and _is_telling(one)
    }


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


def _parts(one: Figure) -> Parts:
    """Both parts where there are two, else the value."""
    return (one.numerator, one.denominator) if one.numerator is not None else (one.value,)
