"""Which figures stand: a function of the files that came and of what the officer preferred, never of their order.

A higher revision supersedes, figure by figure; but a figure held does not until it is released, and "No data" never
does. Returns of one partner, period and revision that disagree are in dispute until the officer prefers one; where they
say the same, the first stands. Of two imports the later supersedes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from pmxl.terms import Rating

Line = tuple[str, int, int, int]
"""Partner, start and months of the period, and revision: what only one return may answer."""


class Filed(NamedTuple):
    """What is known of a file when deciding what stands; `id` counts files as they came, `line` is None for imports.

    `digest` is of all that it says: it is known of the files that are not alone in their line.
    """

    id: int
    revision: int
    line: Line | None
    digest: str

    @property
    def rank(self) -> tuple[int, int, int]:
        """The higher stands: revision first, then the later period of two returns, then the later import."""
        return self.revision, self.line[1] + self.line[2] if self.line else 0, self.id


class Weight(Enum):
    """What a version of a figure can do to those of lower rank."""

    FIRM = "firm"
    """A figure, a reason why there is none, or the word withdrawn: it displaces them."""

    WAITING = "waiting"
    """Held until someone answers: it stands beside the one that was accepted before."""

    BLANK = "blank"
    """No data: it displaces nothing."""


def weight_of(*, held: bool, withdrawn: bool, marker: str) -> Weight:
    """The weight of a figure as it was read."""
    if held:
        return Weight.WAITING
    return Weight.BLANK if marker == Rating.NO_DATA.value and not withdrawn else Weight.FIRM


class Preference(NamedTuple):
    """The officer's choice of one file of its line, made when `seen` was the last file there was."""

    receipt: int
    seen: int


def taking_part(filed: Iterable[Filed], preferences: Sequence[Preference]) -> dict[int, bool]:
    """The files whose figures may stand, and whether they are in dispute; those set aside are left out.

    `preferences` in the order in which they were made: the last of a line counts.
    """
    lines: defaultdict[Line | None, list[Filed]] = defaultdict(list)
    for file in sorted(filed):
        lines[file.line].append(file)
    result = {file.id: False for file in lines.pop(None, [])}
    for rivals in lines.values():
        first_of: dict[str, Filed] = {}
        for file in _eligible(rivals, preferences):
            first_of.setdefault(file.digest or f"of file {file.id}", file)
        result |= {file.id: len(first_of) > 1 for file in first_of.values()}
    return result


def _eligible(rivals: list[Filed], preferences: Sequence[Preference]) -> list[Filed]:
    """All of a line; or the preferred one, with those that came after the officer chose."""
    ids = {file.id for file in rivals}
    picked = next((p for p in reversed(preferences) if p.receipt in ids), None)
    return [f for f in rivals if f.id == picked.receipt or f.id > picked.seen] if picked else rivals


def standing(versions: Mapping[Filed, Weight], part: Mapping[int, bool]) -> dict[int, bool]:
    """Of the files that give one figure, those whose figure stands, and whether it is in dispute.

    The highest that is firm stands, and beside it the highest above it that waits; a blank stands where nothing is
    firm. Of a line in dispute all stand, alone. None stands when all are set aside.
    """
    if len(versions) == 1:  # nearly every figure
        (alone,) = versions
        return {alone.id: part[alone.id]} if alone.id in part else {}
    able = sorted((file for file in versions if file.id in part), key=lambda file: file.rank, reverse=True)
    stands: dict[int, bool] = {}
    for file in able:
        if part[file.id]:
            return stands | {rival.id: True for rival in able if rival.line == file.line}
        if versions[file] is Weight.FIRM:
            return stands | {file.id: False}
        if versions[file] is Weight.WAITING and not stands:
            stands[file.id] = False
    blank = next((file.id for file in able if versions[file] is Weight.BLANK), None)
    return stands if blank is None else stands | {blank: False}
