"""Alike: figures of one partner that are exactly another's, as where one return was made from the other's."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

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

PLACE_BITS = 24
PLACES = (1 << PLACE_BITS) - 1
WORDS = (1 << (62 - PLACE_BITS)) - 1
"""A number of 62 bits holds what is said, shortened, and who of some millions says it; two things that are short for
the same word only make one partner more be looked at."""

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
    """What every partner says, by its hash, so that a twin is found without asking each, and without keeping figures.

    `said` is what the figures of each partner say (see `words_of`), `given` asked for the figures of one who may be a
    twin.
    """

    def __init__(self, said: Mapping[str, Iterable[int]], given: Callable[[str], Iterable[Figure]]) -> None:
        self._given = given
        self._places = list(said)
        numbers = np.fromiter(
            (word << PLACE_BITS | place for place, words in enumerate(said.values()) for word in set(words)), np.int64
        )
        numbers.sort()
        self._saying = array("q")  # what is said, and below it the place of who says it
        self._saying.frombytes(numbers.data.cast("B"))
        numbers >>= PLACE_BITS
        self._shared = frozenset(numbers[1:][numbers[1:] == numbers[:-1]].tolist())  # what several say

    def is_alone(self, words: Iterable[int]) -> bool:
        """True where so little of what one of them says is said by another that there is no twin, as nearly always."""
        return len(self._shared.intersection(words)) < LEAST_ROWS

    def likely(self, words: Iterable[int], partner: str) -> list[str]:
        """Who else may have most of the figures that say this, which are this partner's."""
        return [other for place in sorted(self._likely(words)) if (other := self._places[place]) != partner]

    def twin_of(self, mine: Iterable[Figure], partner: str) -> Twin | None:
        """Who else has most of the figures given here, which are this partner's; None where there is none."""
        own = _by_spot(mine)
        likely = self.likely(_words(own), partner)
        found = [twin for other in likely if (twin := _twin(other, own, _by_spot(self._given(other))))]
        return max(found, key=lambda twin: twin.same, default=None)

    def _likely(self, words: Iterable[int]) -> set[int]:
        """The places of all who may have enough of the same figures.

        Who has three has one beside the two that most others have, and is counted among those who say each.
        """
        spans = sorted(map(self._span, words), key=lambda span: span[1] - span[0])
        parting = max(0, len(spans) - LEAST_ROWS + 1)
        rare = Counter(one & PLACES for first, end in spans[:parting] for one in self._saying[first:end])
        common = spans[parting:]
        return {
            place
            for place, count in rare.items()
            if count + sum(self._says(place, *span) for span in common) >= LEAST_ROWS
        }

    def _span(self, word: int) -> tuple[int, int]:
        """Where in order stand all who say it."""
        first = bisect_left(self._saying, word << PLACE_BITS)
        return first, bisect_left(self._saying, (word + 1) << PLACE_BITS, first)

    def _says(self, place: int, first: int, end: int) -> bool:
        """True where who stands at a place is among those who say it."""
        if first == end:
            return False
        wanted = self._saying[first] >> PLACE_BITS << PLACE_BITS | place
        at = bisect_left(self._saying, wanted, first, end)
        return at < end and self._saying[at] == wanted


def everyone(given: Mapping[str, Iterable[Figure]]) -> Everyone:
    """What every partner says, where all figures are at hand."""
    return Everyone({partner: words_of(figures) for partner, figures in given.items()}, given.__getitem__)


def words_of(figures: Iterable[Figure]) -> array[int]:
    """What each of the telling figures says of what, in a number; the same in whichever process."""
    return array("q", _words(_by_spot(figures)))


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
    return everyone(others).twin_of(mine, "")


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


def _words(spots: Mapping[Spot, Figure]) -> Iterator[int]:
    """What each figure says of what, in one number."""
    return (hash((numbered(spot[0]), *spot[1:], *_parts(one))) & WORDS for spot, one in spots.items())


def _parts(one: Figure) -> Parts:
    """Both parts where there are two, else the value."""
    has_both = one.numerator is not None and one.denominator is not None
    return (one.numerator, one.denominator) if has_both else (one.value,)


@lru_cache(maxsize=4096)
def numbered(measure: str) -> int:
    """A number for a measure, the same in every process: Python's own for a text is not."""
    return crc32(measure.encode())
