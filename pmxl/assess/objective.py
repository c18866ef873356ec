"""Objectives: how the measures of each stand, counted by rating with the worst named, and never averaged."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.assess.assessment import Assessment
from pmxl.framework.models import Framework
from pmxl.terms import COLOURS
from pmxl.terms import Rating

RULE = (
    "An objective has the worst rating of its measures, with how many there are of each; ratings are never averaged, "
    "and a measure without a colour is counted apart. An objective without measures of its own has those of the "
    "objectives that serve it."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the measures of an objective stand: how many have each colour, how many none, and the worst colour.

    `worst` is None where none has a colour. `borrowed` is true where the measures are those of the objectives that
    serve it.
    """

    counts: Mapping[Rating, int]
    grey: int
    worst: Rating | None
    borrowed: bool = False

    @property
    def total(self) -> int:
        """How many measures there are."""
        return sum(self.counts.values()) + self.grey


def standings(assessment: Assessment) -> dict[str, Standing]:
    """How each objective stands that has measures among those shown; one without any of its own borrows.

    One whose measures are there and not shown does not stand at all: others must not speak for them.
    """
    framework = assessment.framework
    ratings: dict[str, list[str]] = {}
    for measure, rating in zip(assessment.measures["measure"], assessment.measures["rating"], strict=True):
        ratings.setdefault(framework.measure(measure).objective, []).append(rating)
    measured = {measure.objective for measure in framework.measures}
    found: dict[str, Standing] = {}
    for objective in framework.objectives:
        borrows = objective.id not in measured
        whose = serving(framework, objective.id) if borrows else [objective.id]
        mine = [rating for one in whose for rating in ratings.get(one, [])]
        if mine:
            found[objective.id] = standing(mine, borrowed=borrows)
    return found


def standing(ratings: Iterable[str], *, borrowed: bool = False) -> Standing:
    """Ratings counted, best colour first, with the worst of them."""
    words = [Rating(rating) for rating in ratings]
    counts = {colour: words.count(colour) for colour in COLOURS if colour in words}
    return Standing(counts, len(words) - sum(counts.values()), max(counts, key=COLOURS.index, default=None), borrowed)


def serving(framework: Framework, objective: str) -> list[str]:
    """The objectives that serve one, and those that serve them."""
    found: list[str] = []
    wave = [objective]
    while wave:
        wave = [one.id for one in framework.objectives if one.parent in wave and one.id not in found]
        found += wave
    return found
