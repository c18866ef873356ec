"""Bands: which objective stands where on a strategy map, row by row, each near what it serves."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.assess.objective import Standing
from pmxl.framework.models import Objective
from pmxl.framework.models import Perspective

LEAST_BOXES, MOST_BOXES = 3, 5
"""Boxes side by side: a sheet has room for so many; a perspective with more objectives takes another row."""


@dataclass(frozen=True, slots=True)
class Band:
    """One row of boxes: its perspective, what stands in each slot, and whether it goes on from the row above."""

    perspective: Perspective
    slots: tuple[Objective | None, ...]
    goes_on: bool = False


def bands(assessment: Assessment, found: Mapping[str, Standing]) -> Iterator[Band]:
    """A band or more for each perspective with objectives, in order."""
    rows = list(rows_of_objectives(assessment, found))
    width = max(LEAST_BOXES, *(len(objectives) for _, objectives, _ in rows))
    places: dict[str, int] = {}
    for perspective, objectives, goes_on in rows:
        slots = seated(objectives, places, width)
        places |= {one.id: n for n, one in enumerate(slots) if one}
        yield Band(perspective, tuple(slots), goes_on)


def rows_of_objectives(
    assessment: Assessment, found: Mapping[str, Standing]
) -> Iterator[tuple[Perspective, list[Objective], bool]]:
    """The objectives of each row; an audience is shown those with measures, and what these serve."""
    framework = assessment.framework
    wanted = {one.id for one in framework.objectives if one.id in found or assessment.audience is None}
    wanted |= {above for id_ in wanted for above in line_above(assessment, id_)}
    for perspective in sorted(framework.perspectives, key=lambda one: one.order):
        mine = [one for one in framework.objectives if one.perspective == perspective.id and one.id in wanted]
        for start in range(0, len(mine), MOST_BOXES):
            yield perspective, mine[start : start + MOST_BOXES], start > 0


def line_above(assessment: Assessment, objective: str) -> Iterator[str]:
    """What an objective serves, what that serves, and so on to the top."""
    parent = assessment.framework.objective(objective).parent
    while parent:
        yield parent
        parent = assessment.framework.objective(parent).parent


def seated(objectives: list[Objective], places: Mapping[str, int], width: int) -> list[Objective | None]:
    """Each objective in the free slot nearest to what it serves; those that serve nothing above spread out evenly."""
    slots: list[Objective | None] = [None] * width
    spread = width / max(len(objectives), 1)
    for n, one in sorted(enumerate(objectives), key=lambda pair: pair[1].parent not in places):
        wish = places.get(one.parent, int(n * spread + (spread - 1) / 2))
        free = [slot for slot in range(width) if slots[slot] is None]
        slots[min(free, key=lambda slot: (abs(slot - wish), slot))] = one
    return slots
