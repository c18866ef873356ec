"""Stay: from when to when something is in the hot-house, by what fired in each period and whether its exit held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Stay(NamedTuple):
    """The places of the periods in which it entered and left (None: it is still in).

    `run` is for how many periods up to the last the exit has held.
    """

    entered: int
    left: int | None
    run: int


def stays(fired: Sequence[bool], held: Sequence[bool], n: int) -> list[Stay]:
    """Every stay, oldest first: in when something fires, out in the nth period in a row in which the exit holds.

    The period of entry does not count towards the exit; one in which something fires again, or of which nothing is
    known, begins the count anew. What has left may enter again.
    """
    found: list[Stay] = []
    entered, run = None, 0
    for place, (hit, holds) in enumerate(zip(fired, held, strict=True)):
        if entered is None:
            entered, run = (place, 0) if hit else (None, 0)
            continue
        run = run + 1 if holds and not hit else 0
        if run == n:
            found.append(Stay(entered, place, run))
            entered = None
    return found if entered is None else [*found, Stay(entered, None, run)]
