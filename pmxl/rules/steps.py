"""Steps: between which figures ratings stay the same, so that nearly every figure is rated without being rounded."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from pmxl.rules.rater import Rater

LARGE = 1e7
"""From here on the fifteen digits that a figure is taken to may move it further than rounding does."""


class Steps(NamedTuple):
    """The ends of all spans in their order, and what is said below, between and above them: None where in doubt.

    A figure no further than `near` from an end may be rounded on to it, or over it.
    """

    ends: tuple[float, ...]
    words: tuple[str | None, ...]
    near: float

    def of(self, figure: float) -> str | None:
        """The rating of a figure, rounded or not; None where rounding may tell."""
        if not abs(figure) < LARGE:
            return None
        at = bisect_right(self.ends, figure - self.near)
        return self.words[at] if at == bisect_right(self.ends, figure + self.near) else None


def steps_of(*raters: Rater) -> Steps:
    """Where all of these say the same, whichever way each of them rounds."""
    if any(one.is_milestone for one in raters):
        return Steps((), (None,), 0.0)
    ends = sorted({end for one in raters for span in one.spans for end in span if math.isfinite(end)})
    near = max(10.0**-one.decimals for one in raters)
    if not ends:
        return Steps((), (_agreed(raters, 0.0),), near)
    between = [_agreed(raters, (low + high) / 2) if high - low > near else None for low, high in pairwise(ends)]
    return Steps(tuple(ends), (_agreed(raters, ends[0] - near), *between, _agreed(raters, ends[-1] + near)), near)


def _agreed(raters: tuple[Rater, ...], figure: float) -> str | None:
    said = {one.on(figure) for one in raters}
    return said.pop() if len(said) == 1 else None
