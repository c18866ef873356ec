"""Usual: a figure that is plainly as those before it, told in one look; most are, and all that is said of the past of
one goes with it.

It may only be narrower than what checks.silent says of each check; where it is in doubt that is asked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pmxl.returns.checking import Row
from pmxl.returns.checks.before import known_frame
from pmxl.returns.checks.doubt import ENOUGH as ENOUGH_ALIKE
from pmxl.returns.checks.doubt import FAR
from pmxl.returns.checks.doubt import NEAR
from pmxl.returns.checks.ground import WINDOW
from pmxl.returns.checks.ground import Ground
from pmxl.returns.checks.steady import keeps_to
from pmxl.returns.history import Course
from pmxl.returns.history import Periods
from pmxl.rules.xmr import FEWEST

OF_THE_USUAL = frozenset(("VAL007", "VAL011", "VAL030", "VAL032", "VAL033", "VAL034", "VAL035", "VAL036", "VAL056"))
"""The checks that have nothing to say of it."""

ENOUGH = max(FEWEST, ENOUGH_ALIKE)
"""With fewer earlier figures what is usual is told otherwise."""


class Lead(NamedTuple):
    """That a series leads up to a period without a gap; where in it the figure of a year ago stands, if it does."""

    last_year: int | None


def is_usual(row: Row) -> bool:
    """Near to all that came before it and to its chart, and the very figure of neither the last period nor last year.

    Its denominator is near the last one.
    """
    given = row.given
    now, cell = given.value, given.key[:3]
    series = row.history.get(cell)
    if type(series) is not Course or now is None:
        return False
    lead, figures = lead_of(series.periods, row.ground), series.figures
    if lead is None or now == figures[-1] or (lead.last_year is not None and now == figures[lead.last_year]):
        return False
    least, most = min(figures), max(figures)
    if not (least / NEAR <= now <= most * NEAR and now <= most * FAR):
        return False
    if not keeps_to(now, figures[-1], figures[-WINDOW:], max(most, -least), row.ground):
        return False
    return denominator_is_near(row, series)


@lru_cache(maxsize=4096)
def lead_of(periods: Periods, ground: Ground) -> Lead | None:
    """How a series of these periods leads up to one of a ground; None where it does not, or little is known."""
    frame = known_frame(periods, ground)
    if frame is None or ground.by_year or ground.is_rolling:
        return None
    leads_up = frame.is_new and frame.is_unbroken and len(frame.starts) == len(periods.each) >= ENOUGH
    return Lead(frame.last_year) if leads_up else None


def denominator_is_near(row: Row, series: Course) -> bool:
    """VAL033, VAL056: there is none, nothing is known of it, or it is near that of the period before."""
    now, wholes = row.given.denominator, row.denominators
    if now is None or not wholes:
        return True
    known = wholes.get(row.given.key[:3])
    if type(known) is not Course or known.periods is not series.periods:
        return not known
    then = known.figures[-1]
    return then / NEAR <= now <= then * NEAR
