"""When a measure enters the hot-house and when it leaves: a letter a period."""

from __future__ import annotations

import pytest

from pmxl.improve.hothouse.stay import stays
from tests.spec.table import named

EDGES = """
periods  | n | stays          | why
--------------------------------------------------------------------
........ | 2 |                | nothing fired
.!       | 2 | 1-             | it enters in the period in which something fires
!++      | 2 | 0-2            | and leaves in the second period in which the exit holds
!+       | 2 | 0-             | one is not enough
!+.+     | 2 | 0-             | they are to follow one another
!+!+     | 2 | 0-             | what fires again begins the count anew
!+!++    | 2 | 0-4            | and does not make a second stay
!++!     | 2 | 0-2 3-         | who has left may enter again
!+       | 1 | 0-1            | one period, where one was agreed
!+++     | 3 | 0-3            | three, where three were
++++     | 2 |                | nothing leaves that is not in
!!!!     | 2 | 0-             | it fires on and on
"""


@pytest.mark.parametrize(("periods", "n", "wanted"), named(EDGES))
def test_edges(periods: str, n: str, wanted: str) -> None:
    """A96: `!` something fires, `+` the exit holds, `.` neither; places from 0, an open end still in."""
    found = stays([one == "!" for one in periods], [one == "+" for one in periods], int(n))
    said = " ".join(f"{stay.entered}-{'' if stay.left is None else stay.left}" for stay in found)
    assert said == wanted


def test_how_far_it_is_on_its_way_out() -> None:
    """A96: the run is that of the last periods only."""
    fired = [True, False, False, False]
    assert stays(fired, [False, True, False, True], 3)[0].run == 1
    assert stays(fired, [False, False, True, True], 3)[0].run == 2
